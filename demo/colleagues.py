"""Staff of each role, with all that a sign-in needs."""

import re
from dataclasses import dataclass
from datetime import datetime

import pyotp

from wizard.services.container import Services
from wizard.services.roles import Role

PASSWORD = "practice malls are not real"
WORDS = {
    Role.SUPPORT: "상담 담당자",
    Role.OPERATOR: "발급 담당자",
    Role.EDITOR: "안내 편집자",
    Role.ADMIN: "관리자",
}


@dataclass(frozen=True)
class Colleague:
    """A member of staff.

    Attributes:
        uri: what an authenticator takes in.

    """

    id: str
    role: Role
    email: str
    uri: str

    def code(self, now: datetime) -> str:
        """Give what their phone would show now."""
        found = re.search(r"secret=(\w+)", self.uri)
        return pyotp.TOTP(found[1]).at(now) if found else ""


def hire(services: Services) -> list[Colleague]:
    """Make one member of each role."""
    uris = {}
    for role in Role:
        email = f"{role.value}@practice.example"
        uris[email] = role, services.staff.add(email, role, PASSWORD)
    return [
        Colleague(row.id, uris[row.email][0], row.email, uris[row.email][1])
        for row in services.staff.everybody()
    ]

"""Browsers that a member came by before: known as long as the password is the one of then."""

import hashlib
from dataclasses import replace

from wizard.db.records import StaffRecord
from wizard.services.lockout import Visit


def mark_of(member: StaffRecord) -> str:
    """Give what changes when a member's password does: a remembered browser is one of today's."""
    return hashlib.sha256(f"{member.id} {member.password}".encode()).hexdigest()[:24]


def known_to(member: StaffRecord | None, visit: Visit) -> Visit:
    """Leave of a visit's browsers only the one that came in with the password of today."""
    said = visit.devices.get(member.id, "") if member else ""
    name, _, mark = said.partition(".")
    if member is None or not name or mark != mark_of(member):
        return replace(visit, devices={})
    return replace(visit, devices={member.id: name})

"""What may be seen of a member: neither password nor second factor."""

from dataclasses import dataclass
from datetime import datetime

from wizard.db.records import StaffRecord


@dataclass(frozen=True)
class StaffCard:
    """A member as the others may see them.

    Attributes:
        is_set_up: they have set a password.

    """

    id: str
    email: str
    role: str
    created_at: datetime
    suspended_at: datetime | None
    is_set_up: bool


def card_of(member: StaffRecord) -> StaffCard:
    """Show a member to the others."""
    return StaffCard(
        id=member.id,
        email=member.email,
        role=member.role,
        created_at=member.created_at,
        suspended_at=member.suspended_at,
        is_set_up=bool(member.password),
    )

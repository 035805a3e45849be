"""What stands in the database that somebody may have to be reminded of: one fact a subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Fact:
    """What all facts tell.

    Attributes:
        subject: the id of what it is about: an account, a request, a link or a run.
        seller_id: None for a request of a reader whom we do not know.
        step_id: the screen that it is about; "" for none.

    """

    subject: str
    seller_id: str | None
    mall: str
    step_id: str


@dataclass(frozen=True)
class KeyFact(Fact):
    """An account whose key ends on a day."""

    expires_on: date


@dataclass(frozen=True)
class CheckFact(Fact):
    """An account that was tried at its mall; `since` the verdict has been the same."""

    verdict: str
    since: datetime | None


@dataclass(frozen=True)
class RequestFact(Fact):
    """A request, and when something last happened to it; the name and phone of a reader; whose it is, "" nobody's."""

    kind: str
    state: str
    moved_at: datetime
    name: str
    phone: str
    assignee: str = ""
    answers: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class ReturnFact(Fact):
    """An account that was to be registered in 아임셀러, and how that stands."""

    state: str
    decided_at: datetime | None


@dataclass(frozen=True)
class UnfinishedFact(Fact):
    """An account that was saved without a value that must be there, and how that stands."""

    state: str
    saved_at: datetime


@dataclass(frozen=True)
class InvitationFact(Fact):
    """The newest link that staff made for a seller who never came in by any.

    Attributes:
        opened_at: when somebody pressed its button, or it was taken back; None while nobody has.

    """

    made_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True)
class RunFact(Fact):
    """A guide that a seller has begun; where they are is worked out of `answers` and `seen`.

    Attributes:
        waits_until: when the wait is over at which they stopped; None if they stopped elsewhere.

    """

    state: str
    moved_at: datetime
    revision: str
    answers: Mapping[str, Sequence[str]]
    seen: Sequence[str] | None
    waits_until: datetime | None = None


RENEWING = "renew/"
"""What the place of a wait on the way to a new key begins with: the rest of its address, below the guide's."""


@dataclass(frozen=True)
class WaitFact(RunFact):
    """The same of a seller who stopped to wait, and who is told when that is over.

    Attributes:
        waits: place -> when its wait is over, as ISO 8601.

    """

    waits: Mapping[str, str] | None = None

    @property
    def renews_at(self) -> str:
        """Give the place of the wait that is over, if it is on the way to a new key; else ""."""
        return renews_at(self.waits, self.waits_until)


def renews_at(waits: Mapping[str, str] | None, until: datetime | None) -> str:
    """Give the place of the wait that ends at a moment, if it is on the way to a new key; else ""."""
    ending = (place for place, end in (waits or {}).items() if datetime.fromisoformat(end) == until)
    return next((place for place in ending if place.startswith(RENEWING)), "")

"""What was published, and what is on its way there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FileRecord:
    """A row of `guide_file`."""

    digest: str
    data: bytes


@dataclass(frozen=True)
class GuideFragmentRecord:
    """A row of `guide_fragment`."""

    name: str
    text: str
    kept_at: datetime


@dataclass(frozen=True)
class GuidePictureRecord:
    """A row of `guide_picture`."""

    name: str
    mall: str
    author: str
    data: bytes
    created_at: datetime


@dataclass(frozen=True)
class RevisionRecord:
    """A row of `guide_revision`."""

    name: str
    revision: str
    files: Sequence[Sequence[str]]
    kept_at: datetime


@dataclass(frozen=True)
class ReleaseRecord:
    """A row of `guide_release`."""

    number: int
    at: datetime
    by: str
    parts: Mapping[str, str]
    held: Mapping[str, str]
    after: int
    note: str
    digest: str


@dataclass(frozen=True)
class DraftRecord:
    """A row of `guide_draft`."""

    id: str
    mall: str
    author: str
    state: str
    base: str
    text: str
    good: str
    version: int
    created_at: datetime
    updated_at: datetime
    window: str = ""
    writers: Sequence[str] | None = None


@dataclass(frozen=True)
class ReviewRecord:
    """A row of `guide_review`."""

    id: str
    mall: str
    digest: str
    author: str
    note: str
    asked_at: datetime
    state: str = "asked"
    reviewer: str = ""
    answer: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True)
class ScheduleRecord:
    """A row of `guide_schedule`."""

    id: str
    mall: str
    by: str
    text: str
    base: str
    note: str
    accepted: str
    due_at: datetime
    made_at: datetime
    state: str = "waiting"
    reason: str = ""
    ended_at: datetime | None = None
    seen_at: datetime | None = None

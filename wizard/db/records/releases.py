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

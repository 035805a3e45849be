"""One published set: which revision of each guide, and how it is written down."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from wizard.db.records import ReleaseRecord


@dataclass(frozen=True)
class Release:
    """One set of revisions that readers were shown, or are shown now.

    Attributes:
        by: "folder", "operator" or "staff:<id>".
        parts: mall, or "constants", -> revision.
        held: part -> the digest of the text in the folder that was rolled back from (or "constants"
            and theirs): it is not published again by itself, only what comes after it.
        after: the number of the release whose set was put back; 0 if this was no rollback.
        note: why it was made; may be empty.

    """

    number: int
    at: datetime
    by: str
    parts: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    after: int = 0
    note: str = ""

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Read what `written` wrote."""
        found = json.loads(raw)
        known = {name: value for name, value in found.items() if name in cls.__dataclass_fields__}
        return cls(**{**known, "at": datetime.fromisoformat(found["at"])})

    @classmethod
    def of(cls, record: ReleaseRecord) -> Self:
        """Give the release that a row tells of."""
        told = {name: value for name, value in vars(record).items() if name != "digest"}
        return cls(**told)

    @property
    def record(self) -> ReleaseRecord:
        """The release as a row."""
        return ReleaseRecord(**vars(self), digest=self.digest)

    @property
    def digest(self) -> str:
        """A hash of all that it says."""
        return hashlib.sha256(self.written()).hexdigest()

    def written(self) -> bytes:
        """Write the release for a file."""
        said = {**vars(self), "at": self.at.astimezone(UTC).isoformat()}
        return json.dumps(said, indent=1, sort_keys=True).encode()


def changes(before: Release, after: Release) -> list[str]:
    """Name the parts whose revision differs between two releases."""
    names = sorted({*before.parts, *after.parts})
    return [name for name in names if before.parts.get(name) != after.parts.get(name)]

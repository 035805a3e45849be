"""One published set: which revision of each guide, and what its file says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self


@dataclass(frozen=True)
class Release:
    """One set of revisions that readers were shown, or are shown now.

    Attributes:
        by: "folder", "operator" or "staff:<id>".
        parts: mall, or "constants", -> revision.
        held: part -> the digest of the text in the folder that was rolled back from (or "constants"
            and theirs): it is not published again by itself, only what comes after it.
        after: the number of the release whose set was put back; 0 if this was no rollback.

    """

    number: int
    at: datetime
    by: str
    parts: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    after: int = 0

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Read what `written` wrote."""
        found = json.loads(raw)
        known = {name: value for name, value in found.items() if name in cls.__dataclass_fields__}
        return cls(**{**known, "at": datetime.fromisoformat(found["at"])})

    def written(self) -> bytes:
        """Write the release for its file."""
        said = {**vars(self), "at": self.at.isoformat()}
        return json.dumps(said, indent=1, sort_keys=True).encode()


def changes(before: Release, after: Release) -> list[str]:
    """Name the parts whose revision differs between two releases."""
    names = sorted({*before.parts, *after.parts})
    return [name for name in names if before.parts.get(name) != after.parts.get(name)]

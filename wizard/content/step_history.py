"""Which steps a guide ever had: read from what was published, each revision once."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from wizard.guide.fragments import is_fragment

_ID = re.compile(rb"\bid:\s*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)")
MAX_REVISIONS = 5000
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError)  # fmt: skip


@dataclass(frozen=True)
class StepHistory:
    """Remembers the names of steps, so that an address that once led somewhere is known.

    Attributes:
        home: where the revisions are kept, a folder for each guide; see `release_store`.

    """

    home: Path
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def knows(self, mall: str, step_id: str) -> bool:
        """Say whether a published guide of this mall ever had such a step.

        Args:
            mall: the id of a guide that is there now.
            step_id: as it stands in an address.

        """
        files = sorted((self.home / mall).glob("*.zip"))[:MAX_REVISIONS]
        return any(step_id in self._of(mall, file) for file in files)

    def _of(self, mall: str, file: Path) -> frozenset[str]:
        """Name the steps of one revision, which never changes."""
        key = f"{mall}/{file.stem}"
        if key not in self._ids:
            self._ids[key] = _read(mall, file)
        return self._ids[key]


def _read(mall: str, file: Path) -> frozenset[str]:
    try:
        with zipfile.ZipFile(file) as packed:
            text = packed.read(f"{mall}.yaml")
            shared = [packed.read(name) for name in packed.namelist() if is_fragment(name)]
    except _DAMAGE:
        return frozenset()
    return frozenset(name.decode() for part in (text, *shared) for name in _ID.findall(part))

"""What this machine remembers of its folder of guides, from one start to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wizard.content.folder import write
from wizard.content.local_copy import DAMAGE
from wizard.private_files import make_folders


@dataclass(frozen=True)
class FolderMemory:
    """Place -> digest of the file, for one folder.

    Attributes:
        file: where it is written; damaged or gone, nothing is remembered.
        folder: of which it is; of another, nothing is remembered.

    """

    file: Path
    folder: Path

    def read(self) -> dict[str, str]:
        """Give what is remembered."""
        try:
            found = json.loads(self.file.read_bytes())
            is_ours = found["folder"] == str(self.folder)
            return {str(place): str(digest) for place, digest in found["files"].items()} if is_ours else {}  # fmt: skip
        except DAMAGE:
            return {}

    def write(self, seen: Mapping[str, str]) -> None:
        """Remember this instead.

        Raises:
            OSError: the disk does not take it.

        """
        if seen == self.read():
            return
        make_folders(self.file.parent)
        said = {"folder": str(self.folder), "files": dict(sorted(seen.items()))}
        write(self.file, json.dumps(said, indent=1, ensure_ascii=False).encode())

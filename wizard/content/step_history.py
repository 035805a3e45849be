"""Which steps a guide ever had: read from what was published, each revision once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.content.release_store import ReleaseStore
from wizard.errors import NotFoundError
from wizard.guide.fragments import is_fragment

_ID = re.compile(rb"\bid:\s*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)")
MAX_REVISIONS = 5000


@dataclass(frozen=True)
class StepHistory:
    """Remembers the names of steps, so that an address that once led somewhere is known."""

    release_store: ReleaseStore
    _ids: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def knows(self, mall: str, step_id: str) -> bool:
        """Say whether a published guide of this mall ever had such a step.

        Args:
            mall: the id of a guide that is there now.
            step_id: as it stands in an address.

        Raises:
            DatabaseError: what was published cannot be asked for.

        """
        revisions = self.release_store.revisions(mall, MAX_REVISIONS)
        return any(step_id in self._of(mall, revision) for revision in revisions)

    def _of(self, mall: str, revision: str) -> frozenset[str]:
        """Name the steps of one revision, which never changes."""
        if (mall, revision) not in self._ids:
            try:
                self._ids[mall, revision] = _steps(mall, self.release_store.files(mall, revision))
            except NotFoundError:
                return frozenset()
        return self._ids[mall, revision]


def _steps(mall: str, files: Mapping[str, bytes]) -> frozenset[str]:
    texts = [raw for name, raw in files.items() if name == f"{mall}.yaml" or is_fragment(name)]
    return frozenset(name.decode() for text in texts for name in _ID.findall(text))

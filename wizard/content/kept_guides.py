"""What a process has read of the published guides, kept in memory: a revision never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.content import loader
from wizard.content.loader import GuideRevision
from wizard.content.shared_files import shared_in
from wizard.errors import GuideError, NotFoundError
from wizard.guide.screenshots import Screenshot
from wizard.lint.check import examine

MAX_KEPT = 128


@dataclass
class KeptGuides:
    """Guides by revision, and the pictures of the last sets. Many threads may ask.

    Attributes:
        pictures_of: the number of the release up to which `pictures` were gathered; 0 for none.
        pictures: by digest.

    """

    pictures_of: int = 0
    pictures: Mapping[str, Screenshot] = field(default_factory=dict)
    _read: dict[tuple[str, str], GuideRevision] = field(default_factory=dict)

    def get(self, mall: str, revision: str) -> GuideRevision | None:
        """Give a guide that was read before."""
        return self._read.get((mall, revision))

    def remember(self, mall: str, guide_revision: GuideRevision) -> GuideRevision:
        """Keep a guide, in place of the one read first if there are too many; give it back."""
        self._read[mall, guide_revision.revision] = guide_revision
        while len(self._read) > MAX_KEPT:
            self._read.pop(next(iter(self._read)), None)
        return guide_revision

    def remember_all(self, guides: Mapping[str, GuideRevision]) -> None:
        """Keep guides that were read just now: mall -> guide."""
        for mall, guide_revision in guides.items():
            self.remember(mall, guide_revision)

    def keep_pictures(self, number: int, pictures: Mapping[str, Screenshot]) -> None:
        """Keep the pictures of the sets up to a release in place of any others."""
        self.pictures, self.pictures_of = pictures, number


def guide_of(mall: str, files: Mapping[str, bytes]) -> GuideRevision:
    """Read a guide that was sound when it was published; what was ruled since does not count.

    Raises:
        NotFoundError: this program cannot read it.

    """
    try:
        shared = shared_in(files)
        guide = examine(files[f"{mall}.yaml"], f"{mall}.yaml", shared).guide
    except (GuideError, KeyError):
        guide = None
    if guide is None:
        raise NotFoundError(f"a kept revision of {mall} cannot be read by this program")
    return loader.bound(guide, files, shared.glossary)

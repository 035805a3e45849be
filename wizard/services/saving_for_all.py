"""Several machines: an editor's text goes to the readers at once; files follow where they can."""

import logging
from dataclasses import dataclass
from pathlib import Path

from wizard.content import folder as content_folder
from wizard.content.edition import Edition
from wizard.content.folder_lock import exclusive_lock
from wizard.content.release import Release
from wizard.db.engine import writing
from wizard.errors import NotFoundError, OvertakenError, RefusedError
from wizard.guide.fragments import is_fragment
from wizard.guide.screenshots import FOLDER as IMAGES
from wizard.services import fragment_keeping
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_files import edited, is_same, standing_file, write_text
from wizard.services.guide_saving import SILENT, Saved, Word, accepted_by
from wizard.services.manuscript import plain
from wizard.services.published import Published
from wizard.services.publishing import Publishing

UNUSED = (
    "이 글을 쓰는 안내가 없거나 그 안내에 고칠 것이 있어서 펴낼 곳이 없어요. 그 안내를 먼저 고쳐 주세요. "
    "고치던 글은 그대로 있어요."
)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SavingForAll:
    """Several machines: the text is the next release, written down with it; files follow where they can."""

    publishing: Publishing

    def save(self, name: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save over what readers see in this very moment, whichever machine published it."""
        raw = plain(text).encode()
        while True:
            release = self.publishing.release_store.newest()
            folder = self.publishing.source.folder()
            _file, before = standing_file(folder, name)
            if release is None:
                raise NotFoundError("nothing was published yet")
            if before is not None and is_same(before, raw):
                return Saved("", None)
            edition = edited(folder, name, raw, before, base)
            if not edition.parts:
                if self._keep(release, editor, before, edition, word):
                    self._follow(name, before, edition)
                    return Saved(edition.revision, Published(release))
                continue
            accepted_by(self.publishing, edition, word)
            published = self.publishing.put(
                release, f"staff:{editor}", edition, note=word.note, also=word.whole
            )
            if published:
                self._follow(name, before, edition)
                return Saved(edition.revision, published, edition.parts)

    def _keep(
        self, release: Release, editor: str, before: bytes | None, edition: Edition, word: Word
    ) -> bool:
        """Keep a fragment that no guide uses beside what readers see; say whether nobody else was first."""
        store, now = self.publishing.release_store, self.publishing.now()
        if not is_fragment(edition.place) or store.text(release, edition.place):
            raise RefusedError(UNUSED)
        try:
            with writing(self.publishing.engine) as connection:
                if not fragment_keeping.keep(connection, edition.name, edition.raw, before, now):
                    return False
                fragment_keeping.refuse_newer(connection, release)
                word.whole(connection)
                record_event(
                    connection, Event.GUIDE_SAVED, f"staff:{editor}", now,
                    subject=edition.name, detail=edition.revision,
                )  # fmt: skip
        except OvertakenError:
            return False
        return True

    def _follow(self, name: str, before: bytes | None, edition: Edition) -> None:
        """Let this machine's own file follow with its pictures, if it said what readers saw; it need not."""
        folder = self.publishing.folder
        try:
            with exclusive_lock(folder):
                file, now = standing_file(folder, name)
                if now == before:
                    _put_beside(folder, edition)
                    write_text(file, edition.raw)
        except (OSError, NotFoundError, RefusedError) as error:
            log.info("%s.yaml in %s does not follow: %s", name, folder, type(error).__name__)


def _put_beside(folder: Path, edition: Edition) -> None:
    """Write the pictures of the guides that a text makes, where a folder does not have them yet."""
    files = {place: data for one in edition.guides.values() for place, data in one.files.items()}
    for place, data in files.items():
        file = folder / place
        if file.parent.name == IMAGES and not file.exists():
            file.parent.mkdir(exist_ok=True)
            content_folder.write(file, data)

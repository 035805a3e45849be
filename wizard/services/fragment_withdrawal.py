"""A fragment that no guide uses stands no more: its text is a draft then, to be published again or thrown away."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from wizard.content.draft_store import Draft
from wizard.content.edition import reading_of
from wizard.content.folder import place_of
from wizard.content.folder_lock import exclusive_lock
from wizard.content.fragment_users import FragmentUser, fragment_users
from wizard.content.source import Source
from wizard.db.engine import reading, writing
from wizard.db.models.drafts import MAX_DRAFT_CHARS
from wizard.db.queries import drafts, staff
from wizard.errors import ConflictError, DatabaseError, NotFoundError, OvertakenError, RefusedError
from wizard.guide.fragments import is_fragment
from wizard.korean.calendar import clock
from wizard.services import fragment_keeping
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_files import digest_of, text_file, write_text
from wizard.services.manuscript import text_of
from wizard.services.publishing import Publishing

USED = "그 사이 이 단계를 부르거나 고치는 글이 생겨서 빼지 않았어요. 아래 글을 먼저 봐 주세요."
TOO_LONG = "글이 너무 길어서 고치던 글로 남길 수 없어요. 글을 줄여서 펴낸 뒤에 빼 주세요."
Leave = Callable[[Connection, bytes], None]
"""What is written as a text goes; what it raises keeps the text where it is."""
log = logging.getLogger(__name__)


class TakingOut(Protocol):
    """A way to let a fragment stand no more."""

    def take_out(self, name: str, base: str, leave: Leave) -> None:
        """Let the very text that was seen stand nowhere any more; raises as `FragmentWithdrawal.withdraw`."""


@dataclass(frozen=True)
class TakingOutOfFolder:
    """One machine: its file goes."""

    engine: Engine
    folder: Path

    def take_out(self, name: str, base: str, leave: Leave) -> None:
        """Let file and event go together: neither without the other."""
        with exclusive_lock(self.folder):
            file, raw = _seen(self.folder, name, base)
            try:
                with writing(self.engine) as connection:
                    leave(connection, raw)
                    file.unlink()
            except DatabaseError:
                if not file.exists():
                    write_text(file, raw)
                raise


@dataclass(frozen=True)
class TakingOutForAll:
    """Several machines: it is noted that it stands nowhere any more, whichever of their folders has it."""

    publishing: Publishing

    def take_out(self, name: str, base: str, leave: Leave) -> None:
        """Note it over what every machine shows in this very moment; this machine's own file goes where it can.

        What is kept may be another text than the one that a guide shows (after a rollback): that guide
        uses it, so it is asked first who does.

        Raises:
            ConflictError: it is not the text that was seen; or another is kept, and goes on to be.

        """
        tried: tuple[int, bytes] | None = None
        while True:
            release = self.publishing.release_store.newest()
            if release is None:
                raise NotFoundError("nothing was published yet")
            _, raw = _seen(self.publishing.source.folder(), name, base)
            try:
                with writing(self.publishing.engine) as connection:
                    leave(connection, raw)
                    fragment_keeping.withdraw(connection, name, raw, self.publishing.now())
                    fragment_keeping.refuse_newer(connection, release)
            except OvertakenError:
                if tried == (release.number, raw):  # nothing has moved: nor will it
                    raise ConflictError(name, text_of(raw)) from None
                tried = release.number, raw
                continue
            return self._follow(name, raw)

    def _follow(self, name: str, raw: bytes) -> None:
        folder = self.publishing.folder
        try:
            with exclusive_lock(folder):
                file, now = text_file(folder, name)
                if now == raw:
                    file.unlink()
        except (OSError, NotFoundError, RefusedError) as error:
            log.info("%s.yaml in %s does not follow: %s", name, folder, type(error).__name__)


@dataclass(frozen=True)
class FragmentWithdrawal:
    """Lets an editor withdraw a fragment that no text uses."""

    engine: Engine
    source: Source
    taking_out: TakingOut
    now: Callable[[], datetime] = clock

    def users(self, name: str) -> Sequence[tuple[FragmentUser, str]]:
        """List every text that uses it, each with the name of who types it."""
        with reading(self.engine) as connection:
            found = fragment_users(connection, self.source.folder(), name)
            names = staff.names(connection, {one.author for one in found if one.author})
        return [(one, names.get(one.author, "")) for one in found]

    def withdraw(self, name: str, editor: str, base: str) -> None:
        """Make a fragment a draft of this editor, and write that down.

        Args:
            name: of its text.
            editor: who does it.
            base: the digest of the text that they saw.

        Raises:
            NotFoundError: it is no fragment, or does not stand any more.
            ConflictError: it is not the text that they saw.
            RefusedError: a text uses it; or it cannot be a draft.
            OSError: the disk refused it.
            DatabaseError: it could not be written down; it stands as before.

        """
        if not is_fragment(place_of(name)):
            raise NotFoundError("no fragment")
        folder = self.source.folder()

        def leave(connection: Connection, raw: bytes) -> None:
            if fragment_users(connection, folder, name):
                raise RefusedError(USED)
            drafts.keep(connection, _draft_of(folder, name, raw).record(editor, name, self.now()))
            record_event(
                connection, Event.FRAGMENT_WITHDRAWN, f"staff:{editor}", self.now(), subject=name
            )

        self.taking_out.take_out(name, base, leave)


def _seen(folder: Path, name: str, base: str) -> tuple[Path, bytes]:
    """Give a text's file with its bytes, if it is the one that was seen."""
    file, raw = text_file(folder, name)
    if base != digest_of(raw):
        raise ConflictError(name, text_of(raw))
    return file, raw


def _draft_of(folder: Path, name: str, raw: bytes) -> Draft:
    text = text_of(raw)
    if len(text) > MAX_DRAFT_CHARS:
        raise RefusedError(TOO_LONG)
    is_sound = not reading_of(folder, name, raw).faults
    return Draft(text, "", text if is_sound else "")

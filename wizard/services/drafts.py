"""What is on its way to the readers: every editor sees it, goes on with it, or throws it away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.content.draft_store import Draft
from wizard.content.folder import is_guide
from wizard.db.engine import reading, writing
from wizard.db.queries import drafts, releases, reviews, staff
from wizard.db.records import DraftRecord
from wizard.errors import ConstraintError, NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import new_id
from wizard.services.reviews import standing_of

OWN_ONE = (
    "이 안내에 내가 고치던 글이 따로 있어요. 그 글을 펴내거나 버린 뒤에 이어서 고칠 수 있어요."
)
IS_THERE = (
    "이 이름의 안내나 고치던 글이 벌써 있어요. 다른 이름을 적거나, 그 글을 이어서 고쳐 주세요."
)


@dataclass(frozen=True)
class DraftLine:
    """One draft, as the list tells of it.

    Attributes:
        author: the id of who types it; `email` is theirs.
        since: when it was begun.
        is_new: nothing of this name is there yet.
        review: how it stands with its being looked over: "asked", "approved", "returned" or "".

    """

    id: str
    mall: str
    author: str
    email: str
    since: datetime
    touched: datetime
    is_new: bool
    review: str

    @property
    def is_shared(self) -> bool:
        """Say whether it is a text that guides share."""
        return not is_guide(self.mall)


@dataclass(frozen=True)
class Drafts:
    """Shows drafts to every editor, on whichever machine; each method is one transaction."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def everybodys(self) -> Sequence[DraftLine]:
        """List every draft, the one that was typed last first."""
        with reading(self.engine) as connection:
            found = drafts.everybodys(connection)
            newest = releases.newest(connection)
            last = reviews.last_of(connection, {one.mall for one in found})
            names = staff.names(connection, {one.author for one in found})
        shown = newest.parts if newest else {}
        return [
            DraftLine(
                one.id,
                one.mall,
                one.author,
                names.get(one.author, ""),
                one.created_at,
                one.updated_at,
                is_new=not one.base and one.mall not in shown,
                review=standing_of(one, last.get((one.mall, one.author))),
            )
            for one in found
        ]

    def of_others(self, mall: str, editor: str) -> Sequence[DraftLine]:
        """List what others have typed of a text."""
        return [one for one in self.everybodys() if one.mall == mall and one.author != editor]

    def draft(self, draft_id: str) -> tuple[DraftRecord, str]:
        """Give a draft with the name of its author; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            found = drafts.by_id(connection, draft_id)
            if found is None:
                raise NotFoundError("no such draft")
            return found, staff.names(connection, [found.author]).get(found.author, "")

    def begin(self, mall: str, editor: str, text: str) -> None:
        """Begin a text that is none yet: nobody sees it until it is published.

        Raises:
            RefusedError: there is a published guide, or a draft, of this name.

        """
        with writing(self.engine) as connection:
            newest = releases.newest(connection)
            is_drafted = any(one.mall == mall for one in drafts.everybodys(connection))
            if is_drafted or (newest and mall in newest.parts):
                raise RefusedError(IS_THERE)
            self._record(connection, Event.DRAFT_BEGUN, editor, mall)
            drafts.put(connection, Draft(text, "", text).record(editor, mall, self.now()))

    def take_over(self, draft_id: str, editor: str) -> str:
        """Go on with what a colleague has typed; give the text's name.

        Raises:
            NotFoundError: it was published or thrown away.
            RefusedError: this editor has a draft of their own.

        """
        try:
            with writing(self.engine) as connection:
                found = _found(connection, draft_id)
                if found.author == editor:
                    return found.mall
                self._record(connection, Event.DRAFT_TAKEN_OVER, editor, found.mall, found.author)
                reviews.withdraw(connection, found.mall, found.author, self.now())
                writers = dict.fromkeys([*(found.writers or [found.author]), editor])
                drafts.hand_over(connection, draft_id, editor, [*writers], self.now())
        except ConstraintError as error:
            raise RefusedError(OWN_ONE) from error
        return found.mall

    def discard(self, draft_id: str, editor: str) -> str:
        """Throw a draft away, whoever typed it; give the text's name."""
        with writing(self.engine) as connection:
            found = _found(connection, draft_id)
            self._record(connection, Event.DRAFT_DROPPED, editor, found.mall, found.author)
            reviews.withdraw(connection, found.mall, found.author, self.now())
            drafts.drop_one(connection, draft_id)
        return found.mall

    def new_id(self) -> str:
        """Give an id for a page in which a text is typed."""
        return new_id()

    def _record(
        self, connection: Connection, event: Event, editor: str, mall: str, author: str = ""
    ) -> None:
        record_event(connection, event, f"staff:{editor}", self.now(), subject=mall, detail=author)


def _found(connection: Connection, draft_id: str) -> DraftRecord:
    """Find a draft; `NotFoundError` if it was published or thrown away."""
    found = drafts.by_id(connection, draft_id)
    if found is None:
        raise NotFoundError("no such draft")
    return found

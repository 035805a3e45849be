"""A second editor looks a text over before it is published, where the deployment asks for that."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import drafts, reviews, staff
from wizard.db.queries.reviews import APPROVED, ASKED, RETURNED
from wizard.db.records import DraftRecord, ReviewRecord
from wizard.errors import NotFoundError, OutdatedError, RefusedError, UnreviewedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import new_id

MAX_WORDS = 500
OWN_WORK = "이 글을 함께 적은 사람은 확인할 수 없어요. 다른 담당자에게 부탁해 주세요."
NO_REASON = "돌려보내는 까닭을 적어 주세요. 적은 사람이 그것을 보고 고쳐요."
Review = ReviewRecord
"""A review, as views are given it."""


def digest_of(text: str, base: str) -> str:
    """Name a text with what it is to replace: what is typed after that is another one."""
    return hashlib.sha256(f"{base}\0{text}".encode()).hexdigest()


def standing_of(draft: DraftRecord, last: ReviewRecord | None) -> str:
    """Say how it stands with a draft's review: "asked", "approved", "returned"; "" if nothing holds of it.

    What was asked or approved holds of that very text; what came back, until it is asked again.
    """
    if last is None or last.asked_at < draft.created_at:
        return ""
    is_same = last.digest == digest_of(draft.text, draft.base)
    holds = last.state == RETURNED or (is_same and last.state in {ASKED, APPROVED})
    return last.state if holds else ""


def authors_of(draft: DraftRecord, asked: ReviewRecord | None) -> Collection[str]:
    """Give all who do not look a text over: who typed in it, and who asked, whosever draft it is by now."""
    asking = {asked.author} if asked else set()
    return {draft.author, *(draft.writers or ()), *asking}


@dataclass(frozen=True)
class Reviews:
    """Asks for a look, and keeps what was said; each method is one transaction.

    Attributes:
        required: nothing goes out of a browser that no second editor has approved.

    """

    engine: Engine
    required: bool = False
    now: Callable[[], datetime] = clock

    def of_text(self, mall: str, text: str, base: str) -> ReviewRecord | None:
        """Give what was last asked or said of this very text."""
        with reading(self.engine) as connection:
            return reviews.newest(connection, mall, digest_of(text, base))

    def returned(self, mall: str, author: str) -> ReviewRecord | None:
        """Give the note with which an author's last text came back, until they ask again."""
        with reading(self.engine) as connection:
            found = reviews.last_returned(connection, mall, author)
            draft = drafts.draft(connection, author, mall)
        return found if draft and standing_of(draft, found) == RETURNED else None

    def of_draft(self, draft: DraftRecord) -> ReviewRecord | None:
        """Give what was last asked or said of a draft as it is now."""
        return self.of_text(draft.mall, draft.text, draft.base)

    def may_go_out(self, mall: str, text: str, base: str) -> bool:
        """Say whether a text may be published as it is."""
        with reading(self.engine) as connection:
            return self._may_go_out(connection, mall, text, base)

    def refuse_unreviewed(self, connection: Connection, mall: str, text: str, base: str) -> None:
        """Let a text pass that may be published as it is; else raise `UnreviewedError`."""
        if not self._may_go_out(connection, mall, text, base):
            raise UnreviewedError("nobody has approved it")

    def _may_go_out(self, connection: Connection, mall: str, text: str, base: str) -> bool:
        if not self.required:
            return True
        found = reviews.newest(connection, mall, digest_of(text, base))
        return found is not None and found.state == APPROVED

    def names(self, *ids: str) -> Mapping[str, str]:
        """Give the names of editors by their ids."""
        with reading(self.engine) as connection:
            return staff.names(connection, ids)

    def ask(self, mall: str, author: str, note: str) -> None:
        """Ask for a look at what an author has typed.

        Raises:
            NotFoundError: there is no draft.

        """
        with writing(self.engine) as connection:
            found = drafts.draft(connection, author, mall)
            if found is None:
                raise NotFoundError("no such draft")
            self._record(connection, Event.REVIEW_ASKED, author, mall)
            reviews.withdraw(connection, mall, author, self.now())
            digest = digest_of(found.text, found.base)
            asked = ReviewRecord(new_id(), mall, digest, author, note[:MAX_WORDS], self.now())
            reviews.add(connection, asked)

    def take_back(self, mall: str, author: str) -> None:
        """Ask no more, if they do."""
        with writing(self.engine) as connection:
            if reviews.withdraw(connection, mall, author, self.now()):
                self._record(connection, Event.REVIEW_WITHDRAWN, author, mall)

    def decide(self, draft_id: str, reviewer: str, digest: str, answer: str, *, good: bool) -> None:
        """Approve a text, or return it with a note.

        Args:
            draft_id: what was looked at.
            reviewer: who looked.
            digest: of the text that they saw.
            answer: what they say; may be empty where it is approved.
            good: whether it may go out.

        Raises:
            NotFoundError: it was published or thrown away, or nobody asks any more.
            OutdatedError: it was typed in since.
            RefusedError: who typed in it does not look it over; a return says why.

        """
        with writing(self.engine) as connection:
            found = drafts.by_id(connection, draft_id)
            if found is None:
                raise NotFoundError("no such draft")
            asked = reviews.newest(connection, found.mall, digest)
            if digest != digest_of(found.text, found.base):
                raise OutdatedError("typed in since")
            if reviewer in authors_of(found, asked):
                raise RefusedError(OWN_WORK)
            if not good and not answer.strip():
                raise RefusedError(NO_REASON)
            if asked is None:
                raise NotFoundError("nobody asks")
            said = replace(
                asked,
                state=APPROVED if good else RETURNED,
                reviewer=reviewer,
                answer=answer.strip()[:MAX_WORDS],
                decided_at=self.now(),
            )
            event = Event.REVIEW_APPROVED if good else Event.REVIEW_RETURNED
            self._record(connection, event, reviewer, found.mall, found.author)
            if not reviews.decide(connection, said):
                raise OutdatedError("answered by another")

    def _record(
        self, connection: Connection, event: Event, editor: str, mall: str, author: str = ""
    ) -> None:
        actor = f"staff:{editor}"
        record_event(connection, event, actor, self.now(), subject=mall, detail=author)

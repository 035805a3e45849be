"""What staff do with requests: take, answer, hand back, close, open again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import desk, mismatches, requests
from wizard.db.records import RequestRecord
from wizard.errors import AnsweredMeanwhileError, NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services import desk_notes
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.desk_notes import note_of
from wizard.services.event_types import EventType
from wizard.services.outcomes import Outcome
from wizard.services.registration_asking import KIND as REGISTRATION
from wizard.services.registration_asking import is_waiting
from wizard.services.requests import add_message, locked_request, rank_request, tell
from wizard.services.secret_access import ensure_known

TAKEN = "다른 담당자가 맡고 있어요. 넘겨받으려면 ‘넘겨받기’를 눌러 주세요."
NOT_MINE = "내가 맡은 요청만 돌려놓을 수 있어요."
MENDED = "안내를 고쳤어요."
MEANWHILE = "적는 동안 새 글이 올라왔어요. 아래에서 읽어 주세요. 적은 글은 답 칸에 그대로 있어요."
ENDS_BY_DECISION = "등록 요청은 ‘등록했어요’나 ‘되돌려 보내기’로 끝내 주세요."
_STATE_AFTER = {
    Event.REQUEST_ASSIGNED: "taken",
    Event.REQUEST_TAKEN_OVER: "taken",
    Event.REQUEST_ANSWERED: "answered",
    Event.REQUEST_CLOSED: "closed",
    Event.REQUEST_REOPENED: "taken",
}


@dataclass(frozen=True)
class _Act:
    """One thing that is done to a request.

    Attributes:
        note: what is written down of it for colleagues, and `why`; "" for what the thread shows.
        takes: whether it makes the request one's own, from `over_from`, "" nobody.
        known: by whom it is known who else has its account open.
        seen: the last word that they had read; None if that is not asked.
        mends: the guide that an editor mended, whose screen looked different; the request stays whose it was.

    """

    event: Event
    text: str = ""
    note: str = ""
    why: str = ""
    takes: bool = False
    over_from: str = ""
    known: frozenset[str] | None = None
    outcome: str = ""
    seen: str | None = None
    mends: str = ""


@dataclass(frozen=True)
class RequestHandling:
    """Lets staff work on requests; a request is one member's at a time."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def take(
        self,
        request_id: str,
        staff_id: str,
        over_from: str = "",
        known: frozenset[str] = frozenset(),
        why: str = "",
    ) -> None:
        """Make a request somebody's own, taken over from whoever has it; refuse if that is not said.

        Args:
            request_id: which.
            staff_id: whose it is from now on.
            over_from: whose it is, as they know; "" for nobody's. They are told.
            known: the openings of its account by colleagues that they were told of.
            why: what whoever had it is told besides.

        Raises:
            OpenElsewhereError: a colleague has the account open, and they were not told of that.
            RefusedError: it is another's than they say.

        """
        event = Event.REQUEST_TAKEN_OVER if over_from else Event.REQUEST_ASSIGNED
        note = desk_notes.TAKEN_OVER if over_from else desk_notes.TAKEN
        act = _Act(event, note=note, why=why, takes=True, over_from=over_from, known=known)
        self._act(request_id, staff_id, act)

    def answer(self, request_id: str, staff_id: str, text: str, seen: str | None = None) -> None:
        """Answer the seller; whoever answers takes what nobody has taken.

        Args:
            request_id: which.
            staff_id: who answers.
            text: what they say.
            seen: the last word of the thread that they had read; None if nobody can tell.

        Raises:
            AnsweredMeanwhileError: somebody else has said something since; nothing was sent.

        """
        self._act(request_id, staff_id, _Act(Event.REQUEST_ANSWERED, text=text, seen=seen))

    def hand_back(self, request_id: str, staff_id: str, why: str = "") -> None:
        """Make a request that is one's own nobody's again; `RefusedError` if it is not."""
        now = self.now()
        with writing(self.engine) as connection:
            found = locked_request(connection, request_id)
            if found.assignee != staff_id or found.state == "closed":
                raise RefusedError(NOT_MINE)
            state = "open" if found.state == "taken" else found.state
            after = replace(found, state=state, assignee="", updated_at=now)
            act = _Act(Event.REQUEST_HANDED_BACK, note=desk_notes.HANDED_BACK, why=why)
            _write(connection, after, act, staff_id, now)

    def close(
        self, request_id: str, staff_id: str, outcome: Outcome = Outcome.SOLVED, why: str = ""
    ) -> None:
        """Put a request away that is one's own, or nobody's, and say how it ended."""
        act = _Act(
            Event.REQUEST_CLOSED, note=f"{desk_notes.CLOSED}:{outcome}", why=why, takes=True,
            outcome=outcome,
        )  # fmt: skip
        self._act(request_id, staff_id, act)

    def note_mended(self, mall: str, request_id: str, staff_id: str, over_from: str = "") -> str:
        """Put away that a screen looks different: an editor has mended its guide. Give who was told: whose it is.

        Args:
            mall: the guide.
            request_id: which.
            staff_id: the editor.
            over_from: whose it is, as they know; "" for nobody's.

        Raises:
            NotFoundError: there is no such report of this guide, or it was put away.
            RefusedError: it is another's than they knew.

        """
        act = _Act(
            Event.REQUEST_CLOSED, note=f"{desk_notes.CLOSED}:{Outcome.SOLVED}", why=MENDED,
            takes=True, over_from=over_from, outcome=Outcome.SOLVED, mends=mall,
        )  # fmt: skip
        return self._act(request_id, staff_id, act)

    def reopen(self, request_id: str, staff_id: str) -> None:
        """Take a request up again: it is the one's who does, whoever closed it."""
        self._act(request_id, staff_id, _Act(Event.REQUEST_REOPENED, note=desk_notes.REOPENED))

    def _act(self, request_id: str, staff_id: str, act: _Act) -> str:
        """Do one thing to a request: say something about it, or take it. Give who was told."""
        now, event = self.now(), act.event
        with writing(self.engine) as connection:
            found = locked_request(connection, request_id)
            _ensure_may(connection, found, staff_id, act, now)
            act = replace(act, over_from=found.assignee if act.over_from else "")
            if act.text:
                add_message(connection, request_id, staff_id, act.text, now)
            is_taken = act.takes or not found.assignee or event is Event.REQUEST_REOPENED
            assignee = staff_id if is_taken and not act.mends else found.assignee
            after = _after(found, act, assignee, now)
            if event is Event.REQUEST_ANSWERED and _is_undecided(connection, found):
                after = replace(after, state="taken")  # a word registers nothing
            told = _write(connection, after, act, staff_id, now)
            if event is Event.REQUEST_ANSWERED:
                tell(connection, EventType.REQUEST_ANSWERED, found, now)
        return told


def _ensure_may(
    connection: Connection, found: RequestRecord, staff_id: str, act: _Act, now: datetime
) -> None:
    """Refuse what may not be done to a request as it is."""
    about = (found.kind, found.mall)
    if act.mends and (about != (mismatches.KIND, act.mends) or found.state == "closed"):
        raise NotFoundError(f"no report {found.id!r} that waits")
    if act.event is Event.REQUEST_REOPENED and found.state != "closed":
        raise RefusedError("닫은 요청만 다시 열 수 있어요.")
    if act.takes and found.assignee not in {act.over_from, "", staff_id}:
        raise RefusedError(TAKEN)
    if act.event is Event.REQUEST_CLOSED and _is_undecided(connection, found):
        raise RefusedError(ENDS_BY_DECISION)
    if act.known is not None and found.account_id:
        ensure_known(connection, found.account_id, staff_id, act.known, now)
    if act.seen is not None and _said_since(connection, found.id, staff_id, act.seen):
        raise AnsweredMeanwhileError(MEANWHILE)


def _said_since(connection: Connection, request_id: str, staff_id: str, seen: str) -> bool:
    """Say whether anybody else has said something after a word of a thread."""
    said = requests.messages(connection, request_id)
    places = [number for number, one in enumerate(said) if one.id == seen]
    return any(one.staff_id != staff_id for one in said[places[0] + 1 if places else 0 :])


def _is_undecided(connection: Connection, found: RequestRecord) -> bool:
    return found.kind == REGISTRATION and is_waiting(connection, found.account_id)


def _write(
    connection: Connection, after: RequestRecord, act: _Act, staff_id: str, now: datetime
) -> str:
    """Write down how a request stands, what was done for colleagues to read, and for the audit.

    Give the colleague who is told; "" for nobody.
    """
    requests.note_state(connection, after)
    rank_request(connection, after)
    told = act.over_from if act.note and act.over_from != staff_id else ""
    if act.note:
        note = note_of(after, staff_id, now, act.note, act.why)
        desk.add_note(connection, replace(note, told_staff=told))
    record_event(
        connection, act.event, f"staff:{staff_id}", now,
        seller_id=after.seller_id, subject=after.id, detail=after.kind,
    )  # fmt: skip
    return told


def _after(found: RequestRecord, act: _Act, assignee: str, now: datetime) -> RequestRecord:
    """Give a request as it stands after something was done to it."""
    is_closed, is_anew = act.event is Event.REQUEST_CLOSED, act.event is Event.REQUEST_REOPENED
    return replace(
        found,
        state=_STATE_AFTER[act.event],
        assignee=assignee,
        updated_at=now,
        closed_at=now if is_closed else found.closed_at,
        outcome=act.outcome,
        reopened_at=now if is_anew else None if is_closed else found.reopened_at,
    )

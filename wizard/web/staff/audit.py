"""What happened, as admins read it: looked for, page by page, taken away as a table, and verified."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from urllib.parse import urlencode

from flask import Response, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import DatabaseError, TooManyError
from wizard.korean.calendar import KOREA, beginning, in_korea
from wizard.services.audit_events import Event
from wizard.services.audit_reading import MOST_EXPORTED, PAGE, Look, Meant, Names, StoredEvent
from wizard.services.roles import ADMIN_ROLES
from wizard.web.csv_download import Rows, csv_stream
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.audit_words import Line, line_of
from wizard.web.state import state

ID = re.compile(r"[0-9a-f]{32}")
ID_CHARS = 18  # fewer digits than a database's largest whole number
MAX_WHOM_CHARS = 80
GROUPS = {
    "secrets": ("비밀 값을 연 것", ("secret", "key")),
    "staff": ("담당자", ("staff", "passkey")),
    "seller": ("판매자", ("seller", "sellers", "consent", "malls", "messages")),
    "account": ("쇼핑몰 계정", ("account", "check", "registration")),
    "request": ("요청과 연락", ("request", "reminder")),
    "link": ("링크", ("link",)),
    "guide": ("안내", ("guide", "guides", "draft", "review", "schedule")),
    "system": ("서버와 다른 프로그램", ("backup", "job", "webhook", "token", "practice")),
    "audit": ("기록을 본 것", ("audit",)),
}
"""What is looked for by kind: its name, and how the kinds begin that belong to it."""

OTHERS = {"reader": "손님", "operator": "운영자", "system": "저절로"}
CUT_AS_MANY = (
    f"여기서 잘렸어요: 새것부터 {MOST_EXPORTED:,}줄까지만 담아요. 날을 좁혀 다시 받아 주세요."
)
CUT_IN_THE_MIDDLE = "여기서 잘렸어요: 데이터베이스가 답하지 않았어요. 잠시 뒤에 다시 받아 주세요."
HEAD = ("번호", "언제", "누가", "무엇을", "판매자", "종류", "대상", "덧붙임")


@dataclass(frozen=True)
class Asked:
    """What is looked for, as it stands in the address."""

    kind: str = ""
    who: str = ""
    whom: str = ""
    since: str = ""
    until: str = ""

    @property
    def query(self) -> str:
        """Write it as it stands in an address."""
        return urlencode({name: said for name, said in vars(self).items() if said})


@bp.get("/audit")
@only(ADMIN_ROLES)
def audit() -> Response:
    """Show what happened, newest first; that somebody looked is written down too."""
    asked, before = _asked(request.args), request.args.get("before", "")[:ID_CHARS]
    place = int(before) if before.isascii() and before.isdigit() else None
    reading = state().services.audit_reading
    wanted, is_many = _wanted(asked)
    found, names = reading.page(me().id, wanted, place, _about(asked))
    verified, is_asked = reading.verification()
    return render(
        "staff/audit.html",
        lines=[line_of(event, names) for event in found[:PAGE]],
        following=found[PAGE - 1].id if len(found) > PAGE else None,
        asked=asked,
        is_many=is_many,
        is_first=place is None,
        groups={name: words for name, (words, _) in GROUPS.items()},
        others=OTHERS,
        people=state().services.staff.everybody(),
        most=MOST_EXPORTED,
        verified=verified,
        is_asked=is_asked,
        whom=_whom_words(asked, names.sellers),
    )


@bp.get("/audit/export")
@only(ADMIN_ROLES)
def export_audit() -> AnyResponse:
    """Give what is looked for as a table; that somebody took it away is written down too."""
    asked = _asked(request.args)
    wanted, is_many = _wanted(asked)
    if is_many:
        return redirect(f"{url_for('.audit')}?{asked.query}")
    parts = state().services.audit_reading.export(me().id, wanted, _about(asked))
    first = next(parts, None)  # it is written down before anything is sent
    every = chain([first] if first else [], parts)
    name = f"기록 {in_korea(state().now()).isoformat()}.csv"
    return csv_stream(name, HEAD, _to_the_end(every))


@bp.post("/audit/verification")
@only(ADMIN_ROLES)
def ask_verification() -> AnyResponse:
    """Have the whole chain looked at."""
    state().services.audit_reading.ask_verification(me().id)
    flash("처음부터 끝까지 살펴보고 있어요. 끝나면 이 화면에 나와요.")
    return redirect(url_for(".audit"), code=303)


@bp.get("/audit/verification")
@only(ADMIN_ROLES)
def verification() -> Response:
    """Give the line about the chain alone."""
    verified, is_asked = state().services.audit_reading.verification()
    return render("staff/audit_chain.html", verified=verified, is_asked=is_asked)


def _asked(said: Mapping[str, str]) -> Asked:
    """Read what is looked for; what is none of ours is not asked about."""
    kind, who = said.get("kind", ""), said.get("who", "")
    whom = said.get("whom", "") or said.get("seller", "")
    return Asked(
        kind if kind in GROUPS else "",
        who if who in OTHERS or ID.fullmatch(who) else "",
        whom.strip()[:MAX_WHOM_CHARS],
        *(said.get(name, "") if _day(said.get(name, "")) else "" for name in ("since", "until")),
    )


def _wanted(asked: Asked) -> tuple[Look, bool]:
    """Give what is looked for, and whether it is about more sellers than are looked for."""
    kinds = GROUPS[asked.kind][1] if asked.kind else ()
    meant = state().services.audit_reading.meant(asked.whom) if asked.whom else Meant()
    since, until = _day(asked.since), _day(asked.until)
    look = Look(
        tuple(event.value for event in Event if event.value.partition(".")[0] in kinds),
        asked.who if asked.who in OTHERS else f"staff:{asked.who}" if asked.who else "",
        meant.sellers,
        meant.others,
        beginning(since) if since else None,
        beginning(until + timedelta(days=1)) if until else None,
    )
    return look, meant.is_many


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year < 2200 else None


def _about(asked: Asked) -> str:
    """Name whom it is about if that is an id: no word of anybody's stands in the audit."""
    return asked.whom if ID.fullmatch(asked.whom) else asked.who if ID.fullmatch(asked.who) else ""


def _whom_words(asked: Asked, sellers: Mapping[str, str]) -> str:
    return sellers.get(asked.whom, asked.whom)


def _to_the_end(parts: Iterable[tuple[Sequence[StoredEvent], Names]]) -> Iterator[Rows]:
    """Give the rows part by part, and last whether these are all: a file that was cut looks like any other."""
    count = 0
    try:
        for found, names in parts:
            count += len(found)
            yield _table(found, names)
        last = f"끝: {count:,}줄"
    except TooManyError:
        last = CUT_AS_MANY
    except DatabaseError as error:
        current_app.logger.error("the audit was not given to its end: %s", error)
        last = CUT_IN_THE_MIDDLE
    yield [(last, *[""] * (len(HEAD) - 1))]


def _table(found: Sequence[StoredEvent], names: Names) -> list[tuple[str, ...]]:
    return [_cells(line_of(event, names), names) for event in found]


def _cells(line: Line, names: Names) -> tuple[str, ...]:
    event = line.event
    at = event.at.astimezone(KOREA).strftime("%Y-%m-%d %H:%M:%S")
    seller = names.sellers.get(event.seller_id or "", event.seller_id or "")
    return (str(event.id), at, line.who.text, line.sentence, seller, event.kind, event.subject, event.detail)  # fmt: skip

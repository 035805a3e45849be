"""Many sellers at once: a table read and shown line by line, made in one press, invited in one file."""

from collections.abc import Sequence

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import OutdatedError, SheetError
from wizard.forms.sheet import lines as sheet_lines
from wizard.forms.sheet import text as sheet_text
from wizard.korean.firms import write_number, write_phone
from wizard.services.invitations import DAYS, MAX_DAYS
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.services.seller_batches import Invited
from wizard.web.csv_download import csv_download
from wizard.web.htmx import render
from wizard.web.seller.invitation import message
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.sheet_lines import GROUPS, NEW, mall_names, shown, wanted
from wizard.web.staff.sheet_lines import ShownLine as Shown
from wizard.web.state import state

MAX_FILE_BYTES = 500_000
"""Less than what Werkzeug puts into a file of its own: a table of sellers is on no disk before it is made."""

MAX_SENT_BYTES = 2_000_000
"""The text comes back with a tick for each line; in UTF-8 it is longer than it was in its file."""

NOTHING = "파일을 고르거나 표를 붙여 넣어 주세요."
TOO_LARGE = f"파일이 너무 커요. {MAX_FILE_BYTES // 1000} KB까지 읽을 수 있어요. 표를 나누어 주세요."
NONE_TICKED = "만들 줄을 하나도 고르지 않았어요."
READ_OTHERWISE = (
    "보신 뒤에 글이나 안내, 있는 판매자가 바뀌어, 고른 줄 가운데 다르게 읽히는 줄이 있어요. "
    "아직 아무것도 만들지 않았어요. 다시 보고 눌러 주세요."
)
EXAMPLE = (
    ("상호", "사업자등록번호", "연락처", "쇼핑몰"),
    ("한빛상회", "220-81-62517", "010-1234-5678", "쿠팡, 11번가"),
)
SENDING = frozenset({"staff.preview_batch", "staff.make_batch"})


@bp.url_value_preprocessor
def allow_table(endpoint: str | None, _values: dict[str, str] | None) -> None:
    """Let a whole table in, with a tick for each of its lines; this is asked before anybody reads the form."""
    if endpoint in SENDING:
        request.max_content_length = request.max_form_memory_size = MAX_SENT_BYTES
        request.max_form_parts = sheet_lines.MAX_LINES + 100


@bp.get("/sellers/batches")
@only(SELLER_SUPPORT_ROLES)
def batches() -> Response:
    """Ask for a table of sellers; name the lists that were made lately."""
    return _ask()


@bp.post("/sellers/batches/preview")
@only(SELLER_SUPPORT_ROLES)
def preview_batch() -> Response:
    """Show what each line of a table would become; nothing is made."""
    try:
        text = _sent_text()
        return _preview(text, *_read(text))
    except SheetError as problem:
        return _ask(422, str(problem))


@bp.get("/sellers/batches/preview")
@only(SELLER_SUPPORT_ROLES)
def no_preview() -> AnyResponse:
    """Lead back to where a table is asked for."""
    return redirect(url_for(".batches"), code=303)


@bp.post("/sellers/batches")
@only(SELLER_SUPPORT_ROLES)
def make_batch() -> AnyResponse:
    """Make the ticked lines of a table, all or none."""
    try:
        text = _sent_text()
        lines, unread = _read(text)
    except SheetError as problem:
        return _ask(422, str(problem))
    ticked = set(request.form.getlist("take"))
    taken = [one for one in lines if one.may_be_made and one.mark in ticked]
    if not ticked or len(taken) < len(ticked):
        return _preview(text, lines, unread, 422, READ_OTHERWISE if ticked else NONE_TICKED)
    sellers = wanted(taken, state().catalog)
    try:
        batch_id = state().services.seller_batches.make(sellers, me().id)
    except OutdatedError:  # somebody has come at this moment
        return _preview(text, *_read(text), 422, READ_OTHERWISE)
    flash("고른 판매자를 모두 만들었어요. 이어서 초대 링크를 파일로 받을 수 있어요.")
    return redirect(url_for(".batch", batch_id=batch_id), code=303)


@bp.get("/sellers/batches/example.csv")
@only(SELLER_SUPPORT_ROLES)
def batch_example() -> Response:
    """Give a table to begin with."""
    return csv_download("판매자 목록 본보기.csv", EXAMPLE)


@bp.get("/sellers/batches/<batch_id>")
@only(SELLER_SUPPORT_ROLES)
def batch(batch_id: str) -> Response:
    """Show a list that was made, and offer to invite all of it."""
    services = state().services
    found = services.seller_batches.batch(batch_id)
    return render("staff/batch.html", batch=found, DAYS=DAYS, MAX_DAYS=MAX_DAYS)


@bp.post("/sellers/batches/<batch_id>/invitations")
@only(SELLER_SUPPORT_ROLES)
def invite_batch(batch_id: str) -> Response:
    """Make a link for each seller of a list, and give them as one file: the only time that they are told."""
    said = request.form.get("days", "")[:3]
    days = min(max(int(said), 1), MAX_DAYS) if said.isascii() and said.isdigit() else DAYS
    invited = state().services.seller_batches.invite(
        batch_id,
        me().id,
        days,
        with_known=request.form.get("with_known") == "1",
        replaces=request.form.get("replaces") == "1",
    )
    titles = ("상호", "사업자등록번호", "연락처", "링크", "보낼 글", "원래 줄")
    day = state().today.isoformat()
    return csv_download(f"초대 {day}.csv", [titles, *(_row(one, days) for one in invited)])


@bp.get("/sellers/batches/<batch_id>/invitations")
@only(SELLER_SUPPORT_ROLES)
def no_invitations(batch_id: str) -> AnyResponse:
    """Lead back to the list: its links are told once."""
    return redirect(url_for(".batch", batch_id=batch_id), code=303)


def _row(one: Invited, days: int) -> tuple[object, ...]:
    who = one.seller
    url, told = message(who.name, one.token, days)
    number, phone = write_number(who.business_number), write_phone(who.phone)
    return who.name, number, phone, url, told, who.line


def _sent_text() -> str:
    """Give the table that was sent: the file, if one was chosen, else what was typed."""
    file = request.files.get("file")
    raw = file.read(MAX_FILE_BYTES + 1) if file else b""
    typed = request.form.get("text", "")
    if len(raw) > MAX_FILE_BYTES or len(typed.encode()) > 2 * MAX_FILE_BYTES:
        raise SheetError(TOO_LARGE)
    text = sheet_text.decode(raw) if raw else typed
    if not text.strip():
        raise SheetError(NOTHING)
    return text


def _read(text: str) -> tuple[list[Shown], Sequence[str]]:
    """Read a table; give its lines as they would become, and the headings that nothing is kept of."""
    catalog = state().catalog
    sheet = sheet_lines.read(text, mall_names(catalog))
    numbers = {line.number.value for line in sheet.lines if line.number.value}
    found = state().services.seller_batches
    known = found.known(numbers)
    strangers = found.strangers({firm.id for firm in known.values()})
    return shown(sheet, known, strangers, catalog), sheet.columns.unread


def _preview(
    text: str, lines: list[Shown], unread: Sequence[str], status: int = 200, problem: str = ""
) -> Response:
    ticked = set(request.form.getlist("take"))
    is_back = request.endpoint == "staff.make_batch"
    return render(
        "staff/batch_lines.html",
        status,
        text=text,
        unread=unread,
        groups={name: [one for one in lines if one.group == name] for name in GROUPS},
        ticked={one.mark for one in lines if (one.mark in ticked if is_back else one.group == NEW)},
        problem=problem,
    )


def _ask(status: int = 200, problem: str = "") -> Response:
    return render(
        "staff/batches.html",
        status,
        newest=state().services.seller_batches.newest(),
        text=request.form.get("text", "")[: 2 * MAX_FILE_BYTES],
        problem=problem,
        lines=sheet_lines.MAX_LINES,
        kilobytes=MAX_FILE_BYTES // 1000,
    )

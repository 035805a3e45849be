"""What was published: by whom, when, why; what differs between any two; and the way back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.changed_editions import changes_between
from wizard.content.folder import CONSTANTS
from wizard.content.release import Release, changes
from wizard.content.text_titles import title_of
from wizard.errors import LossError, NotFoundError, RefusedError
from wizard.guide.changed_words import StepChange, changed_words
from wizard.guide.model import Guide
from wizard.korean.calendar import KOREA, in_korea
from wizard.services.publishing import Publishing
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.preview import Preview
from wizard.web.editor.publication import NOTE_CHARS, seen_loss
from wizard.web.editor.stops import addresses
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

AT_ONCE, LOOKED_AT = 20, 400
BY = {"folder": "안내 폴더에서 저절로", "operator": "운영하는 사람 (명령으로)"}
LOSES = "되돌리지 않았어요. 판매자가 그 뒤에 저장한 것을 잃어요. 무엇을 잃는지 아래에서 봐 주세요."


@bp.app_template_filter("time_of")
def time_of(moment: datetime) -> str:
    """Write a time as it was, or is to be, in Korea."""
    return f"{moment.astimezone(KOREA):%H:%M}"


@bp.app_template_filter("day_of")
def day_of(moment: datetime) -> str:
    """Write a day in Korea as an input takes it."""
    return in_korea(moment).isoformat()


@bp.app_template_filter("parts")
def parts_in_words(parts: Sequence[str]) -> str:
    """Name the parts of a release."""
    return ", ".join(title_of(part, state().catalog.guides) for part in parts)


@bp.app_template_global("shown_at")
def shown_at(guide: Guide, step_id: str, view: str) -> str:
    """Give the address at which a step of a guide is seen in a view, under any name it had."""
    preview = Preview(view, "")
    found = addresses(guide, preview).get(guide.called(step_id), "")
    return found or f"{preview.root}/{guide.mall}"


@dataclass(frozen=True)
class ReleaseLine:
    """One release on the list.

    Attributes:
        who: by name.
        what: the parts that it changed.
        is_shown: readers see it now.
        is_like_shown: readers see the same: there is nothing to go back to.

    """

    release: Release
    who: str
    what: Sequence[str]
    is_shown: bool
    is_like_shown: bool


@dataclass(frozen=True)
class GuideChange:
    """What differs in one guide between two releases."""

    mall: str
    old: str
    new: str
    changes: Sequence[StepChange]


@bp.get("/history")
@only(EDITOR_ROLES)
def history() -> Response:
    """List the releases, newest first; of one guide only, if it is named."""
    mall, before = request.args.get("mall", ""), _number(request.args.get("before", ""))
    newest = _publishing().release_store.newest() or abort(404)
    found, more = _pairs(before or newest.number + 1)
    lines = list(islice(_lines(found, newest, mall), AT_ONCE + 1))
    if len(lines) > AT_ONCE:
        more = lines[AT_ONCE - 1].release.number
    malls = [*sorted(state().catalog.guides), CONSTANTS]
    return render("editor/history.html", lines=lines[:AT_ONCE], mall=mall, malls=malls, more=more)


@bp.get("/history/<number>")
@only(EDITOR_ROLES)
def release(number: str) -> Response:
    """Tell in words what differs between a release and another one: the one before, unless it is named."""
    found = _release(_read(number))
    against = _number(request.args.get("against", "")) or found.number - 1
    old = _release(against) if against else Release(0, found.at, "")
    newest = _publishing().release_store.newest() or abort(404)
    [line] = islice(_lines(_pairs(found.number + 1)[0][:1], newest), 1)
    return render(
        "editor/release.html",
        line=line,
        against=against,
        parts=list(_differences(old, found)),
        others=changes(old, found),
    )


@bp.get("/history/<number>/return")
@only(EDITOR_ROLES)
def ask_return(number: str) -> AnyResponse:
    """Ask whether readers are to see an earlier set again, and tell what that does to people."""
    return _asked(_read(number))


@bp.post("/history/<number>/return")
@only(EDITOR_ROLES)
def roll_back(number: str) -> AnyResponse:
    """Show readers an earlier set again."""
    word = {mall: seen_loss(said) for mall, said in request.form.items() if len(mall) <= 40}
    note = request.form.get("note", "").strip()[:NOTE_CHARS]
    try:
        done = _publishing().roll_back(f"staff:{me().id}", _read(number), word, note)
    except NotFoundError:
        abort(404)
    except LossError:
        return _asked(_read(number), 422, LOSES)
    except RefusedError as refused:
        flash_refusal(str(refused))
        return redirect(url_for(".history"), code=303)
    flash(f"{number}번으로 되돌렸어요. 새 번호는 {done.release.number}번이에요.")
    return redirect(url_for(".history"), code=303)


@bp.get("/<mall>/screens")
@only(EDITOR_ROLES)
def screens(mall: str) -> Response:
    """Show two editions of a guide side by side, screen by screen."""
    old, new = (request.args.get(name, "") for name in ("old", "new"))
    previews, at = state().previews, request.args.get("at", "")
    try:
        sides = [previews.view_catalog(mall, view, me().id).guides.get(mall) for view in (old, new)]
    except NotFoundError:
        abort(404)
    told = changed_words(*sides) if all(sides) else []
    steps = [step for guide in reversed(sides) for step in (guide.steps if guide else ())]
    titles = {step.id: step.title for step in steps}
    return render(
        "editor/screens.html",
        mall=mall,
        views=(old, new),
        guides=sides,
        at=at if at in titles else next((one.step_id for one in told if one.step_id), ""),
        titles=titles,
        changed={one.step_id for one in told},
    )


def _asked(number: int, status: int = 200, problem: str = "") -> AnyResponse:
    publishing = _publishing()
    newest = publishing.release_store.newest() or abort(404)
    try:
        wanted = publishing.way_back(newest, number)
    except NotFoundError:
        abort(404)
    except RefusedError as refused:
        flash_refusal(str(refused))
        return redirect(url_for(".history"), code=303)
    with state().services.at_one_moment():
        effects = list(publishing.effects.between(newest, wanted.parts))
    return render(
        "editor/return.html",
        status,
        wanted=wanted,
        effects=effects,
        problem=problem,
        parts=list(_differences(newest, wanted)),
        others=changes(newest, wanted),
    )


def _pairs(before: int) -> tuple[list[tuple[Release, Release | None]], int]:
    """Give the releases before a number, each with the one it followed, and before which to look on; 0 for none."""
    found = list(islice(_publishing().release_store.releases(before), LOOKED_AT + 1))
    if len(found) > LOOKED_AT:
        return list(pairwise(found)), found[-2].number
    followed: list[Release | None] = [*found[1:], None]
    return list(zip(found, followed, strict=False)), 0


def _lines(
    pairs: Sequence[tuple[Release, Release | None]], newest: Release, mall: str = ""
) -> Iterator[ReleaseLine]:
    """Tell of releases, each with what it changed; only of those that changed a guide, if it is named."""
    ids = {one.by.removeprefix("staff:") for one, _ in pairs if one.by.startswith("staff:")}
    names = state().services.reviews.names(*ids)
    for release, earlier in pairs:
        what = changes(earlier, release) if earlier else sorted(release.parts)
        if not mall or mall in what:
            who = BY.get(release.by) or names.get(release.by.removeprefix("staff:"), "예전 담당자")
            is_like, is_shown = release.parts == newest.parts, release.number == newest.number
            yield ReleaseLine(release, who, what, is_shown, is_like)


def _differences(old: Release, new: Release) -> Iterator[GuideChange]:
    """Tell in words what differs between two sets, guide by guide."""
    store = _publishing().release_store
    for mall in changes(old, new):
        if mall == CONSTANTS:
            continue
        was, now = store.shown(mall, old), store.shown(mall, new)
        told = changes_between(was, now)
        before, after = (one.revision if one else "" for one in (was, now))
        yield GuideChange(mall, before, after, told)


def _read(number: str) -> int:
    """Read a release's number; there is no page of what is none."""
    return _number(number) or abort(404)


def _number(said: str) -> int:
    """Read a number of ours; 0 for what is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _release(number: int) -> Release:
    try:
        return _publishing().release_store.release(number)
    except NotFoundError:
        abort(404)


def _publishing() -> Publishing:
    return state().services.publishing

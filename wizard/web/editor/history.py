"""What was published: by whom, when, why; and what differs between any two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise

from flask import Response, abort, request

from wizard.content.folder import CONSTANTS
from wizard.content.release import Release, changes
from wizard.content.text_titles import title_of
from wizard.korean.calendar import KOREA, in_korea
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.release_changes import (
    differences,
    number_of,
    publishing,
    read_number,
    release_of,
)
from wizard.web.htmx import render
from wizard.web.staff.access import only
from wizard.web.state import state

AT_ONCE, LOOKED_AT = 20, 400
BY = {"folder": "안내 폴더에서 저절로", "operator": "운영하는 사람 (명령으로)"}


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


@bp.get("/history")
@only(EDITOR_ROLES)
def history() -> Response:
    """List the releases, newest first; of one guide only, if it is named."""
    mall, before = request.args.get("mall", ""), number_of(request.args.get("before", ""))
    newest = publishing().release_store.newest() or abort(404)
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
    found = release_of(read_number(number))
    against = number_of(request.args.get("against", "")) or found.number - 1
    old = release_of(against) if against else Release(0, found.at, "")
    newest = publishing().release_store.newest() or abort(404)
    [line] = islice(_lines(_pairs(found.number + 1)[0][:1], newest), 1)
    return render(
        "editor/release.html",
        line=line,
        against=against,
        parts=list(differences(old, found)),
        others=changes(old, found),
    )


def _pairs(before: int) -> tuple[list[tuple[Release, Release | None]], int]:
    """Give the releases before a number, each with the one it followed, and before which to look on; 0 for none."""
    found = list(islice(publishing().release_store.releases(before), LOOKED_AT + 1))
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

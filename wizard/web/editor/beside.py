"""What stands beside a text while it is typed: the screens that it makes, and what sellers say of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wizard.content.folder import is_guide
from wizard.content.lone_fragments import lone_mall
from wizard.content.text_titles import title_of
from wizard.errors import NotFoundError
from wizard.guide.fragments import is_fragment
from wizard.guide.model import Guide
from wizard.lint.fragment import END
from wizard.services.manuscript import EditedText
from wizard.web.editor.fragment_use import drafted_users_of, users_of
from wizard.web.editor.mismatches import StepReports, reports_of
from wizard.web.editor.preview import Preview
from wizard.web.editor.stops import Stop, stops
from wizard.web.screen import address
from wizard.web.staff.access import me
from wizard.web.state import state

_STEP = re.compile(r"^\s*- (?:\{\s*)?id:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Beside:
    """The screens beside a text, as this editor has them.

    Attributes:
        guides: that are made of the text.
        frame: the address that is shown first; "" for none.
        left_out: the titles of this editor's own shared texts that a guide is shown without, as they would break it.
        is_alone: no guide uses the text, a fragment; its screens are shown in a guide of nothing but it, if that goes.

    """

    guides: dict[str, Guide]
    stops: Sequence[Stop]
    frame: str
    reports: Mapping[str, StepReports]
    left_out: Sequence[str] = ()
    is_alone: bool = False


def beside_of(manuscript: EditedText) -> Beside:
    """Give a guide's screens beside its text; beside a text that guides share, those guides."""
    name, preview = manuscript.name, Preview("draft", "")
    if is_guide(name):
        drafted = state().previews.drafted(me().id, name)
        shown = drafted.catalog.guides.get(name)
        guides = {name: shown} if shown else {}
        listed = stops(shown, preview) if shown else []
        frame = address(name, "", {}, under=preview.root)
        left_out = [title_of(one, {}) for one in drafted.left_out]
        return Beside(guides, listed, frame, reports_of(name, shown), left_out)
    guides = guides_with(name)
    if is_fragment(name) and not guides:
        listed = lone_stops(name, preview)
        return Beside({}, listed, _first_of(manuscript, listed), {}, is_alone=True)
    listed = [
        Stop(mall, guide.title, "guide", address(mall, "", {}, under=preview.root))
        for mall, guide in guides.items()
    ]
    screens = _screens_of(manuscript, guides, preview) if is_fragment(name) else []
    return Beside(guides, [*listed, *screens], listed[0].here if listed else "", {})


def guides_with(name: str) -> dict[str, Guide]:
    """Give the guides that are made of a text: as the folder has them, or else as this editor has them on their way."""
    catalog, users = state().previews.folder_catalog(), users_of(name)
    guides = {mall: catalog.guides[mall] for mall in catalog.guides if mall in users}
    return guides if guides or not is_fragment(name) else drafted_users_of(name)


def lone_stops(name: str, preview: Preview) -> list[Stop]:
    """Give the screens of a fragment in a guide of nothing but it; none where that cannot be."""
    shown = _lone(name, preview)
    return [stop for stop in stops(shown, preview) if stop.step_id != END["id"]] if shown else []


def _lone(name: str, preview: Preview) -> Guide | None:
    try:
        found = state().previews.lone_catalog(name, preview.what, me().id, state().today)
    except NotFoundError:
        return None
    return found.guides[lone_mall(name)]


def _first_of(manuscript: EditedText, listed: Sequence[Stop]) -> str:
    """Give the address of a fragment's own first screen; a question before it is made up."""
    own = _STEP.findall(manuscript.text)
    first = [stop.here for stop in listed if stop.step_id in own] or [stop.here for stop in listed]
    return first[0] if first else ""


def shown_guide(name: str) -> Guide | None:
    """Give the guide in which this editor is shown the screens of a text: its own, the first that uses it, or one made up."""
    if is_guide(name):
        return drafted_guide(name)
    return _first_shown(guides_with(name)) or _lone(name, Preview("draft", ""))


def _first_shown(users: Iterable[str]) -> Guide | None:
    return next(filter(None, map(drafted_guide, users)), None)


def _screens_of(manuscript: EditedText, users: Iterable[str], preview: Preview) -> list[Stop]:
    """Give the screens of a fragment, as the first guide that uses it shows them."""
    ids, shown = set(_STEP.findall(manuscript.text)), _first_shown(users)
    return [stop for stop in stops(shown, preview) if stop.step_id in ids] if shown else []


def drafted_guide(mall: str) -> Guide | None:
    """Give a guide as this editor has it: the last of it that was sound."""
    return state().previews.drafted(me().id, mall).catalog.guides.get(mall)

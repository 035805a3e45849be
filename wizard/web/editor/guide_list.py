"""The editors' list: every guide, what guides share, and what is on its way to the readers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import Response

from wizard.content.catalog import Catalog
from wizard.content.constants_file import questions_of
from wizard.content.folder import CONSTANTS, name_at, place_of, shared_texts
from wizard.content.text_titles import title_of
from wizard.errors import Fault
from wizard.guide.fragments import is_fragment
from wizard.guide.model import Guide
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.fragment_use import use_of, users_of
from wizard.web.editor.mismatches import report_counts
from wizard.web.htmx import render
from wizard.web.staff.access import me, only
from wizard.web.state import state


@dataclass(frozen=True)
class GuideRow:
    """One guide on the editors' list.

    Attributes:
        reports: how many sellers say that a screen of it looks different.

    """

    mall: str
    guide: Guide | None
    faults: list[Fault]
    has_note: bool
    is_held: bool
    reports: int


@dataclass(frozen=True)
class SharedRow:
    """One text that guides share, on the editors' list.

    Attributes:
        users: how many guides it is a part of.
        use: the line by which a guide begins to use it, if it is a fragment that none does.
        is_begun: it is on its way, and stands nowhere yet.

    """

    name: str
    title: str
    users: int
    faults: list[Fault]
    has_note: bool
    use: str = ""
    is_begun: bool = False

    @property
    def has_screens(self) -> bool:
        """Say whether there are screens in it that may have pictures, and this editor can open it."""
        return is_fragment(place_of(self.name)) and (self.has_note or not self.is_begun)


@bp.get("")
@only(EDITOR_ROLES)
def guides() -> Response:
    """List every guide of the folder and every one that is published."""
    previews, newest = state().previews, state().services.publishing.release_store.newest()
    catalog, held = previews.folder_catalog(), newest.held if newest else {}
    services, is_alone, reports = state().services, state().settings.preview, report_counts()
    notes = previews.draft_store.all_of(me().id)
    malls = [*catalog.guides, *(m for m in catalog.faults if m not in {*catalog.guides, CONSTANTS})]
    return render(
        "editor/guides.html",
        rows=[_row(m, catalog, notes, held, reports) for m in malls],
        shared=_shared_rows(catalog, notes),
        faults=catalog.faults.get(CONSTANTS, []),
        unpublished=_unpublished(),
        questions=questions_of(previews.folder),
        me_id=me().id,
        drafts=() if is_alone else services.drafts.everybodys(),
        scheduled=() if is_alone else services.schedules.shown(),
    )


def _row(
    mall: str,
    catalog: Catalog,
    notes: Collection[str],
    held: Collection[str],
    reports: Mapping[str, int],
) -> GuideRow:
    guide, faults = catalog.guides.get(mall), catalog.faults.get(mall, [])
    return GuideRow(mall, guide, faults, mall in notes, mall in held, reports.get(mall, 0))


def _shared_rows(catalog: Catalog, notes: Collection[str]) -> list[SharedRow]:
    """List what the guides share, each with what is wrong with its file; then what is begun of it."""
    previews = state().previews
    told = [fault for faults in catalog.faults.values() for fault in faults]
    names = shared_texts(previews.folder)
    begun = {
        name: one
        for name, one in previews.draft_store.begun_fragments().items()
        if name not in names
    }
    standing = [_standing_row(name, told, has_note=name in notes) for name in names]
    return standing + [
        SharedRow(
            name, title_of(name, {}), 0, [], name in notes, use_of(name, one.text), is_begun=True
        )
        for name, one in sorted(begun.items())
    ]


def _standing_row(name: str, told: Sequence[Fault], *, has_note: bool) -> SharedRow:
    """Give the row of a text whose file is there."""
    faults = list(dict.fromkeys(one for one in told if name_at(one.file) == name))
    file = state().previews.folder / place_of(name)
    use = use_of(name, file.read_text("utf-8", "replace")) if file.is_file() else ""
    return SharedRow(name, title_of(name, {}), len(users_of(name)), faults, has_note, use)


def _unpublished() -> Mapping[str, list[Fault]]:
    """Name what is in this machine's own folder, and not published, where editors open other texts."""
    return state().published_guides.catalog.faults if state().settings.shared else {}

"""What an editor is shown of a text of the folder: the text, its faults, how it differs, what became of it."""

from collections.abc import Sequence

from flask import Response, render_template, request

from wizard.content.constants_file import names_of
from wizard.content.draft_store import Page
from wizard.content.folder import is_guide, name_at
from wizard.content.text_diff import stretches
from wizard.content.text_titles import title_of
from wizard.errors import Fault, GuideError
from wizard.guide.fragments import is_fragment
from wizard.services.drafts import DraftLine
from wizard.services.manuscript import EditedText
from wizard.web.editor.beside import beside_of
from wizard.web.editor.fragment_use import use_of
from wizard.web.editor.json_schema import schema_of
from wizard.web.editor.outcomes import why_unsaved
from wizard.web.editor.standing import file_word, standing_of
from wizard.web.form_leads import editors_home
from wizard.web.htmx import render
from wizard.web.staff.access import me
from wizard.web.state import state


def text_page(
    manuscript: EditedText, status: int = 200, problem: str = "", broken: Sequence[Fault] = ()
) -> Response:
    """Show a text to be typed in, beside the screens that it makes; `broken`: what it would break in guides."""
    name, beside = manuscript.name, beside_of(manuscript)
    return render(
        "editor/text.html",
        status,
        manuscript=manuscript,
        title=title_of(name, beside.guides),
        home=editors_home(name),
        is_shared=not is_guide(name),
        schema=schema_of(name),
        goes_along=is_guide(name) or is_fragment(name),
        publishes=not state().settings.preview,
        stops=beside.stops,
        frame=beside.frame,
        reports=beside.reports,
        left_out=beside.left_out,
        is_alone=beside.is_alone,
        problem=problem,
        broken=broken,
        constant_names=names_of(state().previews.folder),
        window=_window() or state().services.drafts.new_id(),
        others=others_of(name),
        standing=standing_of(name),
        returned=_returned(manuscript),
        use=use_of(name, manuscript.text),
    )


def _returned(manuscript: EditedText) -> tuple[str, str] | None:
    """Give who sent this editor's text back, and with which note; None if nobody did."""
    reviews = state().services.reviews
    if not reviews.required or not manuscript.is_note:
        return None
    found = state().if_at_hand(lambda: reviews.returned(manuscript.name, me().id), None)
    if found is None:
        return None
    return reviews.names(found.reviewer).get(found.reviewer, ""), found.answer


def unsaved_page(manuscript: EditedText, error: Exception) -> Response:
    """Show a text again that was not saved, with why; and what it would break, if that is it."""
    faults = error.faults if isinstance(error, GuideError) else []
    own = {one for one in faults if name_at(one.file) == manuscript.name}
    broken = [] if own or manuscript.reading.faults else faults
    return text_page(manuscript, *why_unsaved(error), broken)


def windows_page(manuscript: EditedText, status: int = 200) -> Response:
    """Show what was typed in this window beside what was typed in another one since."""
    newer = manuscript.newer
    return render(
        "editor/windows.html",
        status,
        manuscript=manuscript,
        window=state().services.drafts.new_id(),
        stretches=stretches(manuscript.text, newer.text if newer else ""),
    )


def page_sent() -> Page:
    """Say in which page a text was typed, as its form tells."""
    version = request.form.get("version", "")
    known = int(version) if version.isascii() and version.isdigit() else 0
    return Page(_window(), min(known, 2**31 - 1))


def _window() -> str:
    """Read the name of the page, as far as it is one of ours."""
    return "".join(filter(str.isalnum, request.form.get("window", "")[:32]))


def others_of(name: str) -> Sequence[DraftLine]:
    """List what others have on its way of a text; nothing where there is no database to ask."""
    if state().settings.preview:
        return ()
    return state().if_at_hand(lambda: state().services.drafts.of_others(name, me().id), ())


def difference_page(manuscript: EditedText, status: int = 200) -> Response:
    """Show a text beside the file's."""
    return render(
        "editor/difference.html",
        status,
        manuscript=manuscript,
        heading="그 사이 바뀌었어요"
        if manuscript.is_stale
        else f"내 글과 {file_word()}이 다른 곳이에요",
        stretches=stretches(manuscript.text, manuscript.theirs),
    )


def faults_part(manuscript: EditedText) -> str:
    """Draw what is wrong in a text, to stand under it."""
    beside = beside_of(manuscript)
    return render_template(
        "editor/text_faults.html",
        manuscript=manuscript,
        stops=beside.stops,
        frame=beside.frame,
        reports=beside.reports,
        left_out=beside.left_out,
        is_aside=True,
    )

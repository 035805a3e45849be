"""What an editor is shown of a text of the folder: the text, its faults, how it differs, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, render_template, request

from wizard.content.constants_file import names_of
from wizard.content.draft_store import Page
from wizard.content.folder import is_guide, name_at, place_of
from wizard.content.text_diff import stretches
from wizard.content.text_titles import title_of
from wizard.content.tree import part_of
from wizard.errors import Fault, GuideError, RefusedError
from wizard.guide.fragments import is_fragment
from wizard.services.drafts import DraftLine
from wizard.services.guide_saving import SILENT, Saved, Word
from wizard.services.manuscript import EditedText
from wizard.web.editor import rejections
from wizard.web.editor.access import bp
from wizard.web.editor.beside import beside_of
from wizard.web.editor.json_schema import schema_of
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
from wizard.web.repeated_forms import editors_home
from wizard.web.staff.access import me
from wizard.web.state import state

BY_ITSELF = "파일은 저장했지만 아직 펴내지 못했어요. 조금 뒤 저절로 다시 펴내요."
AGAIN = (
    "글은 파일에 있지만 아직 펴내지 못했어요. 저절로 펴내지 않는 글이니, 조금 뒤 다시 펴내 주세요."
)
LOSING = (
    "파일에는 저장했지만 펴내지 않았어요. 그 사이 판매자가 저장한 것이 늘어, 펴내면 잃게 돼요. "
    "‘글 고치기’에서 다시 저장하면 무엇을 잃는지 볼 수 있어요."
)
LEFT_OUT = (
    "파일에는 저장했지만 펴내지 못했어요. 함께 쓰는 값이나 그림이 바뀌었을 수 있어요. "
    "‘글 고치기’에서 고칠 것을 봐 주세요."
)
UNPUBLISHED = {BY_ITSELF, AGAIN, LOSING, LEFT_OUT}
OWN_DRAFT = "고치던 글이 따로 있어요. 그 글을 펴내거나 버린 뒤에 가져올 수 있어요."


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
        problem=problem,
        broken=broken,
        constant_names=names_of(state().previews.folder),
        window=_window() or state().services.drafts.new_id(),
        others=_others(name),
        standing=standing_of(name),
    )


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


@dataclass(frozen=True)
class Standing:
    """How the text that editors open stands to what readers see, where the two are not one.

    Attributes:
        after: the release that was put back, if it is held because of that; else 0.

    """

    after: int


def standing_of(name: str) -> Standing | None:
    """Say how a text's file stands to what readers see; None where they are the same, or in step."""
    store, place = state().services.publishing.release_store, place_of(name)
    release = None if state().settings.preview else store.newest()
    shown = store.text(release, place) if release and not state().settings.shared else None
    if release is None or shown is None:
        return None
    try:
        stands = (state().previews.folder / place).read_bytes()
    except OSError:
        return None
    if shown == stands:
        return None
    is_held = part_of(place) in release.held if part_of(place) else bool(release.held)
    return Standing(next((one.after for one in store.releases() if one.after), 0) if is_held else 0)


def import_published(name: str) -> str:
    """Take the text that readers see as this editor's draft, over the file as it is; say what came of it.

    Raises:
        RefusedError: this editor has a draft of their own.

    """
    services = state().services
    release = services.publishing.release_store.newest() or abort(404)
    raw = services.publishing.release_store.text(release, place_of(name))
    if raw is None:
        abort(404)
    opened = services.editing.open(name, me().id, state().today)
    if opened.is_note:
        raise RefusedError(OWN_DRAFT)
    services.editing.note(name, me().id, raw.decode(), opened.present, state().today)
    return "펴낸 글을 가져왔어요. 여기서 이어서 고치고 펴내면 돼요."


def _others(name: str) -> Sequence[DraftLine]:
    """List what others have on its way of a text; nothing where there is no database to ask."""
    if state().settings.preview:
        return ()
    return state().if_at_hand(lambda: state().services.drafts.of_others(name, me().id), ())


@bp.app_template_global("file_text")
def file_text() -> str:
    """Name the text that others wrote over the one that an editor began on."""
    return "펴낸 글" if state().settings.shared else "파일의 글"


@bp.app_template_global("file_word")
def file_word() -> str:
    """Name where the text is that editors open: a file, or what was published."""
    return "펴낸 글" if state().settings.shared else "파일"


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
        reports=beside.reports,
        left_out=beside.left_out,
        is_aside=True,
    )


def why_unsaved(error: Exception) -> tuple[int, str]:
    """Give the status and the words for what kept a text from being saved."""
    if isinstance(error, GuideError):
        return 422, rejections.FAULTY.format(len(error.faults))
    if isinstance(error, RefusedError):
        return 503, str(error)
    return (507, rejections.FULL) if isinstance(error, OSError) else (503, rejections.UNWRITTEN)


def outcome(saved: Saved, word: Word = SILENT) -> str:
    """Say what became of a text that was saved, and whether it goes on by itself."""
    published = saved.published
    if not saved.revision and not (word.insists and (published is None or saved.is_left_out)):
        return f"{file_word()}과 같아요. 바뀐 것이 없어서 저장하지 않았어요."
    if state().settings.preview:
        return "파일에 저장했어요."
    if published is None:
        return AGAIN if word.accepted or not saved.revision else BY_ITSELF
    if saved.is_left_out:
        return LOSING if saved.loses else LEFT_OUT
    if saved.is_held:
        return "저장했어요. 되돌려 둔 글과 같아서 판매자에게는 보이지 않아요."
    return "저장하고 펴냈어요. 판매자에게도 곧 이 글이 보여요."


def flash_outcome(saved: Saved, word: Word = SILENT) -> None:
    """Have the next page say what became of a text; as no success, if readers do not have it."""
    said = outcome(saved, word)
    flash_refusal(said) if said in UNPUBLISHED else flash(said)

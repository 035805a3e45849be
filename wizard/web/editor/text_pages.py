"""What an editor is shown of a guide's text: the text, its faults, how it differs, what became of it."""

from flask import Response, render_template

from wizard.content.constants_file import names_of
from wizard.content.text_diff import stretches
from wizard.errors import GuideError, RefusedError
from wizard.guide.model import Guide
from wizard.services.guide_saving import Saved
from wizard.services.manuscript import EditedText
from wizard.web.editor import rejections
from wizard.web.editor.guides import stops
from wizard.web.editor.preview import Preview
from wizard.web.htmx import render
from wizard.web.staff.access import me
from wizard.web.state import state


def text_page(manuscript: EditedText, status: int = 200, problem: str = "") -> Response:
    """Show a text to be typed in, beside the screen that it makes."""
    shown, preview = _drafted(manuscript.mall), Preview("draft", "")
    return render(
        "editor/text.html",
        status,
        manuscript=manuscript,
        title=shown.title if shown else manuscript.mall,
        publishes=not state().settings.preview,
        preview_root=preview.root,
        stops=stops(shown, preview) if shown else [],
        problem=problem,
        constants=names_of(state().previews.folder),
    )


def difference_page(manuscript: EditedText, status: int = 200) -> Response:
    """Show a text beside the file's."""
    return render(
        "editor/difference.html",
        status,
        manuscript=manuscript,
        heading="그 사이 바뀌었어요" if manuscript.is_stale else "내 글과 파일이 다른 곳이에요",
        stretches=stretches(manuscript.text, manuscript.theirs),
    )


def faults_part(manuscript: EditedText) -> str:
    """Draw what is wrong in a text, to stand under it."""
    shown = _drafted(manuscript.mall)
    listed = stops(shown, Preview("draft", "")) if shown else []
    return render_template(
        "editor/text_faults.html", manuscript=manuscript, stops=listed, is_aside=True
    )


def why_unsaved(error: Exception) -> tuple[int, str]:
    """Give the status and the words for what kept a text from being saved."""
    if isinstance(error, GuideError):
        return 422, rejections.FAULTY.format(len(error.faults))
    if isinstance(error, RefusedError):
        return 503, str(error)
    return (507, rejections.FULL) if isinstance(error, OSError) else (503, rejections.UNWRITTEN)


def outcome(mall: str, saved: Saved) -> str:
    """Say what became of a text that was saved."""
    if not saved.revision:
        return "파일의 글과 같아요. 바뀐 것이 없어서 저장하지 않았어요."
    if state().settings.preview:
        return "파일에 저장했어요."
    if saved.published is None:
        return "파일은 저장했지만 아직 펴내지 못했어요. 조금 뒤 저절로 다시 펴내요."
    if mall in saved.published.release.held:
        return "저장했어요. 되돌려 둔 글과 같아서 판매자에게는 보이지 않아요."
    return "저장하고 펴냈어요. 판매자에게도 곧 이 안내가 보여요."


def _drafted(mall: str) -> Guide | None:
    """Give a guide as this editor has it: the last of it that was sound."""
    return state().previews.draft_catalog(me().id).guides.get(mall)

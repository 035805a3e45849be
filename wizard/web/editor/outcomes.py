"""What became of a text that was saved, in words."""

from flask import flash

from wizard.content.release import Release
from wizard.errors import GuideError, RefusedError
from wizard.korean.calendar import write_moment
from wizard.services.guide_saving import SILENT, Saved, Word
from wizard.services.manuscript import EditedText
from wizard.services.text_publications import TextPublications
from wizard.web.editor import rejections
from wizard.web.editor.standing import file_word
from wizard.web.refusals import flash_refusal
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
UNUSED = "저장하고 펴냈어요. 아직 어느 안내도 쓰지 않아서 판매자에게 보이는 것은 그대로예요. 안내의 글에서 불러 주세요."


SHOWN_SINCE = " 이 글은 {}에 {}번으로 펴냈어요."


def why_unsaved(error: Exception) -> tuple[int, str]:
    """Give the status and the words for what kept a text from being saved."""
    if isinstance(error, GuideError):
        return 422, rejections.FAULTY.format(len(error.faults))
    if isinstance(error, RefusedError):
        return 503, str(error)
    return (507, rejections.FULL) if isinstance(error, OSError) else (503, rejections.UNWRITTEN)


def outcome(saved: Saved, manuscript: EditedText, word: Word = SILENT) -> str:
    """Say what became of a text that was saved, and whether it goes on by itself."""
    published = saved.published
    if not saved.revision and not (word.insists and (published is None or saved.is_left_out)):
        return (
            f"{file_word()}과 같아요. 바뀐 것이 없어서 저장하지 않았어요.{shown_since(manuscript)}"
        )
    if state().settings.preview:
        return "파일에 저장했어요."
    if published is None:
        return AGAIN if word.accepted or not saved.revision else BY_ITSELF
    if not saved.parts:
        return UNUSED
    if saved.is_left_out:
        return LOSING if saved.loses else LEFT_OUT
    if saved.is_held:
        return "저장했어요. 되돌려 둔 글과 같아서 판매자에게는 보이지 않아요."
    return "저장하고 펴냈어요. 판매자에게도 곧 이 글이 보여요."


def flash_outcome(saved: Saved, manuscript: EditedText, word: Word = SILENT) -> None:
    """Have the next page say what became of a text; as no success, if readers do not have it."""
    said = outcome(saved, manuscript, word)
    flash_refusal(said) if said in UNPUBLISHED else flash(said)


def publications() -> TextPublications:
    """Give what finds the release in which a text was published."""
    return TextPublications(state().services.publishing.release_store)


def when(release: Release) -> str:
    """Write when a release was made."""
    return write_moment(release.at, state().now())


def shown_since(manuscript: EditedText) -> str:
    """Say since when readers see a text: who pressed twice learns what the first press came to."""
    if state().settings.preview:
        return ""
    found = publications().of_text(manuscript.name, manuscript.text)
    return SHOWN_SINCE.format(when(found), found.number) if found else ""

"""What an editor is told when a text cannot be taken; and the text, given back."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from wizard.errors import RefusedError
from wizard.guide.fragments import name_of as name_of_fragment
from wizard.web import errors
from wizard.web.error_words import Words
from wizard.web.form_leads import editors_home
from wizard.web.htmx import html_response, render

ROUTES = frozenset({"editor.save_draft", "editor.save", "editor.merge"})
"""The routes to which a whole text is posted."""

FAULTY = (
    "고칠 것이 {}개 있어서 저장하지 않았어요. 글은 그대로 있고, 판매자가 보는 안내도 전과 같아요."
)
STALE = "화면을 연 지 오래되어 한 번 더 확인이 필요해요. 글은 그대로 있어요. 저장 버튼을 다시 눌러 주세요."
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 글은 그대로 있으니, 1분 뒤에 다시 눌러 주세요."
TOO_LONG = "안내 하나는 200 KB까지예요. 글은 아직 화면에만 있어요. 줄이거나 나눠 주세요."
FULL = (
    "글을 저장하지 못했어요. 서버의 디스크가 가득 찼거나 쓸 수 없게 되어 있어요. "
    "저장된 글은 전과 같고, 적은 글은 이 화면에 그대로 있어요. 관리자에게 알린 뒤 다시 눌러 주세요."
)
UNWRITTEN = (
    "누가 고쳤는지 기록할 수 없어서 저장하지 않았어요. 저장된 글은 전과 같고, 적은 글은 이 화면에 그대로 있어요. "
    "관리자에게 알린 뒤 다시 눌러 주세요."
)
AWAITING = (
    "이 글이 부르는 함께 쓰는 단계를 아직 펴내지 않았어요. 그 글을 먼저 펴내 주세요: {}. "
    "이 글은 고치던 글로 그대로 있어요."
)


@dataclass(frozen=True)
class Rejection:
    """Why a typed text has no page any more: what happened, and the way on."""

    title: str
    say: str
    way: str = ""
    way_to: str = ""


UNAVAILABLE = Rejection(
    "지금은 저장할 수 없어요",
    "저장소에 닿지 못하고 있어요. 저장된 글은 전과 같고, 적은 글은 아래에 그대로 있어요. "
    "잠시 뒤에 다시 저장해 주세요.",
)
PAUSE = Rejection(
    "너무 자주 살펴봤어요.", "글은 화면에 그대로 있어요. 1분 뒤에 다시 적으면 살펴볼게요."
)


def awaiting(names: Iterable[str]) -> str:
    """Say which fragments have to be published before a guide that uses them."""
    return AWAITING.format(", ".join(map(name_of_fragment, names)))


def signed_out() -> Rejection:
    """Say that the editor has to sign in again."""
    return Rejection(
        "다시 들어와 주세요",
        "화면을 연 지 오래되어 로그인이 풀렸어요. 적은 글은 아래에 그대로 있어요. "
        "새 창에서 들어온 뒤 여기로 돌아와 다시 저장해 주세요.",
        "새 창에서 들어오기",
        url_for("staff.sign_in_form"),
    )


def gone() -> Rejection:
    """Say that the text is not there any more."""
    return Rejection(
        "이 글이 없어졌어요",
        "누군가 지우거나 이름을 바꿨어요. 적은 글은 아래에 그대로 있어요. 복사해 두세요.",
        "안내 목록 보기",
        url_for("editor.guides"),
    )


def unopened(name: str, why: RefusedError) -> Rejection:
    """Say why a text cannot be opened here."""
    return Rejection("이 글은 여기서 열 수 없어요", str(why), "돌아가기", editors_home(name))


def rejected(why: Rejection, status: int) -> Response:
    """Give a text back that cannot be kept, with the way on; typing goes on where it was."""
    if is_aside():
        return aside(why, status)
    text, base = (request.form.get(name, "").replace("\r\n", "\n") for name in ("text", "base"))
    return render("editor/rejection.html", status, why=why, text=text, base=base)


def aside(why: Rejection, status: int) -> Response:
    """Say under a text why it could not be looked at."""
    return html_response(render_template("editor/rejection_note.html", why=why), status)


def failure(code: int, words: Words) -> Response:
    """Say that a page of the editors' cannot be shown; under a text, if it was asked for there."""
    if is_aside():
        said = errors.spoken(words)
        return aside(Rejection(said.title, said.say), code)
    return errors.page(code, words)


def is_aside() -> bool:
    """Say whether htmx asks beside the typing, and puts the answer under the text."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-Target", "").endswith("#found")

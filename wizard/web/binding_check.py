"""What acts for a seller acts for whom its page was drawn for: one check before every such POST.

It is asked of every route, so that none can be forgotten; those that need not be are named here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from wizard.forms.normalize import clean
from wizard.web import drafts, form_binding, given_back, sessions
from wizard.web.form_binding import FormBinding
from wizard.web.htmx import render, wants_part

UNBOUND = {
    "accounts.save": "the account form tells by itself whom it was drawn for",
    "accounts.replace": "the account form tells by itself whom it was drawn for",
    "accounts.sign_out": "leaving must always be possible, and does nothing but leave",
    "sign_in.start": "it lets a firm in, by its link and number",
    "sign_in.request_link": "anybody may ask for a link, and is asked who they are",
    "judgement.show": "it changes nothing",
    "paste_preview.show": "it changes nothing",
    "unsent.of_new_account": "the account form tells by itself whom it was drawn for",
    "unsent.of_account": "the account form tells by itself whom it was drawn for",
}
STAFF = ("staff.", "editor.", "preview.")
"""Routes of the staff: they name the seller in their address, and a role opens them."""

BUTTONS = {
    "accounts.delete": "계정 지우기",
    "accounts.ask": "요청하기",
    "account_name.rename": "이름 저장하기",
    "checks.again": "지금 다시 확인",
    "dashboard.save_malls": "내 목록에 담기",
    "dashboard.make_link": "다시 들어올 링크 만들기",
    "dashboard.sign_out_everywhere": "모든 기기에서 나가기",
    "dashboard.reply": "보내기",
    "messages.say": "알림 켜거나 끄기",
    "messages.confirm": "이메일 확인하기",
    "help.ask": "담당자에게 보내기",
    "own_data.download": "내 정보 내려받기",
    "own_data.erase": "모두 지우기",
}
OF_ANYBODY = {
    "dashboard.save_malls",
    "dashboard.make_link",
    "dashboard.sign_out_everywhere",
    "help.ask",
}
"""What another seller may do as well; the rest is about what is one seller's own."""

OF_READERS = {"dashboard.save_malls", "help.ask"}
"""What a reader may do without being a seller."""

PRESS_AGAIN = "화면을 연 지 오래되어 한 번 더 확인이 필요해요. 아직 아무것도 하지 않았어요."
GONE = "이 화면을 연 사업자의 정보는 이제 여기에 없어요. 지웠거나, 다른 기록과 하나로 합쳤어요."
NOTHING_DONE = "그래서 아직 아무것도 하지 않았어요."
_OURS = {"csrf_token", form_binding.FIELD, given_back.WITHOUT_COOKIE}


@dataclass(frozen=True)
class Repetition:
    """What was pressed, to be pressed once more.

    Attributes:
        says: what happened, in sentences.
        button: what its button says.
        owner: whom the form is drawn for now.
        action: where it is sent.

    """

    says: tuple[str, ...]
    button: str
    owner: str
    action: str

    @property
    def is_without_photo(self) -> bool:
        """Say whether a picture was sent, which no page can send once more."""
        return any(one.filename for one in request.files.values())

    @property
    def text(self) -> str | None:
        """What was written; None if nothing could be."""
        return request.form.get("text")

    @property
    def others(self) -> list[tuple[str, str]]:
        """Everything else that was sent."""
        return [pair for pair in request.form.items(multi=True) if pair[0] not in {*_OURS, "text"}]


Answer = Callable[[HTTPException], Response]


def register(app: Flask, otherwise: Answer) -> None:
    """Ask it of every POST; `otherwise` answers what is too old and cannot be pressed once more."""
    app.before_request(check)
    app.register_error_handler(CSRFError, lambda error: stale() or otherwise(error))
    app.jinja_env.globals["owner"] = form_binding.field
    app.jinja_env.globals["draft"] = drafts.attribute
    app.jinja_env.globals["is_without_cookie"] = given_back.is_without_cookie


def is_bound(endpoint: str) -> bool:
    """Say whether a POST to this route is asked whom its page was drawn for."""
    return endpoint not in UNBOUND and not endpoint.startswith(STAFF)


def check() -> Response | None:
    """Stop what was pressed on a page that was drawn for another than who is here."""
    if request.method != "POST" or not request.endpoint or not is_bound(request.endpoint):
        return None
    drawn = form_binding.posted()
    if drawn is None:
        return _once_more(PRESS_AGAIN) if sessions.known_seller() else None
    return None if form_binding.is_here(drawn) else _of_another(drawn)


def stale() -> Response | None:
    """Give back what was pressed on a page that is older than this browser's cookie."""
    if not is_bound(request.endpoint or ""):
        return None
    if stopped := check():
        return stopped
    is_anybodys = sessions.known_seller() or request.endpoint in OF_READERS
    said = given_back.stale_words(PRESS_AGAIN)
    return _once_more(said, form_binding.posted()) if is_anybodys else None


def _of_another(drawn: FormBinding) -> Response:
    """Name both; who is here may do it for themselves, or its own seller may come in again."""
    typed = clean(request.form.get("seller_name", "")).value
    is_gone = bool(drawn.seller) and not form_binding.exists(drawn)
    said = (GONE if is_gone else form_binding.mismatch(drawn, typed[:80]), NOTHING_DONE)
    name = sessions.seller_name()
    if name and request.endpoint in OF_ANYBODY:
        return _show(said, f"{name} 이름으로 {_button()}", form_binding.field(), 409)
    return _show(said, f"다시 들어온 뒤 {_button()}", request.form[form_binding.FIELD], 409)


def _once_more(said: str, drawn: FormBinding | None = None) -> Response:
    """Let it be pressed once more; it stays the same showing, so what was done is not done again."""
    nonce = drawn.nonce if drawn and drawn.is_of_here else ""
    return _show((said,), _button(), form_binding.seal(form_binding.FIELD, nonce=nonce), 422)


def _button() -> str:
    return BUTTONS.get(request.endpoint or "", "다시 누르기")


def _show(said: tuple[str, ...], button: str, token: str, status: int) -> Response:
    repeated = Repetition(said, button, token, request.full_path.removesuffix("?"))
    answer = render("seller/press_again.html", status, repeated=repeated, problem=True)
    if wants_part():  # the question is a screen, whatever part of one asked
        answer.headers.update({"HX-Retarget": "#screen", "HX-Reselect": "#screen"})
    return answer

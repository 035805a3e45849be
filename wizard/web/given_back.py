"""A form that was not taken, given back on a page of its own: what was typed to see, the rest as it came.

Nothing that was typed is lost, whatever came between: an old page, a lost session, a database that is
away, a fault of ours. Secrets come back sealed, or are typed once more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, request

from wizard.crypto.sealing import MAX_PLAINTEXT_BYTES
from wizard.errors import SealError
from wizard.web import desk, form_binding, sessions
from wizard.web.htmx import render
from wizard.web.typed_boxes import boxes

TEXT = "text"
TICKED = frozenset({"malls"})
"""What a person ticked, one by one."""

HIDDEN = frozenset({"password", "code", "new", "recovery", "passkey"})
"""What is typed once more: no page carries it back."""

SEALED = frozenset({"key"})
"""Secrets that a page carries back sealed, for this browser and this form."""

ASKED_BY_SCRIPTS = frozenset(
    {
        "judgement.show",
        "paste_preview.show",
        "unsent.of_new_account",
        "unsent.of_account",
        "preview.paste_preview",
    }
)
"""What a page's own script sends, secrets and all: nothing of it is drawn, the page still has it."""

PRESS_AGAIN = "화면을 연 지 오래되어 한 번 더 확인이 필요해요. 아직 아무것도 하지 않았어요. 버튼을 다시 눌러 주세요."
NO_COOKIES = (
    "이 브라우저가 쿠키를 막아 두어 받지 못했어요. 적은 내용은 그대로 있어요. "
    "브라우저 설정에서 쿠키를 허용한 뒤 다시 누르거나, 다른 브라우저에서 이 화면을 열어 주세요."
)
WITHOUT_COOKIE = "without_cookie"
"""The hidden input of a form that was given back because no cookie came with it."""

_TOKENS = frozenset({"csrf_token", WITHOUT_COOKIE})


Redraw = Callable[[int], Response]
"""Draws a form again that has a page of its own, under a status."""

_REDRAWS: dict[str, Redraw] = {}


@dataclass(frozen=True)
class GivenBack:
    """What was sent and not taken, to be sent once more.

    Attributes:
        text: what was written; None if nothing could be.
        boxes: (name, label, what was typed), of each.
        others: everything else that was sent.
        action: where it is sent.
        button: what its button says.

    """

    text: str | None
    boxes: list[tuple[str, str, str]]
    others: list[tuple[str, str]]
    action: str
    button: str


def redraws(endpoint: str) -> Callable[[Redraw], Redraw]:
    """Let a form that has a page of its own draw itself again; all others are drawn by one page here."""

    def register_redraw(redraw: Redraw) -> Redraw:
        _REDRAWS[endpoint] = redraw
        return redraw

    return register_redraw


def again(says: tuple[str, ...], status: int) -> Response:
    """Give a form back with everything in it: on its own page if it has one, else on the one page here."""
    own = _REDRAWS.get(request.endpoint or "")
    return own(status) if own else page(says, status)


def page(
    says: tuple[str, ...], status: int, button: str = "다시 보내기", way: str = ""
) -> Response:
    """Draw any form again: its text to see, the rest as it was sent.

    Args:
        says: what happened and what to do, in sentences.
        status: of the answer.
        button: what sends it once more.
        way: the address at which to sign in first, in another tab; "" if that is not needed.

    """
    if request.endpoint in ASKED_BY_SCRIPTS:
        return Response(status=status)
    shown = {*boxes(), TEXT, *_TOKENS}
    sent = [pair for pair in request.form.items(multi=True) if pair[0] not in shown]
    given_back = GivenBack(
        text=request.form.get(TEXT),
        boxes=[(n, label, request.form[n]) for n, label in boxes().items() if n in request.form],
        others=[_carried(*pair) for pair in sent if pair[0] not in HIDDEN and pair[1]],
        action=request.full_path.removesuffix("?"),
        button=button,
    )
    back = desk.way_back()
    template = "staff/given_back.html" if back else "given_back.html"
    return render(template, status, given=given_back, says=says, way=way, back=back, problem=True)


def is_typed() -> bool:
    """Say whether a person wrote or ticked something in the form that was posted."""
    return any(request.form.get(name, "").strip() for name in (TEXT, *boxes(), *SEALED, *TICKED))


def stale_words(otherwise: str = PRESS_AGAIN) -> str:
    """Say why a form was not taken that bears no token of this browser's cookie."""
    return NO_COOKIES if _comes_without_cookie() and WITHOUT_COOKIE in request.form else otherwise


def is_without_cookie() -> bool:
    """Say whether this form came without a cookie: given back, it notes that, and a second time tells."""
    return request.method == "POST" and _comes_without_cookie()


def typed(name: str) -> str:
    """Give what was typed into a box of this form: now, or before it came back sealed."""
    value, kept = request.form.get(name, ""), request.form.get(_kept(name), "")
    if value or not kept:
        return value
    try:
        return form_binding.ring().open(kept, *_place(name)).decode()
    except SealError:
        return ""


def _comes_without_cookie() -> bool:
    return current_app.config["SESSION_COOKIE_NAME"] not in request.cookies


def _kept(name: str) -> str:
    return f"{name}.kept"


def _place(name: str) -> tuple[str, ...]:
    return (f"kept {sessions.visitor()}", request.path, name)


def _carried(name: str, value: str) -> tuple[str, str]:
    """Give the hidden input that brings a value back: a secret sealed."""
    if name not in SEALED or len(value.encode()) > MAX_PLAINTEXT_BYTES:
        return (name, "" if name in SEALED else value)
    return (_kept(name), form_binding.ring().seal(value.encode(), *_place(name)))

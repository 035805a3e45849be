"""The notice that is agreed to by the act of saving: whether it stands on a form, and whether it was agreed to.

A form carries the version that stood on it. One drawn under another version than today's, or before there
was any, is given back with the notice of today, and goes on when it is pressed.
"""

from flask import current_app, g, request

from wizard.content.privacy import PrivacyText
from wizard.errors import DatabaseError
from wizard.services.consents import Agreement
from wizard.web import form_binding, sessions
from wizard.web.form_binding import FormBinding
from wizard.web.state import state

FIELD = "form.notice"
"""The hidden input of a form whose button agrees to the notice that stands above it."""

NEW = (
    "먼저 읽어 주셔야 할 개인정보 안내가 있어요. 아래에서 읽고 ‘{button}’를 눌러 주세요. "
    "적은 내용은 그대로 있어요."
)
CHANGED = (
    "그 사이에 개인정보 안내가 바뀌었어요. 바뀐 안내를 아래에서 읽고 ‘{button}’를 눌러 주세요. "
    "적은 내용은 그대로 있어요."
)


def asked() -> PrivacyText | None:
    """Give the notice that whoever is here has not agreed to yet; None if they have."""
    notice, seller_id = _notice(), sessions.known_seller()
    return None if seller_id and _has_agreed(seller_id, notice.version) else notice


def wanting(button: str) -> str:
    """Say why what was sent agrees to nothing that is asked now; "" if it does, or nothing is asked.

    Args:
        button: what the button says by which it is agreed to.

    """
    notice = asked()
    return _wanting(notice, button) if notice else ""


def given(drawn: FormBinding) -> Agreement | None:
    """Give what is agreed to with a form that wants nothing; None if nothing is asked."""
    notice = asked()
    if notice is None:
        return None
    return Agreement(notice.version, notice.digest, form_binding.digest(drawn))


def of_callers() -> PrivacyText:
    """Give the notice that stands before whoever leaves name and phone to be called back."""
    return _notice()


def wanting_of_caller(button: str) -> str:
    """Say why what a caller sent agrees to nothing that is asked now; "" if it does."""
    return _wanting(_notice(), button)


def given_by_caller() -> Agreement:
    """Give what a caller agrees to with a form that wants nothing; it is kept with what they ask."""
    return Agreement(_notice().version, _notice().digest, "")


def _wanting(notice: PrivacyText, button: str) -> str:
    if request.form.get(FIELD) == notice.version:
        return ""
    return (CHANGED if FIELD in request.form else NEW).format(button=button)


def _notice() -> PrivacyText:
    """Give the notice in force: one for a whole request, though a day or an edit may end in its middle."""
    if "notice" not in g:
        g.notice = state().notice
    found: PrivacyText = g.notice
    return found


def _has_agreed(seller_id: str, version: str) -> bool:
    """Ask what a seller agreed to, once a request; a browser that may not see it all is asked for itself."""
    read: dict[tuple[str, str], bool] = g.setdefault("agreed", {})
    if (seller_id, version) not in read:
        try:
            found = state().services.consents.of_seller(seller_id, sessions.sees_from())
        except DatabaseError as error:
            current_app.logger.warning("what a seller agreed to was not found out: %s", error)
            return False
        read[seller_id, version] = any(one.version == version for one in found)
    return read[seller_id, version]


def ask_anew() -> None:
    """Forget what was found out: something was agreed to since, in this request."""
    g.pop("agreed", None)

"""A form that comes twice (a double click, an answer that was lost) is done once.

Every form says, sealed, which showing it is (`form_binding`). With who sends it and all that is in
it, that names one act: `services.repeated_forms` spends it where the act is done. A second one is
led to where the first one led.
"""

import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress

from flask import Flask, Response, current_app, flash, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import AlreadySubmittedError, DatabaseError
from wizard.services.repeated_forms import CURRENT, SentForm, is_spent, wait_until_kept
from wizard.web import form_binding, sessions
from wizard.web.form_leads import LEADS, SHOWN_AGAIN
from wizard.web.state import state

DONE_ONCE = "같은 것이 두 번 와서 한 번만 했어요."

Telling = Callable[..., str]
_TELLING: dict[str, Telling] = {}

_REFUSALS = range(400, 500)
_NOT_TYPED = {"csrf_token", form_binding.FIELD}


def register(app: Flask) -> None:
    """Ask of every such POST whether it was done before, and name it for what does it."""
    app.before_request(_begin)
    app.after_request(_answer_late)
    app.teardown_request(lambda _error: CURRENT.set(None) and None)
    app.register_error_handler(AlreadySubmittedError, lambda _error: done())


def done() -> AnyResponse:
    """Lead to where the form led when it was done."""
    wait_until_kept(state().services.sessions.engine)
    endpoint, named = request.endpoint or "", request.view_args or {}
    tell = _TELLING.get(endpoint)
    flash((tell(**named) if tell else "") or DONE_ONCE)
    return redirect(LEADS[endpoint](**named), code=303)


def tells(endpoint: str) -> Callable[[Telling], Telling]:
    """Let a view say by facts what came of a form of its own that was done before; "" if they do not tell."""

    def register_telling(telling: Telling) -> Telling:
        _TELLING[endpoint] = telling
        return telling

    return register_telling


def _begin() -> AnyResponse | None:
    endpoint = request.endpoint or ""
    is_once = endpoint in LEADS or endpoint in SHOWN_AGAIN
    drawn = form_binding.posted() if request.method == "POST" and is_once else None
    CURRENT.set(_sent(drawn.nonce) if drawn else None)
    return done() if endpoint in LEADS and _was_done() else None


def _answer_late(response: Response) -> AnyResponse:
    """Say of what was refused because the same form came first that it is done."""
    is_refused = response.status_code in _REFUSALS and request.endpoint in LEADS
    with suppress(DatabaseError):  # the refusal stands
        return done() if is_refused and _was_done() else response
    return response


def _was_done() -> bool:
    form = CURRENT.get()
    return bool(
        form and not form.is_spent and is_spent(state().services.sessions.engine, form.digest)
    )


def _sent(nonce: str) -> SentForm:
    """Name what was sent: this showing of a form, with all that was typed, by who is here."""
    member = sessions.member()
    who = member.id if member else sessions.known_seller() or sessions.visitor()
    typed = sorted(pair for pair in request.form.items(multi=True) if pair[0] not in _NOT_TYPED)
    told = repr((nonce, who, request.full_path, typed)).encode()
    key = str(current_app.secret_key).encode()
    seed = hmac.new(key, b"sent form\0" + told, "sha256").hexdigest()
    return SentForm(hashlib.sha256(seed.encode()).hexdigest(), seed)

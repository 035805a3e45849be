"""A POST of a program is done once, however often it is sent under its `Idempotency-Key`."""

import json
import re
from collections.abc import Callable

from flask import Response, current_app, request

from wizard.services.api_tokens import Caller
from wizard.services.idempotency import Idempotency, KeptAnswer, SentRequest
from wizard.services.repeated_forms import CURRENT, SentForm
from wizard.web.api.problems import ProblemError
from wizard.web.api.replies import Reply
from wizard.web.state import state

HEADER = "Idempotency-Key"
PATTERN = r'^("[A-Za-z0-9._:-]{8,128}"|[A-Za-z0-9._:-]{8,128})$'
_KEY = re.compile(r"[A-Za-z0-9._:-]{8,128}")
REPLAYED = "Idempotency-Replayed"
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def answer(
    caller: Caller, act: Callable[[], Reply], respond: Callable[[Reply], Response]
) -> Response:
    """Do what is asked and keep the answer, all in one transaction, or give the one that was kept.

    The same at the same moment waits for the first, and is given its answer. What is refused leaves nothing.

    Raises:
        KeyReusedError, KeysError, RunningError: as `Idempotency.begin`.
        ProblemError: it has no key.

    """
    keeper = _keeper()
    sent = SentRequest(caller.id, _key(), keeper.fingerprint(*_sent()))
    with state().services.together():
        begun = keeper.begin(sent)
        if isinstance(begun, KeptAnswer):
            return _again(begun)
        CURRENT.set(begun)
        reply = act()
        response = respond(reply)
        _keep(keeper, begun, response, reply.seller_id)
    return response


def _keep(keeper: Idempotency, form: SentForm, response: Response, seller_id: str | None) -> None:
    told = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    kept = KeptAnswer(response.status_code, told, response.get_data())
    keeper.keep(form, kept, seller_id)


def _again(kept: KeptAnswer) -> Response:
    response = Response(kept.body, kept.status)
    response.headers.update(kept.headers)
    response.headers[REPLAYED] = "true"
    return response


def _key() -> str:
    """Read the key, as the standard writes it (a string in quotes) or bare."""
    said = request.headers.getlist(HEADER)
    written = said[0].strip() if len(said) == 1 else ""
    is_quoted = len(written) > 1 and written[0] == written[-1] == '"'
    key = written[1:-1] if is_quoted else written
    if not _KEY.fullmatch(key):
        raise ProblemError("idempotency-key-missing")
    return key


def _sent() -> tuple[str, ...]:
    """Give all that makes this request the same one: the order of names in its body does not."""
    sent = request.get_data()
    body = json.dumps(json.loads(sent), sort_keys=True) if sent else ""
    return request.method, request.path, request.headers.get("If-Match", ""), body


def _keeper() -> Idempotency:
    found: Idempotency = current_app.extensions["api"].idempotency
    return found

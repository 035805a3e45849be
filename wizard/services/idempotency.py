"""What a program sends under a key of its own is done once, and answered again as it was then.

Source: draft-ietf-httpapi-idempotency-key-header-07.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Engine

from wizard.crypto.sealing import MAX_PLAINTEXT_BYTES
from wizard.db.engine import writing
from wizard.db.queries import idempotent_requests, sellers
from wizard.db.records import IdempotentRecord
from wizard.errors import KeyReusedError, KeysError, RunningError, SealError
from wizard.korean.calendar import clock
from wizard.services.keys import Keys
from wizard.services.repeated_forms import SentForm, new_id

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)
"""Whoever began one is taken to be at it for so long; then another may: what was done is not done again."""


@dataclass(frozen=True)
class SentRequest:
    """What a program sends, on its way to be done once.

    Attributes:
        token_id: by which token it comes.
        key: the program's own.
        fingerprint: of everything else that it sends.

    """

    token_id: str
    key: str = field(repr=False)
    fingerprint: str


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as it was given; a token or another secret may stand in it."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Idempotency:
    """Lets each request through once.

    Attributes:
        secret: keys the digests, so that nobody learns from them what was sent.

    """

    engine: Engine
    keys: Keys
    secret: str = field(repr=False)
    now: Callable[[], datetime] = clock

    def fingerprint(self, *sent: str) -> str:
        """Give the fingerprint of what was sent."""
        return self._digest("sent", json.dumps(sent))

    def begin(self, sent: SentRequest) -> SentForm | KeptAnswer:
        """Begin a request, or give the answer that it had.

        Raises:
            KeyReusedError: something else was sent under its key.
            KeysError: no answer could be kept.
            RunningError: it is being answered just now.

        """
        self.keys.ring()
        now, digest = self.now(), self._digest("key", sent.key)
        own = IdempotentRecord(
            sent.token_id, digest, new_id(), sent.fingerprint, now + LEASE, now + KEPT
        )
        with writing(self.engine) as connection:
            idempotent_requests.drop_expired(connection, now)
            if idempotent_requests.begin(connection, own):
                return self._form(own)
            found = idempotent_requests.find(connection, sent.token_id, digest)
            return self._begun(connection, found, own)

    def keep(self, form: SentForm, answer: KeptAnswer, seller_id: str | None) -> None:
        """Keep what was answered, sealed, unless its seller has gone meanwhile.

        What is too long is made anew from what was done.
        """
        told = [answer.status, dict(answer.headers), answer.body.decode()]
        plain = json.dumps(told, ensure_ascii=False).encode()
        with writing(self.engine) as connection:
            is_there = seller_id is None or sellers.hold(connection, seller_id)
            if is_there and len(plain) <= MAX_PLAINTEXT_BYTES:
                sealed = self.keys.ring().seal(plain, *place(form.digest))
                idempotent_requests.answer(connection, form.digest, sealed, seller_id)
            idempotent_requests.hold(connection, form.digest, self.now())

    def _begun(
        self, connection: Connection, found: IdempotentRecord | None, own: IdempotentRecord
    ) -> SentForm | KeptAnswer:
        """Go on with a request that was sent before."""
        if found is None:  # it did nothing, and was given up meanwhile
            raise RunningError("this request was sent a moment ago")
        if not hmac.compare_digest(found.fingerprint, own.fingerprint):
            raise KeyReusedError("another request was sent under this key")
        if (kept := self._opened(found)) is not None:
            return kept
        if found.held_until > self.now():
            raise RunningError("this request is being answered")
        idempotent_requests.hold(connection, found.id, own.held_until)
        return self._form(found)

    def _opened(self, found: IdempotentRecord) -> KeptAnswer | None:
        """Give the answer that was kept; None if there is none, or its key is gone."""
        try:
            sealed = found.answer or ""
            told = self.keys.ring().open(sealed, *place(found.id)) if sealed else b""
        except (KeysError, SealError):
            return None
        if not told:
            return None
        status, headers, body = json.loads(told)
        return KeptAnswer(status, headers, body.encode())

    def _form(self, request: IdempotentRecord) -> SentForm:
        seed = self._digest("seed", request.id)
        spends = partial(_spend, at=self.now())
        return SentForm(request.id, seed, spends=spends)

    def _digest(self, what: str, told: str) -> str:
        text = f"api {what}\0{told}".encode()
        return hmac.new(self.secret.encode(), text, hashlib.sha256).hexdigest()


def _spend(connection: Connection, request_id: str, *, at: datetime) -> bool:
    return idempotent_requests.spend(connection, request_id, at)


def place(request_id: str) -> tuple[str, str]:
    """Name where a kept answer stands, for the seal."""
    return f"api request {request_id}", "answer"

"""Tokens by which other programs come in: made and taken back by admins, told once, kept as a digest."""

import hmac
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine

from wizard.db.engine import briefly, reading, writing
from wizard.db.queries import api_tokens
from wizard.db.records import TokenRecord
from wizard.errors import AlreadySubmittedError, DatabaseError, NotFoundError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import new_id, new_token, spend
from wizard.services.sessions import digest_of

PREFIX = "wzd_"
"""By which programs that look for lost secrets know ours."""

MAX_NAME_CHARS = 40
USE_EVERY = timedelta(minutes=1)
"""That a token is used is written down once in so long."""

LIVES_DAYS = (90, 365, 0)
"""How long a token may live; 0 for until it is taken back."""

_TOKEN = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
Token = TokenRecord
"""A token as an admin may see it: never itself."""


class Scope(StrEnum):
    """What a token lets its holder do; the values are told to other programs and stay."""

    SELLERS_READ = "sellers:read"
    SELLERS_WRITE = "sellers:write"
    INVITATIONS_WRITE = "invitations:write"
    ACCOUNTS_READ = "accounts:read"
    SECRETS_READ = "secrets:read"
    CHECKS_READ = "checks:read"
    CHECKS_WRITE = "checks:write"
    REGISTRATIONS_READ = "registrations:read"
    REGISTRATIONS_WRITE = "registrations:write"


@dataclass(frozen=True)
class Caller:
    """The program that asks: by which token, and what that lets it do."""

    id: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        """What the audit calls it."""
        return f"api:{self.id}"


@dataclass(frozen=True)
class ApiTokens:
    """Makes tokens, tells whose one is, and takes them back."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def make(self, name: str, scopes: Sequence[Scope], days: int, staff_id: str) -> str:
        """Make a token; return it: it is told once and kept nowhere.

        Args:
            name: what an admin calls it.
            scopes: what it lets its holder do.
            days: how long it lives; 0 for until it is taken back.
            staff_id: who makes it.

        """
        token, now = f"{PREFIX}{new_token()}", self.now()
        made = TokenRecord(
            id=new_id(),
            digest=digest_of(token),
            ending=token[-4:],
            name=name,
            scopes=[scope.value for scope in scopes],
            made_by=staff_id,
            created_at=now,
            expires_at=now + timedelta(days=days) if days else None,
        )
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            spend(connection)
            api_tokens.add(connection, made)
            actor, said = f"staff:{staff_id}", " ".join(_short(made.scopes))
            record_event(connection, Event.TOKEN_MADE, actor, now, subject=made.id, detail=said)
        return token

    def all(self) -> Sequence[TokenRecord]:
        """List every token that ever was, newest first."""
        with reading(self.engine) as connection:
            return api_tokens.tokens(connection)

    def is_alive(self, token: TokenRecord) -> bool:
        """Say whether a token lets its holder in."""
        is_over = token.expires_at is not None and token.expires_at <= self.now()
        return token.revoked_at is None and not is_over

    def revoke(self, token_id: str, staff_id: str) -> None:
        """Take a token back: its holder's next request is refused.

        Raises:
            NotFoundError: there is no such token.

        """
        now = self.now()
        with writing(self.engine) as connection:
            spend(connection)
            if api_tokens.token(connection, token_id) is None:
                raise NotFoundError(f"no token {token_id[:40]!r}")
            if api_tokens.revoke(connection, token_id, now):
                actor = f"staff:{staff_id}"
                record_event(connection, Event.TOKEN_REVOKED, actor, now, subject=token_id)

    def caller(self, token: str) -> Caller | None:
        """Say who comes with a token; None if it lets nobody in."""
        if not _TOKEN.fullmatch(token):
            return None
        digest = digest_of(token)
        with reading(self.engine) as connection:
            found = api_tokens.of_digest(connection, digest)
        if found is None or not hmac.compare_digest(found.digest, digest):
            return None
        if not self.is_alive(found):
            return None
        self._note_use(found)
        return Caller(found.id, frozenset(found.scopes))

    def _note_use(self, token: TokenRecord) -> None:
        """Write down that a token is used, if that is not known; nobody waits for it, or fails by it."""
        now = self.now()
        if token.used_at and now - token.used_at < USE_EVERY:
            return
        with suppress(DatabaseError), writing(briefly(self.engine)) as connection:
            api_tokens.note_use(connection, token.id, now, now - USE_EVERY)


def _short(scopes: Sequence[str]) -> list[str]:
    """Give scopes in as few letters as tell them apart: an event's detail is short."""
    return [f"{what[:3]}:{right[0]}" for what, _, right in (one.partition(":") for one in scopes)]

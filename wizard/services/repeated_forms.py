"""A form that is sent twice is done once: its digest is spent by the transaction that does it.

Every act writes its event into the audit in the transaction that does it; there the form is spent
as well, so no act can forget it. Which form a thread works on is told by who speaks HTTP.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import on_undo, reading, wait_for_disk
from wizard.db.queries import accounts
from wizard.errors import AlreadySubmittedError


@dataclass
class SentForm:
    """A form as it was sent.

    Attributes:
        digest: of its showing, who sent it, and all that was in it.
        seed: from which what it makes takes its names; nobody else can know it.
        is_spent: whether this request has spent it.
        spends: writes down in a transaction that it is done; False if it was before. What another
            program sends is not kept among the forms: see `wizard.services.idempotency`.

    """

    digest: str
    seed: str = field(repr=False)
    is_spent: bool = False
    spends: Callable[[Connection, str], bool] = accounts.spend_form


CURRENT: ContextVar[SentForm | None] = ContextVar("sent_form", default=None)
"""The form that this thread works on; None for one that may be sent as often as one likes."""


def spend(connection: Connection) -> None:
    """Spend the form in the transaction that does what it asks; `SpentError` if another one did."""
    form = CURRENT.get()
    if form is None:
        return
    if form.is_spent:
        return
    if not form.spends(connection, form.digest):
        raise AlreadySubmittedError("this form was sent before")
    form.is_spent = True
    on_undo(connection, lambda: setattr(form, "is_spent", False))


def is_spent(engine: Engine, digest: str) -> bool:
    """Say whether what a form asks was done already."""
    with reading(engine) as connection:
        return accounts.is_spent(connection, digest)


def wait_until_kept(engine: Engine) -> None:
    """Come back when the disk has what others did and we have seen, before somebody is told that it is done."""
    wait_for_disk(engine)


def new_id() -> str:
    """Give the id of what is being made: the same one when its form is sent again."""
    form = CURRENT.get()
    return _derived("id", form).hex()[:32] if form else uuid4().hex


def new_seed() -> bytes:
    """Give 256 bits for what is being made: the same when its form is sent again."""
    form = CURRENT.get()
    return _derived("seed", form) if form else secrets.token_bytes(32)


def new_token() -> str:
    """Give the token of what is being made, 43 characters: the same one when its form is sent again."""
    form = CURRENT.get()
    random = _derived("token", form) if form else secrets.token_bytes(32)
    return urlsafe_b64encode(random).decode().rstrip("=")


def new_tokens(names: Sequence[str]) -> list[str]:
    """Give a token for each of several that are made together, by what each is for; see `new_token`."""
    seed = new_seed()
    digests = [hmac.digest(seed, name.encode(), "sha256") for name in names]
    return [urlsafe_b64encode(one).decode().rstrip("=") for one in digests]


def _derived(what: str, form: SentForm) -> bytes:
    return hashlib.sha256(f"{what}\0{form.seed}".encode()).digest()

"""What may be seen of an account: every value masked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection

from wizard.db.queries import accounts, checks, registrations, requests
from wizard.db.records import (
    AccountRecord,
    CheckRecord,
    FieldRecord,
    RegistrationRecord,
    RequestRecord,
)
from wizard.errors import KeysError, SealError
from wizard.services.keys import Keys

ISSUED_KEY = "issued_key"
"""The field of a key that staff issued for the seller: no form asks for it."""

OWN_NAME = "own_name"
"""The field of what a seller calls an account: asked for beside its form."""

BESIDE = frozenset({ISSUED_KEY, OWN_NAME})
"""Fields that no form asks for, and that stay when its values are replaced."""

UNSEEN = "••••"
"""What is shown of a value of which nothing may be seen."""


@dataclass(frozen=True)
class AccountCard:
    """An account as its seller may see it.

    Attributes:
        tails: field -> the value's masked end, e.g. "••••d1f0", or the shape of an ID; what is stored in the open, whole.
            A value in the open that is not as it was stored is left out, to be asked for again.
        requests: what its seller asked about it, by kind; what a save asks by itself is `registration`.
        check: what its mall said of it; None if nobody ever asked.
        registration: how it stands in 아임셀러.
        registering: what the staff were asked about that; None where they do not register.

    """

    id: str
    mall: str
    step_id: str
    answers: Mapping[str, tuple[str, ...]]
    tails: Mapping[str, str]
    expires_on: date | None
    saved_at: datetime
    requests: Mapping[str, RequestRecord] = field(default_factory=dict)
    check: CheckRecord | None = None
    registration: RegistrationRecord | None = None
    registering: RequestRecord | None = None

    @property
    def own_name(self) -> str:
        """What its seller calls it; "" if they never said."""
        return self.tails.get(OWN_NAME, "")

    @property
    def asked_for(self) -> frozenset[str]:
        """The kinds of request made about it."""
        return frozenset(self.requests)

    @property
    def pending(self) -> frozenset[str]:
        """The kinds that need not be asked for now: they wait for staff, or gave a key."""
        live = {kind for kind, one in self.requests.items() if one.state != "closed"}
        return frozenset(live | ({"issuance"} if ISSUED_KEY in self.tails else set()))


@dataclass(frozen=True)
class NamedAccount:
    """What is needed of an account to call it by a name.

    Attributes:
        tails: as those of a card, of the fields that may name it.

    """

    id: str
    saved_at: datetime
    tails: Mapping[str, str]

    @property
    def own_name(self) -> str:
        """What its seller calls it; "" if they never said."""
        return self.tails.get(OWN_NAME, "")


IdFields = Mapping[str, frozenset[str]]
"""Mall -> the names of the boxes of which the seller may see the shape."""

SHAPED, WHOLE_ENDS = 5, 8
"""From how many letters on a shape is shown, and from how many on with two letters at each end."""


def cards(
    connection: Connection,
    keys: Keys,
    records: Sequence[AccountRecord],
    shaped: IdFields | None = None,
) -> list[AccountCard]:
    """Make the cards of some accounts; `shaped` says of which values the shape is shown."""
    owners = {record.id: record for record in records}
    ids = list(owners)
    tails: dict[str, dict[str, str]] = {account_id: {} for account_id in ids}
    for stored in accounts.fields(connection, ids):
        owner = owners[stored.account_id]
        is_id = stored.name in (shaped or {}).get(owner.mall, frozenset())
        hide = str if stored.name == OWN_NAME else shape if is_id else mask
        if tail := _tail(keys, stored, (owner.id, owner.seller_id, owner.mall), hide):
            tails[owner.id][stored.name] = tail
    asked: dict[str, dict[str, RequestRecord]] = {account_id: {} for account_id in ids}
    for request in requests.requests(connection, ids):
        if request.account_id is not None:
            asked[request.account_id][request.kind] = request
    tried = {one.account_id: one for one in checks.checks(connection, ids)}
    registering = {one: kinds.pop("registration", None) for one, kinds in asked.items()}
    stands = {one.account_id: one for one in registrations.registrations(connection, ids)}
    return [
        replace(
            _card(record, tails[record.id], asked[record.id]),
            check=tried.get(record.id),
            registration=stands.get(record.id),
            registering=registering[record.id],
        )
        for record in records
    ]


def _card(
    record: AccountRecord, tails: Mapping[str, str], asked: Mapping[str, RequestRecord]
) -> AccountCard:
    return AccountCard(
        id=record.id,
        mall=record.mall,
        step_id=record.step_id,
        answers={name: tuple(ids) for name, ids in record.answers.items()},
        tails=tails,
        expires_on=record.expires_on,
        saved_at=record.updated_at,
        requests=asked,
    )


def mask(value: str) -> str:
    """Hide a value but for its end: at most four characters, and none of a short one.

    Sixteen characters is where keys begin and passwords have mostly ended.
    """
    return UNSEEN + (value[-4:] if len(value) >= 16 else "")


def shape(value: str) -> str:
    """Hide an ID but for its ends, by which its owner knows it: "wo••••op"; none of a short one."""
    if len(value) < SHAPED:
        return UNSEEN
    ends = 2 if len(value) >= WHOLE_ENDS else 1
    return f"{value[:ends]}{UNSEEN}{value[-ends:]}"


def named(
    keys: Keys,
    rows: Sequence[tuple[str, datetime, FieldRecord | None]],
    seller_id: str,
    mall: str,
) -> list[NamedAccount]:
    """Give a seller's accounts of one mall by what may name them, in the order of the rows."""
    found = {account: NamedAccount(account, at, {}) for account, at, _ in rows}
    for account, _, stored in rows:
        if stored:
            hide = str if stored.name == OWN_NAME else shape
            tail = _tail(keys, stored, (account, seller_id, mall), hide)
            found[account] = replace(found[account], tails={**found[account].tails, stored.name: tail})  # fmt: skip
    return list(found.values())


def _tail(
    keys: Keys, stored: FieldRecord, place: tuple[str, str, str], hide: Callable[[str], str]
) -> str:
    """Give what may be seen of a value; "" for one in the open that cannot be trusted."""
    try:
        value = keys.value_of(stored, *place)
    except (KeysError, SealError):
        return UNSEEN if stored.is_sealed else ""
    return hide(value) if stored.is_sealed else value

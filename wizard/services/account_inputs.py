"""What a seller sends: read without a fault, on its way to be sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from wizard.crypto.sealing import Keyring
from wizard.db.records import AccountRecord, FieldRecord, SellerRecord
from wizard.services.consents import Agreement
from wizard.services.registration_asking import Standing


@dataclass(frozen=True)
class NewSeller:
    """A firm that starts by itself at a form, or that staff invite.

    Attributes:
        session: the token of the session that begins with a form; the same whenever the same form
            is sent, so that it begins once, and what has ended never begins again. "" for none.
        source: a digest of the address that it starts from; "" for a firm that is not counted.

    """

    name: str
    business_number: str
    phone: str
    session: str = field(default="", repr=False)
    source: str = field(default="", repr=False)

    def record(self, seller_id: str, origin: str, now: datetime) -> SellerRecord:
        """Give the seller that it becomes; `origin` is "self" or "staff"."""
        return SellerRecord(
            id=seller_id,
            name=self.name,
            business_number=self.business_number,
            phone=self.phone,
            origin=origin,
            created_at=now,
        )


@dataclass(frozen=True)
class NewAccount:
    """A form that was read without a fault, on its way to be sealed.

    Attributes:
        form_token: names this one showing of the form: sent twice, it is saved once.
        values: field -> value; an empty value keeps the stored one when an account is replaced.
        open_names: fields that are stored as they are (`secret: false`).
        asked: every field the form asked for, empty ones too.
        is_open: whether the mall takes sellers: nothing is registered of one that is closed.
        missing: fields that must be filled in and have no value yet, because the seller put them off.
        agreed: the notice that its seller agrees to with it; None if they did before.

    """

    mall: str
    step_id: str
    revision: str
    answers: Mapping[str, tuple[str, ...]]
    form_token: str
    values: Mapping[str, str] = field(repr=False)
    asked: frozenset[str]
    open_names: frozenset[str] = frozenset()
    expires_on: date | None = None
    is_open: bool = True
    missing: frozenset[str] = frozenset()
    agreed: Agreement | None = None

    @property
    def standing(self) -> Standing:
        """How the account stands in 아임셀러 once it is saved."""
        if self.missing:
            return "unfinished"
        return "asked" if self.is_open else "unasked"

    def record(self, seller_id: str, account_id: str, now: datetime) -> AccountRecord:
        """Give the account that it becomes, without its values."""
        return AccountRecord(
            id=account_id,
            seller_id=seller_id,
            mall=self.mall,
            step_id=self.step_id,
            revision=self.revision,
            answers=dict(self.answers),
            form_token=self.form_token,
            expires_on=self.expires_on,
            created_at=now,
            updated_at=now,
        )

    def fields(self, ring: Keyring, seller_id: str, account_id: str) -> list[FieldRecord]:
        """Give the values that are not empty as they are stored: sealed, or open and marked if they may be."""
        given = {name: value for name, value in self.values.items() if value}
        secret = {n: value.encode() for n, value in given.items() if n not in self.open_names}
        sealed = ring.seal_fields(secret, account_id, seller_id, self.mall)
        place = (account_id, seller_id, self.mall)
        tags = {n: ring.tag(value, *place, n) for n, value in given.items() if n not in sealed}
        return [
            FieldRecord(
                account_id,
                name,
                sealed.get(name, value),
                is_sealed=name in sealed,
                tag=tags.get(name),
            )
            for name, value in given.items()
        ]

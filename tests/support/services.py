"""What tests of the desk share: a draft to save, and everything a database holds."""

from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa

from wizard.crypto import key_file
from wizard.db.models import Account, AccountField, Base, Seller
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.accounts import Accounts
from wizard.services.keys import Keys
from wizard.services.requests import Requests

FIRM = NewSeller("한빛상회", "2208162517", "01012345678")
OTHER_FIRM = replace(FIRM, business_number="1248100998")
BEGINNER = replace(FIRM, session="the session that begins with the form")
SECRET = "planted-secret-value"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def draft(token="form-1", *, mall="keys", open_names=frozenset(), **values):
    """Give a draft of two values, or of those given."""
    values = values or {"login_id": "planted-login-id", "api_key": SECRET}
    asked, answers = frozenset(values), {"remit": ("online",)}
    return NewAccount(mall, "form", "revision", answers, token, values, asked, open_names)


def services_of(engine, folder):
    """Open a desk on a database, with a key file of its own in `folder`."""
    file = folder / "keys.json"
    if not file.exists():
        key_file.create(file, NOON)
    return Accounts(engine, Keys(file, engine), lambda: NOON)


def ask(services, seller, account, kind):
    """Ask the staff for something about an account."""
    Requests(services.engine, services.now).ask(seller, account, kind)


def name_of(services, seller):
    """Give a seller's 상호 as it is stored; None if there is no such seller."""
    with services.engine.connect() as connection:
        return connection.scalar(sa.select(Seller.name).where(Seller.id == seller))


def dump(engine):
    """Give every row of every table: table -> rows."""
    with engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for name, table in Base.metadata.tables.items()
        }


def count(engine):
    """Count the rows of each table that has any."""
    return {name: len(rows) for name, rows in dump(engine).items() if rows}


def opened(services, account_id):
    """Open every sealed value of an account: field -> value."""
    query = sa.select(AccountField.__table__, Account.seller_id, Account.mall).join(Account)
    with services.engine.connect() as connection:
        rows = connection.execute(query.where(Account.id == account_id)).all()
    ring = services.keys.ring()
    return {
        row.name: ring.open(row.value, row.account_id, row.seller_id, row.mall, row.name).decode()
        for row in rows
        if row.is_sealed
    }

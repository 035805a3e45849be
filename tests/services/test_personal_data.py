"""All that is a seller's is given, and all of it goes: whatever table is added, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from support.services import FIRM, NOON, OTHER_FIRM, SECRET, ask, draft, services_of

from wizard.db import vacuum
from wizard.db.models import Base, Job, Request, Seller, SellerBatch
from wizard.db.queries import personal_data
from wizard.errors import NotFoundError, TooOftenError
from wizard.services.audit import Audit
from wizard.services.email_confirmation import EmailConfirmation
from wizard.services.erasure import Erasure
from wizard.services.invitations import Invitations
from wizard.services.merging import Merging
from wizard.services.message_consents import MessageConsents
from wizard.services.own_data import OtherDigitsError, OwnData
from wizard.services.personal_data import as_json
from wizard.services.personal_parts import LEFT_OUT, PARTS, STAYS, WITHOUT
from wizard.services.tidying import TidyHandler

TABLES = Base.metadata.tables
OWNED = personal_data.owned()
MARK = "own-mark"


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def erasure(services):
    return Erasure(services.engine, services.keys, lambda: NOON)


@pytest.fixture
def whole(services):
    """A seller with a row in every table that may hold one, and another seller beside them."""
    seller, account = services.save(draft(), FIRM)
    other, _ = services.save(draft("form-2"), OTHER_FIRM)
    ask(services, seller, account, "issuance")
    Invitations(services.engine, lambda: NOON).make(seller, "staff:1")
    with services.engine.begin() as connection:
        connection.execute(sa.insert(Job), _job(account))
        connection.execute(sa.insert(SellerBatch), {"id": "b", "staff_id": "1", "created_at": NOON})
        for name in OWNED:
            if not personal_data.counts(connection, seller, [name]) and name not in STAYS:
                connection.execute(sa.insert(TABLES[name]), _row(connection, TABLES[name], seller))
        missing = [name for name in OWNED if not personal_data.counts(connection, seller, [name])]
    assert set(missing) <= set(STAYS)
    return seller, other


def _job(account):
    moments = {"due_at": NOON, "created_at": NOON, "finished_at": NOON}
    return {"id": uuid4().hex, "kind": "check", "subject": account, "key": f"done:{account}", "state": "done", "attempts": 1, "max_attempts": 3, "owner": "", "last_error": "", **moments}  # fmt: skip


def _row(connection, table, seller):
    """Make up a row of a table that belongs to a seller."""
    return {column.name: _value(connection, column, seller) for column in table.columns if not column.nullable or column.foreign_keys or column.name == "seller_id"}  # fmt: skip


def _value(connection, column, seller):
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column
        if target.table is column.table:
            return None
        if target.table.name not in OWNED:
            return connection.execute(sa.select(target).limit(1)).scalar_one_or_none()
        of = sa.select(target).where(OWNED[target.table.name]).limit(1)
        return connection.execute(of, {"who": seller}).scalar_one()
    if column.name == "seller_id":
        return seller
    if isinstance(column.type, sa.JSON):
        return {MARK: MARK}
    kinds = {int: 1, bool: True, float: 1.0, str: uuid4().hex[: getattr(column.type, "length", None) or 32], dict: {MARK: MARK}, list: [MARK], date: NOON.date()}  # fmt: skip
    return kinds.get(_python(column), NOON)


def _python(column):
    try:
        return column.type.python_type
    except NotImplementedError:
        return None


def test_each_table_that_is_a_sellers_is_given_or_left_out_for_a_reason():
    assert set(OWNED) == set(PARTS) | set(WITHOUT)
    assert set(STAYS) <= set(OWNED)
    assert all(WITHOUT.values())
    assert all(STAYS.values())


@pytest.mark.parametrize("name", PARTS)
def test_each_column_that_is_given_has_a_name_that_its_seller_can_read(name):
    columns = {column.name for column in TABLES[name].columns}

    assert columns - set(LEFT_OUT) == set(PARTS[name].columns) - {"values"}


def test_what_goes_with_a_seller_is_all_that_does_not_stay_by_name():
    assert set(OWNED) - set(personal_data.cascading()) <= set(STAYS)
    assert {"seller", "account_field", "consent"} <= set(vacuum.with_values())


def test_a_seller_takes_home_every_row_that_is_theirs_and_nothing_of_anothers(erasure, whole):
    seller, other = whole

    told = as_json(erasure.parts(seller, f"seller:{seller}"))

    assert {part.key for part in PARTS.values()} <= told.keys() | {"seller"}
    assert told["seller"]["business_number"] == FIRM.business_number
    assert SECRET not in repr(told)
    assert other not in repr(told)
    assert OTHER_FIRM.business_number not in repr(told)
    [account] = told["accounts"]
    assert account["values"].keys() >= {"login_id", "api_key"}
    [event] = Audit(erasure.engine).page("x", None)[1:2]
    assert (event.kind, event.actor) == ("seller.exported", f"seller:{seller}")


def test_a_merge_gives_who_the_other_was_and_what_either_agreed_to_for_as_long_as_it_is_kept(erasure, services):  # fmt: skip
    seller, _ = services.save(draft(), FIRM)
    twin = replace(FIRM, name="한빛의 다른 이름", phone="01099998888", session="another")
    other, _ = services.save(draft("form-2"), twin)
    told = MessageConsents(services.engine, lambda: NOON)
    told.agree(seller, "talk", "my", FIRM.phone)
    told.agree(other, "talk", "my", twin.phone)
    EmailConfirmation(services.engine, services.keys, lambda: NOON).ask(other, "lee@example.com")
    Merging(services.engine, services.keys, lambda: NOON).merge(seller, other, "kim", keeps_sessions=False)  # fmt: skip

    parts = erasure.parts(seller, f"seller:{seller}")

    [merge] = as_json(parts)["merges"]
    was = merge["was"]
    [who] = was["other"]["seller"]
    assert (merge["other_id"], who["name"], who["phone"]) == (other, twin.name, twin.phone)
    assert {one["phone"] or one["email"] for one in was["other"]["message_consents"]} == {twin.phone, "lee@example.com"}  # fmt: skip
    assert {one["phone"] for one in was["kept"]["message_consents"]} == {FIRM.phone}
    assert was["other"]["message_consents"][0]["at"] == NOON
    assert not {"digest", "code", "folded", "session"} & set(_names(was))


def _names(value):
    """Give every name that stands in what is given, however deep."""
    if isinstance(value, dict):
        return [*value, *(name for one in value.values() for name in _names(one))]
    return [name for one in value for name in _names(one)] if isinstance(value, list) else []


def test_after_an_erasure_no_row_of_any_table_but_the_audit_names_the_seller(erasure, whole):
    seller, other = whole
    with erasure.engine.connect() as connection:
        names = personal_data.ids(connection, seller)

    done = erasure.erase(seller)

    assert done.left == 0
    assert done.counts["account"] == 1
    assert not set(_holding(erasure.engine, names)) - set(STAYS)
    assert not _holding(erasure.engine, {FIRM.business_number})
    with erasure.engine.connect() as connection:
        assert connection.scalars(sa.select(Seller.id)).all() == [other]
        assert personal_data.counts(connection, other, PARTS)["account"] == 1


def _holding(engine, words):
    """Name the tables of which any text holds one of some words."""
    with engine.connect() as connection:
        return [name for name, table in TABLES.items() if any(word in repr(row) for row in connection.execute(sa.select(table)) for word in words)]  # fmt: skip


def test_the_files_are_tidied_by_a_job_and_not_by_who_erases(erasure, whole):
    erasure.erase(whole[0])

    with erasure.engine.connect() as connection:
        jobs = connection.execute(sa.select(Job.kind, Job.state)).all()

    assert ("tidy", "waiting") in [tuple(row) for row in jobs]
    assert TidyHandler(erasure.engine).run("0" * 32, 1, NOON)


def test_both_need_the_sellers_own_digits_and_five_tries_an_hour_are_all(erasure, whole):
    own, seller = OwnData(erasure.engine, erasure, lambda: NOON), whole[0]

    for act in (own.take_home, own.erase, own.take_home, own.erase):
        with pytest.raises(OtherDigitsError):
            act(seller, "00000")
    assert own.take_home(seller, FIRM.business_number[-5:])
    with pytest.raises(TooOftenError):
        own.erase(seller, FIRM.business_number[-5:])
    with pytest.raises(NotFoundError):
        own.erase("nobody", "00000")

    with erasure.engine.connect() as connection:
        assert personal_data.counts(connection, seller, ["seller"]) == {"seller": 1}


def test_what_a_reader_asked_is_forgotten_as_sellers_are(erasure, services):
    for age, word in ((100, "old"), (1, "new")):
        at = NOON - timedelta(days=age)
        row = {"id": word, "kind": "help", "state": "open", "created_at": at, "updated_at": at, "name": word, "phone": "010"}  # fmt: skip
        with services.engine.begin() as connection:
            connection.execute(sa.insert(Request), row)

    assert erasure.expire(99) == 0

    with services.engine.connect() as connection:
        assert connection.scalars(sa.select(Request.id)).all() == ["new"]


def test_digits_on_their_way_are_not_given_even_sealed(erasure, services):
    seller, _ = services.save(draft(), FIRM)
    letters = EmailConfirmation(services.engine, services.keys, lambda: NOON)
    letters.ask(seller, "kim@example.com")

    told = as_json(erasure.parts(seller, f"seller:{seller}"))

    [said] = told["message_consents"]
    assert "code" not in said
    assert said["code_at"]
    assert services.keys.ring().active not in repr(told)

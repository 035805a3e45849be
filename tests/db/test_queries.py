from contextlib import ExitStack
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from support.services import NOON, count

from wizard.db.engine import briefly, reading
from wizard.db.models import Seller
from wizard.db.queries import accounts, progress, requests, seals, sellers
from wizard.db.queries.progress import SavedRun
from wizard.db.records import AccountRecord, FieldRecord, RequestRecord, SellerRecord

REQUEST = RequestRecord(
    id="q1", kind="issuance", state="open", created_at=NOON, updated_at=NOON, account_id="a1"
)


def add_seller(connection, name="s1"):
    sellers.add(connection, SellerRecord(name, "한빛상회", "2208162517", "010", "self", NOON))


def keep_run(connection, run_id="run1", revision="r1", now=NOON):
    progress.keep_saved(connection, SavedRun(run_id, "s1", "keys", revision, {}, now))


def add_account(connection, name="a1", mall="keys", token=None):
    account = AccountRecord(
        id=name,
        seller_id="s1",
        mall=mall,
        step_id="form",
        revision="r1",
        answers={},
        form_token=token or name,
        expires_on=None,
        created_at=NOON,
        updated_at=NOON,
    )
    accounts.add_account(connection, account)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_to_sqlite_is_told_to_be_safe(engine, pragma, value):
    with ExitStack() as stack:
        connections = [stack.enter_context(reading(engine)) for _ in range(3)]

        told = [one.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for one in connections]
    assert told == [value] * 3


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)], ids=str)
def test_who_saves_waits_five_seconds_for_a_lock_who_reads_one_and_what_can_be_left_a_moment(
    engine, order
):
    ways = (engine.connect, lambda: reading(engine), lambda: briefly(engine).connect())
    asked = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}
    told = {}
    for number in order:
        with ways[number]() as connection:
            said = connection.exec_driver_sql(asked[engine.dialect.name]).scalar_one()
            told[number] = {"5s": 5000, "1s": 1000, "200ms": 200}.get(said, said)

    assert told == {0: 5000, 1: 1000, 2: 200}


def test_an_account_of_nobody_is_refused(engine):
    with pytest.raises(IntegrityError), engine.begin() as connection:
        add_account(connection)

    assert count(engine) == {}


def test_what_is_read_does_not_wait_for_a_writer_and_does_not_see_half_of_it(engine):
    with engine.begin() as writer:
        add_seller(writer)
        with reading(engine) as reader:
            assert sellers.seller(reader, "s1") is None

    with reading(engine) as reader:
        assert sellers.seller(reader, "s1").name == "한빛상회"


def test_a_run_is_made_once_and_then_brought_up_to_date(engine):
    later = NOON.replace(hour=13)
    with engine.begin() as connection:
        add_seller(connection)
        keep_run(connection)
        keep_run(connection, "run2", "r2", later)

    with engine.connect() as connection:
        [run] = connection.execute(sa.text("select id, revision from run")).all()
    assert tuple(run) == ("run1", "r2")


def test_two_accounts_from_one_form_are_refused_by_the_database(engine):
    with engine.begin() as connection:
        add_seller(connection)
        add_account(connection)

    with pytest.raises(IntegrityError), engine.begin() as connection:
        add_account(connection, "a2", token="a1")


def test_the_same_request_twice_is_refused_by_the_database(engine):
    with engine.begin() as connection:
        add_seller(connection)
        add_account(connection)
        requests.add_request(connection, REQUEST)

    with pytest.raises(IntegrityError), engine.begin() as connection:
        requests.add_request(connection, replace(REQUEST, id="q2"))


def test_deleting_a_seller_deletes_all_that_is_theirs(engine):
    with engine.begin() as connection:
        add_seller(connection)
        add_account(connection)
        keep_run(connection)
        accounts.add_fields(connection, [FieldRecord("a1", "x", "y", is_sealed=True)])
    assert len(count(engine)) == 4

    with engine.begin() as connection:
        connection.execute(sa.delete(Seller))

    assert count(engine) == {}


def test_accounts_are_found_by_seller_and_mall_only(engine):
    with engine.begin() as connection:
        add_seller(connection)
        add_seller(connection, "s2")
        add_account(connection)
        add_account(connection, "a2", "fork")

    with engine.connect() as connection:
        assert [row.id for row in accounts.accounts(connection, "s1")] == ["a1", "a2"]
        assert [row.id for row in accounts.accounts(connection, "s1", "fork")] == ["a2"]
        assert accounts.accounts(connection, "s2") == []
        assert accounts.account(connection, "s2", "a1") is None


def test_a_key_whose_name_begins_another_counts_its_own_values_only(engine):
    values = {"x": "k1.aaa", "y": "k10.aaa", "z": "k1_.aaa"}
    fields = [FieldRecord("a1", name, value, is_sealed=True) for name, value in values.items()]
    with engine.begin() as connection:
        add_seller(connection)
        add_account(connection)
        accounts.add_fields(connection, fields)

    with engine.connect() as connection:
        assert seals.count_sealed_by(connection, "k1") == 1
        assert seals.count_sealed_by(connection, "k1_") == 1
        assert {row.name for row in seals.sealed_fields(connection, "k1", 9)} == {"y", "z"}
        assert len(seals.sealed_fields(connection, "k1", 1)) == 1

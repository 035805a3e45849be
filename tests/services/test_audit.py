import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import sqlalchemy as sa
from support.services import FIRM, NOON, draft, services_of

from wizard.services.audit import Audit, record_event
from wizard.services.audit_events import Event

ENOUGH = 5


@pytest.fixture
def audit(engine):
    return Audit(engine, lambda: NOON)


def write(audit, times=ENOUGH):
    for number in range(times):
        with audit.engine.begin() as connection:
            record_event(
                connection, Event.LINK_MADE, "staff:1", NOON, seller_id="s1", subject=str(number)
            )


def tamper(engine, statement):
    """Change what the triggers protect, as somebody with the database in their hands would."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET session_replication_role = replica"))
        else:
            for table in ("audit_event", "audit_seal"):
                for act in ("update", "delete"):
                    connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {table}_no_{act}"))
            connection.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(sa.text(statement))


def test_what_was_written_is_sealed_once_and_found_whole(audit):
    write(audit)

    assert (audit.seal(), audit.seal()) == (ENOUGH, 0)
    assert (audit.verify().count, audit.verify().broken) == (ENOUGH, "")


def test_an_empty_audit_is_whole(audit):
    assert (audit.verify().count, audit.verify().broken) == (0, "")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("update audit_event set subject = 'x' where id = 3", "row 3 (event 3) is not as it was"),
        ("update audit_event set actor = 'staff:2' where id = 1", "row 1 (event 1) is not as"),
        ("update audit_event set at = '2020-01-01 00:00:00' where id = 5", "row 5 (event 5) is"),
        ("update audit_seal set digest = 'x' where position = 4", "row 4 (event 4) is not as"),
        ("delete from audit_seal where position = 2", "row 2 is gone"),
    ],
    ids=["subject", "actor", "moment", "digest", "seal taken out"],
)
def test_the_first_row_that_was_touched_is_named(audit, statement, named):
    write(audit)
    audit.seal()

    tamper(audit.engine, statement)

    verdict = audit._walk()
    assert verdict.broken.startswith(named)
    assert verdict.count == int(named.split()[1]) - 1


def test_an_end_that_was_cut_off_is_missed_by_its_noted_digest(audit):
    write(audit)
    head = audit.verify().head
    tamper(audit.engine, "delete from audit_seal where position = 5")
    tamper(audit.engine, "delete from audit_event where id = 5")

    assert audit.verify().broken == ""
    assert audit.verify(head).broken == f"no row has the digest {head}"


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
@pytest.mark.parametrize("act", ["update {} set {} = {}", "delete from {}"])
def test_the_database_itself_refuses_to_change_what_was_written(audit, table, act):
    write(audit)
    audit.seal()
    column = "id" if table == "audit_event" else "position"

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), audit.engine.begin() as connection:
        connection.execute(sa.text(act.format(table, column, column)))


@pytest.mark.parametrize("statement", [
    "insert or replace into audit_event select id, at, kind, 'staff:2', seller_id, subject, detail from audit_event where id = 2",
    "insert or replace into audit_seal select position, event_id, 'x' from audit_seal where position = 2",
    "insert or replace into audit_seal select 99, event_id, 'x' from audit_seal where position = 2",
    "replace into audit_event select * from audit_event",
    "update or replace audit_event set id = 1 where id = 2",
    "insert into audit_event select * from audit_event where true on conflict (id) do update set actor = 'staff:2'",
], ids=["event", "seal", "seal of the same event", "every event", "update", "upsert"])  # fmt: skip
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_refuses_to_put_a_row_in_place_of_one_that_was_written_whoever_asks(
    audit, tmp_path, statement
):
    write(audit)
    head = audit.verify().head

    refused = pytest.raises(sqlite3.IntegrityError, match="append-only")
    with closing(sqlite3.connect(tmp_path / "wizard.db")) as raw, refused:
        raw.execute(statement)

    assert (audit.verify().head, audit.verify().broken) == (head, "")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_postgresql_refuses_to_put_a_row_in_place_of_one_that_was_written(audit, table):
    write(audit)
    audit.seal()
    key, column = ("id", "actor") if table == "audit_event" else ("position", "digest")
    upsert = f"insert into {table} select * from {table} on conflict ({key}) do update set {column} = 'x'"

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), audit.engine.begin() as connection:
        connection.execute(sa.text(upsert))


def test_twenty_processes_that_write_and_seal_at_once_make_one_chain(audit):
    def work(number):
        write(audit, 5)
        audit.seal()
        return number

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(20)))

    assert (audit.verify().count, audit.verify().broken) == (100, "")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_event_that_was_committed_late_is_sealed_too(audit):
    with audit.engine.connect() as slow, slow.begin():
        record_event(slow, Event.LINK_MADE, "staff:1", NOON)
        write(audit, 3)
        assert audit.seal() == 3

    assert audit.seal() == 1
    assert (audit.verify().count, audit.verify().broken) == (4, "")


def test_looking_at_the_audit_is_written_down_before_it_is_shown(audit):
    write(audit)

    rows = audit.page("1", None)

    assert [row.kind for row in rows] == ["audit.read"] + ["link.made"] * ENOUGH
    assert [row.subject for row in audit.page("1", rows[-2].id)] == ["0"]


def test_no_word_of_what_was_saved_stands_in_the_audit(engine, tmp_path):
    services = services_of(engine, tmp_path)
    seller, account = services.save(draft(), FIRM)
    services.replace(draft(api_key="planted-anew"), seller, account)
    services.delete(seller, account)

    rows = Audit(engine).page("1", None)

    assert [row.kind for row in rows[1:]] == [
        "account.deleted",
        "account.replaced",
        "account.saved",
    ]
    assert not any(word in repr(rows) for word in ("planted", "한빛", "2208162517", "0101234"))

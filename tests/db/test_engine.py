import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from support.services import NOON
from support.traffic import watched

from wizard.db.engine import (
    _joined,
    after_commit,
    at_one_moment,
    briefly,
    on_undo,
    reading,
    together,
    writing,
)
from wizard.db.queries import sellers
from wizard.db.records import SellerRecord
from wizard.db.tuning import line_to
from wizard.errors import ConstraintError, DatabaseError, NotFoundError, UnavailableError

PID = sa.text("SELECT pg_backend_pid()")
SELLER = SellerRecord("s1", "planted-name", "2208162517", "010", "self", NOON)


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_database_that_cannot_be_asked_has_a_name_of_ours(engine, opened):
    with pytest.raises(DatabaseError) as refusal, opened(engine) as connection:
        connection.execute(sa.text("select 'planted' from nowhere"))

    cause = refusal.value.__cause__
    assert isinstance(cause, SQLAlchemyError)
    assert str(refusal.value) == type(cause).__name__
    assert not isinstance(refusal.value, ConstraintError)


def test_a_database_that_never_answers_is_not_waited_for_long(monkeypatch):
    monkeypatch.setattr("wizard.db.tuning.CONNECT_S", 2)  # the least that libpq takes
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url = sa.make_url(f"postgresql+psycopg://a:b@127.0.0.1:{port}/w")
        engine = sa.create_engine(url, **line_to(url))
        began = time.monotonic()

        with pytest.raises(UnavailableError), reading(engine):
            pass

    assert time.monotonic() - began < 20
    patient = url.update_query_dict({"connect_timeout": "20"})
    assert line_to(patient)["connect_args"] == {}
    assert line_to(sa.make_url("sqlite:///w.db")) == {}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_a_machine_began_that_is_gone_without_a_word_is_taken_back(engine):
    with reading(engine) as connection:
        told = connection.execute(sa.text("SHOW idle_in_transaction_session_timeout")).scalar()

    assert told == "1min"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_line_that_its_server_has_ended_is_not_given_out_again(engine):
    with reading(engine) as one, reading(engine) as other:
        lines = {one.execute(PID).scalar(), other.execute(PID).scalar()}
    with engine.connect() as killer:  # it is one of those two
        mine = killer.execute(PID).scalar()
        [ended] = lines - {mine}
        killer.execute(sa.text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": ended})
        with reading(engine) as connection:
            assert connection.execute(PID).scalar() not in lines


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_only_reads_holds_no_transaction_open_and_who_writes_does(engine):
    began = sa.text("SELECT now() = statement_timestamp()")
    with reading(engine) as connection:
        told = [connection.execute(began).scalar() for _ in range(2)]
        assert not connection.connection.driver_connection.info.transaction_status
    with writing(engine) as connection:
        connection.execute(PID)
        assert connection.execute(began).scalar() is False

    assert told == [True, True]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_read_by_one_statement_needs_no_transaction_around_it(engine):
    def is_open(**named):
        with reading(engine, **named) as connection:
            connection.execute(sa.text("select 1"))
            return connection.connection.driver_connection.in_transaction

    assert (is_open(once=True), is_open()) == (False, True)


def test_a_part_within_a_part_is_taken_back_alone(engine):
    def add(seller_id):
        with writing(engine) as connection:
            sellers.add(connection, replace(SELLER, id=seller_id))

    def refused():
        with writing(engine):
            add("inner")
            add("inner")

    with together(engine):
        add("first")
        with suppress(ConstraintError):
            refused()
        add("last")

    assert named(engine) == {"first", "last"}


def test_a_row_that_may_stand_once_is_refused_by_a_name_of_ours_and_no_value_is_told(engine):
    with writing(engine) as connection:
        sellers.add(connection, SELLER)

    with pytest.raises(ConstraintError) as refusal, writing(engine) as connection:
        sellers.add(connection, SELLER)

    assert isinstance(refusal.value.__cause__, IntegrityError)
    assert "planted" not in f"{refusal.value!r}{refusal.value.__cause__!r}"


def test_what_is_refused_half_way_leaves_nothing_behind(engine):
    def fail_half_way():
        with writing(engine) as connection:
            sellers.add(connection, SELLER)
            raise NotFoundError("anything of ours goes through as it is")

    with pytest.raises(NotFoundError):
        fail_half_way()

    with reading(engine) as connection:
        assert sellers.seller(connection, "s1") is None


def test_an_error_of_ours_about_the_database_is_logged_as_what_it_was_and_where(app, caplog):
    client = app.test_client()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail():
        with reading(app.extensions["wizard"].services.accounts.engine) as connection:
            connection.execute(sa.text("select 1 from nowhere"))

    app.view_functions["health.healthz"] = fail
    answer = client.get("/healthz")

    assert answer.status_code == 500
    assert "OperationalError at " in caplog.text
    assert "sqlalchemy" in caplog.text.rpartition("OperationalError at ")[2]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("statement", ["select 1 from nowhere", "no sql at all"])
def test_a_statement_that_is_wrong_is_no_database_that_is_away(engine, statement):
    with pytest.raises(DatabaseError) as refused, writing(engine) as connection:
        connection.execute(sa.text(statement))

    assert type(refused.value) is DatabaseError


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_that_takes_no_writes_is_unavailable(engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")

    with pytest.raises(UnavailableError), writing(engine) as connection:
        connection.execute(sa.text("select 1"))


def test_a_database_that_is_not_there_is_unavailable():
    gone = sa.create_engine("postgresql+psycopg://x@127.0.0.1:9/x")

    with pytest.raises(UnavailableError), reading(gone) as connection:
        connection.execute(sa.text("select 1"))


def named(engine):
    with reading(engine) as connection:
        return {one.id for one in sellers.of_number(connection, SELLER.business_number)}


def add(engine, *ids):
    with writing(engine) as connection:
        for name in ids:
            sellers.add(connection, replace(SELLER, id=name))


def test_together_is_one_transaction_that_reads_what_it_wrote_and_others_see_at_its_end(engine):
    with watched(engine) as seen, together(engine):
        add(engine, "a")
        within = named(engine)
        add(engine, "b")
        with ThreadPoolExecutor(1) as other:
            outside = other.submit(named, engine).result()

    assert (within, outside, named(engine)) == ({"a"}, set(), {"a", "b"})
    assert len(seen.writes) == 1


def test_a_part_that_is_refused_and_caught_takes_back_itself_alone(engine):
    with together(engine):
        add(engine, "a")
        with pytest.raises(ConstraintError):
            add(engine, "b", "a")
        add(engine, "c")

    assert named(engine) == {"a", "c"}


def test_what_is_not_caught_undoes_all_that_was_done_together(engine):
    def act():
        with together(engine):
            add(engine, "a")
            with together(engine):
                add(engine, "b")
            raise NotFoundError

    with pytest.raises(NotFoundError):
        act()

    assert named(engine) == set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_where_a_full_disk_takes_all_back_nothing_of_the_whole_stands_whoever_caught_it(engine):
    def together_on_a_full_disk():
        with together(engine) as connection:
            sellers.add(connection, SELLER)
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            with suppress(DatabaseError), writing(engine):
                sellers.add(connection, replace(SELLER, id="s2", name="x" * 200_000))
            with suppress(DatabaseError), writing(engine):
                sellers.add(connection, replace(SELLER, id="s3"))

    with pytest.raises(UnavailableError):
        together_on_a_full_disk()

    with reading(engine) as connection:
        assert all(sellers.seller(connection, name) is None for name in ("s1", "s2", "s3"))
    with writing(engine) as connection:
        sellers.add(connection, SELLER)


def test_what_failed_and_was_caught_is_taken_back_alone_or_the_whole_is_refused(engine):
    """PostgreSQL answers a commit with a rollback then, and calls that no error."""
    is_kept = True
    try:
        with together(engine) as connection:
            sellers.add(connection, SELLER)
            with suppress(DatabaseError), reading(engine) as joined:
                joined.execute(sa.text("select 1 from nowhere"))
    except UnavailableError:
        is_kept = False

    assert named(engine) == ({SELLER.id} if is_kept else set())


def test_what_follows_a_commit_follows_the_whole_and_never_a_part_that_was_taken_back(engine):
    done = []

    def act(name, fails=False):
        with writing(engine) as connection:
            after_commit(connection, lambda: done.append((name, len(named(engine)))))
            sellers.add(connection, replace(SELLER, id=name))
            if fails:
                raise NotFoundError

    with together(engine):
        act("a")
        with pytest.raises(NotFoundError):
            act("b", fails=True)
        act("c")
        assert done == []

    assert done == [("a", 2), ("c", 2)]


def test_what_is_committed_is_said_to_be_whatever_comes_of_what_follows(engine):
    done = []

    def fail():
        raise OSError("planted")

    with writing(engine) as connection:
        sellers.add(connection, SELLER)
        after_commit(connection, fail)
        after_commit(connection, lambda: done.append(1))

    assert (named(engine), done) == ({SELLER.id}, [1])


def test_what_memory_holds_of_a_part_that_was_taken_back_is_taken_back_with_it(engine):
    held = []

    def act(name, fails=False):
        with writing(engine) as connection:
            held.append(name)
            on_undo(connection, lambda: held.remove(name))
            if fails:
                raise NotFoundError

    with together(engine):
        act("a")
        with pytest.raises(NotFoundError):
            act("b", fails=True)
    assert held == ["a"]
    with suppress(NotFoundError), together(engine):
        act("c")
        raise NotFoundError
    assert held == ["a"]


def test_another_thread_and_another_database_join_nothing(engine, tmp_path):
    other = sa.create_engine(f"sqlite:///{tmp_path}/other.db")
    with together(engine) as connection:
        with reading(other) as elsewhere:
            assert elsewhere.engine is not connection.engine
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: _joined(engine)).result() is None
        assert _joined(engine) is connection
        assert _joined(briefly(engine)) is connection
    assert _joined(engine) is None
    other.dispose()


def test_at_one_moment_is_one_connection_that_sees_what_this_thread_wrote_meanwhile(engine):
    with watched(engine) as seen, at_one_moment(engine):
        assert (named(engine), named(engine)) == (set(), set())
        add(engine, "a")
        assert named(engine) == {"a"}

    assert (len(seen.reads), len(seen.writes)) == (2, 1)
    assert named(engine) == {"a"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_on_sqlite_what_others_write_meanwhile_is_not_of_that_moment(engine):
    with at_one_moment(engine):
        before = named(engine)
        with ThreadPoolExecutor(1) as other:
            other.submit(add, engine, "a").result()
        after = named(engine)

    assert (before, after, named(engine)) == (set(), set(), {"a"})

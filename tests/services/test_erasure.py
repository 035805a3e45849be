import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from support.numbers import business_number
from support.services import (
    FIRM,
    NOON,
    OTHER_FIRM,
    SECRET,
    ask,
    count,
    draft,
    dump,
    name_of,
    services_of,
)

from wizard.db import vacuum
from wizard.db.engine import reading
from wizard.db.vacuum import Traces
from wizard.errors import NotFoundError, RefusedError
from wizard.services.audit import Audit
from wizard.services.erasure import Erasure
from wizard.services.invitations import Invitations

TRACES = {"sqlite": Traces.GONE, "postgresql": Traces.UNTIL_SWEPT}


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def erasure(services):
    return Erasure(services.engine, services.keys, lambda: NOON)


def firm(name, number):
    return replace(FIRM, name=name, business_number=business_number(number))


def sealed(engine):
    with engine.connect() as connection:
        return connection.execute(sa.text("select value from account_field")).scalars().all()


def files(engine, tmp_path):
    """Give every byte that the database keeps of its tables."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        return b"".join(file.read_bytes() for file in tmp_path.glob("wizard.db*"))
    query = "select pg_read_binary_file(pg_relation_filepath(oid)) from pg_class where relname in ('account_field', 'account', 'seller', 'run', 'request')"
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text("checkpoint"))
        return b"".join(map(bytes, connection.execute(sa.text(query)).scalars()))


def test_no_ciphertext_of_a_deleted_seller_is_left_in_any_file(services, erasure, tmp_path):
    seller, _ = services.save(draft(), FIRM)
    other, _ = services.save(draft("form-2"), replace(OTHER_FIRM, name="다른상회"))
    before = sealed(services.engine)
    held = files(services.engine, tmp_path)
    assert all(value.encode() in held for value in before)

    assert erasure.delete(seller) is TRACES[services.engine.dialect.name]
    if services.engine.dialect.name == "postgresql":
        assert vacuum.sweep(services.engine)

    left, kept = files(services.engine, tmp_path), sealed(services.engine)
    gone = set(before) - set(kept)
    assert len(gone) == len(kept) == 2
    assert not any(value.encode() in left for value in gone)
    assert FIRM.name.encode() not in left
    assert services.cards(other)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_of_many_that_expired_among_many_is_left_in_any_file(services, erasure, tmp_path):
    quiet = replace(services, now=lambda: NOON - timedelta(days=100))
    for number in range(120):
        whose = firm(f"{'지울' if number % 3 else '남을'}상회{number}", number)
        desk = quiet if number % 3 else services
        desk.save(draft(f"form-{number}", login_id="x" * (number % 90 + 1), api_key=SECRET), whose)
    before = sealed(services.engine)

    assert erasure.expire(99, share=100, trusts_clock=True) == 80

    left, kept = files(services.engine, tmp_path), sealed(services.engine)
    gone = set(before) - set(kept)
    assert len(gone) == 160
    assert not [value for value in gone if value[-30:].encode() in left]
    assert "지울상회".encode() not in left
    assert left.count("남을상회".encode()) >= 40


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_too_large_to_be_built_anew_at_once_is_said_to_wait_for_the_sweep(
    services, erasure, monkeypatch
):
    monkeypatch.setattr(vacuum, "_QUICKLY_BUILT_BYTES", 4096)
    seller, _ = services.save(draft(), FIRM)

    assert erasure.delete(seller) is Traces.UNTIL_SWEPT
    assert vacuum.sweep(services.engine)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_deletion_while_somebody_reads_is_done_and_says_that_its_traces_are_still_there(
    services, erasure, monkeypatch
):
    monkeypatch.setattr(vacuum, "_TRIES", 2)
    seller, _ = services.save(draft(), FIRM)
    with reading(services.engine) as held:
        held.execute(sa.text("select count(*) from seller")).scalar()

        assert erasure.delete(seller) is Traces.IN_USE

    assert name_of(services, seller) is None
    assert vacuum.sweep(services.engine)


def test_nobody_who_saves_waits_long_while_many_are_deleted(services, erasure):
    services = replace(services, max_accounts=100_000)
    quiet = replace(services, now=lambda: NOON - timedelta(days=100))
    for number in range(12):
        quiet.save(draft(f"form-{number}"), firm(f"상회 {number}", number))
    keep, _ = services.save(draft("keep"), FIRM)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(erasure.expire, 99, share=100, trusts_clock=True)
        saved = 0
        while not done.done():
            services.save(draft(f"new-{saved}"), keep)
            saved += 1

    assert done.result() == 12
    assert saved > 1


def test_a_deletion_is_written_down_with_an_id_and_nothing_else(services, erasure):
    seller, _ = services.save(draft(), FIRM)
    Invitations(services.engine).make(seller, "staff:1")

    erasure.delete(seller)

    assert set(count(services.engine)) == {"audit_event", "key_check", "spent_form"}
    assert dump(services.engine)["spent_form"] == [
        "('form-1',)"
    ]  # names one showing of a form, nobody
    [row, *_] = Audit(services.engine).page("x", None)[1:]
    assert (row.kind, row.seller_id, row.actor) == ("seller.deleted", seller, "operator")
    assert FIRM.name not in repr(dump(services.engine))


def test_an_export_holds_all_that_is_known_and_no_secret(services, erasure):
    seller, account = services.save(draft(open_names=frozenset({"login_id"})), FIRM)
    ask(services, seller, account, "issuance")
    Invitations(services.engine).make(seller, "staff:1")

    told = json.dumps(erasure.export(seller), ensure_ascii=False, default=str)

    assert all(word in told for word in (FIRM.name, FIRM.business_number, FIRM.phone, "issuance"))
    assert "planted-login-id" in told
    assert SECRET not in told
    assert not any(
        value in told for value in sealed(services.engine) if value != "planted-login-id"
    )
    assert "digest" not in told


@pytest.mark.parametrize("act", ["export", "delete"])
def test_a_seller_who_is_not_there_is_not_found_and_nothing_is_written(erasure, act):
    with pytest.raises(NotFoundError):
        getattr(erasure, act)("nobody")

    assert count(erasure.engine) == {}


def test_only_sellers_who_did_nothing_for_so_long_expire(services, erasure):
    quiet = replace(services, now=lambda: NOON - timedelta(days=100))
    old, _ = quiet.save(draft(), FIRM)
    active, _ = quiet.save(draft("2"), OTHER_FIRM)
    services.save(draft("3"), active)

    assert erasure.expire(99) == 1

    assert name_of(services, old) is None
    assert name_of(services, active) == FIRM.name


def crowd(services, count, days=100):
    """Save so many sellers, as they were so many days ago."""
    then = replace(services, now=lambda: NOON - timedelta(days=days))
    for number in range(count):
        then.save(draft(f"old-{days}-{number}"), firm(f"상회 {number}", number))


def test_an_unusual_share_of_sellers_expires_only_when_it_is_said(services, erasure):
    crowd(services, 21)
    services.save(draft("now"), FIRM)

    with pytest.raises(RefusedError, match=r"22명 가운데 21명\(96%\)"):
        erasure.expire(99)
    assert count(erasure.engine)["seller"] == 22
    with pytest.raises(RefusedError):
        erasure.expire(99, share=95)

    assert erasure.expire(99, share=96) == 21


def test_a_clock_put_ahead_forgets_nobody(services, erasure):
    crowd(services, 3, days=0)
    ahead = replace(erasure, now=lambda: NOON + timedelta(days=400))

    with pytest.raises(RefusedError, match="서버 시각"):
        ahead.expire(365)

    assert count(erasure.engine)["seller"] == 3
    assert ahead.expire(365, trusts_clock=True) == 3


def test_a_clock_that_is_behind_what_was_written_down_last_forgets_nobody(services, erasure):
    crowd(services, 1, days=0)
    behind = replace(erasure, now=lambda: NOON - timedelta(hours=1))

    with pytest.raises(RefusedError, match="서버 시각"):
        behind.expire(0)


def test_a_seller_saved_while_the_clock_had_lost_the_time_does_not_expire(services, erasure):
    crowd(services, 1, days=15_000)
    services.save(draft("now"), FIRM)

    assert erasure.expire(99) == 0


def test_a_seller_who_wrote_to_the_staff_has_done_something(services, erasure):
    crowd(services, 1)
    with services.engine.connect() as connection:
        [seller] = connection.execute(sa.text("select id from seller")).scalars()
        [account] = connection.execute(sa.text("select id from account")).scalars()
    ask(services, seller, account, "issuance")

    assert erasure.expire(99) == 0


def test_a_seller_deleted_by_several_at_once_goes_once_and_nothing_is_left(services, erasure):
    seller, _ = services.save(draft(), FIRM)

    def act(_number):
        try:
            erasure._delete(seller)
        except NotFoundError:
            return "gone"
        return "deleted"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(act, range(8)))

    assert sorted(told) == ["deleted"] + ["gone"] * 7
    assert count(services.engine).keys() & {"seller", "account", "account_field", "run"} == set()

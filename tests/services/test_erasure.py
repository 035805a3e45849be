import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from support.services import FIRM, NOON, SECRET, ask, count, desk_of, draft, dump, name_of

from wizard.errors import NotFoundError
from wizard.services.audit import Audit
from wizard.services.erasure import Erasure
from wizard.services.invitations import Invitations


@pytest.fixture
def desk(engine, tmp_path):
    return desk_of(engine, tmp_path)


@pytest.fixture
def removal(desk):
    return Erasure(desk.engine, desk.vault, lambda: NOON)


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


def test_no_ciphertext_of_a_deleted_seller_is_left_in_any_file(desk, removal, tmp_path):
    seller, _ = desk.save(draft(), FIRM)
    other, _ = desk.save(draft("form-2"), replace(FIRM, name="다른상회"))
    before = sealed(desk.engine)
    held = files(desk.engine, tmp_path)
    assert all(value.encode() in held for value in before)

    assert removal.delete(seller)

    left, kept = files(desk.engine, tmp_path), sealed(desk.engine)
    gone = set(before) - set(kept)
    assert len(gone) == len(kept) == 2
    assert not any(value.encode() in left for value in gone)
    assert FIRM.name.encode() not in left
    assert desk.cards(other)


def test_a_deletion_is_written_down_with_an_id_and_nothing_else(desk, removal):
    seller, _ = desk.save(draft(), FIRM)
    Invitations(desk.engine).make(seller, "staff:1")

    removal.delete(seller)

    assert set(count(desk.engine)) == {"audit_event", "key_check", "spent_form"}
    assert dump(desk.engine)["spent_form"] == ["('form-1',)"]  # names one showing of a form, nobody
    [row, *_] = Audit(desk.engine).page("x", None)[1:]
    assert (row.kind, row.seller_id, row.actor) == ("seller.deleted", seller, "operator")
    assert FIRM.name not in repr(dump(desk.engine))


def test_an_export_holds_all_that_is_known_and_no_secret(desk, removal):
    seller, account = desk.save(draft(open_names=frozenset({"login_id"})), FIRM)
    ask(desk, seller, account, "issuance")
    Invitations(desk.engine).make(seller, "staff:1")

    told = json.dumps(removal.export(seller), ensure_ascii=False, default=str)

    assert all(word in told for word in (FIRM.name, FIRM.business_number, FIRM.phone, "issuance"))
    assert "planted-login-id" in told
    assert SECRET not in told
    assert not any(value in told for value in sealed(desk.engine) if value != "planted-login-id")
    assert "digest" not in told


@pytest.mark.parametrize("act", ["export", "delete"])
def test_a_seller_who_is_not_there_is_not_found_and_nothing_is_written(removal, act):
    with pytest.raises(NotFoundError):
        getattr(removal, act)("nobody")

    assert count(removal.engine) == {}


def test_only_sellers_who_did_nothing_for_so_long_expire(desk, removal):
    quiet = replace(desk, now=lambda: NOON - timedelta(days=100))
    old, _ = quiet.save(draft(), FIRM)
    active, _ = quiet.save(draft("2"), FIRM)
    desk.save(draft("3"), active)

    assert removal.expire(99) == 1

    assert name_of(desk, old) is None
    assert name_of(desk, active) == FIRM.name

"""One firm is one seller: recognised when it starts again, merged where it became two."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from support.services import BEGINNER, FIRM, NOON, SECRET, ask, count, draft, opened, services_of

from wizard.db.engine import reading
from wizard.db.queries import progress, sellers
from wizard.errors import KnownFirmError, NotFoundError, RefusedError
from wizard.services.consents import Agreement, Consents
from wizard.services.erasure import Erasure
from wizard.services.invitations import Invitations
from wizard.services.merging import Merging
from wizard.services.progress import Progress
from wizard.services.sellers import Sellers
from wizard.services.sessions import Sessions
from wizard.services.shown_screens import Mark

OTHER_PHONE = replace(FIRM, phone="01099998888", session="another session")


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def merging(services):
    return Merging(services.engine, services.keys, lambda: NOON)


@pytest.fixture
def two(services):
    """Two records of one firm: the first by one phone, the second by another."""
    first, _ = services.save(draft("form-1"), BEGINNER)
    open_names = frozenset({"login_id"})
    second, account = services.save(draft("form-2", open_names=open_names), OTHER_PHONE)
    ask(services, second, account, "issuance")
    Invitations(services.engine, lambda: NOON).make(second, f"seller:{second}")
    Progress(services.engine, lambda: NOON).marks.put(second, Mark("fork", "r", "hello", {}))
    return first, second, account


def test_a_firm_that_starts_again_with_its_number_and_phone_is_the_same_seller(services):
    first, _ = services.save(draft("form-1"), BEGINNER)

    again, account = services.save(draft("form-2"), replace(BEGINNER, session="second device"))

    assert again == first
    assert count(services.engine)["seller"] == 1
    session = Sessions(services.engine, lambda: NOON).seller("second device")
    assert session.sees_from == NOON
    assert opened(services, account)["api_key"] == SECRET


def test_who_gives_another_phone_is_a_seller_apart_and_hears_nothing(services, two):
    first, second, _ = two

    assert first != second
    assert Sessions(services.engine, lambda: NOON).seller("another session").sees_from is None
    assert [one.id for one in Sellers(services.engine).twins(first)] == [second]


def test_a_phone_cannot_be_guessed_for_long(services):
    services.save(draft("form-0"), BEGINNER)
    for guess in range(10):
        firm = replace(FIRM, phone=f"0100000000{guess}"[:11], session=f"guess {guess}")
        services.save(draft(f"guess-{guess}"), firm)

    late, _ = services.save(draft("form-99"), replace(BEGINNER, session="right at last"))

    assert Sessions(services.engine, lambda: NOON).seller("right at last").sees_from is None
    assert late != services.save(draft("form-0"), BEGINNER)[0]


def test_staff_do_not_make_a_firm_twice(services):
    first, _ = services.save(draft(), FIRM)

    with pytest.raises(KnownFirmError) as known:
        Sellers(services.engine).add(OTHER_PHONE, "staff")

    assert known.value.seller_id == first
    assert count(services.engine)["seller"] == 1


def test_everything_moves_and_opens_in_its_new_place(services, merging, two):
    first, second, account = two
    before = count(services.engine)

    merging.merge(first, second, "kim", keeps_sessions=True)

    after = count(services.engine)
    assert after["seller"] == before["seller"] - 1 == 1
    for table in ("account", "account_field", "request", "link", "session"):
        assert after[table] == before[table], table
    assert opened(services, account)["api_key"] == SECRET
    [card] = [card for card in services.cards(first) if card.id == account]
    assert card.tails["login_id"] == "planted-login-id"
    assert Sessions(services.engine, lambda: NOON).seller("another session").id == first
    with reading(services.engine) as connection:
        assert {run.mall for run in progress.runs(connection, [first])} == {"keys", "fork"}
        assert sellers.seller(connection, second) is None


def test_who_came_in_as_the_other_is_out_unless_staff_say_otherwise(services, merging, two):
    first, second, _ = two

    merging.merge(first, second, "kim", keeps_sessions=False)

    assert Sessions(services.engine, lambda: NOON).seller("another session") is None
    [link] = Invitations(services.engine, lambda: NOON).of_seller(first)
    assert link.state == "revoked"


def test_a_merge_is_written_down_with_ids_alone_and_erasure_takes_all(services, merging, two):
    first, second, _ = two
    merging.merge(first, second, "kim", keeps_sessions=True)

    exported = Erasure(services.engine, services.keys, lambda: NOON).export(first)
    assert len(exported["accounts"]) == 2
    assert "folded" not in json.dumps(exported, default=str)
    Erasure(services.engine, services.keys, lambda: NOON).delete(first)

    with services.engine.connect() as connection:
        query = sa.text("select actor, seller_id, subject, detail from audit_event where kind = 'seller.merged'")  # fmt: skip
        assert connection.execute(query).all() == [("staff:kim", first, second, "")]
    left = count(services.engine)
    assert not {"seller", "account", "request", "link", "session", "run"} & set(left)


def test_two_firms_are_never_merged_and_nothing_is_changed(services, merging, two):
    first, _, _ = two
    other, _ = services.save(draft("form-9"), replace(FIRM, business_number="1248100998"))
    before = count(services.engine)

    with pytest.raises(RefusedError):
        merging.merge(first, other, "kim", keeps_sessions=True)
    with pytest.raises(NotFoundError):
        merging.merge(first, first, "kim", keeps_sessions=True)
    with pytest.raises(NotFoundError):
        merging.merge(first, "nobody", "kim", keeps_sessions=True)

    assert count(services.engine) == before


def test_a_browser_that_comes_in_by_the_firms_link_joins_what_it_began(services, merging, two):
    first, second, _ = two

    assert merging.join(first, second)
    assert len(services.cards(first)) == 2
    assert not merging.join(first, second)


def test_a_correction_is_written_down_without_what_it_was(services):
    first, _ = services.save(draft(), FIRM)
    desk = Sellers(services.engine, lambda: NOON)

    right = replace(desk.firm(first), name="주식회사 새빛", phone="01099998888")

    desk.correct(right, "kim")
    desk.correct(right, "kim")

    firm = desk.firm(first)
    assert (firm.name, firm.phone, firm.folded) == ("주식회사 새빛", "01099998888", "새빛")
    with services.engine.connect() as connection:
        query = sa.text("select actor, detail from audit_event where kind = 'seller.corrected'")
        assert connection.execute(query).all() == [("staff:kim", "name phone")]


def test_what_either_record_agreed_to_is_the_kept_ones_afterwards(services, merging, two):
    first, second = two[:2]
    for seller in (first, second):
        Consents(services.engine, lambda: NOON).keep(seller, Agreement("1", "text", f"of {seller}"))

    merging.merge(first, second, "1", keeps_sessions=False)

    kept = Consents(services.engine).of_seller(first)
    assert [one.version for one in kept] == ["1", "1"]
    assert not Consents(services.engine).of_seller(second)

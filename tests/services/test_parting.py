"""A merge is taken back within its day: two records stand as they stood, and what happened since is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from support.services import (
    BEGINNER,
    FIRM,
    NOON,
    SECRET,
    ask,
    count,
    draft,
    dump,
    opened,
    services_of,
)

from wizard.db.engine import writing
from wizard.db.models import Base, Session
from wizard.db.queries import invitations, sessions
from wizard.db.records import InvitationRecord, SessionRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.services.consents import Agreement, Consents
from wizard.services.erasure import Erasure
from wizard.services.invitations import Invitations
from wizard.services.merging import Merging
from wizard.services.message_consents import MessageConsents
from wizard.services.parting import ForgetMergeHandler, Parting
from wizard.services.progress import Progress
from wizard.services.sellers import Sellers
from wizard.services.sessions import Sessions
from wizard.services.shown_screens import Mark

OTHER_PHONE = replace(FIRM, phone="01099998888", session="another session")
WRITTEN_DOWN = {"audit_event", "audit_seal", "outbox_event", "job", "spent_form", "account_field"}
"""What tells what was done; and values, which are sealed anew each time: they are opened instead."""

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def merging(services):
    return Merging(services.engine, services.keys, lambda: NOON)


@pytest.fixture
def parting(services):
    return Parting(services.engine, services.keys, lambda: LATER)


@pytest.fixture
def two(services):
    """Two records of one firm with all that each may have, of one mall both; ids, and an account of each."""
    engine = services.engine
    first, mine = services.save(draft("form-1"), BEGINNER)
    second, theirs = services.save(draft("form-2", open_names=frozenset({"login_id"})), OTHER_PHONE)
    ask(services, second, theirs, "issuance")
    links, progress = Invitations(engine, lambda: NOON), Progress(engine, lambda: NOON)
    links.make(first, "staff:kim")
    links.make(second, f"seller:{second}")
    progress.marks.put(second, Mark("fork", "r", "hello", {}))
    for seller in (first, second):
        Consents(engine, lambda: NOON).keep(seller, Agreement("1", "text", f"of {seller}"))
    told = MessageConsents(engine, lambda: NOON)
    told.agree(first, "talk", "my", FIRM.phone)
    told.agree(second, "talk", "my", OTHER_PHONE.phone)
    told.agree(second, "email", "my", "kim@example.com")
    return first, second, mine, theirs


def standing(engine):
    """Give every row that says how sellers stand; nothing of how it came about."""
    return {name: rows for name, rows in dump(engine).items() if name not in WRITTEN_DOWN}


@pytest.mark.parametrize("keeps", [False, True], ids=["sessions dropped", "sessions moved"])
def test_everything_stands_as_it_stood(services, merging, parting, two, keeps):
    first, second, mine, theirs = two
    before = standing(services.engine)
    merging.merge(first, second, "kim", keeps_sessions=keeps)
    assert standing(services.engine) != before

    parting.part(first, parting.of_seller(first).id, "lee")

    assert standing(services.engine) == before
    assert opened(services, theirs)["api_key"] == SECRET
    assert opened(services, mine)["api_key"] == SECRET
    [card] = services.cards(second)
    assert card.tails["login_id"] == "planted-login-id"
    assert Sessions(services.engine, lambda: LATER).seller("another session").id == second


def test_it_is_written_down_by_whom_with_ids_alone(services, merging, parting, two):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=False)

    parting.part(first, parting.of_seller(first).id, "lee")

    with services.engine.connect() as connection:
        told = sa.text(
            "select actor, seller_id, subject, detail from audit_event where kind = 'sellers.parted'"
        )
        assert connection.execute(told).all() == [("staff:lee", first, second, "")]


def test_what_happened_since_stays_where_it_happened_and_is_told(services, merging, parting, two):
    first, second, mine, theirs = two
    merging.merge(first, second, "kim", keeps_sessions=True)
    later = replace(services, now=lambda: LATER)
    later.replace(draft("form-3", login_id="changed", api_key="changed key"), first, theirs)
    _, new = later.save(draft("form-4"), first)
    ask(later, first, new, "migration")

    done = parting.part(first, parting.of_seller(first).id, "lee")

    assert {card.id for card in services.cards(first)} == {mine, new}
    assert [card.id for card in services.cards(second)] == [theirs]
    assert opened(services, theirs)["api_key"] == "changed key"
    told = done.merged
    assert (told.new_accounts, told.changed_accounts) == (1, 1)
    assert (
        told.new_requests == 2
    )  # the registration that a save asks for, and the one that was asked
    assert done.runs_gone_on == 1


def test_a_link_that_staff_took_back_since_stays_taken_back(services, merging, parting, two):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=True)
    links = Invitations(services.engine, lambda: LATER)
    own = next(one for one in links.of_seller(first) if one.made_by.startswith("seller"))
    links.revoke(own.id, "kim")

    parting.part(first, parting.of_seller(first).id, "lee")

    [link] = links.of_seller(second)
    assert (link.id, link.state) == (own.id, "revoked")


def test_a_session_that_a_revoked_link_had_begun_does_not_come_back(
    services, merging, parting, two
):
    first, second, *_ = two
    [own] = Invitations(services.engine, lambda: NOON).of_seller(second)
    row = SessionRecord("d" * 64, NOON, NOON + timedelta(days=9), second, link_id=own.id)
    with writing(services.engine) as connection:
        sessions.add(connection, row)
    merging.merge(first, second, "kim", keeps_sessions=False)

    parting.part(first, parting.of_seller(first).id, "lee")

    with services.engine.connect() as connection:
        query = sa.select(Session.seller_id).where(Session.digest == row.digest)
        assert connection.execute(query).scalars().all() == [second]


def came_by(connection, digest, seller, link_id=None):
    row = SessionRecord(digest * 64, LATER, NOON + timedelta(days=9), seller, link_id=link_id)
    sessions.add(connection, row)


def sessions_of(engine, seller):
    with engine.connect() as connection:
        query = sa.select(Session.digest).where(Session.seller_id == seller)
        return {digest[0] for digest in connection.scalars(query)}


@pytest.mark.parametrize("keeps", [False, True], ids=["sessions dropped", "sessions moved"])
def test_who_came_since_by_the_others_link_is_not_in_as_the_one_who_stayed(
    services, merging, parting, two, keeps
):
    first, second, *_ = two
    links = Invitations(services.engine, lambda: NOON)
    links.make(second, "staff:kim")
    [staffs] = [one for one in links.of_seller(second) if one.made_by == "staff:kim"]
    merging.merge(first, second, "kim", keeps_sessions=keeps)
    with writing(services.engine) as connection:
        came_by(connection, "d", first, staffs.id)
        invitations.add(connection, link_of("child", first, staffs.id))
        invitations.add(connection, link_of("grandchild", first, "child"))
        came_by(connection, "e", first, "grandchild")

    parting.part(first, parting.of_seller(first).id, "lee")

    assert not {"d", "e"} & sessions_of(services.engine, first)
    states = {one.id: one.state for one in links.of_seller(first)}
    assert (states["child"], states["grandchild"]) == ("revoked", "revoked")
    assert {one.id: one.state for one in links.of_seller(second)}[staffs.id] == "made"


def link_of(name, seller, parent):
    until = NOON + timedelta(days=9)
    return InvitationRecord(name, seller, name * 2, f"seller:{seller}", parent, "", "", {}, LATER, until)  # fmt: skip


@pytest.mark.parametrize("keeps", [False, True], ids=["sessions dropped", "sessions moved"])
def test_a_link_that_a_moved_session_made_does_not_open_the_one_who_stayed(
    services, merging, parting, two, keeps
):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=keeps)
    with writing(services.engine) as connection:
        invitations.add(connection, link_of("made", first, None))
        came_by(connection, "d", first, "made")

    parting.part(first, parting.of_seller(first).id, "lee")

    alive = {"d"} & sessions_of(services.engine, first)
    assert alive == (set() if keeps else {"d"})


@pytest.mark.parametrize("channel", ["talk", "email"])
def test_who_stopped_messages_since_is_told_nothing_as_either(
    services, merging, parting, two, channel
):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=True)
    MessageConsents(services.engine, lambda: LATER).leave(first, channel, "my")

    parting.part(first, parting.of_seller(first).id, "lee")

    told = MessageConsents(services.engine)
    for seller in (first, second):
        said = told.of(seller)[channel]
        assert (said.is_given, said.phone, said.email, said.confirmed_at) == (False, "", "", None)
        assert said.at == LATER


def test_after_a_day_it_is_too_late_and_nothing_of_how_it_was_is_kept(services, merging, two):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=False)
    day = NOON + timedelta(days=1)
    late = Parting(services.engine, services.keys, lambda: day)
    [job] = [row for row in jobs(services.engine) if row.kind == "forget-merge"]
    before = standing(services.engine)

    assert late.of_seller(first) is None
    with pytest.raises(RefusedError, match="하루"):
        late.part(first, job.subject, "lee")
    assert standing(services.engine) == before
    assert job.due_at == day
    done = ForgetMergeHandler().run(job.subject, 1, day)
    with writing(services.engine) as connection:
        done.write(connection)
    assert "seller_merge" not in count(services.engine)


def jobs(engine):
    job = Base.metadata.tables["job"]
    with engine.connect() as connection:
        return connection.execute(sa.select(job)).all()


def test_of_two_merges_the_last_is_taken_back_first(services, merging, two):
    first, second, *_ = two
    third, _ = services.save(draft("form-9"), replace(FIRM, phone="0233334444", session="third"))
    before = standing(services.engine)
    merging.merge(first, second, "kim", keeps_sessions=True)
    older = Parting(services.engine, services.keys, lambda: NOON).of_seller(first).id
    hour = NOON + timedelta(hours=1)
    replace(merging, now=lambda: hour).merge(third, first, "kim", keeps_sessions=True)
    parting = Parting(services.engine, services.keys, lambda: LATER)

    with pytest.raises(RefusedError, match="마지막"):
        parting.part(third, older, "lee")
    parting.part(third, parting.of_seller(third).id, "lee")
    parting.part(first, older, "lee")

    assert standing(services.engine) == before


def test_it_is_taken_back_once_and_by_no_other_sellers_page(services, merging, parting, two):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=False)
    merge = parting.of_seller(first).id

    with pytest.raises(NotFoundError):
        parting.part("somebody", merge, "lee")
    parting.part(first, merge, "lee")
    with pytest.raises(NotFoundError):
        parting.part(first, merge, "lee")

    assert [one.id for one in Sellers(services.engine).twins(first)] == [second]


def test_erasing_who_stayed_erases_how_the_other_was(services, merging, two):
    first, second, *_ = two
    merging.merge(first, second, "kim", keeps_sessions=False)

    Erasure(services.engine, services.keys, lambda: LATER).delete(first)

    assert not {"seller", "seller_merge"} & set(count(services.engine))

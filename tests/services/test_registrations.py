"""A saved account asks to be registered, in its own transaction; what nobody saw is never decided, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from support.services import FIRM, NOON, SECRET, count, draft, dump, services_of

from wizard.db.models import Registration, Request
from wizard.errors import ChangedError, FieldError, NotFoundError, RefusedError
from wizard.services.erasure import Erasure
from wizard.services.merging import Merging
from wizard.services.registrations import Registrations
from wizard.services.request_handling import RequestHandling
from wizard.services.requests import Requests

LATER = NOON + timedelta(hours=3)
CHANGE = {"login_id": "", "api_key": "another-secret"}


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def registrations(engine):
    return Registrations(engine, lambda: LATER)


def request_of(services, account):
    """Give the staff's request to register an account; None if there is none."""
    mine = (Request.account_id == account) & (Request.kind == "registration")
    with services.engine.connect() as connection:
        return connection.execute(sa.select(Request.__table__).where(mine)).one_or_none()


def events(services):
    return [row for row in dump(services.engine)["audit_event"] if "registration." in row]


def test_a_saved_account_asks_the_staff_to_register_it(services, registrations):
    _, account = services.save(draft(), FIRM)

    stands, asked = registrations.of([account])[account], request_of(services, account)
    assert (stands.revision, stands.state, stands.asked_at) == (1, "asked", NOON)
    assert (stands.registered_revision, stands.decided_at) == (None, None)
    assert (asked.state, asked.assignee, asked.mall) == ("open", "", "keys")


def test_a_changed_account_asks_anew_and_one_that_is_as_it_was_does_not(services, registrations):
    seller, account = services.save(draft(), FIRM)

    services.replace(draft(login_id="", api_key=""), seller, account)
    assert registrations.of([account])[account].revision == 1

    services.replace(draft(**CHANGE), seller, account)
    assert registrations.of([account])[account].revision == 2
    assert count(services.engine)["request"] == 1


def test_a_form_that_comes_twice_asks_once(services, registrations):
    first = services.save(draft(), replace(FIRM, session="mine"))
    assert services.save(draft(), replace(FIRM, session="mine")) == first

    assert registrations.of([first[1]])[first[1]].revision == 1
    assert count(services.engine)["request"] == 1


def test_where_the_system_registers_no_staff_is_asked(services, registrations):
    seller, account = replace(services, registrar="api").save(draft(), FIRM)
    replace(services, registrar="api").replace(draft(**CHANGE), seller, account)

    stands = registrations.of([account])[account]
    assert (stands.revision, stands.state) == (2, "asked")
    assert "request" not in count(services.engine)


def test_an_account_of_a_closed_mall_asks_nobody(services, registrations):
    seller, account = services.save(replace(draft(), is_open=False), FIRM)
    services.replace(replace(draft(**CHANGE), is_open=False), seller, account)

    stands = registrations.of([account])[account]
    assert (stands.revision, stands.state) == (2, "unasked")
    assert "request" not in count(services.engine)


def test_what_is_registered_is_so_once_and_its_request_is_put_away(services, registrations):
    _, account = services.save(draft(), FIRM)

    told = [registrations.confirm(account, "staff:kim", 1) for _ in range(2)]

    stands, asked = registrations.of([account])[account], request_of(services, account)
    assert told == [stands, stands]
    assert (stands.state, stands.decided_by, stands.decided_at) == ("registered", "staff:kim", LATER)  # fmt: skip
    assert (stands.registered_revision, stands.registered_at) == (1, LATER)
    assert asked.state == "closed"
    assert len(events(services)) == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda all_of, account: all_of.confirm(account, "staff:kim", 1),
        lambda all_of, account: all_of.send_back(account, "staff:kim", 1, "api_key", "키가 달라요"),
    ],
    ids=["registers", "sends back"],
)
def test_nobody_decides_on_what_they_have_not_seen(services, registrations, act):
    seller, account = services.save(draft(), FIRM)
    services.replace(draft(**CHANGE), seller, account)
    before = dump(services.engine)

    with pytest.raises(ChangedError) as refused:
        act(registrations, account)

    assert refused.value.revision == 2
    assert dump(services.engine) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda all_of, account: all_of.confirm(account, "staff:kim", 2),
        lambda all_of, account: all_of.send_back(account, "staff:kim", 2, "", "키가 달라요"),
    ],
    ids=["registers", "sends back"],
)
@pytest.mark.parametrize(
    ("became", "state"),
    [({"missing": frozenset({"key"})}, "unfinished"), ({"is_open": False}, "unasked")],
    ids=["unfinished", "of a closed mall"],
)
def test_nobody_decides_on_an_account_that_asks_nobody(services, registrations, act, became, state):
    seller, account = services.save(draft(), FIRM)
    services.replace(replace(draft(**CHANGE), **became), seller, account)
    RequestHandling(services.engine, lambda: LATER).reopen(request_of(services, account).id, "kim")

    with pytest.raises(FieldError):
        act(registrations, account)

    stands = registrations.of([account])[account]
    assert (stands.state, stands.decided_by) == (state, "")
    assert events(services) == []


def test_what_is_sent_back_says_why_and_a_new_save_asks_the_same_operator(services, registrations):
    seller, account = services.save(draft(), FIRM)
    RequestHandling(services.engine).take(request_of(services, account).id, "kim")

    for _ in range(2):
        registrations.send_back(account, "staff:kim", 1, "api_key", "키가 두 글자 모자라요")
    stands = registrations.of([account])[account]
    assert (stands.state, stands.field, stands.reason) == ("returned", "api_key", "키가 두 글자 모자라요")  # fmt: skip
    assert request_of(services, account).state == "answered"
    assert len(events(services)) == 1

    services.replace(draft(**CHANGE), seller, account)
    anew, asked = registrations.of([account])[account], request_of(services, account)
    assert (anew.state, anew.revision, anew.field, anew.reason) == ("asked", 2, "", "")
    assert (asked.state, asked.assignee, asked.renewed_at) == ("taken", "kim", NOON)


def test_while_a_change_waits_the_old_values_are_said_to_stand_there(services, registrations):
    seller, account = services.save(draft(), FIRM)
    RequestHandling(services.engine).take(request_of(services, account).id, "kim")
    registrations.confirm(account, "staff:kim", 1)

    services.replace(draft(**CHANGE), seller, account)

    stands, asked = registrations.of([account])[account], request_of(services, account)
    assert (stands.state, stands.revision) == ("asked", 2)
    assert (stands.registered_revision, stands.registered_at) == (1, LATER)
    assert (stands.decided_at, stands.decided_by) == (None, "")
    assert (asked.state, asked.assignee) == ("open", "")


def test_of_a_change_and_a_confirmation_at_once_the_newest_is_never_called_registered_unseen(
    services, registrations
):
    seller, account = services.save(draft(), FIRM)
    start = Barrier(8)

    def act(number):
        start.wait()
        if number % 2:
            return services.replace(draft(login_id=f"login-{number}", api_key=SECRET), seller, account)  # fmt: skip
        try:
            return registrations.confirm(account, f"api:{number}", 1).state
        except ChangedError:
            return "changed"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(act, range(8)))

    stands = registrations.of([account])[account]
    assert (stands.revision, stands.state) == (1 + told.count(True), "asked")
    assert stands.registered_revision == (1 if "registered" in told else None)
    assert count(services.engine)["request"] == 1


def test_a_key_that_staff_issued_asks_to_be_registered_anew(services, registrations):
    seller, account = services.save(draft(), FIRM)
    registrations.confirm(account, "api:1", 1)

    with services.engine.begin() as connection:
        services.store_issued_key(connection, services._mine(connection, seller, account), "K" * 20)

    stands = registrations.of([account])[account]
    assert (stands.revision, stands.state, stands.registered_revision) == (2, "asked", 1)
    assert request_of(services, account).state == "open"


def test_a_name_of_the_sellers_own_asks_for_nothing(services, registrations):
    seller, account = services.save(draft(), FIRM)

    services.rename(seller, account, "본점")

    assert registrations.of([account])[account].revision == 1


def test_merging_moves_a_registration_and_its_request_along(services, registrations):
    first, account = services.save(draft(), FIRM)
    kept, _ = services.save(draft("form-2"), replace(FIRM, phone="01099998888"))
    registrations.confirm(account, "api:1", 1)

    Merging(services.engine, services.keys, services.now).merge(kept, first, "kim", keeps_sessions=True)  # fmt: skip

    assert services.card(kept, account).registration == registrations.of([account])[account]
    assert request_of(services, account).seller_id == kept


def test_it_goes_with_its_account_and_is_given_out_with_it(services, registrations):
    seller, account = services.save(draft(), FIRM)
    erasure = Erasure(services.engine, services.keys, services.now)

    [given] = erasure.export(seller)["registrations"]
    assert (given["state"], given["revision"]) == ("asked", 1)

    services.delete(seller, account)
    with services.engine.connect() as connection:
        assert not connection.execute(sa.select(Registration.__table__)).all()
    assert request_of(services, account) is None
    with pytest.raises(NotFoundError):
        registrations.confirm(account, "api:1", 1)


def test_where_the_staff_register_from_now_on_they_are_asked_for_all_that_waits(services, registrations):  # fmt: skip
    before = replace(services, registrar="api")
    _, waits = before.save(draft(), FIRM)
    seller, changed = services.save(draft("form-2"), FIRM)
    registrations.confirm(changed, "staff:kim", 1)
    before.replace(draft(**CHANGE), seller, changed)
    _, done = before.save(draft("form-3"), FIRM)
    registrations.confirm(done, "api:1", 1)

    for _ in range(2):
        registrations.settle()

    assert {request_of(services, one).state for one in (waits, changed)} == {"open"}
    assert request_of(services, done) is None


def test_where_the_system_registers_from_now_on_the_staff_are_asked_for_nothing(services, registrations):  # fmt: skip
    _, account = services.save(draft(), FIRM)

    replace(registrations, by="api").settle()

    assert request_of(services, account).state == "closed"
    assert registrations.of([account])[account].state == "asked"


def test_saved_as_it_is_after_its_mall_opened_again_an_account_asks(services, registrations):
    seller, account = services.save(replace(draft(), is_open=False), FIRM)
    same = draft(login_id="", api_key="")

    assert not services.replace(replace(same, is_open=False), seller, account)
    assert services.replace(same, seller, account)
    assert not services.replace(same, seller, account)

    assert registrations.of([account])[account].state == "asked"
    assert request_of(services, account).state == "open"


def test_a_mall_that_closed_takes_its_account_out_of_the_queue_when_it_is_saved(services, registrations):  # fmt: skip
    seller, account = services.save(draft(), FIRM)

    services.replace(replace(draft(**CHANGE), is_open=False), seller, account)

    assert request_of(services, account).state == "closed"
    assert registrations.of([account])[account].state == "unasked"


def handled(services):
    return RequestHandling(services.engine, services.now)


def test_words_register_nothing_and_do_not_take_a_request_out_of_what_waits(services):
    _, account = services.save(draft(), FIRM)

    handled(services).answer(request_of(services, account).id, "kim", "곧 등록할게요")

    asked = request_of(services, account)
    assert (asked.state, asked.assignee) == ("taken", "kim")


@pytest.mark.parametrize("decision", ["registered", "returned"])
def test_once_decided_a_request_that_was_spoken_in_again_is_ended(services, registrations, decision):  # fmt: skip
    seller, account = services.save(draft(), FIRM)
    request = request_of(services, account).id
    handled(services).take(request, "kim")
    with pytest.raises(RefusedError):
        handled(services).close(request, "kim")
    if decision == "registered":
        registrations.confirm(account, "staff:kim", 1)
    else:
        registrations.send_back(account, "staff:kim", 1, "", "고쳐 주세요")
    Requests(services.engine, services.now).reply(seller, request, "고맙습니다")
    assert request_of(services, account).state == "taken"

    handled(services).close(request, "kim")

    assert request_of(services, account).state == "closed"


def test_sent_back_once_more_with_the_same_words_the_request_waits_for_the_seller_again(services, registrations):  # fmt: skip
    seller, account = services.save(draft(), FIRM)
    request = request_of(services, account).id
    handled(services).take(request, "kim")
    registrations.send_back(account, "staff:kim", 1, "", "고쳐 주세요")
    Requests(services.engine, services.now).reply(seller, request, "무슨 뜻인가요?")

    registrations.send_back(account, "staff:kim", 1, "", "고쳐 주세요")

    assert request_of(services, account).state == "answered"
    assert len(events(services)) == 1

"""Events on their way to other systems: sent until they are taken, held, stopped, sent again."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from standardwebhooks.webhooks import Webhook
from support.services import FIRM, NOON, SECRET, ask, draft, dump, services_of
from support.webhooks import ADMIN, URL, Post, Receiver

from wizard.db.engine import writing
from wizard.errors import FieldError, NotFoundError, RefusedError
from wizard.services.erasure import Erasure
from wizard.services.event_types import WANTED, EventType
from wizard.services.key_rotation import rotate
from wizard.services.outbox import KEPT, emit, spread
from wizard.services.registrations import Registrations
from wizard.services.request_handling import RequestHandling
from wizard.services.requests import Requests
from wizard.services.sellers import Sellers
from wizard.services.webhook_admin import MAX_ENDPOINTS, TURNING, Wish
from wizard.services.webhook_schedule import FAILING_DAYS, MANY_FAILURES, PAUSES, next_at
from wizard.verdicts.answer import Failure
from wizard.webhooks.client import Response


@pytest.fixture
def desk(engine, tmp_path):
    return Post(engine, tmp_path)


def verified(secret, headers, body):
    """Verify as the standard's library does, whatever the clock of a test says."""
    hook = Webhook(secret)
    hook._Webhook__verify_timestamp = lambda told: type(
        "At",
        (),
        {"replace": lambda _s, **_k: type("T", (), {"timestamp": lambda _s: float(told)})()},
    )()
    return hook.verify(body, headers)


def stopped(engine):
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("select actor, detail from audit_event where kind = 'webhook.stopped'")
        )
        return [tuple(row) for row in rows]


def test_where_there_is_no_endpoint_nothing_is_written(desk, engine):
    before = dump(engine)

    desk.happens(EventType.ACCOUNT_SAVED)

    assert dump(engine) == before


def test_what_nobody_wants_to_know_is_gone_a_moment_later(desk, engine):
    desk.endpoint(EventType.CHECK_FINISHED)
    before = dump(engine)

    desk.happens(EventType.ACCOUNT_SAVED)
    desk.work()

    assert dump(engine) == before
    assert desk.receiver.got == []


def test_one_event_is_given_to_each_endpoint_once_whoever_gives_it(desk, engine):
    endpoint = desk.endpoint()
    desk.happens()
    desk.happens()

    assert [spread(engine, desk.clock()) for _ in range(2)] == [2, 0]

    assert desk.states(endpoint) == ["waiting"] * 2


def test_what_is_undone_is_told_to_nobody(desk, engine):
    desk.endpoint()
    before = dump(engine)

    def fails():
        with writing(engine) as connection:
            emit(connection, EventType.ACCOUNT_SAVED, NOON, seller_id=None, data={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    assert dump(engine) == before


def test_an_event_comes_signed_once_to_each_who_wants_it(desk):
    one, other = desk.endpoint(), desk.endpoint(EventType.ACCOUNT_SAVED, url=f"{URL}/2")
    desk.endpoint(EventType.SELLER_CREATED)

    desk.happens()
    desk.work()

    assert sorted(url for _, url, _, _ in desk.receiver.got) == [URL, f"{URL}/2"]
    assert len(set(desk.receiver.ids)) == 1
    by_id = {endpoint: (headers, body) for endpoint, _, headers, body in desk.receiver.got}
    for shown in (one, other):
        told = verified(shown.secret, *by_id[shown.id])
        assert (told["type"], told["timestamp"]) == ("account.saved", NOON.isoformat())
        assert told["data"].pop("sequence") > 0
        assert told["data"] == {
            "seller": "5" * 32,
            "account": "a" * 32,
            "revision": 0,
            "mall": "keys",
        }
        assert desk.states(shown) == ["delivered"]


def test_it_is_sent_under_one_id_for_three_days_and_then_no_more(desk):
    endpoint = desk.endpoint()
    desk.receiver = Receiver(500)
    desk.happens()
    desk.work()

    for pause in PAUSES:
        before = len(desk.receiver.got)
        desk.wait(seconds=pause.total_seconds() - 1)
        assert len(desk.receiver.got) == before
        desk.admin.resume(endpoint.id, ADMIN)  # an endpoint that rests is another test's
        desk.wait(seconds=2)
        assert len(desk.receiver.got) == before + 1

    desk.wait(days=20)
    assert len(desk.receiver.got) == len(PAUSES) + 1
    assert len(set(desk.receiver.ids)) == 1
    [row] = desk.page(endpoint)
    assert (row.state, row.attempts, row.status, row.next_at) == (
        "failed",
        len(PAUSES) + 1,
        500,
        None,
    )
    assert timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=4)


@pytest.mark.parametrize("answer", [301, 302, 308, 400, 404, 429, 500, 503, *Failure], ids=str)
def test_whatever_is_no_success_is_tried_again_and_told_by_its_kind(desk, answer):
    endpoint = desk.endpoint()
    desk.receiver = Receiver(answer, 204)
    desk.happens()
    desk.work()

    [row] = desk.page(endpoint)
    status, failure = (answer, "") if isinstance(answer, int) else (None, answer.value)
    assert (row.state, row.status, row.failure) == ("waiting", status, failure)
    assert row.next_at == NOON + PAUSES[0]

    desk.wait(seconds=6)

    [row] = desk.page(endpoint)
    assert (row.state, row.attempts, row.status, row.failure) == ("delivered", 2, 204, "")
    assert desk.admin.endpoint(endpoint.id).failures == 0


@pytest.mark.parametrize(
    ("wish", "pause_s"),
    [
        ("120", 120),
        ("1", 5),
        ("999999999", 86_400),
        ("9" * 40, 86_400),
        ("Mon, 23 Nov 2026 12:10:00 GMT", 600),
        ("Mon, 23 Nov 2020 12:10:00 GMT", 5),
        ("soon", 5),
        ("1 Jan 99999999999 00:00:00 +0000", 5),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86_400),
        ("-5", 5),
        ("٣", 5),
        ("", 5),
    ],
)
def test_a_receiver_may_ask_for_a_longer_pause_of_a_day_at_most(wish, pause_s):
    assert next_at(1, wish, NOON, 0) == NOON + timedelta(seconds=pause_s)


def test_what_failed_together_is_not_sent_together():
    assert next_at(2, "", NOON, 0) == NOON + timedelta(minutes=5)
    assert next_at(2, "", NOON, 1) == NOON + timedelta(minutes=6)
    assert next_at(len(PAUSES) + 1, "", NOON, 0) is None


def test_what_is_gone_is_sent_nothing_more_and_staff_are_told(desk, engine):
    endpoint, other = desk.endpoint(), desk.endpoint(url=f"{URL}/2")
    desk.receiver = Receiver(410, 200)
    desk.happens()
    desk.work()
    [gone] = [one for one in (endpoint, other) if desk.admin.endpoint(one.id).state == "gone"]

    desk.happens()
    desk.wait(days=1)

    assert desk.states(gone) == ["held", "held"]
    assert len(desk.receiver.got) == 3
    assert stopped(engine) == [("system", "gone")]
    desk.admin.resume(gone.id, ADMIN)
    desk.work()
    assert desk.states(gone) == ["delivered", "delivered"]


def test_an_endpoint_that_took_nothing_for_days_is_stopped_and_what_waits_is_held(desk, engine):
    endpoint = desk.endpoint()
    desk.receiver = Receiver(Failure.CONNECT)
    desk.happens()
    desk.work()
    for _ in range(40):
        desk.wait(hours=2)
    desk.happens()
    desk.wait(days=2)
    desk.wait(hours=1)

    found = desk.admin.endpoint(endpoint.id)
    assert found.state == "failing"
    assert found.since - NOON >= FAILING_DAYS
    assert set(desk.states(endpoint)) == {"held"}
    desk.receiver = Receiver(200)
    desk.admin.resume(endpoint.id, ADMIN)
    desk.work()
    assert desk.states(endpoint) == ["delivered"] * 2
    assert stopped(engine) == [("system", "failing")]


def test_a_dead_endpoint_is_left_alone_by_all_that_is_on_its_way_there(desk):
    endpoint = desk.endpoint()
    desk.receiver = Receiver(Failure.DEADLINE)
    for _ in range(20):
        desk.happens()
    desk.work()

    assert len(desk.receiver.got) == MANY_FAILURES
    runs = count_runs(desk)
    for _ in range(60):
        desk.wait(minutes=2)
    assert len(runs) < 3 * len(desk.receiver.got) < 200
    desk.receiver = Receiver(200)
    desk.wait(minutes=11)
    desk.wait(minutes=11)
    assert desk.states(endpoint).count("delivered") > 10
    desk.wait(hours=25)
    assert desk.states(endpoint) == ["delivered"] * 20
    assert len(desk.receiver.got) == 20


def count_runs(desk):
    runs, handler = [], desk.runner.handlers["webhook"]
    desk.runner.handlers["webhook"] = Counted(handler, runs)
    return runs


class Counted:
    kind, lease = "webhook", timedelta(minutes=2)

    def __init__(self, handler, runs):
        self.handler, self.runs = handler, runs

    def run(self, subject, attempt, now):
        self.runs.append(subject)
        return self.handler.run(subject, attempt, now)


def test_what_an_old_address_answers_does_not_stop_the_new_one(desk):
    endpoint = desk.endpoint()
    desk.receiver = Receiver(410, 200)
    wish = Wish(f"{URL}/corrected", WANTED)
    desk.receiver.meanwhile = partial(desk.admin.change, endpoint.id, wish, ADMIN)
    desk.happens()
    desk.work()

    found = desk.admin.endpoint(endpoint.id)
    assert (found.state, found.failures) == ("on", 0)


def test_a_secret_that_is_turned_twice_in_a_day_cuts_nobody_off(desk, engine):
    shown = [desk.endpoint()]
    for _ in range(2):
        desk.clock.goes_on(hours=1)
        shown.append(desk.admin.rotate(shown[0].id, ADMIN))
    ring = desk.keys.ring()
    rotate(engine, type(ring)({"newer": b"n" * 32, **ring.keys}))
    desk.keys._trusted = (desk.keys._changed(), type(ring)({"newer": b"n" * 32, **ring.keys}))
    desk.happens()
    desk.work()

    [(_, _, headers, body)] = desk.receiver.got
    assert all(verified(one.secret, headers, body) for one in shown)


def test_while_it_is_paused_everything_is_held_and_then_sent_in_full(desk):
    endpoint = desk.endpoint()
    desk.admin.pause(endpoint.id, ADMIN)
    for _ in range(3):
        desk.happens()
    desk.work()
    assert (desk.receiver.got, desk.states(endpoint)) == ([], ["held"] * 3)

    desk.admin.resume(endpoint.id, ADMIN)
    desk.work()

    assert desk.states(endpoint) == ["delivered"] * 3
    assert len(set(desk.receiver.ids)) == 3


def test_what_is_turned_on_while_it_is_about_to_be_held_is_sent(desk):
    endpoint = desk.endpoint()
    desk.admin.pause(endpoint.id, ADMIN)
    desk.happens()
    desk.runner.spread()
    job = desk.jobs.take("me", {"webhook": timedelta(minutes=1)})
    outcome = desk.runner.handlers["webhook"].run(job.subject, 1, desk.clock())
    desk.admin.resume(endpoint.id, ADMIN)

    desk.jobs.finish(job, outcome)
    desk.work()

    assert desk.states(endpoint) == ["delivered"]


def test_what_failed_is_sent_again_by_hand_one_or_all_since_a_day(desk):
    endpoint = desk.endpoint()
    desk.receiver = Receiver(500)
    for _ in range(3):
        desk.happens()
        desk.work()
        desk.clock.goes_on(hours=1)
    with writing(desk.engine) as connection:
        connection.execute(sa.text("update webhook_delivery set state = 'failed'"))
    desk.receiver = Receiver(200)
    first = desk.page(endpoint)[-1]

    desk.deliveries.replay(endpoint.id, first.id, ADMIN)
    desk.work()
    assert desk.states(endpoint) == ["delivered", "failed", "failed"]
    assert desk.receiver.ids == [first.event_id]

    count = desk.deliveries.replay_failed(endpoint.id, NOON + timedelta(hours=2), ADMIN)
    desk.work()
    assert (count, desk.states(endpoint)) == (1, ["delivered", "delivered", "failed"])
    with pytest.raises(RefusedError, match="못 보낸 것이 없어요"):
        desk.deliveries.replay_failed(endpoint.id, NOON + timedelta(hours=2), ADMIN)


def test_nothing_is_sent_by_hand_to_who_is_stopped_or_by_anothers_address(desk):
    endpoint, other = desk.endpoint(), desk.endpoint(url=f"{URL}/2")
    desk.happens()
    desk.work()
    [row] = desk.page(endpoint)
    with pytest.raises(NotFoundError):
        desk.deliveries.replay(other.id, row.id, ADMIN)
    desk.admin.pause(endpoint.id, ADMIN)
    before = dump(desk.engine)

    for act in (
        lambda: desk.deliveries.test(endpoint.id, ADMIN),
        lambda: desk.deliveries.replay(endpoint.id, row.id, ADMIN),
        lambda: desk.deliveries.replay_failed(endpoint.id, NOON, ADMIN),
    ):
        with pytest.raises(RefusedError, match="멈춰 있는 곳"):
            act()

    assert dump(desk.engine) == before


def test_a_test_goes_to_the_one_that_is_tried(desk):
    endpoint = desk.endpoint(EventType.SELLER_CREATED)
    desk.endpoint(url=f"{URL}/2")

    desk.deliveries.test(endpoint.id, ADMIN)
    desk.work()

    [(_, url, headers, body)] = desk.receiver.got
    assert url == URL
    assert verified(endpoint.secret, headers, body)["type"] == "webhook.test"


def test_while_a_secret_turns_both_sign_and_a_day_later_the_new_one_alone(desk):
    old = desk.endpoint()
    new = desk.admin.rotate(old.id, ADMIN)
    desk.happens()
    desk.work()
    desk.clock.goes_on(hours=24)
    desk.happens()
    desk.work()

    (_, _, during, told), (_, _, after, later) = desk.receiver.got
    assert verified(old.secret, during, told) == verified(new.secret, during, told)
    assert [len(headers["webhook-signature"].split()) for headers in (during, after)] == [2, 1]
    assert verified(new.secret, after, later)
    assert timedelta(hours=24) == TURNING


def test_secrets_are_sealed_and_turn_with_the_keys(desk, engine):
    endpoint = desk.endpoint()
    new = desk.admin.rotate(endpoint.id, ADMIN)
    stored = json.dumps(dump(engine))
    assert not [
        one for one in (endpoint.secret, new.secret) if one in stored or one[6:30] in stored
    ]
    ring = desk.keys.ring()
    turned = type(ring)({"newer": b"n" * 32, **ring.keys})

    assert rotate(engine, turned).resealed == 1
    assert rotate(engine, turned).resealed == 0

    found = desk.admin.endpoint(endpoint.id)
    assert found.secret.startswith("newer.")
    assert found.old_secret.startswith("newer.")
    place = (f"webhook {endpoint.id}", "secret")
    opened = [turned.open(one, *place).decode() for one in (found.secret, found.old_secret)]
    assert opened == [new.secret, endpoint.secret]


def test_another_endpoints_secret_opens_in_no_other_place(desk, engine):
    one, other = desk.endpoint(), desk.endpoint(url=f"{URL}/2")
    with writing(engine) as connection:
        swap = "update webhook_endpoint set secret = (select secret from webhook_endpoint where id = :other) where id = :one"
        connection.execute(sa.text(swap), {"one": one.id, "other": other.id})

    desk.deliveries.test(one.id, ADMIN)
    desk.work()

    assert desk.receiver.got == []
    assert desk.states(one) == ["waiting"]


def test_events_are_forgotten_after_their_time_and_with_their_endpoint(desk, engine):
    endpoint, other = desk.endpoint(), desk.endpoint(url=f"{URL}/2")
    desk.happens()
    desk.work()
    desk.admin.delete(other.id, ADMIN)
    desk.clock.goes_on(days=1)
    desk.happens()
    desk.work()
    desk.clock.goes_on(seconds=KEPT.total_seconds() - 3600)

    desk.runner.admin.forget()

    assert len(desk.page(endpoint)) == 1
    with engine.connect() as connection:
        [last] = connection.scalars(sa.text("select sequence from outbox_event"))
    desk.clock.goes_on(days=2)
    desk.runner.admin.forget()
    desk.happens()
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select min(sequence) from outbox_event")) > last


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish("http://hooks.example.com", WANTED), "url"),
        (Wish("https://127.0.0.1", WANTED), "url"),
        (Wish(URL, ()), "types"),
        (Wish(URL, ("webhook.test",)), "types"),
        (Wish(URL, ("account.*",)), "types"),
    ],
)
def test_what_cannot_be_an_endpoint_is_refused_at_its_box_and_nothing_is_stored(desk, wish, field):
    endpoint = desk.endpoint()
    before = dump(desk.engine)

    for act in (
        lambda: desk.admin.add(wish, ADMIN),
        lambda: desk.admin.change(endpoint.id, wish, ADMIN),
    ):
        with pytest.raises(FieldError) as refusal:
            act()
        assert refusal.value.field == field

    assert dump(desk.engine) == before


def test_there_are_only_so_many_endpoints(desk):
    for _ in range(MAX_ENDPOINTS):
        desk.endpoint()

    with pytest.raises(RefusedError, match="먼저 지워"):
        desk.endpoint()


def test_an_answer_that_comes_after_its_endpoint_was_deleted_is_written_nowhere(desk):
    for answer in (Response(500), Response(200)):
        endpoint = desk.endpoint()
        desk.happens()
        desk.receiver = Receiver(answer)
        desk.receiver.meanwhile = partial(desk.admin.delete, endpoint.id, ADMIN)
        desk.work()
        desk.wait(days=1)

    assert len(desk.receiver.got) == 1
    assert not dump(desk.engine)["webhook_delivery"]


def test_each_thing_that_happens_is_told_with_ids_and_revision_and_no_value(desk, engine, tmp_path):
    desk.endpoint()
    services = services_of(engine, tmp_path)
    seller, account = services.save(draft(), FIRM)
    services.replace(draft("form-2", login_id="other-login", api_key=SECRET), seller, account)
    registrations = Registrations(engine, services.now)
    registrations.send_back(account, ADMIN, 2, "api_key", "planted reason")
    registrations.confirm(account, ADMIN, 2)
    ask(services, seller, account, "migration")
    [request] = [one for one in Requests(engine).of_seller(seller) if one.kind == "migration"]
    RequestHandling(engine).answer(request.id, "m1", "planted answer")
    sellers = Sellers(engine)
    right = replace(sellers.firm(seller), name="planted name", phone="01099998888")
    sellers.correct(right, "m1")
    services.delete(seller, account)
    Erasure(engine, services.keys).delete(seller)

    desk.clock.goes_on(days=365)
    desk.work()

    bodies = [body for _, _, _, body in desk.receiver.got]
    told = sorted((json.loads(body) for body in bodies), key=lambda one: one["data"]["sequence"])
    assert [(one["type"], one["data"].get("revision")) for one in told] == [
        ("seller.created", None),
        ("account.saved", 1),
        ("account.changed", 2),
        ("registration.returned", 2),
        ("registration.registered", 2),
        ("request.made", 2),
        ("request.answered", 2),
        ("seller.changed", None),
        ("account.deleted", 2),
        ("seller.deleted", None),
    ]
    assert {one["data"]["seller"] for one in told} == {seller}
    assert told[3]["data"]["field"] == "api_key"
    said = b"".join(bodies).decode()
    values = (SECRET, "planted", "login", FIRM.name, FIRM.phone, FIRM.business_number, "0109999")
    assert not [value for value in values if value in said]

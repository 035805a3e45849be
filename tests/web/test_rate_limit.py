import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import DEPOSIT, FIRM, filled, prepared, settings_for, soup_of
from support.numbers import business_number
from support.people import ACE, invited, post, services_of, staff_client
from support.services import NOON

from wizard.app import create_app
from wizard.db.engine import writing
from wizard.db.queries import rate_limits
from wizard.errors import UnavailableError
from wizard.services.rate_limits import Limit, RateLimits, SharedRateLimiter
from wizard.services.sellers import Filter
from wizard.settings import Rate
from wizard.web import rate_limit
from wizard.web.form.page import TOO_MANY_FIRMS
from wizard.web.limit_sync import LimitSync, SyncedLimiter
from wizard.web.limit_table import TABLE_BYTES, LimitTable
from wizard.web.rate_limit import RateLimiter


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_an_address_passes_so_often_and_no_more_and_others_are_not_counted_with_it():
    limiter = RateLimiter(Rate(2, 60))

    assert [limiter.allows("a") for _ in range(3)] == [True, True, False]
    assert limiter.allows("b")


@pytest.mark.parametrize(("waited_s", "passes"), [(29, 0), (30, 1), (60, 2), (6000, 2)])
def test_who_waits_may_pass_again(waited_s, passes):
    limiter = RateLimiter(Rate(2, 60), clock := Clock())
    assert [limiter.allows("a") for _ in range(5)] == [True, True, False, False, False]

    clock.now += waited_s

    assert sum(limiter.allows("a") for _ in range(5)) == passes


def test_many_addresses_do_not_fill_the_memory_and_one_who_tries_on_is_not_forgotten():
    limiter = RateLimiter(Rate(1, 3600), clock := Clock())
    limiter.allows("stubborn")

    for number in range(20_500):
        clock.now += 0.001
        limiter.allows(str(number))
        if number % 100 == 0:
            assert not limiter.allows("stubborn")

    assert len(limiter.table._memory) == TABLE_BYTES


def test_threads_at_once_pass_together_as_often_as_one():
    limiter = RateLimiter(Rate(50, 3600))
    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(lambda _: limiter.allows("a"), range(400)))

    assert sum(passed) == 50


@pytest.fixture
def client(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, save_limit=Rate(1, 60))))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


def test_one_who_saves_too_often_is_told_and_loses_nothing_typed(client):
    form = filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **DEPOSIT, **FIRM)
    client.post("/guides/keys/form", data=form)

    refusal = client.post("/guides/keys/form", data=form)

    page = soup_of(refusal)
    assert refusal.status_code == 429
    assert "1분 뒤에" in page.select_one("#summary").text
    assert page.select_one("#login_id")["value"] == DEPOSIT["login_id"]
    assert DEPOSIT["password"] not in refusal.text


@pytest.fixture
def limited(app_on_each_database):
    """Two processes over one database that let a firm start three times an hour from one address."""
    first = app_on_each_database.extensions["wizard"].settings
    apps = [create_app(replace(first, new_firm_limit=Rate(3, 3600))) for _ in range(2)]
    yield apps
    for app in apps:
        app.extensions["wizard"].accounts.engine.dispose()


def start_firm(app, number, address="192.0.2.1"):
    """Start as a new firm in a browser of its own; give the answer."""
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **DEPOSIT, **FIRM)
    form |= {"seller_name": f"상회 {number}", "seller_number": business_number(number)}
    here = {"REMOTE_ADDR": address}
    return client, client.post("/guides/keys/form", data=form, environ_overrides=here)


def sellers_in(app):
    return sorted(
        row.name for row in app.extensions["wizard"].services.sellers.page(Filter(), None)
    )


def test_one_address_starts_so_many_firms_and_no_more_whichever_process_it_asks(limited):
    answers = [start_firm(limited[number % 2], number)[1] for number in range(8)]

    assert [answer.status_code for answer in answers] == [303] * 3 + [429] * 5
    assert sellers_in(limited[0]) == ["상회 0", "상회 1", "상회 2"]
    page = soup_of(answers[-1])
    assert TOO_MANY_FIRMS in page.select_one("#summary").text
    assert page.select_one("#seller_name")["value"] == "상회 7"
    assert page.select_one("#login_id")["value"] == DEPOSIT["login_id"]
    assert DEPOSIT["password"] not in answers[-1].text
    assert start_firm(limited[0], 8, "192.0.2.2")[1].status_code == 303


def test_who_started_may_save_on_and_a_form_sent_twice_counts_once(limited):
    client, _ = start_firm(limited[0], 0)
    form = filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **DEPOSIT)
    again = [client.post("/guides/keys/form", data=form).status_code for _ in range(6)]

    assert again == [303] * 6
    assert [start_firm(limited[0], number)[1].status_code for number in (1, 2, 3)] == [
        303,
        303,
        429,
    ]


def test_what_was_not_saved_is_not_counted(limited):
    client = limited[0].test_client()
    form = filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **DEPOSIT, **FIRM)
    for _ in range(9):
        assert client.post("/guides/keys/form", data=form | {"seller_phone": ""}).status_code == 422

    assert start_firm(limited[0], 1, "127.0.0.1")[1].status_code == 303


def test_no_address_stands_in_the_database(limited):
    start_firm(limited[0], 0)

    with limited[0].extensions["wizard"].accounts.engine.connect() as connection:
        rows = connection.execute(sa.text("select scope, address from rate_limit")).all()
    assert {row.scope: len(row.address) for row in rows} == {"new firm": 64, "check": 32}
    assert "192.0.2.1" not in repr(rows)


def test_many_at_once_start_as_many_firms_as_one_by_one(limited):
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda number: start_firm(limited[number % 2], number)[1], range(12))

        assert sorted(answer.status_code for answer in answers) == [303] * 3 + [429] * 9
    assert len(sellers_in(limited[0])) == 3


@pytest.mark.parametrize(
    ("waited_s", "passes"), [(0, 0), (1199, 0), (1201, 1), (2401, 2), (9999, 3)]
)
def test_who_waits_may_pass_again_on_each_database(engine, waited_s, passes):
    moments = [NOON]
    limiter = SharedRateLimiter("test", Rate(3, 3600), lambda: moments[-1])

    def passed():
        with writing(engine) as connection:
            return sum(limiter.allows_in(connection, "a") for _ in range(5))

    assert passed() == 3

    moments.append(NOON + timedelta(seconds=waited_s))

    assert passed() == passes


def test_who_has_rested_is_forgotten_and_of_too_many_those_who_rest_longest_are_kept(engine):
    moments = [NOON]
    rates = RateLimits(engine, lambda: moments[-1])
    rates.add({(Limit("test", Rate(30, 3600)), str(times)): times for times in range(1, 21)})

    moments.append(NOON + timedelta(minutes=30))
    rates.sweep()

    assert counted_in(engine) == ["16", "17", "18", "19", "20"]
    with writing(engine) as connection:
        rate_limits.drop_rested(connection, moments[-1].timestamp(), most=2)
    assert counted_in(engine) == ["19", "20"]


def counted_in(engine):
    """The addresses of which anything is counted."""
    with engine.connect() as connection:
        query = sa.text("select address from rate_limit order by address")
        return list(connection.execute(query).scalars())


def test_what_a_clock_far_ahead_wrote_shuts_nobody_out(engine):
    limiter = SharedRateLimiter("test", Rate(1, 3600), lambda: NOON + timedelta(days=365))
    sane = SharedRateLimiter("test", Rate(1, 3600), lambda: NOON)

    with writing(engine) as connection:
        assert limiter.allows_in(connection, "a")
        assert sane.allows_in(connection, "a")
        assert not sane.allows_in(connection, "a")


def machines(engine, rate, count=3):
    """Machines that share nothing but the database: a limiter of each, and what keeps it in step."""
    syncs = [LimitSync(RateLimits(engine, lambda: NOON), LimitTable()) for _ in range(count)]
    return [SyncedLimiter.of(Limit("test", rate), sync) for sync in syncs], syncs


def test_a_small_limit_is_held_exactly_by_machines_that_share_only_the_database(engine):
    limiters, _ = machines(engine, Rate(5, 3600))

    assert [one.allows("a") for one in limiters * 4] == [True] * 5 + [False] * 7
    assert limiters[2].allows("b")


def test_a_large_limit_costs_a_request_nothing_and_is_kept_within_a_tenth_a_machine(engine):
    limiters, syncs = machines(engine, Rate(100, 3600))
    assert [one.allows("a") for one in limiters * 3] == [True] * 9
    assert counted_in(engine) == []

    assert all(sync.exchange() for sync in syncs)
    passed = 9 + sum(one.allows("a") for one in limiters * 100)

    assert 100 <= passed <= 100 + 3 * 10


def test_what_machines_tell_in_turn_is_known_to_all_when_they_have_told_again(engine):
    limiters, syncs = machines(engine, Rate(100, 3600), 2)
    for number in range(90):
        limiters[number % 2].allows("a")
        syncs[number % 2].exchange()

    assert limiters[0].allows("a")
    syncs[0].exchange()
    assert limiters[0].standing("a").left == 9


def test_while_the_database_is_away_a_machine_counts_for_itself_and_tells_later(
    engine, monkeypatch
):
    [limiter], [sync] = machines(engine, Rate(20, 3600), 1)

    def away(*_):
        raise UnavailableError("away")

    with monkeypatch.context() as patched:
        patched.setattr(RateLimits, "take", away)
        patched.setattr(RateLimits, "add", away)
        assert [limiter.allows("a") for _ in range(22)] == [True] * 20 + [False] * 2
        assert not sync.exchange()

    assert sync.exchange()
    assert [machines(engine, Rate(20, 3600), 1)[0][0].allows("a") for _ in range(3)] == [True, True, True]  # fmt: skip
    with writing(engine) as connection:
        assert not rate_limits.passes(connection, "test", "a", Rate(20, 3600), NOON.timestamp())


def test_sign_ins_are_counted_together_by_all_processes(app_on_each_database, monkeypatch):
    monkeypatch.setattr("wizard.app.SIGN_IN_RATE", Rate(2, 60))
    settings = app_on_each_database.extensions["wizard"].settings
    apps = [create_app(settings) for _ in range(2)]

    said = {"email": "a@example.com", "password": "x", "code": ""}
    codes = [post(app.test_client(), "/staff/enter", **said).status_code for app in apps * 2]

    assert codes == [422, 422, 429, 429]
    for app in apps:
        app.extensions["wizard"].accounts.engine.dispose()


def test_what_meets_a_limit_stands_in_the_log_without_a_word_that_was_sent(
    app, monkeypatch, caplog
):
    monkeypatch.setattr("wizard.app.SIGN_IN_RATE", Rate(1, 60))
    strict = create_app(app.extensions["wizard"].settings)
    said = {"email": "a-name@example.com", "password": "a-word-that-was-sent", "code": ""}

    codes = [post(strict.test_client(), "/staff/enter", **said).status_code for _ in range(2)]

    assert codes == [422, 429]
    lines = [record.getMessage() for record in caplog.records if "limit" in record.getMessage()]
    assert lines == ["limit 'sign in' refused reader at staff.sign_in"]
    assert not [word for word in ("a-name", "a-word", "127.0.0.1") if word in caplog.text]
    strict.extensions["wizard"].accounts.engine.dispose()


def test_saves_are_counted_together_by_all_processes_of_a_machine(tmp_path):
    tables = [LimitTable.of_machine(tmp_path / "limits") for _ in range(2)]
    limiters = [RateLimiter(Rate(3, 60), table=table, scope="save") for table in tables]
    other = RateLimiter(Rate(3, 60), table=tables[0], scope="draft")

    assert [one.allows("a") for one in limiters * 3] == [True] * 3 + [False] * 3
    assert other.allows("a")


COUNT = """
import sys
from pathlib import Path
from wizard.settings import Rate
from wizard.web.limit_table import LimitTable
from wizard.web.rate_limit import RateLimiter
limiter = RateLimiter(Rate(500, 3600), table=LimitTable.of_machine(Path(sys.argv[1])))
print(sum(limiter.allows("a") for _ in range(400)))
"""


def test_processes_at_once_pass_together_as_often_as_one(tmp_path):
    command = [sys.executable, "-c", COUNT, tmp_path / "limits"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]

    assert sum(int(process.communicate()[0]) for process in started) == 500


def test_where_no_file_can_be_written_a_process_counts_by_itself(tmp_path):
    limiter = RateLimiter(Rate(1, 60), table=LimitTable.of_machine(tmp_path / "none" / "limits"))

    assert [limiter.allows("a") for _ in range(2)] == [True, False]


def test_a_clock_that_was_set_back_shuts_nobody_out():
    limiter = RateLimiter(Rate(2, 60), clock := Clock())
    clock.now = 1e9
    limiter.allows("a")

    clock.now = 1e6

    assert limiter.allows("a")


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("nobody", ""),
        ("_hidden7", ""),
        ("192.0.2.7:50123", "192.0.2.7"),
        ("192.0.2.7:evil", ""),
        ("[::ffff:192.0.2.7]:443", "192.0.2.7"),
        ("[2001:db8:1:2::5]:50123", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::5]", "2001:db8:1:2::/64"),
    ],
)
def test_all_addresses_that_one_customer_has_are_counted_as_one(client, told, counted):
    with client.application.test_request_context(environ_overrides={"REMOTE_ADDR": told}):
        assert rate_limit.address() == counted


def test_a_firm_that_started_by_itself_is_marked_until_staff_make_it_a_link(app):
    start_firm(app, 1)
    invited(app)
    desk = staff_client(app, "support")

    def listed(query=""):
        rows = soup_of(desk.get(f"/staff/sellers{query}")).select("tbody tr")
        return {row.a.text.strip(): "확인 전" in row.text for row in rows}

    assert listed() == {"상회 1": True, ACE.name: False}
    for query in ("?unknown=1", "?unknown=1&state=saved", "?unknown=1&mall=keys"):
        assert listed(query) == {"상회 1": True}
    [own] = services_of(app).sellers.page(Filter(unknown="1"), None)
    assert "확인 전" in desk.get(f"/staff/sellers/{own.id}").text

    services_of(app).invitations.make(own.id, "staff:nobody")

    assert listed() == {"상회 1": False, ACE.name: False}
    assert "확인 전" not in desk.get(f"/staff/sellers/{own.id}").text
    assert services_of(app).sellers.page(Filter(unknown="1"), None) == []


def test_reading_is_never_counted(client):
    assert {client.get("/guides/keys/place").status_code for _ in range(5)} == {200}

from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import DEPOSIT, FIRM, filled, prepared, settings_for, soup_of

from wizard.app import create_app
from wizard.settings import Rate
from wizard.web.rate_limit import MAX_ADDRESSES, RateLimiter


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

    for number in range(MAX_ADDRESSES + 500):
        clock.now += 0.001
        limiter.allows(str(number))
        if number % 100 == 0:
            assert not limiter.allows("stubborn")

    assert len(limiter._rested_at) <= MAX_ADDRESSES


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


def test_reading_is_never_counted(client):
    assert {client.get("/guides/keys/place").status_code for _ in range(5)} == {200}

"""Whether the mall takes an account: asked for in the transaction that saves it, on both databases."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from conftest import CONTENT
from support.numbers import business_number
from support.services import FIRM, NOON, OTHER_FIRM, draft, dump, services_of

from wizard.content import loader
from wizard.db.engine import reading, writing
from wizard.db.models import AccountField, Job
from wizard.db.queries import checks as rows
from wizard.db.records import CheckRecord
from wizard.errors import LeaseError, MallRestsError, NotFoundError, TooManyError, TooOftenError
from wizard.services import mall_breaker
from wizard.services.check_handler import CheckHandler
from wizard.services.checks import COOL_DOWN, REST, SELLERS_RATE, Checks
from wizard.services.job_handlers import Done, RetryAt
from wizard.services.jobs import Jobs
from wizard.verdicts.answer import Answer, Failure
from wizard.verdicts.judge import Verdict

KEY = "5d2f81c07be94a3618f0c2d7e5b96a4403e8d1c7f26b5a908d4e71c3"
GOOD = Answer(
    200,
    {},
    json.dumps({"returnCode": "0000", "data": {"trNo": "LO1", "trNm": "한빛상점"}}).encode(),
)
REFUSED = Answer(401, {}, b"{}")
LEASES = {"check": timedelta(minutes=3)}


class Clock:
    moment = NOON

    def __call__(self):
        return self.moment

    def goes_on(self, **by):
        self.moment += timedelta(**by)


class Mall:
    """Answers as it is told to, counts how often it was asked, and is to see us come from `ips`."""

    answer, asked, meanwhile = GOOD, 0, staticmethod(lambda: None)
    ips = ()

    def __call__(self, request):
        self.asked += 1
        self.key = request.headers.get("Authorization", "")
        answer = self.answer
        self.meanwhile()
        return answer


@pytest.fixture(scope="module")
def guides():
    return {
        mall: loader.load(CONTENT / f"{mall}.yaml")
        for mall in ("lotteon", "11st", "tmon", "cjmall")
    }


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def accounts(engine, tmp_path, clock):
    return replace(services_of(engine, tmp_path), now=clock)


@pytest.fixture
def checks(engine, clock):
    return Checks(engine, clock)


@pytest.fixture
def mall():
    return Mall()


@pytest.fixture
def run(engine, accounts, guides, mall, clock):
    """Do every job that is due; give what came of the last one."""
    jobs = Jobs(engine, clock, lambda: 1.0)

    def run():
        outcome = None
        while job := jobs.take("test", LEASES):
            handler = CheckHandler(engine, accounts.keys, guides.get, mall, {}, clock, ips=mall.ips)
            outcome = handler.run(job.subject, job.attempts, clock())
            with suppress(LeaseError):  # as a runner has it
                jobs.finish(job, outcome)
        return outcome

    return run


@pytest.fixture
def stage(accounts, checks, clock, mall, run):
    """All of them together."""
    return SimpleNamespace(accounts=accounts, checks=checks, clock=clock, mall=mall, run=run)


def saved(accounts, token="form-1", mall="lotteon", seller=FIRM, **more):
    form = replace(draft(token, mall=mall, login_id="shop", api_key=KEY), **more)
    return accounts.save(form, seller)


def firms(count):
    """So many firms of their own."""
    return [
        replace(FIRM, name=f"{n}상사", business_number=business_number(n)) for n in range(count)
    ]


def account_of(accounts, firm):
    _, account = saved(accounts, f"form {firm.name}", seller=firm)
    with reading(accounts.engine) as connection:
        return rows.account(connection, account)


def open_jobs(engine):
    with engine.connect() as connection:
        query = sa.select(Job.subject, Job.due_at).where(Job.finished_at.is_(None))
        return [tuple(row) for row in connection.execute(query)]


def test_a_saved_account_is_tried_and_the_mall_names_its_owner(accounts, checks, mall, run):
    _, account = saved(accounts)

    assert checks.of([account])[account].verdict == ""
    run()

    found = checks.of([account])[account]
    assert (found.verdict, found.tried_at, found.since) == ("OK", NOON, NOON)
    assert found.shown == {"거래처명": "한빛상점", "거래처번호": "LO1"}
    assert (mall.asked, mall.key) == (1, f"Bearer {KEY}")


def told_in(caplog):
    return [one.getMessage() for one in caplog.records if "services" in one.name]


def test_what_is_our_fault_is_told_once_as_it_begins_and_once_as_it_ends_without_a_value(
    stage, caplog, engine
):
    firm, *others = firms(4)
    saved(stage.accounts, "first", seller=firm)
    stage.run()
    assert told_in(caplog) == []

    stage.mall.answer = Failure.TLS
    for other in others[:2]:
        saved(stage.accounts, f"form {other.name}", seller=other)
    stage.run()
    with reading(engine) as connection:
        [trouble] = rows.breakers(connection)
    stage.mall.answer = REFUSED
    saved(stage.accounts, "last", seller=others[2])
    stage.run()

    assert told_in(caplog) == [
        "checks: lotteon: our fault: tls at identity",
        "checks: lotteon: asked again: tls is over",
    ]
    assert (trouble.mall, trouble.trouble, trouble.troubled_at) == ("lotteon", "tls", NOON)
    with reading(engine) as connection:
        assert rows.breakers(connection) == []
    assert KEY not in caplog.text


@pytest.mark.parametrize("failure", [Failure.DNS, Failure.CONNECT])
def test_where_no_connection_comes_about_to_several_malls_it_is_our_own_way_out(stage, failure):
    stage.mall.answer = failure
    _, first = saved(stage.accounts)
    stage.run()
    _, second = saved(stage.accounts, "form-2", mall="11st", seller=OTHER_FIRM)
    stage.run()
    stage.clock.goes_on(seconds=mall_breaker.WINDOW.total_seconds())
    third_firm = firms(1)[0]
    _, third = saved(stage.accounts, "form-3", mall="11st", seller=third_firm)
    stage.run()

    said = stage.checks.of([first, second, third])
    told = [(said[one].verdict, said[one].reason) for one in (first, second, third)]
    ours, malls = ("OUR_FAULT", "egress"), ("MALL_DOWN", failure.value)
    assert told == [malls, ours, malls]


def test_our_own_way_out_stays_ours_however_long_it_is_shut(stage, engine):
    """Each mall is asked again within `WINDOW` of the other, though the trouble began long before."""
    stage.mall.answer = Failure.CONNECT
    ids = []
    for at, firm in enumerate(firms(8)):
        _, account = saved(stage.accounts, f"f{at}", mall=("lotteon", "11st")[at % 2], seller=firm)
        stage.run()
        ids.append(account)
        stage.clock.goes_on(seconds=120)

    said = stage.checks.of(ids)
    assert [said[one].reason for one in ids] == ["connect", *["egress"] * 7]
    with reading(engine) as connection:
        found = {one.mall: one for one in rows.breakers(connection)}
    assert {one.trouble for one in found.values()} == {"egress"}
    assert found["11st"].troubled_at < found["11st"].trouble_seen_at
    down, late = Verdict("MALL_DOWN", "connect"), found["11st"].trouble_seen_at + timedelta(hours=1)
    with writing(engine) as connection:
        assert mall_breaker.told_apart(connection, "lotteon", down, late) == down
        mall_breaker.note(connection, rows.account(connection, ids[1]), down, late)
        assert rows.breaker(connection, "11st").trouble == "egress"


REFUSED_IP = Answer(
    500,
    {"content-type": "text/xml;charset=euc-kr"},
    "<AuthMessage><resultCode>-500</resultCode><resultMessage>[203.0.113.7]인증된 IP가 아닙니다."
    "</resultMessage></AuthMessage>".encode("euc-kr"),
)


@pytest.mark.parametrize(
    ("ips", "verdict", "seen"),
    [
        ((), "IP_NOT_ALLOWED", []),
        (("198.51.100.1", "203.0.113.7"), "IP_NOT_ALLOWED", []),
        (("198.51.100.1",), "OUR_FAULT", [("egress_ip", "203.0.113.7")]),
    ],
    ids=["not set", "as set", "another"],
)
def test_an_address_of_ours_that_no_seller_is_told_to_register_is_our_fault(
    stage, ips, verdict, seen
):
    _, account = saved(stage.accounts, mall="11st")
    stage.mall.answer, stage.mall.ips = REFUSED_IP, ips
    stage.run()

    assert stage.checks.of([account])[account].verdict == verdict
    with reading(stage.accounts.engine) as connection:
        assert [(one.trouble, one.seen_ip) for one in rows.breakers(connection)] == seen


def test_what_is_not_saved_is_not_tried(accounts, engine):
    full = replace(accounts, max_accounts=0)

    with pytest.raises(TooManyError):
        saved(full)

    assert open_jobs(engine) == []


def test_a_form_sent_twice_is_tried_once(accounts, mall, run):
    seller, account = saved(accounts)
    assert saved(accounts, seller=seller) == (seller, account)

    run()

    assert mall.asked == 1


def test_a_changed_account_is_tried_anew_and_nothing_old_is_said_of_it(
    accounts, checks, clock, mall, run
):
    seller, account = saved(accounts)
    mall.answer = REFUSED
    run()
    assert checks.of([account])[account].verdict == "WRONG_KEY"

    clock.goes_on(hours=1)
    accounts.replace(
        draft("form-2", mall="lotteon", login_id="shop", api_key="a" * 56), seller, account
    )
    assert checks.of([account])[account].verdict == ""
    mall.answer = GOOD
    run()

    found = checks.of([account])[account]
    assert (found.verdict, found.since, mall.key) == ("OK", clock(), "Bearer " + "a" * 56)


def test_the_same_answer_to_another_try_is_no_news_and_after_a_save_it_is(
    accounts, checks, clock, mall, run
):
    seller, account = saved(accounts)
    mall.answer = REFUSED
    run()
    first = checks.of([account])[account].since

    clock.goes_on(hours=30)
    assert checks.again(seller, account)
    while_tried = checks.of([account])[account].verdict
    run()
    again = checks.of([account])[account].since
    clock.goes_on(hours=1)
    accounts.replace(
        draft("form-2", mall="lotteon", login_id="shop", api_key="a" * 56), seller, account
    )
    run()

    assert while_tried == ""
    assert again == first
    assert checks.of([account])[account].since == clock()


def test_an_account_changed_while_its_mall_is_asked_keeps_no_verdict_of_the_old_key(
    accounts, checks, clock, mall, run
):
    seller, account = saved(accounts)
    mall.answer = REFUSED

    def change():
        mall.meanwhile, mall.answer = lambda: None, GOOD
        clock.goes_on(seconds=1)
        form = draft("form-2", mall="lotteon", login_id="shop", api_key="a" * 56)
        accounts.replace(form, seller, account)

    mall.meanwhile = change
    run()

    assert mall.asked == 2
    assert checks.of([account])[account].verdict == "OK"


def test_an_account_deleted_while_its_mall_is_asked_leaves_nothing(
    accounts, checks, engine, mall, run
):
    seller, account = saved(accounts)
    mall.meanwhile = lambda: accounts.delete(seller, account)

    assert isinstance(run(), Done)

    assert checks.of([account]) == {}
    assert open_jobs(engine) == []


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("tmon", "MALL_CLOSED"), ("cjmall", "UNVERIFIABLE"), ("nowhere", "UNVERIFIABLE")],
)
def test_a_mall_that_cannot_be_asked_is_not_and_it_is_said_at_once(stage, kind, verdict):
    _, account = saved(stage.accounts, mall=kind)

    stage.run()

    assert (stage.checks.of([account])[account].verdict, stage.mall.asked) == (verdict, 0)


def test_a_wrong_key_whose_last_day_is_over_is_an_expired_one(accounts, checks, mall, run):
    _, account = saved(accounts, expires_on=date(2026, 11, 22))
    mall.answer = REFUSED

    run()

    assert checks.of([account])[account].verdict == "EXPIRED"


def test_a_key_is_expired_only_when_its_last_day_is_over_in_korea(
    accounts, checks, clock, mall, run
):
    clock.moment = NOON.replace(hour=15, minute=30)  # the 24th there
    _, account = saved(accounts, expires_on=date(2026, 11, 23))
    mall.answer = REFUSED

    run()

    assert checks.of([account])[account].verdict == "EXPIRED"


def test_trouble_that_is_not_the_sellers_is_tried_again_by_itself_less_and_less_often(
    stage, engine
):
    _, account = saved(stage.accounts)
    stage.mall.answer = Answer(500, {}, b"")
    pauses = []

    stage.run()
    while due := open_jobs(engine):
        pauses.append(
            (due[0][1].replace(tzinfo=stage.clock().tzinfo) - stage.clock()).total_seconds() / 60
        )
        assert stage.checks.of([account])[account].again_at is not None
        stage.clock.moment += timedelta(minutes=pauses[-1])
        stage.run()

    assert pauses == [15, 30, 60, 120, 240, 480]
    found = stage.checks.of([account])[account]
    assert (found.verdict, found.again_at, found.since) == ("MALL_DOWN", None, NOON)
    assert stage.mall.asked == 7


def test_what_the_seller_has_to_mend_is_not_tried_again_by_itself(accounts, engine, mall, run):
    saved(accounts)
    mall.answer = REFUSED

    run()

    assert open_jobs(engine) == []


def test_a_seller_may_try_again_but_not_at_once(accounts, checks, clock, mall, run):
    seller, account = saved(accounts)
    mall.answer = REFUSED
    run()

    assert checks.again(seller, account) is False
    clock.goes_on(seconds=COOL_DOWN.total_seconds())
    assert checks.again(seller, account) is True
    assert checks.again(seller, account) is False  # pressed twice
    mall.answer = GOOD
    run()

    assert (checks.of([account])[account].verdict, mall.asked) == ("OK", 2)


def test_another_firms_account_cannot_be_tried(accounts, checks, clock):
    _, account = saved(accounts)
    other, _ = saved(accounts, "form-2", seller=OTHER_FIRM)
    clock.goes_on(hours=1)

    with pytest.raises(NotFoundError):
        checks.again(other, account)


def test_who_tries_again_and_again_is_stopped_by_the_hour(accounts, checks, clock):
    seller, account = saved(accounts)

    def try_for_long():
        for _ in range(SELLERS_RATE.count * 3):
            clock.goes_on(seconds=61)
            assert checks.again(seller, account)

    with pytest.raises(TooOftenError):
        try_for_long()
    assert clock() - NOON > timedelta(seconds=61 * SELLERS_RATE.count)


def test_a_mall_that_refuses_three_times_is_left_alone_by_everybody_and_then_asked_by_one(
    stage, engine
):
    stage.mall.answer = Answer(429, {}, b"")
    for number, firm in enumerate(firms(4)):
        saved(stage.accounts, f"form-{number}", seller=firm)
    outcome = stage.run()

    assert stage.mall.asked == 3
    assert (outcome, stage.checks.resting_until("lotteon")) == (
        RetryAt(NOON + mall_breaker.REST, MallRestsError),
        NOON + mall_breaker.REST,
    )

    stage.clock.moment = NOON + mall_breaker.REST
    stage.mall.answer = GOOD
    stage.run()

    assert stage.mall.asked == 4
    with reading(engine) as connection:
        assert rows.breaker(connection, "lotteon").open_until is None


@pytest.mark.parametrize("answer", [Answer(429, {}, b""), Answer(500, {}, b"")])
def test_one_seller_alone_never_stops_a_mall_for_everybody(stage, answer):
    stage.mall.answer = answer
    seller, account = saved(stage.accounts)
    for number in range(10):
        saved(stage.accounts, f"more-{number}", seller=seller)
        changed = draft(f"again-{number}", mall="lotteon", api_key=f"{number:056}")
        stage.accounts.replace(changed, seller, account)
        stage.run()
        stage.clock.goes_on(seconds=1)

    assert stage.mall.asked == 20
    assert stage.checks.resting_until("lotteon") is None


def test_who_saves_again_and_again_is_tried_later_and_saved_all_the_same(stage, engine):
    seller, account = saved(stage.accounts)
    stage.run()
    for number in range(SELLERS_RATE.count):
        changed = draft(f"again-{number}", mall="lotteon", api_key=f"{number:056}")
        stage.accounts.replace(changed, seller, account)
        stage.run()

    assert stage.mall.asked == SELLERS_RATE.count
    found = stage.checks.of([account])[account]
    assert (found.verdict, found.again_at) == ("", NOON + REST)
    stage.clock.moment = NOON + REST
    stage.run()
    found = stage.checks.of([account])[account]
    assert (found.verdict, found.again_at) == ("OK", None)
    assert stage.mall.key == f"Bearer {SELLERS_RATE.count - 1:056}"
    assert open_jobs(engine) == []


def test_who_asks_a_mall_after_its_rest_is_alone_and_bad_news_prolongs_it(engine, accounts):
    down, at = Verdict("MALL_DOWN"), NOON
    tried = [account_of(accounts, firm) for firm in firms(mall_breaker.FAILURES)]
    with writing(engine) as connection:
        for one in tried:
            mall_breaker.note(connection, one, down, at)
            rows.put(connection, CheckRecord(one.id, at, at, "MALL_DOWN"))
        at += mall_breaker.REST
        first = mall_breaker.resting_until(connection, "lotteon", at)
        second = mall_breaker.resting_until(connection, "lotteon", at)
        mall_breaker.note(connection, tried[0], down, at)
        after = mall_breaker.look(connection, "lotteon", at)

    assert (first, second, after) == (None, at + mall_breaker.TRIAL, at + mall_breaker.REST)


@pytest.mark.parametrize("verdict", ["WRONG_KEY", "OUR_FAULT", "UNVERIFIABLE", "IP_NOT_ALLOWED"])
def test_what_is_wrong_with_an_account_never_stops_a_mall(engine, accounts, verdict):
    tried = [account_of(accounts, firm) for firm in firms(6)]
    with writing(engine) as connection:
        for one in tried:
            mall_breaker.note(connection, one, Verdict(verdict), NOON)
            rows.put(connection, CheckRecord(one.id, NOON, NOON, verdict))

        assert mall_breaker.look(connection, "lotteon", NOON) is None


def test_failures_of_long_ago_do_not_count(engine, accounts):
    at, tried = NOON, [account_of(accounts, firm) for firm in firms(6)]
    with writing(engine) as connection:
        for one in tried:
            mall_breaker.note(connection, one, Verdict("MALL_DOWN"), at)
            rows.put(connection, CheckRecord(one.id, at, at, "MALL_DOWN"))
            at += mall_breaker.WINDOW

        assert mall_breaker.look(connection, "lotteon", at) is None


@pytest.mark.parametrize(
    "answer", [GOOD, REFUSED, Answer(403, {}, KEY.encode()), Failure.TLS, Failure.PROXY]
)
def test_no_key_stands_in_any_row_whatever_comes_of_it(accounts, engine, mall, run, answer):
    saved(accounts)
    mall.answer = answer

    run()

    assert KEY not in str(dump(engine))


def test_a_value_that_cannot_be_opened_is_told_as_our_trouble_and_not_tried_for_ever(
    accounts, checks, engine, mall, run
):
    _, account = saved(accounts)
    with engine.begin() as connection:
        connection.execute(sa.update(AccountField).values(value="k1.torn"))

    assert isinstance(run(), Done)

    found = checks.of([account])[account]
    assert (found.verdict, found.reason, mall.asked) == ("OUR_FAULT", "unopened", 0)
    assert found.again_at is not None


def test_an_account_of_a_closed_mall_with_a_value_yet_to_come_is_not_tried(engine, tmp_path):
    services = services_of(engine, tmp_path)
    form = replace(draft(), is_open=False, missing=frozenset({"key"}))

    seller, account = services.save(form, FIRM)

    assert not Checks(engine, lambda: NOON).again(seller, account)
    assert services.card(seller, account).registration.state == "unfinished"
    with reading(engine) as connection:
        assert connection.execute(sa.select(Job.kind)).all() == []
        assert rows.check(connection, account) is None

"""Lists lose and double nothing, whatever is written between two pages."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import get_args

import pytest
import sqlalchemy as sa
from support.people import services_of
from support.programs import Program, saved, some_firm
from support.services import NOON

from wizard.db.models import Account, Registration
from wizard.db.queries import registrations
from wizard.errors import UnavailableError
from wizard.services import feeds
from wizard.services.feeds import SETTLES
from wizard.services.registration_decisions import Seen, confirm
from wizard.web.api.told import Registration as ToldRegistration

LATER = SETTLES + timedelta(seconds=1)


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


def pages(program, path, between=lambda: None):
    """Give every row of a list from a cursor on, and the one at its end; something happens between two pages."""
    (path, start), rows = re.fullmatch(r"(.*?)([?&]cursor=.*)?", path).groups(""), []
    cursor = start and f"&{start[1:]}"
    while True:
        answer = program.get(f"{path}{'&' if '?' in path else '?'}limit=2{cursor}")
        assert answer.status_code == 200, answer.text
        page = answer.json
        rows += page["data"]
        cursor = f"&cursor={page['next_cursor']}"
        if not page["has_more"]:
            return rows, cursor
        between()


def save_many(app, count):
    return [saved(app)[1] for _ in range(count)]


def change(app, account_id, clock):
    """Let an account have been saved once more just now."""
    with services_of(app).accounts.engine.begin() as connection:
        mine = sa.update(Account.__table__).where(Account.id == account_id)
        connection.execute(mine.values(updated_at=clock()))
        mine = sa.update(Registration.__table__).where(Registration.account_id == account_id)
        connection.execute(mine.values(revision=Registration.revision + 1, asked_at=clock()))


def test_every_account_is_listed_once_while_others_are_saved_changed_and_deleted(app, clock):
    clock.moment = NOON
    program, old = Program(app), save_many(app, 5)
    clock.moment += LATER
    done = []

    def between():
        clock.moment += LATER
        done.append(saved(app)[1])
        change(app, old[0], clock)

    rows, cursor = pages(program, "/accounts", between)
    clock.moment += LATER
    more, _ = pages(program, f"/accounts?{cursor[1:]}")

    told = [(one["id"], one["revision"]) for one in rows + more]
    assert len(set(told)) == len(told)
    assert {account for account, _ in told} == {*old, *done}
    newest = services_of(app).registrations.of([*old, *done])
    assert {(one.account_id, one.revision) for one in newest.values()} <= set(told)


def test_every_seller_is_listed_once_while_others_come_and_go(app, clock):
    clock.moment = NOON
    program = Program(app)
    old = [program.post("/sellers", some_firm()).json["id"] for _ in range(5)]
    clock.moment += LATER
    come = []

    def between():
        come.append(program.post("/sellers", some_firm()).json["id"])
        clock.moment += LATER
        if len(come) == 1:
            services_of(app).erasure.delete(min(old))

    rows, _ = pages(program, "/sellers", between)

    told = [one["id"] for one in rows]
    assert len(set(told)) == len(told)
    assert {*old, *come} - set(told) <= {min(old)}


def test_what_a_slow_transaction_wrote_late_is_not_passed_by(app, clock):
    clock.moment = NOON
    program = Program(app)
    first = program.post("/sellers", some_firm()).json["id"]
    clock.moment += timedelta(seconds=5)
    rows, cursor = pages(program, "/sellers")
    clock.moment = NOON - timedelta(seconds=1)  # its moment was taken before, it is written now
    late = program.post("/sellers", some_firm()).json["id"]

    clock.moment = NOON + LATER
    more, _ = pages(program, "/sellers" if cursor.endswith("None") else f"/sellers?{cursor[1:]}")

    assert rows == []
    assert [one["id"] for one in more] == [late, first]


def test_a_firm_is_found_by_its_number_as_soon_as_it_is_made(app):
    program, firm = Program(app), some_firm()
    made = program.post("/sellers", firm).json
    program.post("/sellers", some_firm())

    found = program.get(f"/sellers?business_number={firm['business_number']}").json

    assert (found["data"], found["has_more"]) == ([made], False)


def test_accounts_of_one_seller_are_listed_at_once_and_no_other(app):
    seller, account = saved(app)
    saved(app)

    found = Program(app).get(f"/accounts?seller_id={seller}").json["data"]

    assert [one["id"] for one in found] == [account]


def test_what_waits_to_be_registered_is_listed_longest_wait_first_and_leaves_when_it_is_done(app, clock):  # fmt: skip
    clock.moment = NOON
    program, waiting = Program(app), []
    for _ in range(3):
        waiting += save_many(app, 1)
        clock.moment += timedelta(minutes=1)

    def between():
        program.put(
            f"/accounts/{waiting[0]}/registration", {"state": "registered"}, **{"If-Match": '"1"'}
        )

    rows, _ = pages(program, "/registrations", between)

    assert [one["account_id"] for one in rows] == waiting
    assert [one["account_id"] for one in pages(program, "/registrations")[0]] == waiting[1:]
    assert [
        one["account_id"] for one in pages(program, "/registrations?state=registered")[0]
    ] == waiting[:1]


def test_the_links_of_a_seller_are_listed_without_their_tokens(app):
    program = Program(app)
    seller = program.post("/sellers", some_firm()).json["id"]
    made = [program.post(f"/sellers/{seller}/invitations", {"days": 1}).json for _ in range(3)]

    rows, _ = pages(program, f"/sellers/{seller}/invitations")

    assert [one["id"] for one in rows] == [one["id"] for one in made]
    assert not {"token", "url"} & set(rows[0])
    assert program.get(f"/sellers/{'0' * 32}/invitations").status_code == 404


def test_an_empty_list_leaves_its_reader_where_they_were(app):
    program = Program(app)
    cursor = f"1700000000000000-{'0' * 32}"

    assert program.get("/sellers").json["next_cursor"] is None
    assert program.get(f"/sellers?cursor={cursor}").json["next_cursor"] == cursor


REGISTERED = "/registrations?state=registered"


def decide(app, account):
    services_of(app).registrations.confirm(account, "staff:m", 1)


def test_who_goes_on_reading_registrations_is_told_of_what_was_decided_late(app, clock):
    clock.moment = NOON
    program, accounts = Program(app), []
    for _ in range(3):
        accounts += save_many(app, 1)
        clock.moment += timedelta(minutes=1)
    decide(app, accounts[2])
    first, cursor = pages(program, REGISTERED)
    decide(app, accounts[0])

    second, cursor = pages(program, f"{REGISTERED}{cursor}")
    clock.moment -= timedelta(days=1)  # of a machine whose clock is behind
    decide(app, accounts[1])
    third, cursor = pages(program, f"{REGISTERED}{cursor}")

    told = [[one["account_id"] for one in rows] for rows in (first, second, third)]
    assert told == [[accounts[2]], [accounts[0]], [accounts[1]]]
    assert pages(program, f"{REGISTERED}{cursor}")[0] == []


def test_an_account_that_is_saved_again_waits_anew_after_all_that_was_told(app):
    program = Program(app)
    old, other = save_many(app, 2)
    _, cursor = pages(program, "/registrations")
    assert pages(program, f"/registrations?{cursor[1:]}")[0] == []

    with services_of(app).accounts.engine.begin() as connection:
        stands = registrations.registration(connection, old)
        registrations.ask(connection, stands)

    rows, _ = pages(program, f"/registrations?{cursor[1:]}")
    assert [(one["account_id"], one["revision"]) for one in rows] == [(old, 2)]
    assert other not in {one["account_id"] for one in rows}


def test_a_decision_whose_transaction_ends_last_is_not_passed_by(app_on_postgres):
    app = app_on_postgres
    program = Program(app)
    slow, quick = save_many(app, 2)
    engine = services_of(app).accounts.engine
    with engine.begin() as connection:
        seen = Seen(slow, "staff:m", 1)
        confirm(connection, seen, NOON)
        decide(app, quick)
        before, cursor = pages(program, REGISTERED)

    after, _ = pages(program, f"{REGISTERED}{cursor}")

    assert [one["account_id"] for one in before] == [quick]
    assert [one["account_id"] for one in after] == [slow]


def test_fifty_who_decide_while_a_program_reads_are_each_told_once(app):
    program, accounts = Program(app), save_many(app, 50)
    told, cursor = [], ""
    with ThreadPoolExecutor(8) as pool:
        decided = [pool.submit(decide, app, account) for account in accounts]
        while not all(one.done() for one in decided) or len(told) < len(accounts):
            rows, cursor = pages(program, f"{REGISTERED}{cursor}")
            told += [one["account_id"] for one in rows]
            assert len(told) <= len(accounts)

    assert sorted(told) == sorted(accounts)


def test_a_cursor_of_before_the_changes_were_numbered_reads_all_once_more(app):
    [account] = save_many(app, 1)
    old = f"1790000000000000-{'0' * 32}"

    rows, _ = pages(Program(app), f"/registrations?cursor={old}")

    assert [one["account_id"] for one in rows] == [account]


def test_while_nothing_can_be_written_what_is_numbered_is_told_and_the_rest_later(app, monkeypatch):
    program = Program(app)
    first, second = save_many(app, 1), []
    told, _ = pages(program, "/registrations")
    second += save_many(app, 1)

    with monkeypatch.context() as patch:
        patch.setattr(feeds, "writing", no_writing)
        meanwhile = program.get("/registrations")

    assert [one["account_id"] for one in told] == first
    assert meanwhile.status_code == 200
    assert [one["account_id"] for one in meanwhile.json["data"]] == first
    cursor = meanwhile.json["next_cursor"]
    later, _ = pages(program, f"/registrations?cursor={cursor}")
    assert [one["account_id"] for one in later] == second


def no_writing(_engine):
    raise UnavailableError("OperationalError")


@pytest.mark.parametrize("state", get_args(ToldRegistration.model_fields["state"].annotation))
def test_registrations_of_every_state_that_is_told_can_be_listed(app, state):
    account = save_many(app, 1)[0]
    with services_of(app).accounts.engine.begin() as connection:
        connection.execute(sa.update(Registration.__table__).values(state=state))

    rows, _ = pages(Program(app), f"/registrations?state={state}")

    assert [(one["account_id"], one["state"]) for one in rows] == [(account, state)]

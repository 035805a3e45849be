from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from support.services import (
    BEGINNER,
    FIRM,
    NOON,
    OTHER_FIRM,
    SECRET,
    ask,
    count,
    draft,
    dump,
    name_of,
    opened,
    services_of,
)

from wizard.db.models import Account, AccountField, Run
from wizard.errors import AlreadySubmittedError, ConstraintError, NotFoundError
from wizard.services.account_views import mask
from wizard.services.erasure import Erasure
from wizard.services.requests import Requests
from wizard.services.sessions import Sessions

CROWD = 20
FORMER = "former-secret-value"


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


class BreakError(Exception):
    """The database went away."""


def break_at(engine, number):
    """Let the `number`-th statement from now on fail; give what undoes it."""
    seen = []

    def fail(_connection, _cursor, statement, *_):
        seen.append(statement)
        if len(seen) == number:
            raise BreakError(statement)

    sa.event.listen(engine, "before_cursor_execute", fail)
    return lambda: sa.event.remove(engine, "before_cursor_execute", fail)


def kinds(services, seller):
    return sorted(one.kind for one in Requests(services.engine).of_seller(seller))


def crowd(act):
    """Let twenty threads do one thing at the same moment; give their results."""
    start = Barrier(CROWD)

    def run(number):
        start.wait()
        return act(number)

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(run, range(CROWD)))


def test_a_saved_account_holds_exactly_what_was_sent(services):
    seller, account = services.save(replace(draft(), expires_on=date(2027, 1, 2)), FIRM)

    card = services.card(seller, account)
    assert opened(services, account) == draft().values
    assert (card.mall, card.step_id, card.answers) == ("keys", "form", {"remit": ("online",)})
    assert (card.expires_on, card.saved_at) == (date(2027, 1, 2), NOON)
    assert name_of(services, seller) == "한빛상회"


def test_a_value_is_stored_only_sealed_whatever_table_one_looks_in(services):
    seller, account = services.save(draft(), FIRM)
    services.replace(draft(api_key="planted-again-secret", login_id=""), seller, account)

    assert "planted" not in str(dump(services.engine))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_byte_of_a_value_reaches_the_files_of_sqlite(services, tmp_path):
    services.save(draft(), FIRM)

    files = {file.name: file.read_bytes() for file in tmp_path.glob("wizard.db*")}
    assert "한빛상회".encode() in b"".join(files.values())
    assert {"wizard.db", "wizard.db-wal"} <= files.keys()
    assert not any(b"planted" in content for content in files.values())


def test_a_field_that_is_no_secret_is_stored_and_shown_as_it_is(services):
    seller, account = services.save(draft(open_names=frozenset({"login_id"})), FIRM)

    assert services.card(seller, account).tails == {
        "login_id": "planted-login-id",
        "api_key": "••••alue",
    }
    assert opened(services, account) == {"api_key": SECRET}


def test_a_save_that_breaks_at_any_statement_leaves_nothing(services):
    services.keys.ring()
    before, broken = dump(services.engine), 0
    while True:
        mend = break_at(services.engine, broken + 1)
        try:
            services.save(draft(), FIRM)
            break
        except BreakError:
            broken += 1
        finally:
            mend()
        assert dump(services.engine) == before

    assert broken >= 5
    assert count(services.engine)["account"] == 1


def test_a_replacement_that_breaks_at_any_statement_changes_nothing(services):
    seller, account = services.save(draft(), FIRM)
    before, broken = dump(services.engine), 0
    while True:
        mend = break_at(services.engine, broken + 1)
        try:
            services.replace(draft(api_key="another-secret"), seller, account)
            break
        except BreakError:
            broken += 1
        finally:
            mend()
        assert dump(services.engine) == before

    assert broken >= 4
    assert opened(services, account) == {"api_key": "another-secret"}


def test_one_value_that_cannot_be_sealed_keeps_the_whole_account_out(services):
    services.keys.ring()
    before = dump(services.engine)

    with pytest.raises(ValueError, match="over 4096 bytes"):
        services.save(draft(login_id="fine", api_key="x" * 4097), FIRM)

    assert dump(services.engine) == before


def test_the_same_form_sent_again_changes_the_account_it_made(services):
    first = services.save(draft(login_id="first", api_key=SECRET), BEGINNER)
    again = services.save(draft(login_id="second", api_key=SECRET), BEGINNER)

    assert again == first
    assert opened(services, first[1]) == {"login_id": "second", "api_key": SECRET}
    assert count(services.engine) == {
        "seller": 1,
        "run": 1,
        "account": 1,
        "account_check": 1,
        "registration": 1,
        "job": 1,
        "rate_limit": 1,
        "account_field": 2,
        "audit_event": 2,
        "request": 1,
        "key_check": 1,
        "session": 1,
    }


def test_one_form_sent_by_twenty_at_once_makes_one_account_and_one_seller(services):
    ids = crowd(lambda _: services.save(draft(), BEGINNER))

    assert len(set(ids)) == 1
    assert opened(services, ids[0][1]) == draft().values
    assert count(services.engine) == {
        "seller": 1,
        "run": 1,
        "account": 1,
        "account_check": 1,
        "registration": 1,
        "job": 1,
        "rate_limit": 1,
        "account_field": 2,
        "audit_event": 1,
        "request": 1,
        "key_check": 1,
        "session": 1,
    }


def leave(services, _seller, _account):
    Sessions(services.engine, services.now).sign_out(BEGINNER.session)


@pytest.mark.parametrize(
    "end",
    [
        leave,
        lambda services, seller, _: Sessions(services.engine, services.now).sign_out_everywhere(
            seller
        ),
        lambda services, seller, account: services.delete(seller, account),
        lambda services, seller, _: Erasure(services.engine, services.keys, services.now).delete(
            seller
        ),
    ],
    ids=["left", "left everywhere", "account deleted", "seller deleted"],
)
@pytest.mark.parametrize(
    "firm", [BEGINNER, replace(BEGINNER, name="다른상회")], ids=["same", "other"]
)
def test_a_form_sent_again_after_an_end_of_any_kind_changes_nothing(services, end, firm):
    seller, account = services.save(draft(), BEGINNER)
    end(services, seller, account)
    before = dump(services.engine)

    with pytest.raises(AlreadySubmittedError):
        services.save(draft(login_id="stolen", api_key=FORMER), firm)

    assert dump(services.engine) == before


@pytest.mark.parametrize(
    "who",
    [FIRM, replace(BEGINNER, session="of another form"), replace(BEGINNER, business_number="1234567891")],
    ids=["no session", "another session", "another number"],
)  # fmt: skip
def test_a_form_sent_again_by_another_changes_nothing(services, who):
    services.save(draft(), BEGINNER)
    before = dump(services.engine)

    with pytest.raises(AlreadySubmittedError):
        services.save(draft(login_id="stolen", api_key=FORMER), who)

    assert dump(services.engine) == before


def test_a_form_of_one_seller_sent_again_by_another_who_is_here_changes_nothing(services):
    services.save(draft(), FIRM)
    other, _ = services.save(draft("form-2"), OTHER_FIRM)
    before = dump(services.engine)

    with pytest.raises(AlreadySubmittedError):
        services.save(draft(login_id="stolen", api_key=FORMER), other)

    assert dump(services.engine) == before


def test_twenty_forms_of_one_seller_sent_at_once_make_twenty_accounts_and_one_run(services):
    seller, _ = services.save(draft("first"), FIRM)

    ids = crowd(lambda number: services.save(draft(f"form-{number}"), seller))

    assert len(set(ids)) == CROWD
    assert len(services.cards(seller, "keys")) == CROWD + 1
    assert count(services.engine)["run"] == 1


def test_a_seller_may_have_several_accounts_in_a_mall_shown_oldest_first(services):
    seller, first = services.save(draft("1"), FIRM)
    later = replace(services, now=lambda: NOON.replace(hour=13))
    _, second = later.save(draft("2"), seller)
    _, other = later.save(draft("3", mall="fork"), seller)

    assert [card.id for card in services.cards(seller, "keys")] == [first, second]
    assert {card.id for card in services.cards(seller)} == {first, second, other}


def test_an_empty_field_keeps_its_value_and_a_filled_one_is_replaced(services):
    seller, account = services.save(draft(), FIRM)

    services.replace(draft(login_id="", api_key="another-secret"), seller, account)

    assert opened(services, account) == {
        "login_id": "planted-login-id",
        "api_key": "another-secret",
    }


def test_another_look_of_a_screen_is_no_change_of_an_account(services):
    seller, account = services.save(draft(), FIRM)
    seen = {**draft().answers, "issue.screen": ("2021",)}

    assert not services.replace(replace(draft(), answers=seen), seller, account)
    assert services.replace(replace(draft(), answers={"remit": ("paper",)}), seller, account)


def test_a_draft_for_another_mall_replaces_nothing_so_kept_values_still_open(services):
    seller, account = services.save(draft(), FIRM)

    with pytest.raises(NotFoundError):
        services.replace(draft(mall="other", login_id="", api_key="x"), seller, account)

    assert opened(services, account) == {"login_id": "planted-login-id", "api_key": SECRET}


def test_a_field_that_is_no_longer_asked_for_is_removed(services):
    seller, account = services.save(draft(login_id="a", bank="110-123"), FIRM)

    services.replace(draft(login_id="", api_key=SECRET), seller, account)

    assert opened(services, account) == {"login_id": "a", "api_key": SECRET}


@pytest.mark.parametrize(
    "act",
    [
        lambda services, seller, account: services.card(seller, account),
        lambda services, seller, account: services.replace(
            draft(api_key="stolen"), seller, account
        ),
        lambda services, seller, account: services.delete(seller, account),
        lambda services, seller, account: ask(services, seller, account, "issuance"),
    ],
    ids=["see", "replace", "delete", "ask"],
)
@pytest.mark.parametrize("who", ["another seller", "nobody"])
def test_another_sellers_account_is_not_there(services, act, who):
    _, account = services.save(draft(), FIRM)
    other, _ = services.save(draft("form-2"), OTHER_FIRM)
    before = dump(services.engine)

    with pytest.raises(NotFoundError):
        act(services, other if who == "another seller" else "", account)

    assert dump(services.engine) == before


def test_a_seller_sees_no_card_of_another(services):
    seller, account = services.save(draft(), FIRM)
    other, _ = services.save(draft("form-2"), OTHER_FIRM)

    assert account not in {card.id for card in services.cards(other)}
    assert [card.id for card in services.cards(seller)] == [account]
    assert services.cards("nobody") == []


def test_a_deleted_account_takes_its_values_and_requests_along_and_no_others(services):
    seller, account = services.save(draft(), FIRM)
    _, other = services.save(draft("form-2"), seller)
    for asked in (account, other):
        ask(services, seller, asked, "issuance")

    assert services.delete(seller, account) == "keys"

    assert count(services.engine) == {
        "seller": 1,
        "run": 1,
        "account": 1,
        "account_check": 1,
        "registration": 1,
        "job": 1,
        "rate_limit": 1,
        "account_field": 2,
        "audit_event": 5,
        "request": 2,
        "key_check": 1,
        "spent_form": 1,
    }
    assert services.card(seller, other).asked_for == {"issuance"}
    with pytest.raises(NotFoundError):
        services.delete(seller, account)


def test_of_twenty_who_delete_and_change_an_account_at_once_one_deletes_and_none_breaks(services):
    seller, account = services.save(draft(), FIRM)

    def act(number):
        try:
            if number % 2:
                services.replace(draft("form-2"), seller, account)
                return "changed"
            return services.delete(seller, account)
        except NotFoundError:
            return "gone"

    told = crowd(act)

    assert told.count("keys") == 1
    assert set(told) <= {"keys", "changed", "gone"}
    assert count(services.engine).keys() & {"account", "account_field"} == set()
    assert count(services.engine)["spent_form"] == 1


def test_asking_twice_asks_once_and_another_thing_is_another_request(services):
    seller, account = services.save(draft(), FIRM)
    for kind in ("issuance", "issuance", "migration"):
        ask(services, seller, account, kind)

    assert kinds(services, seller) == ["issuance", "migration"]
    assert services.card(seller, account).asked_for == {"issuance", "migration"}


def test_twenty_who_ask_at_once_ask_once(services):
    seller, account = services.save(draft(), FIRM)

    crowd(lambda _: ask(services, seller, account, "issuance"))

    assert kinds(services, seller) == ["issuance"]


def test_a_sealed_value_moved_to_another_account_shows_nothing(services):
    seller, first = services.save(draft(), FIRM)
    _, second = services.save(draft("form-2", api_key=FORMER), seller)
    mine = (AccountField.account_id == first) & (AccountField.name == "api_key")
    with services.engine.begin() as connection:
        sealed = connection.execute(sa.select(AccountField.value).where(mine)).scalar_one()
        theirs = AccountField.account_id == second
        connection.execute(sa.update(AccountField).where(theirs).values(value=sealed))

    assert services.card(seller, first).tails["api_key"] == "••••alue"
    assert services.card(seller, second).tails == {"api_key": "••••"}


def test_a_run_remembers_the_revision_and_answers_of_the_last_save(services):
    seller, _ = services.save(draft(), FIRM)
    services.save(replace(draft("2"), revision="newer", answers={"remit": ("deposit",)}), seller)

    with services.engine.connect() as connection:
        [run] = connection.execute(sa.select(Run.__table__)).all()
    assert (run.seller_id, run.mall, run.revision) == (seller, "keys", "newer")
    assert run.answers == {"remit": ["deposit"]}


def test_an_error_of_the_database_tells_no_value(services):
    with pytest.raises(ConstraintError) as refusal:
        services.save(draft(open_names=frozenset({"login_id"}), mall=None), FIRM)

    cause = refusal.value.__cause__
    assert isinstance(cause, IntegrityError)
    assert "planted" not in f"{refusal.value}{refusal.value!r}{cause}{cause!r}"
    assert count(services.engine) == {"key_check": 1}


def test_a_seller_who_is_no_more_is_not_found_and_no_value_is_told(services):
    with pytest.raises(NotFoundError) as refusal:
        services.save(draft(open_names=frozenset({"login_id"})), "no-such-seller")

    refused = refusal.value.__cause__
    assert isinstance(refused, ConstraintError)
    cause = refused.__cause__
    assert isinstance(cause, IntegrityError)
    told = (refusal.value, refused, cause)
    assert "planted" not in "".join(f"{error}{error!r}" for error in told)
    assert count(services.engine) == {"key_check": 1}


@pytest.mark.parametrize(
    ("value", "shown"),
    [("", "••••"), ("1234", "••••"), ("a" * 15, "••••"), ("a" * 12 + "d1f0", "••••d1f0")],
    ids=["empty", "four", "fifteen", "sixteen"],
)
def test_a_mask_shows_the_end_of_a_long_value_only(value, shown):
    assert mask(value) == shown


def test_nothing_that_prints_a_draft_prints_a_value():
    told = f"{draft()!r}{draft()}{[draft()]}"

    assert "keys" in told
    assert "planted" not in told


def test_a_card_never_holds_a_sealed_value(services):
    seller, account = services.save(draft(), FIRM)

    assert "planted" not in repr(services.card(seller, account))
    assert Account.__tablename__ in count(services.engine)

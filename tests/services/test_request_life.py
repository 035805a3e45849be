"""Who may open an account for a request: its owner, while the seller's own word is fresh."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from support.services import FIRM, NOON, ask, draft, services_of

from wizard.errors import AlreadySubmittedError, RefusedError
from wizard.services import link_sign_in
from wizard.services.audit import Audit
from wizard.services.invitations import Invitations
from wizard.services.link_sign_in import Caller, LinkSignIn
from wizard.services.repeated_forms import CURRENT, SentForm
from wizard.services.request_handling import RequestHandling
from wizard.services.requests import Queue, Requests
from wizard.services.roles import Role
from wizard.services.secret_access import LIFE_DAYS, OWN_LINK, SecretAccess
from wizard.services.staff import Staff


@pytest.fixture
def services(engine, tmp_path):
    return services_of(engine, tmp_path)


@pytest.fixture
def asked(services):
    """Somebody asked for issuance: the seller, the account and the request."""
    seller, account = services.save(draft(), FIRM)
    ask(services, seller, account, "issuance")
    [request] = Requests(services.engine).of_seller(seller)
    return seller, account, request.id


def at(services, **time):
    """Give requests, what staff do with them, and secrets as they are so much later."""
    moment = NOON + timedelta(**time)

    def now():
        return moment

    engine = services.engine
    return Requests(engine, now), RequestHandling(engine, now), SecretAccess(engine, services, now)


def opens(secrets, request, staff="kim"):
    try:
        return bool(secrets.open(request, staff, "issue").values)
    except RefusedError:
        return False


def test_only_whoever_has_taken_a_request_opens_its_account(services, asked):
    _, handling, secrets = at(services)
    assert not opens(secrets, asked[2])

    handling.take(asked[2], "kim")

    assert opens(secrets, asked[2])
    assert not opens(secrets, asked[2], "lee")


def hired(services, *names):
    """Let so many operators be hired; give their ids."""
    desk = Staff(services.engine, services.keys)
    for name in names:
        desk.add(f"{name}@example.com", Role.OPERATOR, "correct horse battery")
    return [row.id for row in sorted(desk.everybody(), key=lambda row: row.email)]


def came_by_link(services, seller, maker):
    token = Invitations(services.engine, lambda: NOON).make(seller, f"staff:{maker}")
    LinkSignIn(services.engine, lambda: NOON).sign_in(token, FIRM.business_number[-5:])


def asks(services, seller, account):
    ask(services, seller, account, "issuance")
    [request] = Requests(services.engine).of_seller(seller)
    return request


def test_who_made_the_link_that_the_asking_seller_came_by_opens_nothing_of_it(services):
    kim, lee = hired(services, "kim", "lee")
    seller, account = services.save(draft(), FIRM)
    came_by_link(services, seller, kim)
    request = asks(services, seller, account)
    _, handling, secrets = at(services)
    handling.take(request.id, kim)

    with pytest.raises(RefusedError, match="다른 발급 담당자"):
        secrets.open(request.id, kim, "issue")
    assert secrets.why_shut(replace(request, assignee=kim), kim) == OWN_LINK

    handling.take(request.id, lee, kim)
    assert opens(secrets, request.id, lee)


def test_the_only_operator_opens_what_was_asked_by_a_link_of_theirs(services):
    [kim] = hired(services, "kim")
    seller, account = services.save(draft(), FIRM)
    came_by_link(services, seller, kim)
    request = asks(services, seller, account)
    _, handling, secrets = at(services)
    handling.take(request.id, kim)

    assert opens(secrets, request.id, kim)


def test_a_link_that_nobody_came_by_hinders_nobody(services):
    kim, _ = hired(services, "kim", "lee")
    seller, account = services.save(draft(), FIRM)
    Invitations(services.engine, lambda: NOON).make(seller, f"staff:{kim}")
    request = asks(services, seller, account)
    _, handling, secrets = at(services)
    handling.take(request.id, kim)

    assert opens(secrets, request.id, kim)


def test_a_request_is_taken_over_only_by_who_says_from_whom_and_it_is_written_down(services, asked):
    _, handling, secrets = at(services)
    handling.take(asked[2], "kim")

    for said in ("", "park"):
        with pytest.raises(RefusedError, match="넘겨받"):
            handling.take(asked[2], "lee", said)
    handling.take(asked[2], "lee", "kim")

    assert opens(secrets, asked[2], "lee")
    assert not opens(secrets, asked[2])
    rows = Audit(services.engine).page("x", None)
    assert [row.actor for row in rows if row.kind == "request.taken-over"] == ["staff:lee"]


def test_a_colleagues_request_is_not_closed_behind_their_back(services, asked):
    requests, desk, _ = at(services)
    desk.take(asked[2], "kim")

    with pytest.raises(RefusedError, match="넘겨받기"):
        desk.close(asked[2], "lee")
    assert requests.thread(asked[2]).request.state == "taken"

    desk.take(asked[2], "lee", over_from="kim")
    desk.close(asked[2], "lee")
    desk.reopen(asked[2], "kim")
    found = requests.thread(asked[2]).request
    assert (found.state, found.assignee) == ("taken", "kim")


def test_a_request_that_was_closed_and_opened_again_by_staff_opens_nothing(services, asked):
    _, handling, secrets = at(services, hours=1)
    handling.take(asked[2], "kim")
    handling.close(asked[2], "kim")

    handling.reopen(asked[2], "kim")
    handling.take(asked[2], "kim")
    handling.answer(asked[2], "kim", "다시 볼게요")

    with pytest.raises(RefusedError, match="한 번 끝낸"):
        secrets.open(asked[2], "kim", "issue")
    with pytest.raises(RefusedError, match="한 번 끝낸"):
        secrets.store_issued_key(asked[2], "kim", "K" * 20)


@pytest.mark.parametrize("way", ["says", "asks"])
def test_the_sellers_own_word_gives_the_right_anew(services, asked, way):
    seller, account, request = asked
    _, handling, _ = at(services, hours=1)
    handling.take(request, "kim")
    handling.close(request, "kim")
    later, handling, secrets = at(services, hours=2)

    if way == "says":
        later.reply(seller, request, "다시 해 주세요")
    else:
        later.ask(seller, account, "issuance")
        assert not opens(secrets, request)  # asked anew, it is nobody's
        handling.take(request, "kim")

    assert opens(secrets, request)


def test_a_request_opens_nothing_long_after_the_sellers_last_word(services, asked):
    requests, handling, secrets = at(services, days=LIFE_DAYS, hours=1)
    handling.take(asked[2], "kim")

    with pytest.raises(RefusedError, match="30일이 지났어요"):
        secrets.open(asked[2], "kim", "issue")

    requests.reply(asked[0], asked[2], "아직 기다려요")
    assert opens(secrets, asked[2])


def test_asking_again_for_what_is_still_open_changes_nothing(services, asked):
    requests, handling, _ = at(services, hours=1)
    handling.take(asked[2], "kim")

    replace(requests).ask(asked[0], asked[1], "issuance")

    [row] = requests.of_seller(asked[0])
    assert (row.state, row.assignee, row.renewed_at) == ("taken", "kim", None)


def test_of_one_form_sent_twice_at_once_the_second_is_known_and_asks_for_no_other_link(
    services, monkeypatch
):
    links = LinkSignIn(services.engine)
    monkeypatch.setattr(link_sign_in.requests, "waiting_for_link", lambda *_: None)  # seen by both
    sent = [SentForm("digest", "seed"), SentForm("digest", "seed")]

    with as_form(sent[0]):
        links.request_new("", Caller("한빛", "01012345678"))
    with as_form(sent[1]), pytest.raises(AlreadySubmittedError):
        links.request_new("", Caller("한빛", "01012345678"))

    assert len(Requests(services.engine).queue(Queue(("open",)))) == 1


@contextmanager
def as_form(form):
    """Work on a form that was sent."""
    before = CURRENT.set(form)
    yield
    CURRENT.reset(before)

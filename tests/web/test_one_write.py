"""Decision 27: one press writes once, and a seller who reads waits for nobody's disk."""

import pytest
from conftest import FIRM, GOOD, HTMX, filled, soup_of
from support.acts import ACTS
from support.beginnings import Beginnings
from support.people import (
    everything,
    hidden_on,
    invited,
    post,
    save_account,
    seller_client,
    services_of,
)
from support.presses import stopped
from support.programs import Program, saved, some_firm
from support.traffic import refusing, watched

from wizard.services.account_inputs import NewSeller

READS = 4
"""In so many transactions at most a press is looked at before it is done: who it is, whether it may, what stands there."""

ACT = pytest.mark.parametrize("endpoint", ACTS)


@pytest.fixture(scope="module")
def beginnings(tmp_path_factory):
    beginnings = Beginnings(tmp_path_factory.mktemp("beginnings"))
    yield beginnings
    services_of(beginnings.app).audit.engine.dispose()


@ACT
def test_a_press_writes_once_and_if_that_is_not_written_down_nothing_is(endpoint, beginnings):
    press, engine = beginnings.press(endpoint), services_of(beginnings.app).audit.engine

    with watched(engine) as seen:
        answer = press.send()

    assert answer.status_code in {200, 303}
    assert (len(seen.writes), len(seen.reads) <= READS) == (1, True), seen.asked

    press = beginnings.press(endpoint)
    before = everything(beginnings.app)
    with refusing(engine, "audit_event"):
        refused = press.send()
        assert refused.status_code >= 400 or endpoint.endswith("sign_out")
        assert everything(beginnings.app) == before


@pytest.fixture
def gathering(app):
    """The application as a process serves it: what sellers are shown is written a moment later."""
    services_of(app).progress.marks.on_first = lambda: None
    return app


@pytest.fixture
def engine(app):
    return services_of(app).audit.engine


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
@pytest.mark.parametrize("path", ["/guides/keys/place", "/guides/fork/which", "/guides/fork/hello"])
def test_a_step_that_a_linked_seller_reads_is_one_indexed_read_and_no_write(
    gathering, engine, path, headers
):
    client = seller_client(gathering)

    with watched(engine) as seen:
        assert client.get(path, headers=headers).status_code in {200, 303, 404, 422}

    [[statement]] = seen.asked
    assert "FROM seller JOIN session" in statement


PAGES = {
    "/": 3,
    "/guides/keys": 0,
    "/guides/keys/all": 0,
    "/guides/keys/form": 3,
    "/guides/keys/done": 2,
    "/guides/keys/place/help": 1,
    "/my": 2,
    "/my/data": 7,
    "/my/messages": 4,
}
"""What a linked seller reads, and by how many transactions at most: each of them lets a writer pass."""


def test_no_page_that_a_linked_seller_reads_writes_and_none_reads_more_often_than_it_did(
    gathering, engine
):
    client = seller_client(gathering)
    save_account(client)

    for path, most in PAGES.items():
        with watched(engine) as seen:
            assert client.get(path).status_code == 200
        assert (len(seen.writes), len(seen.reads) <= most) == (0, True), (path, seen.asked)


def test_what_many_sellers_were_shown_is_written_in_one_transaction_and_again_in_none(
    gathering, engine
):
    clients = [seller_client(gathering) for _ in range(3)]
    marks = services_of(gathering).progress.marks
    for client in clients:
        for path in ("/guides/keys/place", "/guides/fork/hello"):
            client.get(path)

    with watched(engine) as first:
        assert marks.bring()
    clients[0].get("/guides/keys/place")
    with watched(engine) as second:
        assert marks.bring()

    assert (len(first.writes), len(second.writes)) == (1, 0)
    assert len(services_of(gathering).progress.of_seller(clients[0].seller_id)) == 2


@pytest.mark.parametrize("is_known", [True, False], ids=["linked", "new firm"])
def test_a_save_takes_what_was_gathered_with_it_and_the_page_after_it_writes_nothing(
    gathering, engine, is_known
):
    client = seller_client(gathering) if is_known else gathering.test_client()
    form = filled(soup_of(client.get("/guides/keys/form")), **(GOOD | FIRM))

    with watched(engine) as saving:
        answer = client.post("/guides/keys/form", data=form)
    with watched(engine) as reading:
        assert client.get(answer.location).status_code == 200

    assert answer.status_code == 303
    assert (len(saving.writes), len(reading.writes)) == (1, 0), saving.asked


def test_a_seller_who_comes_by_a_link_in_another_ones_browser_is_let_in_by_one_write(app, engine):
    client = seller_client(app)
    firm = NewSeller("비이상회", "2208162517", "01011112222")
    _, token = invited(app, firm)
    start = stopped(app, lambda _app: lambda: post(client, "/enter", token=token, digits="62517"))

    with watched(engine) as seen:
        assert start.send().status_code == 303

    assert len(seen.writes) == 1, seen.asked


def test_what_a_program_sends_is_one_write(app, engine):
    seller, account = saved(app)
    program = Program(app)
    program.get("/sellers")  # that a token is used is written down once a minute
    link = program.post(f"/sellers/{seller}/invitations", {}).json["id"]
    sent = {
        ("post", "/sellers"): some_firm(),
        ("post", f"/sellers/{seller}/invitations"): {"days": 3},
        ("post", f"/invitations/{link}/revocation"): None,
        ("get", f"/accounts/{account}/secrets"): None,
    }

    for (method, path), json in sent.items():
        with watched(engine) as seen:
            answer = getattr(program, method)(path, *([json] if json else []))
        assert answer.status_code < 300, answer.text
        assert len(seen.writes) == 1, (path, seen.asked)


def test_a_count_that_holds_to_the_last_joins_the_write_and_stays_when_the_press_is_refused(
    app, engine
):
    start = stopped(app, ACTS["sign_in.request_link"][0])  # ten times in an hour

    for turn in range(11):
        fresh = start.anew()
        fresh.data |= hidden_on(fresh.client, "/guides/keys/place/help")
        fresh.data["seller_phone"] = f"010-1234-{turn:04}"
        with watched(engine) as seen:
            answer = fresh.send()
        assert (answer.status_code, len(seen.writes) <= 1) == (429 if turn == 10 else 303, True)

import pytest
from conftest import HTMX, soup_of

from wizard.guide import journey

EITHER = pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])


@pytest.mark.parametrize(
    "path",
    ["/", "/guides/fork", "/guides/fork/hello", "/guides/fork/which", "/guides/fork/all",
     "/guides/fork/east?which=right", "/guides/start/malls", "/guides/keys/form",
     "/guides/start/done?malls=keys&malls=fork"],
)  # fmt: skip
def test_every_screen_is_the_same_as_page_and_as_fragment(visit, path):
    assert visit(path).select_one("main#screen h1")


def test_reading_leaves_no_cookie(client):
    for path in ["/", "/guides/fork", "/guides/fork/hello", "/guides/fork/west?which=left"]:
        assert "Set-Cookie" not in client.get(path).headers


def test_going_back_by_the_browser_gets_a_whole_page(client):
    page = client.get("/guides/fork/hello", headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert "<html" in page.text


def test_an_answer_leads_a_browser_to_the_next_step(client):
    assert (
        client.get("/guides/fork/which/next?which=left").location == "/guides/fork/west?which=left"
    )


def test_an_answer_gives_htmx_the_next_screen_and_its_address(client):
    answer = client.get("/guides/fork/which/next?which=right", headers=HTMX)

    assert answer.headers["HX-Push-Url"] == "/guides/fork/east?which=right"
    assert "동쪽으로 가요" in answer.text


@EITHER
@pytest.mark.parametrize("query", ["", "?which=gone", "?which=left&which=right"])
def test_no_valid_answer_is_asked_for_again_beside_the_question(client, headers, query):
    refusal = client.get(f"/guides/fork/which/next{query}", headers=headers)

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("[role=alert]").text.startswith("하나를 골라 주세요")
    assert "<title>오류: " in refusal.text


def test_a_step_that_is_not_earned_leads_to_the_question_that_is_due(client):
    assert client.get("/guides/fork/west").location == "/guides/fork/which"


@pytest.mark.parametrize(
    "path", ["/nope", "/guides/nope", "/guides/fork/nope", "/static/x/..%2fapp.py"]
)
def test_what_is_not_there_says_where_to_go_on(client, path):
    page = client.get(path)

    assert page.status_code == 404
    assert soup_of(page).select_one("a.button")["href"] == "/"


def test_values_to_enter_can_be_copied(visit):
    assert visit("/guides/keys/place").select_one("[data-copy='192.0.2.15']")


def test_every_page_forbids_inline_code_and_framing(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize(
    "path", ["/guides/keys/done?remit=online", "/guides/keys/form?remit=online"]
)
def test_what_waits_to_be_told_to_one_is_told_to_nobody_else(app, path, headers):
    one = app.test_client()
    with one.session_transaction() as session:
        session["_flashes"] = [("message", "한 사람에게만 하는 말")]

    told, again = one.get(path, headers=headers), one.get(path, headers=headers)

    assert "한 사람에게만 하는 말" in told.text
    assert "한 사람에게만 하는 말" not in again.text
    assert "한 사람에게만 하는 말" not in app.test_client().get(path, headers=headers).text


def test_a_screen_that_is_drawn_again_walks_no_way_of_the_guide_again(client, monkeypatch):
    first = client.get("/guides/told/way/next")
    monkeypatch.delattr(journey, "_open")

    again = client.get("/guides/told/way/next")

    assert (first.status_code, again.status_code) == (422, 422)
    assert "남았어요" in again.text

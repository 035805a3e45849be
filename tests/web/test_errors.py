import pytest
from conftest import soup_of
from flask import abort

from wizard.web.error_words import WORDS
from wizard.web.template_filters import initial


@pytest.fixture
def failing(app):
    app.add_url_rule("/failing/<int:code>", view_func=abort, methods=["GET", "POST"])
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.mark.parametrize("code", [400, 403, 404, 405, 410, 413, 429, 500, 503])
def test_every_failure_has_words_of_its_own_and_one_main_way_on(failing, code):
    answer = failing.get(f"/failing/{code}?a=b")

    page = soup_of(answer)
    assert answer.status_code == code
    assert page.select_one("h1").text == WORDS[code].title
    assert page.select_one("title").text.startswith("오류:")
    assert page.select_one("[role=alert]").text == WORDS[code].say
    assert len(page.select("#screen .button")) == 1
    assert page.select_one("footer a[href^='tel:']")


@pytest.mark.parametrize(
    ("method", "path", "way"),
    [
        ("GET", "/failing/503?a=b", "/failing/503?a=b"),
        ("GET", "/failing/429", "/failing/429"),
        ("POST", "/failing/503", "/"),
        ("GET", "/failing/404", "/"),
    ],
    ids=["mended soon", "too often", "what was sent is not sent again", "never there"],
)
def test_where_waiting_helps_the_way_on_is_the_same_page_again(failing, method, path, way):
    answer = failing.open(path, method=method)

    assert soup_of(answer).select_one("#screen .button")["href"] == way


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("11번가", "11"),
        ("CJ온스타일 (CJ몰)", "CJ"),
        ("G마켓", "G"),
        ("옥션", "옥"),
        ("AliExpress", "Al"),
    ],
)
def test_a_badge_shows_how_a_malls_name_begins(name, letters):
    assert initial(name) == letters

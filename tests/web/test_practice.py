"""Every page of practice says so, above all and in its title; no page of the real one does."""

import pytest
from conftest import HTMX, prepared, settings_for, soup_of

from wizard.app import create_app
from wizard.mall_settings import MallSettings, Practice
from wizard.web.practice import HTMX as SCRIPT

PAGES = ("/", "/enter", "/staff/enter", "/my", "/guides/keys", "/none")


@pytest.fixture(scope="module")
def practising(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice")
    (folder / "htmx.js").write_text("/* a copy */")
    practice = Practice(
        "127.0.0.1", 1, folder / "ca.pem", "http://127.0.0.1:8444", folder / "htmx.js"
    )
    settings = settings_for(folder / "data", malls=MallSettings(practice=practice))
    app = create_app(prepared(settings))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_practice_says_so_above_and_at_the_end_of_its_title(practising, path):
    page = soup_of(practising.get(path))

    assert page.title.text.endswith(" · 연습")
    assert page.select_one("body > aside.practice b").text == "연습"
    assert page.select_one("aside.practice a")["href"] == "http://127.0.0.1:8444"


def test_a_part_of_practice_brings_the_marked_title(practising):
    assert " · 연습</title>" in practising.get("/guides/keys", headers=HTMX).text


def test_practice_brings_its_own_htmx_and_asks_no_other_server(practising):
    page = soup_of(practising.get("/"))

    assert SCRIPT in [script["src"] for script in page.select("script")]
    assert practising.get(SCRIPT).text == "/* a copy */"
    assert not [tag for tag in page.select("[src]") if tag["src"].startswith("http")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_real_one_says_nothing_of_practice(client, path):
    assert "연습" not in client.get(path).text

"""A browser's signed cookie is read when somebody asks for it, and no sooner."""

from base64 import urlsafe_b64encode

import pytest
from flask import Flask, session

from wizard.web.signed_session import SignedSessions, may_hold_news


def coded(text):
    return urlsafe_b64encode(text).decode().rstrip("=")


@pytest.fixture
def bare():
    app = Flask("bare")
    app.secret_key = "planted key"
    app.session_interface = SignedSessions()
    app.add_url_rule("/untouched", "untouched", lambda: "")
    app.add_url_rule("/asked", "asked", lambda: session.get("name", ""))
    app.add_url_rule("/put", "put", lambda: session.update(name="kept") or "")
    app.add_url_rule("/emptied", "emptied", lambda: session.clear() or "")
    return app


def test_what_is_put_there_is_there_the_next_time_until_it_is_taken_away(bare):
    client = bare.test_client()

    client.get("/put")
    assert client.get("/asked").text == "kept"
    client.get("/emptied")

    assert client.get("/asked").text == ""
    assert client.get_cookie("session") is None


def test_a_page_that_asks_nothing_reads_nothing_and_says_nothing_of_cookies(bare, monkeypatch):
    client = bare.test_client()
    client.get("/put")
    monkeypatch.setattr(SignedSessions, "get_signing_serializer", None)

    answer = client.get("/untouched")

    assert answer.status_code == 200
    assert not {"Vary", "Set-Cookie"} & set(answer.headers.keys())


def test_an_answer_that_depends_on_the_cookie_says_so(bare):
    assert bare.test_client().get("/asked").headers["Vary"] == "Cookie"


def test_a_forged_cookie_is_an_empty_one(bare):
    client = bare.test_client()
    client.set_cookie("session", coded(b'{"name":"forged"}') + ".aaaa.bbbb")

    assert client.get("/asked").text == ""


@pytest.mark.parametrize(
    ("cookie", "may"),
    [
        ("", False),
        (coded(b'{"visitor":"a"}') + ".x.y", False),
        (coded(b'{"_flashes":[]}') + ".x.y", True),
        (".packed.x.y", True),
        ("a.x.y", True),
    ],
)
def test_only_a_cookie_that_may_hold_news_is_read_for_them(cookie, may):
    assert may_hold_news(cookie) is may

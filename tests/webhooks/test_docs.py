"""The page for receivers: its code does what it says, with what is really sent."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.webhooks import Post

from wizard.services.event_types import EventType
from wizard.webhooks.signing import secret_of, signed

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text("utf-8")
BY_LIBRARY, BY_HAND, NEWS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SECRET, OLD = secret_of(b"n" * 32), secret_of(b"o" * 32)
BODY = '{"type":"account.saved","data":{"mall":"쿠팡"}}'.encode()


def named(code, name):
    held = {}
    exec(code, held)
    return held[name]


@pytest.mark.parametrize("code", [BY_LIBRARY, BY_HAND], ids=["library", "by hand"])
def test_what_the_page_shows_takes_what_is_ours_and_nothing_else(code):
    receive, now = named(code, "receive"), datetime.now(UTC)
    told = dict(signed("e" * 32, now, BODY, [SECRET, OLD]))

    assert receive(SECRET, told, BODY)["data"]["mall"] == "쿠팡"
    assert receive(OLD, {name.title(): value for name, value in told.items()}, BODY) is not None
    strange = [
        (told, BODY + b" "),
        (told | {"webhook-id": "0" * 32}, BODY),
        (told | {"webhook-signature": "v1,AAAA"}, BODY),
        ({name: value for name, value in told.items() if name != "webhook-id"}, BODY),
        (told | {"webhook-timestamp": "x"}, BODY),
        (dict(signed("e" * 32, now - timedelta(minutes=6), BODY, [SECRET])), BODY),
        (dict(signed("e" * 32, now, BODY, [secret_of(b"x" * 32)])), BODY),
    ]
    assert [receive(SECRET, headers, body) for headers, body in strange] == [None] * len(strange)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_came_twice_or_too_late_is_no_news(engine, tmp_path):
    desk = Post(engine, tmp_path)
    desk.clock.moment = datetime.now(UTC)
    shown = desk.endpoint()
    desk.happens(EventType.ACCOUNT_SAVED)
    desk.happens(EventType.ACCOUNT_CHANGED)
    desk.happens(EventType.CHECK_FINISHED)
    desk.happens(EventType.SELLER_CHANGED, account_id=None)
    desk.work()
    receive, is_news = named(BY_HAND, "receive"), named(NEWS, "is_news")
    sent = [
        (headers["webhook-id"], receive(shown.secret, headers, body))
        for _, _, headers, body in desk.receiver.got
    ]
    first, second, check, other = sorted(sent, key=lambda one: one[1]["data"]["sequence"])
    seen, newest = set(), {}

    came = (second, first, second, check, other)
    assert [is_news(*one, seen, newest) for one in came] == [True, False, False, True, True]


def test_what_comes_again_after_something_of_another_kind_is_still_news():
    is_news, seen, newest = named(NEWS, "is_news"), set(), {}
    about = {"seller": "s", "account": "a"}
    came = [
        {"type": "check.finished", "data": {"sequence": 2, **about}},
        {"type": "account.saved", "data": {"sequence": 1, **about}},
        {"type": "request.made", "data": {"sequence": 4, "seller": None, "request": "q2"}},
        {"type": "request.made", "data": {"sequence": 3, "seller": None, "request": "q1"}},
    ]

    assert [is_news(str(n), one, seen, newest) for n, one in enumerate(came)] == [True] * 4


def test_the_page_tells_of_every_event_there_is():
    assert [one for one in EventType if f"`{one.value}`" not in PAGE] == []

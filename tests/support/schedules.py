"""What tests of schedules share: a moment, a clock that stands three days before it, and an editor who says so."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import Clock, soup_of
from support.guide_texts import renamed, send, text_page
from support.people import seller_client
from support.publishing import press

DUE = datetime(2026, 11, 30, 15, tzinfo=UTC)
"""12월 1일 00:00, as it is in Korea."""


@pytest.fixture
def clock():
    clock = Clock()
    clock.moment = DUE - timedelta(days=3)
    return clock


def under_way(app):
    """Let a seller be in the middle of the guide that goes out; give their browser."""
    client = seller_client(app)
    for path in ("/guides/fork/hello", "/guides/fork/west?which=left"):
        client.get(path)
    return client


def scheduled(editor, text=None, day="2026-12-01", time="00:00", button="이때 펴내기"):
    """Let an editor type a text, and have it go out at its moment."""
    page = text_page(editor)
    send(editor, page, text=text or renamed(page))
    before = soup_of(editor.get("/editor/fork/publish"))
    return press(editor, before, button, day=day, time=time)

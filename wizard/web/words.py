"""How values are written on a Korean screen: the filters that templates know."""

import operator
import re
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from markupsafe import Markup, escape

from wizard import inline
from wizard.steps.base import holds
from wizard.web.context import house
from wizard.web.lean import Lean
from wizard.web.screens import address, condition_words
from wizard.web.security import HTMX_INTEGRITY, HTMX_URL

ISSUE = {
    "self": "직접 발급",
    "agency": "발급대행",
    "inside": "아임셀러에서 바로",
    "ask": "담당자와 함께",
}
STATE = {"open": "운영 중", "suspended": "영업 중단", "closed": "문 닫음"}
KST = timedelta(hours=9)


def register(app: Flask) -> None:
    """Teach the templates our words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Lean)
    app.jinja_env.filters.update(
        inline=marked,
        day=day,
        left=left,
        plain=inline.plain,
        initial=initial,
        number=inline.number,
        unnumbered=inline.unnumbered,
    )
    app.jinja_env.tests.update(holding=holds, asked=operator.contains)
    app.jinja_env.globals.update(
        address=address,
        condition_words=condition_words,
        ISSUE=ISSUE,
        STATE=STATE,
        HTMX_URL=HTMX_URL,
        HTMX_INTEGRITY=HTMX_INTEGRITY,
    )
    app.context_processor(lambda: {"constants": house().shelf.constants})


def marked(sentence: str) -> Markup:
    """Write a guide's sentence as HTML: bold and links, everything else as text."""
    parts = []
    for span in inline.spans(sentence):
        text = escape(span.text)
        if span.style == "bold":
            text = Markup("<b>{}</b>").format(text)
        elif span.style == "link":
            link = '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
            text = Markup(link).format(span.url, text)  # noqa: S704
        parts.append(text)
    return Markup("").join(parts)


def day(value: date | datetime) -> str:
    """Write a day: 2026년 11월 23일 (a moment as the day it was in Korea)."""
    if isinstance(value, datetime):
        value = value + KST
    return f"{value.year}년 {value.month}월 {value.day}일"


def left(last: date) -> str:
    """Write how long it is until a last day, as days are counted in Korea."""
    days = (last - (datetime.now(UTC) + KST).date()).days
    if days < 0:
        return "만료됐어요."
    return f"{days}일 남았어요." if days else "오늘까지예요."


def initial(name: str) -> str:
    """Give the one or two letters by which a mall's badge is known: "11번가" -> "11", "옥션" -> "옥"."""
    latin = re.match(r"[0-9A-Za-z]{1,2}", name)
    return latin.group() if latin else name[:1]

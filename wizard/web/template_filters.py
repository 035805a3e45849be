"""How values are written on a Korean screen: the filters that templates know."""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from urllib.parse import urljoin

from flask import Flask, request
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from wizard.guide import markup
from wizard.guide.journey import condition_words
from wizard.guide.minutes import minutes_of_any, write
from wizard.guide.model import START, Guide
from wizard.korean.calendar import (
    SOON_DAYS,
    days_left,
    write_day,
    write_hours,
    write_left,
    write_moment,
    write_month,
    write_waited,
)
from wizard.korean.firms import write_number, write_phone
from wizard.services.receipts import number_of
from wizard.services.roles import EDITOR_ROLES, SELLER_SUPPORT_ROLES
from wizard.steps.base import holds
from wizard.web import account_names, away, event_words, sessions, state_words
from wizard.web.check_lines import check_line
from wizard.web.check_words import REASONS
from wizard.web.jinja_whitespace import StripIndent
from wizard.web.mall_standing import STANDING
from wizard.web.receipts import receipt_of
from wizard.web.registration_lines import registration_line
from wizard.web.screen import Screen, address, outside
from wizard.web.security import HTMX_INTEGRITY, HTMX_URL
from wizard.web.site import site
from wizard.web.state import state
from wizard.web.terms import begin_terms, end_terms, explained

_WORDS = {
    **event_words.WORDS,
    **state_words.WORDS,
    "CHECK_REASON": REASONS,
    "STANDING": STANDING,
    "START": START,
    "DESK_ROLES": SELLER_SUPPORT_ROLES,
    "EDITING_ROLES": EDITOR_ROLES,
    "HTMX_URL": HTMX_URL,
    "HTMX_INTEGRITY": HTMX_INTEGRITY,
}


class SharedTemplate(Template):
    """A template whose imports see what every template sees, and are run once: Jinja asks that anew at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        """Give what the template defines, whoever imports it: no template of ours is got with globals of its own."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


def register(app: Flask) -> None:
    """Teach the templates our words."""
    app.jinja_env.template_class = SharedTemplate
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(StripIndent)
    app.jinja_env.filters.update(_filters())
    app.jinja_env.tests.update(holding=holds, asked=operator.contains, soon=is_soon, over=is_over)
    app.jinja_env.globals.update(
        account_name=account_names.name_of,
        check_line=check_line,
        registration_line=registration_line,
        address=address,
        outside=outside,
        site=site,
        registrar=lambda: state().settings.registration,
        away=away.line,
        condition_words=condition_words,
        signed_in=sessions.member,
        staff_link=staff_link,
        begin_terms=begin_terms,
        end_terms=end_terms,
        receipt_of=receipt_of,
        receipt_number=number_of,
        **_WORDS,
    )
    app.context_processor(_catalog_context)


def _filters() -> dict[str, Callable[..., object]]:
    return {
        "inline": inline_markup,
        "host": event_words.host,
        "day": write_day,
        "month": write_month,
        "about": about,
        "minutes": lambda guide: write(minutes_of_any(guide.effort)),
        "moment": moment,
        "waited": waited,
        "left": left,
        "hours": write_hours,
        "phone": write_phone,
        "firm_number": write_number,
        "plain": markup.plain,
        "folded_email": folded_email,
        "initial": initial,
        "number": markup.number,
        "unnumbered": markup.unnumbered,
    }


def _catalog_context() -> dict[str, object]:
    catalog = state().catalog
    return {
        "constants": catalog.constants,
        "MALLS": Titles(catalog.guides),
        "step_title": partial(_step_title, catalog.guides),
    }


def _step_title(guides: Mapping[str, Guide], mall: str, step_id: str) -> str:
    """Give a step's title; its id, if no guide has it any more."""
    guide = guides.get(mall)
    now = guide.called(step_id) if guide else ""
    return guide.step(now).title if guide and now else step_id


class Titles(dict[str, str]):
    """Mall id -> title; "" for a mall whose guide is gone."""

    def __init__(self, guides: Mapping[str, Guide]) -> None:
        super().__init__({mall: guide.title for mall, guide in guides.items()})

    def __missing__(self, mall: str) -> str:
        """Give nothing for a mall we do not know."""
        return ""


def staff_link(screen: Screen) -> str:
    """Give a screen's whole address to staff who are signed in; "" to everybody else."""
    is_offered = site().shows_staff_link and sessions.member()
    return urljoin(request.url_root, screen.here) if is_offered else ""


def inline_markup(sentence: str, *, is_folded: bool = False) -> Markup:
    """Write a guide's sentence as HTML: bold and links, everything else as text."""
    parts = []
    for span in markup.spans(sentence):
        text = (
            escape(span.text) if span.style == "link" else explained(span.text, is_folded=is_folded)
        )
        if span.style == "bold":
            text = Markup("<b>{}</b>").format(text)
        elif span.style == "link":
            link = '<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>'
            text = Markup(link).format(span.url, text)  # noqa: S704
        parts.append(text)
    return Markup("").join(parts)


def about(seconds: int | None) -> str:
    """Write how long something usually takes: 약 40초, 약 2분 30초; "" if nobody knows."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes}분"] * bool(minutes) + [f"{rest}초"] * bool(rest or not minutes)
    return f"약 {' '.join(parts)}"


def moment(value: datetime) -> str:
    """Write a moment, with its year where that is not this one."""
    return write_moment(value, state().now())


def waited(since: datetime) -> str:
    """Write how long something has lasted by now."""
    return write_waited(since, state().now())


def left(last: date) -> str:
    """Write how long it is until a last day, as days are counted in Korea."""
    return write_left(days_left(last, state().now()))


def is_soon(last: date) -> bool:
    """Say whether a last day is near, or over."""
    return days_left(last, state().now()) <= SOON_DAYS


def is_over(last: date) -> bool:
    """Say whether a last day has passed."""
    return days_left(last, state().now()) < 0


def folded_email(words: str) -> Markup:
    """Let a line end behind the @ of an e-mail address that stands among words."""
    return Markup("@<wbr>").join(words.split("@"))


def initial(name: str) -> str:
    """Give the one or two letters by which a mall's badge is known: "11번가" -> "11", "옥션" -> "옥"."""
    latin = re.match(r"[0-9A-Za-z]{1,2}", name)
    return latin.group() if latin else name[:1]

"""Steps that guides are to share: begun from a few answers, and in no guide until one calls them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.folder import name_at
from wizard.errors import Fault, FieldError, RefusedError
from wizard.forms.normalize import clean
from wizard.guide.fragments import path_of
from wizard.guide.scaffold.fragment import FragmentPlan, first_fragment
from wizard.lint.check import examine
from wizard.services.guide_files import MALL, is_taken
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.htmx import render
from wizard.web.staff.access import me, only
from wizard.web.state import state

MAX_NAME_CHARS, MAX_CHARS = 40, 200
NO_NAME = "이름을 적어 주세요. 영문 소문자, 숫자, 줄표예요. 예: esm-login"
BAD_NAME = "영문 소문자, 숫자, 줄표만 쓸 수 있어요. 예: esm-login"
MEANT = "영문 소문자, 숫자, 줄표만 쓸 수 있어요. 이렇게 적으면 돼요: {}"
LONG_NAME = "이름이 {}자예요. 40자까지 적어 주세요."
TAKEN = "이 이름의 글이나 고치던 글이 벌써 있어요. 다른 이름을 적거나, ‘안내 고치기’에서 그 글을 열어 주세요."
NO_TITLE = "첫 화면에서 할 일을 적어 주세요. 예: 셀러 메뉴를 열어요"
NO_CONSOLE = "그 화면이 어디에 있는지 적어 주세요. 예: 스마트스토어센터"
UNSOUND = "적어 주신 것으로는 올바른 글이 되지 않아요. {}"
BAD_URL = "https://로 시작하고 빈칸이 없는 주소를 적어 주세요. 예: https://www.esmplus.com"
BEGUN = "함께 쓰는 단계를 시작했어요. 펴내기 전에는 판매자에게 보이지 않아요."
PLAIN = FragmentPlan("plain", "화면을 열어요", "관리 화면")
"""Answers that make a sound text: one that is asked about takes its place among them."""


@dataclass(frozen=True)
class NewFragment:
    """What is asked of whoever begins a fragment, as it is typed.

    Attributes:
        fragment: the name by which guides are to call it.

    """

    fragment: str = ""
    title: str = ""
    console: str = ""
    url: str = ""

    @property
    def plan(self) -> FragmentPlan:
        """What is meant by it: without what nobody sees."""
        said = (clean(typed, "edges").value.strip() for typed in vars(self).values())
        return FragmentPlan(*said)


@bp.get("/fragments/new")
@only(EDITOR_ROLES)
def new_fragment() -> Response:
    """Ask for what a first text needs."""
    return _form(NewFragment(), {})


@bp.post("/fragments/new")
@only(EDITOR_ROLES)
def begin_fragment() -> AnyResponse:
    """Write the first text as a draft, and open it."""
    asked = posted()
    plan = asked.plan
    if errors := _errors(plan):
        return _form(asked, errors, 422)
    try:
        _begin(text_name(plan), first_fragment(plan))
    except FieldError as taken:
        return _form(asked, {taken.field: str(taken)}, 422)
    flash(BEGUN)
    return redirect(url_for(".text", name=text_name(plan)), code=303)


def posted() -> NewFragment:
    """Read what was typed."""
    return NewFragment(
        **{name: request.form.get(name, "")[:MAX_CHARS] for name in vars(NewFragment())}
    )


def text_name(plan: FragmentPlan) -> str:
    """Give the name of the text that is begun."""
    return name_at(path_of(plan.name))


def _errors(plan: FragmentPlan) -> dict[str, str]:
    """Say what makes no sound text, beside each answer that does not; {} if it makes one."""
    told = {
        "fragment": _wrong_name(plan.name),
        "title": _unsound(plan, "title") if plan.title else NO_TITLE,
        "console": _unsound(plan, "console") if plan.console else NO_CONSOLE,
        "url": _unsound(plan, "url"),
    }
    return {field: said for field, said in told.items() if said}


def _wrong_name(name: str) -> str:
    if not name:
        return NO_NAME
    if len(name) > MAX_NAME_CHARS:
        return LONG_NAME.format(len(name))
    if MALL.fullmatch(name):
        return ""
    meant = re.sub(r"[\s_.-]+", "-", unicodedata.normalize("NFKC", name).lower()).strip("-")
    return MEANT.format(meant) if MALL.fullmatch(meant) else BAD_NAME


def _unsound(plan: FragmentPlan, field: str) -> str:
    """Say why an answer cannot stand in a text; "" if it can."""
    faults = _faults(replace(PLAIN, **{field: getattr(plan, field)}))
    if not faults:
        return ""
    return UNSOUND.format(BAD_URL if field == "url" else faults[0].message)


def _faults(plan: FragmentPlan) -> list[Fault]:
    known = state().previews.folder_catalog().constants
    return examine(first_fragment(plan).encode(), path_of(plan.name), known).faults


def _begin(name: str, text: str) -> None:
    """Keep it as this editor's draft; who comes back to the form and sends the same has begun it already.

    Raises:
        FieldError: a text, or another draft, has its name.

    """
    begun = state().previews.draft_store.read(me().id, name)
    if begun and not begun.base and begun.text == text:
        return
    if is_taken(state().previews.folder, name):
        raise FieldError("fragment", TAKEN)
    try:
        state().services.drafts.begin(name, me().id, text)
    except RefusedError as refused:
        raise FieldError("fragment", TAKEN) from refused


def _form(asked: NewFragment, errors: Mapping[str, str], status: int = 200) -> Response:
    return render("editor/new_fragment.html", status, asked=asked, errors=errors)

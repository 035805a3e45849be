"""Steps that guides are to share: begun from a few answers, and in no guide until one calls them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.folder import name_at
from wizard.errors import FieldError
from wizard.forms.normalize import meant
from wizard.guide.fragments import path_of
from wizard.guide.scaffold.fragment import FragmentPlan, first_fragment
from wizard.services.roles import EDITOR_ROLES
from wizard.services.text_names import wrong_fragment
from wizard.web.editor.access import bp
from wizard.web.editor.new_text import begin, in_order, why_unsound
from wizard.web.htmx import render
from wizard.web.staff.access import only

NO_TITLE = "첫 화면에서 할 일을 적어 주세요. 예: 셀러 메뉴를 열어요"
NO_CONSOLE = "그 화면이 어디에 있는지 적어 주세요. 예: 스마트스토어센터"
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
        return FragmentPlan(*map(meant, vars(self).values()))


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
        return begin(text_name(plan), first_fragment(plan), "fragment", BEGUN)
    except FieldError as taken:
        return _form(asked, {taken.field: str(taken)}, 422)


def posted() -> NewFragment:
    """Read what was typed."""
    return NewFragment(**{name: request.form.get(name, "") for name in vars(NewFragment())})


def text_name(plan: FragmentPlan) -> str:
    """Give the name of the text that is begun."""
    return name_at(path_of(plan.name))


def _errors(plan: FragmentPlan) -> dict[str, str]:
    """Say what makes no sound text, beside each answer that does not; {} if it makes one."""
    told = {
        "fragment": wrong_fragment(plan.name),
        "title": _unsound(plan, "title") if plan.title else NO_TITLE,
        "console": _unsound(plan, "console") if plan.console else NO_CONSOLE,
        "url": _unsound(plan, "url"),
    }
    return {field: said for field, said in told.items() if said}


def _unsound(plan: FragmentPlan, field: str) -> str:
    """Say why an answer cannot stand in a text; "" if it can."""
    text = first_fragment(replace(PLAIN, **{field: getattr(plan, field)}))
    return why_unsound(text, path_of(PLAIN.name), field)


def _form(asked: NewFragment, errors: Mapping[str, str], status: int = 200) -> Response:
    return render(
        "editor/new_fragment.html", status, asked=asked, errors=errors, told=in_order(errors)
    )

"""A guide that is new: begun from a few answers, and nobody's to see until it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import FieldError
from wizard.forms.normalize import meant
from wizard.guide.scaffold import Plan
from wizard.guide.scaffold import draft as first_text
from wizard.services.roles import EDITOR_ROLES
from wizard.services.text_names import wrong_mall
from wizard.web.editor.access import bp
from wizard.web.editor.new_text import begin, in_order, known, why_unsound
from wizard.web.htmx import render
from wizard.web.staff.access import only
from wizard.web.state import state

ISSUES = {
    "self": "판매자가 스스로",
    "agency": "저희가 대신",
    "inside": "아임셀러 안의 단추로",
    "ask": "물어봐야 해요",
}
NEEDED = {
    "title": "쇼핑몰 이름을 적어 주세요. 예: 브랜드몰",
    "category": "묶음을 적어 주세요. 예: 오픈마켓",
    "console": "관리 화면의 이름을 적어 주세요. 예: 스마트스토어센터",
}
BEGUN = "새 안내를 시작했어요. 펴내기 전에는 판매자에게 보이지 않아요."
PLAIN = Plan("plain", "쇼핑몰", "오픈마켓", "self", "관리 화면")
"""Answers that make a sound text: one that is asked about takes its place among them."""


@dataclass(frozen=True)
class NewGuide:
    """What is asked of whoever begins a guide, as it is typed."""

    title: str = ""
    mall: str = ""
    category: str = "오픈마켓"
    issue: str = "self"
    console: str = ""
    url: str = ""
    values: str = "API 인증키"

    @property
    def plan(self) -> Plan:
        """What is meant by it: without what nobody sees."""
        said = {name: meant(typed) for name, typed in vars(self).items()}
        labels = dict.fromkeys(filter(None, map(meant, said["values"].split(","))))
        issue = self.issue if self.issue in ISSUES else "self"
        return Plan(
            said["mall"],
            said["title"],
            said["category"],
            issue,
            said["console"],
            said["url"],
            values=tuple(labels) if issue == "self" else (),
        )


@bp.get("/new")
@only(EDITOR_ROLES)
def new_guide() -> Response:
    """Ask for what a first text needs."""
    return _form(NewGuide(), {})


@bp.post("/new")
@only(EDITOR_ROLES)
def begin_guide() -> AnyResponse:
    """Write the first text as a draft, and open it."""
    asked = posted()
    plan = asked.plan
    if errors := _errors(plan):
        return _form(asked, errors, 422)
    try:
        return begin(plan.mall, _text(plan), "mall", BEGUN)
    except FieldError as taken:
        return _form(asked, {taken.field: str(taken)}, 422)


def posted() -> NewGuide:
    """Read what was typed."""
    return NewGuide(**{name: request.form.get(name, "") for name in vars(NewGuide())})


def _errors(plan: Plan) -> dict[str, str]:
    """Say what makes no sound text, beside each answer that does not; {} if it makes one."""
    told = {
        field: NEEDED.get(field, "") if not getattr(plan, field) else _unsound(plan, field)
        for field in ("title", "category", "console", "url", "values")
    }
    told = {"title": told["title"], "mall": wrong_mall(plan.mall), **told}
    return {field: said for field, said in told.items() if said}


def _unsound(plan: Plan, field: str) -> str:
    """Say why an answer cannot stand in a text; "" if it can."""
    text = _text(replace(PLAIN, **{field: getattr(plan, field)}))
    return why_unsound(text, f"{PLAIN.mall}.yaml", field)


def _text(plan: Plan) -> str:
    return first_text(plan, known(), state().today)


def _form(asked: NewGuide, errors: Mapping[str, str], status: int = 200) -> Response:
    return render(
        "editor/new_guide.html",
        status,
        asked=asked,
        errors=errors,
        told=in_order(errors),
        ISSUES=ISSUES,
    )

"""A guide that is new: begun from a few answers, and nobody's to see until it is published."""

from dataclasses import dataclass

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.content.constants_file import constants_of
from wizard.errors import FieldError, GuideError, RefusedError
from wizard.guide.scaffold import Plan
from wizard.guide.scaffold import draft as first_text
from wizard.lint.check import examine
from wizard.services.guide_files import MALL, NO_MALLS
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.htmx import render
from wizard.web.staff.access import me, only
from wizard.web.state import state

ISSUES = {
    "self": "판매자가 스스로",
    "agency": "저희가 대신",
    "inside": "아임셀러 안의 단추로",
    "ask": "물어봐야 해요",
}
BAD_NAME = "영문 소문자, 숫자, 줄표로 40자까지 적어 주세요. 예: brand-mall"
UNSOUND = "적어 주신 것으로는 아직 안내를 시작할 수 없어요. {}"


@dataclass(frozen=True)
class NewGuide:
    """What is asked of whoever begins a guide."""

    mall: str = ""
    title: str = ""
    category: str = "오픈마켓"
    issue: str = "self"
    console: str = ""
    url: str = ""
    values: str = "API 인증키"


@bp.get("/new")
@only(EDITOR_ROLES)
def new_guide() -> Response:
    """Ask for what a first text needs."""
    return _form(NewGuide())


@bp.post("/new")
@only(EDITOR_ROLES)
def begin_guide() -> AnyResponse:
    """Write the first text as a draft, and open it."""
    asked = NewGuide(
        **{name: request.form.get(name, "").strip()[:200] for name in vars(NewGuide())}
    )
    try:
        state().services.drafts.begin(asked.mall, me().id, _text(asked))
    except RefusedError as problem:
        return _form(asked, problem, 422)
    flash("새 안내를 시작했어요. 펴내기 전에는 판매자에게 보이지 않아요.")
    return redirect(url_for(".text", name=asked.mall), code=303)


def _text(asked: NewGuide) -> str:
    """Write the first text.

    Raises:
        FieldError: a name that no guide can have.
        RefusedError: what was answered makes no sound guide.

    """
    if not MALL.fullmatch(asked.mall) or asked.mall in NO_MALLS:
        raise FieldError("mall", BAD_NAME)
    for name, word in (("title", "쇼핑몰 이름"), ("category", "묶음"), ("console", "관리 화면의 이름")):  # fmt: skip
        if not getattr(asked, name):
            raise FieldError(name, f"{word}을 적어 주세요.")
    labels = [label.strip() for label in asked.values.split(",") if label.strip()]
    values = tuple(dict.fromkeys(labels)) if asked.issue == "self" else ()
    issue = asked.issue if asked.issue in ISSUES else "self"
    plan = Plan(asked.mall, asked.title, asked.category, issue, asked.console, asked.url, 10, values)  # fmt: skip
    folder = state().previews.folder
    try:
        constants = constants_of(folder)
    except GuideError as error:
        raise RefusedError(UNSOUND.format("함께 쓰는 값에 고칠 것이 있어요.")) from error
    text = first_text(plan, constants, state().today)
    found = examine(text.encode(), f"{asked.mall}.yaml", constants, state().today)
    if found.faults:
        raise RefusedError(UNSOUND.format(found.faults[0].message))
    return text


def _form(asked: NewGuide, problem: RefusedError | None = None, status: int = 200) -> Response:
    errors = {problem.field: str(problem)} if isinstance(problem, FieldError) else {}
    said = str(problem) if problem and not errors else ""
    return render(
        "editor/new_guide.html", status, asked=asked, errors=errors, problem=said, ISSUES=ISSUES
    )

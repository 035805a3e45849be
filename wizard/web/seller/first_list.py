"""The list of malls by which a reader begins as a seller, where the operator lets firms start by themselves."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import TooOftenError
from wizard.forms import business
from wizard.services.rate_limits import NEW_FIRMS
from wizard.web import chosen_malls, consent, form_binding, sessions
from wizard.web.htmx import render
from wizard.web.rate_limit import note_refusal
from wizard.web.state import state

ADDED = "내 목록에 담았어요."
BUTTON = "동의하고 내 목록에 담기"
BEGUN = f"{ADDED} 다음에도 이 목록을 보려면 아래에서 다시 들어올 링크를 만들어 두세요."
CHOOSE = "입점한 쇼핑몰을 하나라도 골라 주세요."
STALE = (
    "화면을 연 지 오래되어 한 번 더 확인이 필요해요. ‘동의하고 내 목록에 담기’를 다시 눌러 주세요."
)
TOO_MANY_FIRMS = (
    "이 인터넷에서 새로 시작한 사업자가 많아, 지금은 목록을 만들 수 없어요. 적은 내용은 그대로 있어요. "
    "화면 아래 번호로 전화해 링크를 요청하시거나, 한 시간 뒤에 다시 눌러 주세요."
)


def ask() -> Response:
    """Ask whose list it is and what stands on it; where nobody may start by themselves, say whom to call."""
    if not sessions.may_save():
        return render("seller/list_by_link.html", 403)
    return _form(200)


def begin() -> AnyResponse:
    """Let a firm start with its list, or show what to correct."""
    if not sessions.may_save():
        return render("seller/list_by_link.html", 403)
    drawn = form_binding.posted()
    if drawn is None or not drawn.is_of_here:
        return _form(422, {"list": STALE})
    if errors := _problems():
        return _form(422, errors)
    if said := consent.wanting(BUTTON):
        return _form(422, {"list": said})
    begins = form_binding.first_session(drawn)
    firm, agreed = sessions.named_firm(begins), consent.given(drawn)
    try:
        state().services.new_firms.choose(firm, chosen_malls.chosen(), agreed)
    except TooOftenError:
        note_refusal(NEW_FIRMS)
        return _form(429, {"list": TOO_MANY_FIRMS})
    sessions.sign_in("seller", begins)
    flash(ADDED if sessions.sees_from() else BEGUN)
    return redirect(url_for("dashboard.show"), code=303)


def _problems() -> dict[str, str]:
    problems = business.problems(request.form)
    return problems if chosen_malls.chosen() else {**problems, "list": CHOOSE}


def _form(status: int, errors: dict[str, str] | None = None) -> Response:
    return render(
        "seller/malls.html",
        status,
        guides=state().catalog.malls,
        ticked={*request.values.getlist("malls")},
        begun=(),
        firm={name: request.form.get(name, "") for name in business.FIELDS},
        errors=errors or {},
        notice_to_agree=consent.asked(),
        button=BUTTON,
        problem=bool(errors),
    )

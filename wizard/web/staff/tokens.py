"""Tokens of other programs: made, shown once, looked at, taken back."""

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.forms.normalize import clean
from wizard.services.api_tokens import LIVES_DAYS, MAX_NAME_CHARS, Scope
from wizard.services.roles import ADMIN_ROLES, Role
from wizard.web import given_back
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

SCOPES = {
    Scope.SELLERS_READ: ("판매자 보기", "상호, 사업자등록번호, 연락처를 읽어요."),
    Scope.SELLERS_WRITE: ("판매자 만들고 고치기", "새 판매자를 만들고 상호와 연락처를 고쳐요."),
    Scope.INVITATIONS_WRITE: ("초대 링크", "판매자를 부르는 링크를 만들고, 보고, 거둬들여요."),
    Scope.ACCOUNTS_READ: ("계정 보기", "제휴몰 계정을 읽어요. 비밀 값은 가려져 있어요."),
    Scope.SECRETS_READ: ("비밀 값 읽기", "계정의 값을 모두 읽어요. 읽을 때마다 판매자에게 보이고 기록에 남아요."),
    Scope.CHECKS_READ: ("확인 결과 보기", "쇼핑몰에 확인해 본 결과를 읽어요."),
    Scope.CHECKS_WRITE: ("다시 확인하기", "쇼핑몰에 다시 확인해 달라고 해요."),
    Scope.REGISTRATIONS_READ: ("등록 보기", "아임셀러에 등록되었는지 읽어요."),
    Scope.REGISTRATIONS_WRITE: ("등록했다고 알리기", "아임셀러에 등록했다고, 또는 되돌려 보낸다고 알려요."),
}  # fmt: skip
"""What each scope lets a program do, in words."""

LIVES = {str(days): words for days, words in zip(LIVES_DAYS, ("90일", "1년", "끝나는 날 없음"), strict=True)}  # fmt: skip
NO_NAME = f"어디에 쓰는 토큰인지 {MAX_NAME_CHARS}자까지 적어 주세요."
NO_SCOPE = "무엇을 할 수 있는지 하나는 골라 주세요."
NO_LIFE = "언제까지 쓸지 골라 주세요."


@bp.get("/tokens")
@only(ADMIN_ROLES)
def tokens() -> Response:
    """List the tokens."""
    services = state().services
    people = services.staff.everybody()
    able = {one.id for one in people if one.role == Role.ADMIN.value and not one.suspended_at}
    return render(
        "staff/tokens.html",
        tokens=services.api_tokens.all(),
        is_alive=services.api_tokens.is_alive,
        able=able,
    )


@bp.get("/tokens/new")
@only(ADMIN_ROLES)
def new_token() -> Response:
    """Show the form of a new token."""
    return _form()


@bp.post("/tokens")
@only(ADMIN_ROLES)
def make_token() -> Response:
    """Make a token, and show it once."""
    name = " ".join(clean(given_back.typed("name")).value.split())
    scopes = [scope for scope in Scope if scope.value in request.form.getlist("scopes")]
    days = request.form.get("days", "")
    if errors := _errors(name, scopes, days):
        return _form(errors)
    token = state().services.api_tokens.make(name, scopes, int(days), me().id)
    response = render("staff/token_made.html", token=token, name=name)
    response.headers["HX-Push-Url"] = "false"
    return response


@bp.get("/tokens/<token_id>")
@only(ADMIN_ROLES)
def token(token_id: str) -> Response:
    """Show a token, and what it may do; never itself."""
    found = next((one for one in state().services.api_tokens.all() if one.id == token_id), None)
    if found is None:
        abort(404)
    people = {one.id: one.email for one in state().services.staff.everybody()}
    return render(
        "staff/token.html",
        token=found,
        is_alive=state().services.api_tokens.is_alive(found),
        maker=people.get(found.made_by, ""),
        scopes={scope.value: words for scope, words in SCOPES.items()},
    )


@bp.get("/tokens/<token_id>/revocation")
@only(ADMIN_ROLES)
def back_to_token(token_id: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".token", token_id=token_id), code=303)


@bp.post("/tokens/<token_id>/revocation")
@only(ADMIN_ROLES)
def revoke_token(token_id: str) -> AnyResponse:
    """Take a token back."""
    state().services.api_tokens.revoke(token_id, me().id)
    flash("토큰을 못 쓰게 했어요. 이 토큰으로 오는 요청은 이제 거절해요.")
    return redirect(url_for(".token", token_id=token_id), code=303)


def _errors(name: str, scopes: list[Scope], days: str) -> dict[str, str]:
    """Say what to correct: box -> one sentence."""
    found = {
        "name": "" if 0 < len(name) <= MAX_NAME_CHARS else NO_NAME,
        "scopes": "" if scopes else NO_SCOPE,
        "days": "" if days in LIVES else NO_LIFE,
    }
    return {box: say for box, say in found.items() if say}


def _form(errors: dict[str, str] | None = None) -> Response:
    return render(
        "staff/new_token.html",
        422 if errors else 200,
        name=given_back.typed("name") if errors else "",
        chosen=request.form.getlist("scopes"),
        life=request.form.get("days", next(iter(LIVES))),
        scopes=SCOPES,
        lives=LIVES,
        errors=errors or {},
        problem=bool(errors),
    )

"""A firm whose accounts stand in 아임셀러 in every way there is, and the staff's requests about them."""

from dataclasses import replace

from gallery.values import PASSWORD, values_of
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.container import Services
from wizard.services.roles import Role
from wizard.steps import Credentials
from wizard.web.state import AppState

FIRM = NewSeller("등록상사", "1348672683", "01077778888")
WHY = "비밀번호가 로그인되지 않아요. 쇼핑몰에서 확인하고 다시 적어 주세요."
STATES = {
    "waiting": "coupang",
    "taken": "smartstore",
    "changed": "lotteon",
    "returned": "11st",
    "registered": "gmarket",
    "elsewhere": "cjmall",
    "unasked": "tmon",
    "unfinished": "auction",
}
"""How an account stands, and of which mall it is."""


def leave_registrations(app_state: AppState, operator: str) -> tuple[str, dict[str, str]]:
    """Save an account for each state; give the seller, and accounts and requests by what they show."""
    services = app_state.services
    seller = services.sellers.add(FIRM, "nobody")
    saved = {state: _saved(app_state, seller, mall) for state, mall in STATES.items()}
    requests = {row.account_id: row.id for row in services.requests.about_seller(seller)}
    asked = {state: requests[one] for state, one in saved.items() if one in requests}
    services.registrations.confirm(saved["registered"], "staff:gallery", 1)
    services.registrations.confirm(saved["changed"], "staff:gallery", 1)
    draft = _draft(app_state, STATES["changed"])
    values = {**draft.values, "login_id": "changed-shop"}
    app_state.accounts.replace(replace(draft, values=values), seller, saved["changed"])
    for state in ("taken", "returned"):
        services.request_handling.take(asked[state], operator)
    services.registration_desk.send_back(asked["returned"], operator, 1, "login_id", WHY)
    _open_elsewhere(services, asked["elsewhere"])
    ids = {f"register-{state}": one for state, one in asked.items()}
    return seller, ids | {state: saved[state] for state in ("returned", "unfinished")}


def _open_elsewhere(services: Services, request: str) -> None:
    """Let a colleague have an account open."""
    services.staff.add("lee@example.com", Role.OPERATOR, PASSWORD)
    [lee] = [row.id for row in services.staff.everybody() if row.email == "lee@example.com"]
    services.request_handling.take(request, lee)
    services.secret_access.open(request, lee, "register")


def _saved(app_state: AppState, seller: str, mall: str) -> str:
    return app_state.accounts.save(_draft(app_state, mall), seller)[1]


def _draft(app_state: AppState, mall: str) -> NewAccount:
    guide = app_state.catalog.guides[mall]
    form = next(step for step in guide.steps if isinstance(step, Credentials))
    values = {name: value for name, value in values_of(mall).items() if name in form.fields}
    ways = {
        "lotteon": {"tool": ("direct",)},
        "tmon": {"account-type": ("open-deal",)},
        "smartstore": {"same_id": ("different",)},
        "auction": {"way": ("self",), "remit": ("deposit",)},
    }
    missing = {"api_key"} if mall == STATES["unfinished"] else set()
    return NewAccount(
        mall=mall,
        step_id=form.id,
        revision=app_state.catalog.revisions[mall],
        answers=ways.get(mall, {}),
        form_token=f"gallery registration {mall}",
        values={name: value for name, value in values.items() if name not in missing},
        asked=frozenset(values),
        is_open=guide.status.state == "open",
        missing=frozenset(missing),
    )

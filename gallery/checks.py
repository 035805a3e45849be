"""A firm whose accounts stand at their malls in every way there is."""

from collections.abc import Mapping
from datetime import timedelta

from gallery.values import values_of
from wizard.db.engine import writing
from wizard.db.queries import checks
from wizard.db.records import CheckRecord
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.steps import Credentials
from wizard.web.state import AppState

FIRM = NewSeller("물어본상사", "2208162517", "01055556666")
PROBE = {"coupang": "return-centers", "11st": "outbound-area", "lotteon": "identity"}
STANDINGS: Mapping[str, Mapping[str, str]] = {
    "WAITING": {"mall": "coupang"},
    "OK": {"mall": "lotteon"},
    "BAD_FORMAT": {"mall": "coupang", "field": "vendor_id"},
    "WRONG_KEY": {"mall": "coupang", "field": "secret_key", "step": "keys"},
    "WRONG_ID": {"mall": "coupang", "field": "vendor_id", "step": "keys"},
    "IP_NOT_ALLOWED": {"mall": "11st", "step": "ip"},
    "NO_PERMISSION": {"mall": "gmarket", "field": "login_id", "step": "edealer"},
    "EXPIRED": {"mall": "lotteon", "field": "api_key", "step": "key"},
    "NOT_YET_ACTIVE": {"mall": "11st", "step": "api-key"},
    "RATE_LIMITED": {"mall": "coupang", "reason": "blocked"},
    "MALL_DOWN": {"mall": "11st"},
    "AMBIGUOUS": {"mall": "coupang"},
    "OUR_FAULT": {"mall": "coupang", "reason": "clock"},
    "UNVERIFIABLE": {"mall": "cjmall", "reason": "none"},
    "MALL_CLOSED": {"mall": "tmon", "reason": "suspended"},
}
"""What a mall said, and of which account."""

_AGAIN = {"NOT_YET_ACTIVE", "RATE_LIMITED", "MALL_DOWN", "OUR_FAULT"}


def leave_standings(app_state: AppState) -> tuple[str, dict[str, str]]:
    """Save an account for each standing; give the seller, and the accounts by standing."""
    seller = app_state.services.sellers.add(FIRM, "nobody")
    found = {verdict: _stands(app_state, seller, verdict) for verdict in STANDINGS}
    return seller, found


def _stands(app_state: AppState, seller: str, verdict: str) -> str:
    told, now = STANDINGS[verdict], app_state.now()
    account = _saved(app_state, seller, told["mall"], verdict)
    tried = CheckRecord(
        account,
        now,
        tried_at=now,
        verdict="" if verdict == "WAITING" else verdict,
        reason=told.get("reason", ""),
        field=told.get("field", ""),
        step=told.get("step", ""),
        probe=PROBE.get(told["mall"], ""),
        shown={"거래처명": "한빛상점", "거래처번호": "LO10000000"} if verdict == "OK" else {},
        since=now,
        again_at=now + timedelta(hours=1) if verdict in _AGAIN else None,
    )
    with writing(app_state.accounts.engine) as connection:
        checks.put(connection, tried)
    return account


def _saved(app_state: AppState, seller: str, mall: str, verdict: str) -> str:
    guide = app_state.catalog.guides[mall]
    form = next(step for step in guide.steps if isinstance(step, Credentials))
    place = list(STANDINGS).index(verdict)
    typed = values_of(mall) | {"login_id": f"{place:02}-shopping"}
    values = {name: typed[name] for name in form.fields if name in typed}
    ways = {"lotteon": {"tool": ("direct",)}, "tmon": {"account-type": ("open-deal",)}}
    draft = NewAccount(
        mall=mall,
        step_id=form.id,
        revision=app_state.catalog.revisions[mall],
        answers=ways.get(mall, {}),
        form_token=f"gallery {verdict}",
        values=values,
        asked=frozenset(values),
    )
    return app_state.accounts.save(draft, seller)[1]

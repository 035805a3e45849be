"""Accounts: masked for whoever may read them, opened for whom the secrets are for, tried at their malls."""

from contextlib import suppress

from flask import g

from wizard.errors import AlreadySubmittedError
from wizard.services.account_views import OWN_NAME
from wizard.services.api_tokens import Caller, Scope
from wizard.services.feeds import ReadAccount
from wizard.services.secret_access import Opened
from wizard.steps import Credentials
from wizard.steps.fields import ChoiceField
from wizard.steps.screen_look import without_looks
from wizard.web.api import places, sent, told
from wizard.web.api.operations import operation
from wizard.web.api.replies import Reply
from wizard.web.state import state

_TOLD = ("field", "shown", "asked_at", "tried_at", "again_at")
_NEVER: dict[str, object] = {
    "field": "",
    "shown": {},
    "asked_at": None,
    "tried_at": None,
    "again_at": None,
}


@operation("GET", "/accounts", scope=Scope.ACCOUNTS_READ, answer=told.AccountPage)
def list_accounts(caller: Caller, query: sent.AccountQuery) -> Reply:  # noqa: ARG001
    """계정 목록: 마지막으로 저장된 차례대로. next_cursor로 나중에 이어 읽으면 그 뒤에 바뀐 것이 나와요."""
    found = state().services.feeds.accounts(query.seller_id or "", places.place_of(query), query.limit)  # fmt: skip
    data = [_account(one) for one in found.rows]
    return Reply(told.AccountPage.model_validate({"data": data, **places.told_of(found, query)}))


@operation("GET", "/accounts/{account_id}", scope=Scope.ACCOUNTS_READ, answer=told.Account, is_tagged=True)  # fmt: skip
def get_account(caller: Caller, account_id: str) -> Reply:  # noqa: ARG001
    """계정 하나. 비밀 값은 가려져 있어요."""
    return Reply(_account(state().services.feeds.account(account_id)))


@operation("GET", "/accounts/{account_id}/secrets", scope=Scope.SECRETS_READ, answer=told.Secrets, is_tagged=True)  # fmt: skip
def get_secrets(caller: Caller, account_id: str) -> Reply:
    """계정의 값 전부와 입점 정보 표의 줄들. 읽은 때를 판매자에게 보여 주고, 감사 기록에 남겨요."""
    opened = state().services.program_acts.open(account_id, caller)
    g.is_audited = True
    values = opened.opened
    secrets = {
        "account_id": account_id,
        "seller_id": opened.record.seller_id,
        "mall": values.mall,
        "revision": opened.revision,
        "rows": _rows(values),
        "values": dict(values.values),
        "answers": dict(without_looks(values.answers)),
    }
    return Reply(told.Secrets.model_validate(secrets), tag=str(opened.revision))


@operation("GET", "/accounts/{account_id}/check", scope=Scope.CHECKS_READ, answer=told.Check, is_tagged=True)  # fmt: skip
def get_check(caller: Caller, account_id: str) -> Reply:  # noqa: ARG001
    """제휴몰에 마지막으로 확인해 본 결과."""
    state().services.feeds.account(account_id)
    return Reply(_check(account_id))


@operation("POST", "/accounts/{account_id}/check", scope=Scope.CHECKS_WRITE, answer=told.Check, status=202)  # fmt: skip
def create_check(caller: Caller, account_id: str) -> Reply:
    """다시 확인해 달라고 해요. 확인하는 중이거나 1분이 안 지났으면 그 확인을 그대로 알려 줘요."""
    seller_id = state().services.feeds.account(account_id).record.seller_id
    with suppress(AlreadySubmittedError):
        state().services.checks.again(seller_id, account_id, caller.actor)
    return Reply(_check(account_id), 202, seller_id=seller_id)


def _account(found: ReadAccount) -> told.Account:
    record, card = found.record, found.card
    return told.Account.model_validate(
        {
            "id": record.id,
            "seller_id": record.seller_id,
            "mall": record.mall,
            "own_name": card.own_name,
            "revision": found.revision,
            "values": {name: tail for name, tail in card.tails.items() if name != OWN_NAME},
            "expires_on": record.expires_on,
            "created_at": record.created_at,
            "updated_at": record.updated_at,
        }
    )


def _check(account_id: str) -> told.Check:
    found = state().services.checks.of([account_id]).get(account_id)
    known = {name: getattr(found, name) for name in _TOLD} if found else _NEVER
    verdict = found.verdict if found else ""
    standing = "done" if verdict else "waiting" if found else "never"
    return told.Check.model_validate(
        {**known, "account_id": account_id, "state": standing, "verdict": verdict or None}
    )


def _rows(opened: Opened) -> list[list[told.Cell]]:
    """Give the rows of 아임셀러's 입점 정보 table, as the account's guide has them now."""
    guide = state().catalog.guides.get(opened.mall)
    form = guide.form(opened.step_id) if guide else None
    if form is None:
        return []
    return [
        [_cell(opened, form, column, name) for column, name in row.cells.items()]
        for row in form.registered(opened.answers)
    ]


def _cell(opened: Opened, form: Credentials, column: str, name: str) -> told.Cell:
    """Give a value as it is entered: of a choice, the words of its option."""
    what, value = form.fields[name], opened.values.get(name, "")
    if isinstance(what, ChoiceField):
        chosen = opened.answers.get(name, ("",))[0]
        value = what.options[chosen].label if chosen in what.options else ""
    return told.Cell(column=column, field=name, value=value)

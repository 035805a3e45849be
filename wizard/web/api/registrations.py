"""Whether accounts stand in 아임셀러: what waits, and what was done there."""

import re

from wizard.services.api_tokens import Caller, Scope
from wizard.services.feeds import StandingAccount
from wizard.services.program_acts import Decision
from wizard.web.api import places, sent, told
from wizard.web.api.operations import operation
from wizard.web.api.problems import ProblemError
from wizard.web.api.replies import Reply
from wizard.web.state import state

_TAG = re.compile(r'"([0-9]{1,9})(?:-([a-z]{1,20}))?"')


@operation("GET", "/registrations", scope=Scope.REGISTRATIONS_READ, answer=told.RegistrationPage)
def list_registrations(caller: Caller, query: sent.RegistrationQuery) -> Reply:  # noqa: ARG001
    """등록을 기다리는 계정(또는 등록된 것, 되돌려 보낸 것)의 목록: 먼저 바뀐 것부터. next_cursor로 나중에 이어 읽으면 그 뒤에 바뀐 것이 나와요."""
    found = state().services.feeds.registrations(query.state, places.change_of(query), query.limit)
    data = [_told(one) for one in found.rows]
    page = {"data": data, **places.told_of(found, query)}
    return Reply(told.RegistrationPage.model_validate(page))


@operation(
    "GET",
    "/accounts/{account_id}/registration",
    scope=Scope.REGISTRATIONS_READ,
    answer=told.Registration,
    is_tagged=True,
)
def get_registration(caller: Caller, account_id: str) -> Reply:  # noqa: ARG001
    """계정이 아임셀러에 등록되었는지."""
    return _reply(state().services.feeds.registration(account_id))


@operation(
    "PUT",
    "/accounts/{account_id}/registration",
    scope=Scope.REGISTRATIONS_WRITE,
    answer=told.Registration,
    is_tagged=True,
)
def put_registration(caller: Caller, account_id: str, body: sent.Decision, match: str) -> Reply:
    """아임셀러에 등록했다고, 또는 되돌려 보낸다고 알려요. If-Match에는 등록한 값을 읽을 때(secrets) 받은 ETag를 적어요."""
    seen, done = _seen(match), body.root
    if isinstance(done, sent.Returned):
        seen = Decision(seen.revision, seen.state, done.field, done.reason)
    return _reply(state().services.program_acts.decide(account_id, caller, seen))


def _seen(match: str) -> Decision:
    """Read what was seen: the revision of the account, and how it stood if that was read.

    Raises:
        ProblemError: it names no revision, so that it is not known what was seen.

    """
    found = _TAG.fullmatch(match)
    if found is None:
        raise ProblemError("outdated")
    return Decision(int(found[1]), found[2] or "")


def _reply(found: StandingAccount) -> Reply:
    tag = f"{found.revision}-{found.state}"
    return Reply(_told(found), tag=tag, seller_id=found.seller_id)


def _told(found: StandingAccount) -> told.Registration:
    shown = {name: getattr(found, name) for name in told.Registration.model_fields}
    return told.Registration.model_validate(shown)

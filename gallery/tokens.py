"""Tokens in every state, for a page that shows them."""

from wizard.services.api_tokens import Scope
from wizard.services.container import Services


def leave_tokens(services: Services, admin: str) -> str:
    """Let there be a token that is used, one that was taken back, one whose maker is gone; give the first."""
    tokens = services.api_tokens
    tokens.make("예전 프로그램", [Scope.ACCOUNTS_READ], 90, "gone")
    tokens.make("잃어버린 것", [Scope.SELLERS_READ], 0, admin)
    [lost] = [one for one in tokens.all() if one.name == "잃어버린 것"]
    tokens.revoke(lost.id, admin)
    used = tokens.make("아임셀러 등록", list(Scope), 365, admin)
    tokens.caller(used)
    [first] = [one.id for one in tokens.all() if one.name == "아임셀러 등록"]
    return first

"""The staff's desk: who is spoken to as staff, and the way back to where they work."""

from dataclasses import dataclass

from flask import request, url_for

from wizard.services.roles import EDITOR_ROLES, SELLER_SUPPORT_ROLES
from wizard.web import sessions
from wizard.web.site import site


@dataclass(frozen=True)
class WayBack:
    """The way back to somebody's own desk: its address, and what its button says."""

    address: str
    word: str


def way_back() -> WayBack | None:
    """Give the way back of who is spoken to as staff; None for a seller, a reader, and in a preview.

    The desk's own addresses are the staff's though nobody is signed in: the way leads by the sign-in.
    """
    if site().banner or not (_is_at_desk() or _is_staff_alone()):
        return None
    member = sessions.member()
    role = member.role if member else None
    if role in EDITOR_ROLES and (role not in SELLER_SUPPORT_ROLES or _is_below("editor.guides")):
        return WayBack(url_for("editor.guides"), "안내 고치기로 가기")
    if role in SELLER_SUPPORT_ROLES:
        return WayBack(url_for("staff.today"), "오늘 할 일로 가기")
    return WayBack(url_for("staff.home"), "담당자 화면으로 가기")


def _is_at_desk() -> bool:
    return _is_below("staff.home") or _is_below("editor.guides")


def _is_staff_alone() -> bool:
    """Say whether this browser is staff's and no seller's: of two, a public page is the seller's."""
    return sessions.member() is not None and sessions.known_seller() is None


def _is_below(endpoint: str) -> bool:
    return f"{request.path}/".startswith(f"{url_for(endpoint)}/")

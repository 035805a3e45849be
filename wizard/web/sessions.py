"""Who this browser is: a seller who came in, a firm that may start here, or a reader."""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from flask import Flask, Response, current_app, g, request, session

from wizard.errors import DatabaseError
from wizard.forms import business
from wizard.services.account_inputs import NewSeller
from wizard.services.roles import Role
from wizard.services.sessions import SELLER_DAYS, STAFF_HOURS, KnownSeller, StaffMember
from wizard.web import rate_limit
from wizard.web.signed_session import SignedSessions, may_hold_news
from wizard.web.state import state

LIVES_S = {"seller": SELLER_DAYS * 86400, "staff": STAFF_HOURS * 3600}
"""The two cookies, and how long a browser keeps each; the server decides for itself."""

ASKED_BY_PAGES = {
    "staff.request_rows",
    "staff.be_present",
    "staff.rest",
    "staff.verification",
    "editor.pulse",
}
"""What pages of the staff ask by themselves, again and again: it keeps nobody signed in."""

_KNOWN = {"seller": "seller", "staff": "member"}
"""Under which name of `g` it stands whom each cookie was found to be."""

AT_THIS_COMPUTER = StaffMember("preview", "이 컴퓨터", Role.EDITOR)
"""Who looks at guides with `wizard preview`: its address opens on this computer only."""


def register(app: Flask) -> None:
    """Let the answers carry the cookies that a view has decided on."""
    app.session_interface = SignedSessions()
    app.after_request(_set_cookies)


def staff_token() -> str:
    """Give the token of this browser's session as staff; "" if it has none."""
    return _token("staff")


def seller_token() -> str:
    """Give the token of this browser's session as a seller; "" if it has none."""
    return _token("seller")


def known_seller() -> str | None:
    """Give the id of this session's seller."""
    found = _seller()
    return found.id if found else None


def seller_name() -> str | None:
    """Give the seller's 상호."""
    found = _seller()
    return found.name if found else None


def sees_from() -> datetime | None:
    """Give the moment before which this session's seller is shown nothing; None for all."""
    found = _seller()
    return found.sees_from if found else None


def member() -> StaffMember | None:
    """Give the member of staff who is signed in here."""
    if state().settings.preview:
        return AT_THIS_COMPUTER
    if "member" not in g:
        acts = request.endpoint not in ASKED_BY_PAGES
        g.member = _looked_up("staff", partial(state().services.sessions.member, acts=acts))
    found: StaffMember | None = g.member
    return found


def see_no_seller() -> None:
    """Take this request's reader for nobody's seller, whatever the browser's cookie says."""
    g.seller = None


def sign_in(kind: str, token: str) -> None:
    """Give this browser the token of a session that has just begun; it has no other then."""
    end_former(kind, token)
    g.setdefault("new_tokens", {})[kind] = token
    g.pop(_KNOWN[kind], None)


def end_former(kind: str, token: str) -> None:
    """End the session that this browser had before the one that has just begun."""
    old = _token(kind)
    if old and old != token:
        state().services.sessions.end(old)


def sign_out(kind: str) -> None:
    """Sign this browser out, and forget everything else it was told."""
    if token := _token(kind):
        state().services.sessions.sign_out(token)
    forget(kind)
    session.clear()


def forget(kind: str) -> None:
    """Take the cookie back."""
    g.setdefault("new_tokens", {})[kind] = ""
    g.pop(_KNOWN[kind], None)


def forget_seller() -> None:
    """Let this browser start again as a new seller, with nothing that an old form fits to."""
    forget("seller")
    session.clear()


def asks_seller() -> bool:
    """Say whether the form must ask which firm this is."""
    return known_seller() is None and state().settings.self_start


def seller_number() -> str:
    """Give the 사업자등록번호 of this session's seller; "" if there is none."""
    seller_id = known_seller()
    return str(state().services.sellers.firm(seller_id).business_number) if seller_id else ""


def may_save() -> bool:
    """Say whether this reader is a seller, or may become one here."""
    return known_seller() is not None or state().settings.self_start


def seller(begins: str) -> str | NewSeller:
    """Give the seller of this session, or the firm that starts by itself with this form.

    Args:
        begins: the token of the session that such a firm begins.

    """
    return known_seller() or named_firm(begins)


def named_firm(begins: str = "") -> NewSeller:
    """Give the firm that a posted form without a problem names."""
    firm = business.firm(request.form)
    return NewSeller(
        name=firm.name,
        business_number=firm.number,
        phone=firm.phone,
        session=begins,
        source=rate_limit.sealed_address(),
    )


def is_anybody() -> bool:
    """Say whether this browser sees what all see: no staff's, and nothing waits to be told in it.

    Only such a browser may be given a page that was drawn for another, or have one drawn for others.
    """
    cookie = request.cookies.get(current_app.config["SESSION_COOKIE_NAME"], "")
    return (
        member() is None and not (may_hold_news(cookie) and "_flashes" in session)
    ) and not is_unknown()


def is_unknown() -> bool:
    """Say whether this browser has a session that could not be looked up."""
    return bool(g.get("is_unknown"))


def visitor() -> str:
    """Give this browser's own random name, which binds what its forms bring back."""
    if "visitor" not in session:
        session["visitor"] = secrets.token_urlsafe(16)
    return str(session["visitor"])


def renew() -> None:
    """Begin this browser's cookie anew for whoever comes in; it is the same browser still."""
    name = visitor()
    session.clear()
    session["visitor"] = name


def _seller() -> KnownSeller | None:
    if "seller" not in g:
        g.seller = _looked_up("seller", state().services.sessions.seller)
    found: KnownSeller | None = g.seller
    return found


_Found = TypeVar("_Found", KnownSeller, StaffMember)


def _looked_up(kind: str, find: Callable[[str], _Found | None]) -> _Found | None:
    """Find whose session this is; None, and a note of it, if the database cannot be asked."""
    token, storage = _token(kind), state().services.storage
    if not token:
        return None
    if storage.may_read:
        try:
            return find(token)
        except DatabaseError as error:
            storage.rest()
            current_app.logger.warning("a session was not found out: %s", error)
    g.is_unknown = True
    return None


def _token(kind: str) -> str:
    new_tokens: dict[str, str] = g.get("new_tokens", {})
    return new_tokens.get(kind, request.cookies.get(_name(kind), ""))


def _name(kind: str) -> str:
    return f"__Host-{kind}" if state().settings.https else kind


def _set_cookies(response: Response) -> Response:
    for kind, token in g.pop("new_tokens", {}).items():
        response.set_cookie(
            _name(kind),
            token,
            max_age=LIVES_S[kind] if token else 0,
            secure=state().settings.https,
            httponly=True,
            samesite="Lax",
            path="/",
        )
    return response

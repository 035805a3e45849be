"""Who this browser is: a seller who came in, a firm that may start here, or a reader."""

import secrets

from flask import request, session

from wizard import business
from wizard.cleaning import clean
from wizard.desk.drafts import NewSeller
from wizard.web.context import house


def known_seller() -> str | None:
    """Give the id of this session's seller."""
    found: str | None = session.get("seller")
    return found


def seller_name() -> str | None:
    """Give the seller's 상호; forget a seller whose record is gone."""
    known = known_seller()
    name = house().accounts.seller_name(known) if known else None
    if known and name is None:
        forget_seller()
    return name


def remember_seller(seller_id: str) -> None:
    """Let this browser act for a seller from now on; writes the cookie only if that is new."""
    if session.get("seller") != seller_id:
        session["seller"] = seller_id


def forget_seller() -> None:
    """Let this browser start again as a new seller."""
    session.pop("seller", None)


def asks_seller() -> bool:
    """Say whether the form must ask which firm this is."""
    return known_seller() is None and house().settings.self_start


def may_save() -> bool:
    """Say whether this reader is a seller, or may become one here."""
    return known_seller() is not None or house().settings.self_start


def seller() -> str | NewSeller:
    """Give the seller of this session, or the firm that starts by itself with this form."""
    if known := known_seller():
        return known
    return NewSeller(
        name=clean(request.form["seller_name"]).value,
        business_number=business.digits(request.form["seller_number"]),
        phone=business.digits(request.form["seller_phone"]),
    )


def visitor() -> str:
    """Give this browser's own random name, which binds what its forms bring back."""
    if "visitor" not in session:
        session["visitor"] = secrets.token_urlsafe(16)
    return str(session["visitor"])

"""The way back from one person's page to the list that led to it, with its filters as they were.

It stands in the address as `back`, so it outlives reload, a press of a button and a copy of the address.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for

from wizard.web.staff.access import bp

NAME, MAX_CHARS = "back", 500
LISTS = {"staff.today", "staff.requests", "staff.request_rows", "staff.sellers", "staff.matrix"}
ABOUT = ("request_id", "seller_id")
"""What the address of a page about one of them names."""

_ROOMS = {"today": "오늘 할 일", "requests": "요청", "sellers": "판매자", "matrix": "한눈에"}
_PLACE = re.compile(rf"/staff/({'|'.join(_ROOMS)})(/[0-9a-f]{{32}})?(\?[!-~]*)?")


@bp.url_defaults
def lead_back(endpoint: str, values: dict[str, Any]) -> None:
    """Let an address about a request or a seller say where its reader comes from."""
    subject = next((name for name in ABOUT if values.get(name)), "")
    if NAME in values or not subject:
        return
    is_same = (request.view_args or {}).get(subject) == values[subject]
    back = read() if is_same else _here() if endpoint in _PAGES else ""
    usual = url_for(_PAGES[endpoint]) if endpoint in _PAGES else ""
    if back and back != usual:
        values[NAME] = back


_PAGES = {"staff.request_page": "staff.requests", "staff.seller": "staff.sellers"}
"""A page about one, and the list that it is led back to where the address says nothing."""


def read() -> str:
    """Give the way back that the address names; "" for none, or what is no page of ours."""
    back = request.args.get(NAME, "")
    return back if len(back) <= MAX_CHARS and _PLACE.fullmatch(back) else ""


@bp.context_processor
def words() -> dict[str, object]:
    """Let a page ask for its way back by the list that it usually comes from."""
    return {"way_back": way_back}


def way_back(usual: str) -> tuple[str, str]:
    """Give the address to lead back to, and what its link says."""
    back = read() or url_for(usual)
    found = _PLACE.fullmatch(back)
    return back, _ROOMS[found[1]] if found else ""


def _here() -> str:
    """Give the address of this page as a way back to it, with no more than one way of its own in it."""
    endpoint = request.endpoint or ""
    if endpoint not in LISTS | set(_PAGES) or request.method != "GET":
        return ""
    asked = parse_qsl(request.query_string.decode("utf-8", "replace"))
    kept = [(name, value) for name, value in asked if name != NAME or NAME not in value]
    path = url_for("staff.requests") if endpoint == "staff.request_rows" else request.path
    return f"{path}?{urlencode(kept)}" if kept else path

"""What is kept of a seller, for themselves: told, taken home, and all gone."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError, TooOftenError
from wizard.forms import business
from wizard.korean.calendar import write_moment
from wizard.services.own_data import OtherDigitsError
from wizard.services.personal_data import GivenPart, as_json
from wizard.web import sessions
from wizard.web.htmx import render
from wizard.web.seller.dashboard import sellers_only
from wizard.web.seller.data_words import told
from wizard.web.state import state

bp = Blueprint("own_data", __name__, url_prefix="/my/data")

OTHER_DIGITS = "숫자가 달라요. 사업자등록증을 보고 끝 다섯 자리를 다시 적어 주세요."
FIVE = "사업자등록번호 끝 다섯 자리를 숫자로 적어 주세요."
TOO_OFTEN = (
    "한 시간에 다섯 번까지 할 수 있어요. 잠시 뒤에 다시 해 주시거나 화면 아래 번호로 전화해 주세요."
)
ERASED = "erased"
"""Under which a browser's cookie holds what came of an erasure, until its page was shown somewhere else."""

View = Callable[..., AnyResponse]


def whole_only(view: View) -> View:
    """Show a page to a seller who may see all that is theirs; it is given the seller's id."""

    @wraps(view)
    @sellers_only
    def guarded(seller_id: str, **names: Any) -> AnyResponse:
        if sessions.sees_from():
            return render("seller/own_data_by_link.html", 403)
        return view(seller_id, **names)

    return guarded


@bp.get("")
@whole_only
def show(seller_id: str) -> Response:
    """Say what is kept, what was agreed to, and how to take it home or have it gone."""
    return _show(seller_id)


@bp.post("/download")
@whole_only
def download(seller_id: str) -> AnyResponse:
    """Give everything as one file, after the last five digits."""
    digits = _digits()
    if not digits:
        return _show(seller_id, 422, FIVE)
    try:
        parts = state().services.own_data.take_home(seller_id, digits)
    except OtherDigitsError:
        return _show(seller_id, 422, OTHER_DIGITS)
    except TooOftenError:
        return _show(seller_id, 429, TOO_OFTEN)
    return packed(parts, state().services.photos.of_seller(seller_id))


@bp.get("/download")
def no_download() -> AnyResponse:
    """Lead back to where it is asked for."""
    return redirect(url_for(".show"), code=303)


@bp.get("/deletion")
@whole_only
def ask_erasure(_seller_id: str) -> Response:
    """Say what goes, what stays and where, before anything does."""
    return _ask()


@bp.post("/deletion")
@whole_only
def erase(seller_id: str) -> AnyResponse:
    """Forget the seller, after the last five digits; this browser is nobody's then."""
    digits = _digits()
    if not digits:
        return _ask(422, FIVE)
    try:
        done = state().services.own_data.erase(seller_id, digits)
    except OtherDigitsError:
        return _ask(422, OTHER_DIGITS)
    except TooOftenError:
        return _ask(429, TOO_OFTEN)
    except NotFoundError:  # the same press came at this moment, and was first
        sessions.forget_seller()
        return redirect(url_for(".erased"), code=303)
    sessions.forget_seller()
    counts = {name: done.counts.get(name, 0) for name in ("account", "request", "link")}
    session[ERASED] = {"at": write_moment(done.at, done.at), "left": done.left, **counts}
    return redirect(url_for(".erased"), code=303)


@bp.get("/erased")
def erased() -> AnyResponse:
    """Say by what count nothing is left; to the browser that asked for it only."""
    if sessions.known_seller():
        return redirect(url_for("dashboard.show"), code=303)
    return render("seller/erased.html", done=session.get(ERASED))


def _show(seller_id: str, status: int = 200, error: str = "") -> Response:
    services = state().services
    firm = services.sellers.firm(seller_id)
    return render(
        "seller/own_data.html",
        status,
        firm=firm,
        consents=services.consents.of_seller(seller_id),
        notice=state().notice,
        accounts=len(state().accounts.cards(seller_id)),
        asked=len(services.requests.of_seller(seller_id)),
        openings=len(services.sellers.openings(seller_id)),
        taken=services.erasure.taken_by_staff(seller_id),
        digits=request.form.get("digits", "")[:20],
        error=error,
        problem=bool(error),
    )


def _ask(status: int = 200, error: str = "") -> Response:
    typed = request.form.get("digits", "")[:20]
    registration = state().settings.registration
    return render(
        "seller/erase.html",
        status,
        digits=typed,
        error=error,
        problem=bool(error),
        registration=registration,
    )


def _digits() -> str:
    """Give the last five of what was typed; "" if it is neither five digits nor a whole number."""
    typed = business.digits(request.form.get("digits", ""))
    return typed[-5:] if len(typed) in {5, 10} and typed.isdecimal() else ""


def packed(parts: list[GivenPart], pictures: Mapping[str, bytes]) -> Response:
    """Pack everything: for programs, and as a page to read."""
    page = render_template("seller/export.html", parts=parts, now=state().now(), told=told)
    data = json.dumps(as_json(parts), ensure_ascii=False, indent=1, default=str)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("read-me-first.html", page)
        archive.writestr("data.json", data)
        for request_id, picture in pictures.items():
            archive.writestr(f"photos/{request_id}.jpg", picture)
    response = Response(packed.getvalue(), mimetype="application/zip")
    name = f"imseller-my-data-{state().today.isoformat()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response

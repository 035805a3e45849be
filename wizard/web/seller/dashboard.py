"""The seller's own place: malls, requests, who looked; and going on elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError
from wizard.forms.normalize import clean
from wizard.services.requests import MAX_MESSAGE_CHARS
from wizard.services.secret_access import REASONS
from wizard.web import sessions
from wizard.web.htmx import render
from wizard.web.own_malls import own_malls
from wizard.web.seller import mall_status
from wizard.web.seller.invitation import invitation
from wizard.web.state import state

bp = Blueprint("dashboard", __name__, url_prefix="/my")

View = Callable[..., AnyResponse]
SAY_SOMETHING = f"전할 말을 {MAX_MESSAGE_CHARS}자까지 적어 주세요."


def sellers_only(view: Callable[..., AnyResponse]) -> View:
    """Show a page to a seller only: it is given the seller's id."""

    @wraps(view)
    def guarded(**names: Any) -> AnyResponse:
        seller_id = sessions.known_seller()
        return view(seller_id, **names) if seller_id else render("seller/signed_out.html", 403)

    return guarded


@bp.get("")
@sellers_only
def show(seller_id: str) -> Response:
    """Show the seller's malls, with what to do now in each."""
    services = state().services
    asked = services.requests.of_seller(seller_id)
    return render(
        "seller/dashboard.html",
        name=sessions.seller_name(),
        own=own_malls(),
        malls=mall_status.malls_of(seller_id),
        others=[row for row in asked if not row.mall],
        openings=services.sellers.openings(seller_id),
        REASONS=REASONS,
        devices=services.sessions.count_browsers(seller_id),
    )


@bp.get("/malls")
@sellers_only
def choose_malls(seller_id: str) -> Response:
    """Ask which malls the seller is in."""
    runs = {run.mall: run for run in state().services.progress.of_seller(seller_id)}
    ticked = {*runs, *request.args.getlist("malls")}
    begun = {mall for mall, run in runs.items() if run.state != "chosen"}
    return render("seller/malls.html", guides=state().catalog.malls, ticked=ticked, begun=begun)


@bp.post("/malls")
@sellers_only
def save_malls(seller_id: str) -> AnyResponse:
    """Put the malls that were ticked on the seller's list."""
    ticked = request.form.getlist("malls")
    catalog = state().catalog
    revisions = {mall: catalog.revisions[mall] for mall in catalog.malls if mall in ticked}
    state().services.progress.choose(seller_id, revisions, f"seller:{seller_id}")
    return redirect(url_for(".show"), code=303)


@bp.post("/links")
@sellers_only
def make_link(seller_id: str) -> Response:  # noqa: ARG001 it is made from the session itself
    """Make a link by which the seller goes on elsewhere; it is shown once."""
    try:
        token = state().services.invitations.make_in_session(sessions.seller_token())
    except NotFoundError:  # the session was taken back at this moment
        return render("seller/signed_out.html", 403)
    name = sessions.seller_name() or ""
    response = render("seller/invitation.html", invitation=invitation(name, token))
    response.headers["HX-Push-Url"] = "false"
    return response


@bp.get("/links")
def no_link() -> AnyResponse:
    """Lead back from the page of a link, which is shown once."""
    return redirect(url_for(".show"), code=303)


@bp.post("/sessions/deletion")
@sellers_only
def sign_out_everywhere(seller_id: str) -> AnyResponse:
    """Sign the seller out of every browser."""
    state().services.sessions.sign_out_everywhere(seller_id)
    sessions.forget_seller()
    return redirect(url_for("sign_in.show"), code=303)


@bp.get("/requests/<request_id>")
@sellers_only
def thread(seller_id: str, request_id: str) -> Response:
    """Show a request with what was said about it."""
    return _thread(seller_id, request_id)


@bp.post("/requests/<request_id>/messages")
@sellers_only
def reply(seller_id: str, request_id: str) -> AnyResponse:
    """Say something more about a request."""
    text = clean(request.form.get("text", ""), "edges").value
    if not 0 < len(text) <= MAX_MESSAGE_CHARS:
        return _thread(seller_id, request_id, 422, SAY_SOMETHING)
    state().services.requests.reply(seller_id, request_id, text)
    flash("전했어요. 담당자가 확인하고 답할게요.")
    return redirect(url_for(".thread", request_id=request_id), code=303)


@bp.get("/requests/<request_id>/messages")
def no_messages(request_id: str) -> AnyResponse:
    """Lead back to the thread."""
    return redirect(url_for(".thread", request_id=request_id), code=303)


def _thread(seller_id: str, request_id: str, status: int = 200, error: str = "") -> Response:
    found = state().services.requests.thread(request_id, seller_id)
    text = request.form.get("text", "")
    return render(
        "seller/request.html", status, thread=found, error=error, text=text, problem=bool(error)
    )

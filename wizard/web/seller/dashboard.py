"""The seller's own place: malls, requests, who looked; and going on elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError, TooManyError
from wizard.forms.normalize import clean
from wizard.services.invitations import MAX_OWN_LINKS
from wizard.services.progress import Run
from wizard.services.registration_asking import KIND
from wizard.services.requests import MAX_MESSAGE_CHARS, MAX_WAITING, StoredRequest
from wizard.services.secret_access import REASONS
from wizard.web import chosen_malls, sessions
from wizard.web.guide.help import too_often
from wizard.web.guide.help_photo import picture
from wizard.web.htmx import render
from wizard.web.own_malls import own_malls
from wizard.web.refusals import flash_refusal
from wizard.web.seller import first_list, mall_status
from wizard.web.seller.invitation import invitation
from wizard.web.state import state

bp = Blueprint("dashboard", __name__, url_prefix="/my")

View = Callable[..., AnyResponse]
HELD_BACK = {
    "unfinished": "아직 적지 않은 칸이 있어서 등록을 멈췄어요. 내 쇼핑몰에서 다 적고 저장하면 다시 요청해요.",
    "unasked": "쇼핑몰이 닫혀 있어서 등록하지 않아요. 적어 주신 값은 그대로 보관돼요.",
}
"""Why nobody registers an account that was to be, for its seller."""
SAY_SOMETHING = f"전할 말을 {MAX_MESSAGE_CHARS}자까지 적어 주세요."
TOO_MANY_WORDS = (
    f"보내신 말 {MAX_WAITING}개가 답을 기다리고 있어요. 답이 온 다음에 더 보내 주세요. "
    "급하면 화면 아래 번호로 전화해 주세요."
)
TOO_MANY_LINKS = (
    f"일주일 동안 링크를 {MAX_OWN_LINKS}개 만드셨어요. 나에게 보내 둔 링크를 다시 눌러 주세요. "
    "찾을 수 없으면 화면 아래 번호로 전화해 주세요."
)


def sellers_only(view: Callable[..., AnyResponse]) -> View:
    """Show a page to a seller only: it is given the seller's id."""

    @wraps(view)
    def guarded(**names: Any) -> AnyResponse:
        seller_id = sessions.known_seller()
        return view(seller_id, **names) if seller_id else _signed_out()

    return guarded


def _signed_out() -> Response:
    """Say how to come in; who never was a seller may begin, where firms may start by themselves."""
    return render("seller/signed_out.html", 403, may_start=sessions.asks_seller())


@bp.get("")
@sellers_only
def show(seller_id: str) -> Response:
    """Show the seller's malls, with what to do now in each."""
    with state().services.at_one_moment():
        return _malls(seller_id)


def _malls(seller_id: str) -> Response:
    services, since = state().services, sessions.sees_from()
    asked, own = services.requests.of_seller(seller_id, since), own_malls()
    malls = mall_status.malls_of(seller_id, since)
    return render(
        "seller/dashboard.html",
        name=sessions.seller_name(),
        own=own,
        malls=malls,
        heading=mall_status.heading(malls),
        is_partial=since is not None,
        others=[row for row in asked if row.mall not in own.states],
        openings=() if since else services.sellers.openings(seller_id),
        REASONS=REASONS,
        devices=services.sessions.count_browsers(seller_id),
    )


@bp.get("/malls")
def choose_malls() -> Response:
    """Ask which malls the seller is in; a reader, also who they are."""
    seller_id = sessions.known_seller()
    return _ask_malls(seller_id) if seller_id else first_list.ask()


def _ask_malls(seller_id: str) -> Response:
    runs = _shown_runs(seller_id)
    ticked = {*runs, *request.args.getlist("malls")}
    begun = {mall for mall, run in runs.items() if run.state != "chosen"}
    guides = state().catalog.malls
    return render("seller/malls.html", guides=guides, ticked=ticked, begun=begun, shown=runs)


@bp.post("/malls")
def save_malls() -> AnyResponse:
    """Put the malls that were ticked on the seller's list; a reader becomes a seller with it."""
    seller_id = sessions.known_seller()
    if not seller_id:
        return first_list.begin()
    revisions = chosen_malls.chosen(*_hidden_malls(seller_id))
    progress, shown = state().services.progress, chosen_malls.shown()
    became = progress.choose(seller_id, revisions, f"seller:{seller_id}", shown)
    chosen_malls.flash_unchanged(became)
    return redirect(url_for(".show"), code=303)


def _shown_runs(seller_id: str) -> dict[str, Run]:
    since = sessions.sees_from()
    runs = state().services.progress.of_seller(seller_id)
    return {run.mall: run for run in runs if since is None or run.updated_at >= since}


def _hidden_malls(seller_id: str) -> list[str]:
    """Name the malls that are on the list and not shown here: they stay on it."""
    shown = _shown_runs(seller_id)
    runs = state().services.progress.of_seller(seller_id)
    return [run.mall for run in runs if run.mall not in shown]


@bp.post("/links")
@sellers_only
def make_link(seller_id: str) -> AnyResponse:  # noqa: ARG001 it is made from the session itself
    """Make a link by which the seller goes on elsewhere; it is shown once."""
    try:
        token = state().services.invitations.make_in_session(sessions.seller_token())
    except NotFoundError:  # it was taken back at this moment, or may not see all
        return render("seller/by_link_only.html", 403)
    except TooManyError:
        flash_refusal(TOO_MANY_LINKS)
        return redirect(url_for(".show"), code=303)
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
    """Sign the seller out of every browser; one that may not see all, out of itself."""
    state().services.progress.marks.settle(seller_id)
    if sessions.sees_from():
        sessions.sign_out("seller")
        return redirect(url_for("sign_in.show"), code=303)
    state().services.sessions.sign_out_everywhere(seller_id)
    sessions.forget_seller()
    return redirect(url_for("sign_in.show"), code=303)


@bp.get("/requests/<request_id>")
@sellers_only
def thread(seller_id: str, request_id: str) -> Response:
    """Show a request with what was said about it."""
    return _thread(seller_id, request_id)


@bp.get("/requests/<request_id>/photo")
@sellers_only
def photo(seller_id: str, request_id: str) -> Response:
    """Show the picture that one sent with a request."""
    services = state().services
    services.requests.thread(request_id, seller_id, sessions.sees_from())
    return picture(services.photos.open(request_id, seller_id))


@bp.post("/requests/<request_id>/messages")
@sellers_only
def reply(seller_id: str, request_id: str) -> AnyResponse:
    """Say something more about a request."""
    text = clean(request.form.get("text", ""), "edges").value
    if not 0 < len(text) <= MAX_MESSAGE_CHARS:
        return _thread(seller_id, request_id, 422, SAY_SOMETHING)
    state().services.requests.thread(request_id, seller_id, sessions.sees_from())
    if said := _said(seller_id, request_id, text):
        return _thread(seller_id, request_id, 429, said)
    flash("전했어요. 담당자가 확인하고 답할게요.")
    return redirect(url_for(".thread", request_id=request_id), code=303)


def _said(seller_id: str, request_id: str, text: str) -> str:
    """Say it, and count it; why it could not be said, or ""."""
    with state().services.together():
        if said := too_often(seller_id):
            return said
        try:
            state().services.requests.reply(seller_id, request_id, text)
        except TooManyError:
            return TOO_MANY_WORDS
    return ""


@bp.get("/requests/<request_id>/messages")
def no_messages(request_id: str) -> AnyResponse:
    """Lead back to the thread."""
    return redirect(url_for(".thread", request_id=request_id), code=303)


def _thread(seller_id: str, request_id: str, status: int = 200, error: str = "") -> Response:
    found = state().services.requests.thread(request_id, seller_id, sessions.sees_from())
    text = request.form.get("text", "")
    return render(
        "seller/request.html",
        status,
        thread=found,
        held_back=_held_back(found.request),
        photo=state().services.photos.size(request_id),
        error=error,
        text=text,
        problem=bool(error),
    )


def _held_back(asked: StoredRequest) -> str:
    """Say why a request to register an account is put away without that; "" if it is not so."""
    if asked.kind != KIND or not asked.account_id:
        return ""
    stands = state().services.registrations.of([asked.account_id]).get(asked.account_id)
    return HELD_BACK.get(stands.state, "") if stands else ""

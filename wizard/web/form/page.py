"""The credential form: shown empty, or again with everything typed and what to correct."""

from dataclasses import replace
from http import HTTPStatus

from flask import Response, current_app, request
from markupsafe import Markup, escape

from wizard.errors import DatabaseError
from wizard.services.account_views import AccountCard
from wizard.web import consent, form_binding, sessions
from wizard.web.form import reuse, token
from wizard.web.form.posted import Posted, form_of
from wizard.web.form.saved_before import links, saved_before
from wizard.web.form.view import SELLER_FIELDS, Mismatch, draft_of, view_of
from wizard.web.form_cache import SLOTS, CachedForm, split_at_slots
from wizard.web.htmx import html_response, render, render_html, wants_screen
from wizard.web.screen import Screen
from wizard.web.state import state

CLOSED = (
    "지금은 저장할 수 없어요. 적어 주신 내용은 아직 저장되지 않았어요. "
    "잠시 뒤에 다시 눌러 주시거나 전화해 주세요."
)
BEFORE = "지금은 저장할 수 없어요. 적기 전에 잠시 기다렸다가 이 화면을 다시 열어 주세요. 급하면 전화해 주세요."
BROKEN = (
    "저희 쪽에 문제가 생겼어요. 적어 주신 내용은 아직 저장되지 않았을 수 있어요. "
    "이 화면에 그대로 있으니 잠시 뒤에 다시 눌러 주시거나 전화해 주세요."
)
STALE = "화면을 연 지 오래되어 한 번 더 확인이 필요해요. 저장 버튼을 다시 눌러 주세요."
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 적은 내용은 그대로 있으니, 1분 뒤에 다시 눌러 주세요."
TOO_MANY_ACCOUNTS = (
    "이 쇼핑몰에는 더 저장할 수 없을 만큼 계정이 많아요. 적은 내용은 그대로 있어요. "
    "‘내 쇼핑몰’에서 쓰지 않는 계정을 지운 뒤 저장 버튼을 다시 눌러 주세요."
)
TOO_MANY_FIRMS = (
    "이 인터넷에서 새로 시작한 사업자가 많아, 지금은 새 사업자로 저장할 수 없어요. 적은 내용은 그대로 있어요. "
    "화면 아래 번호로 전화해 링크를 요청하시면 바로 저장할 수 있어요. 한 시간 뒤에 다시 눌러 주셔도 돼요."
)
BY_LINK_ONLY = (
    "여기서는 담당자가 보낸 링크로 들어와야 저장할 수 있어요. 전화로 링크를 요청해 주세요."
)
WHO_AGAIN = "사업자 정보를 찾지 못했어요. 상호, 사업자등록번호, 연락처를 다시 적고 저장해 주세요."


TOO_LONG = (
    "적은 내용이 너무 길어서 저장하지 못했어요. 너무 긴 글만 비우고, 나머지 칸은 그대로 두었어요. "
    "필요한 값만 적고 저장 버튼을 다시 눌러 주세요."
)
GONE = "고치시던 계정은 그 사이에 지워졌어요. 적은 내용은 그대로 있어요. 빈칸을 마저 적고 저장하면 새 계정으로 저장돼요."
UNSAVED = {503: CLOSED, 413: TOO_LONG}
"""Why a form could not be saved, by the status of the answer."""

REVISION = "form.revision"
"""Of which revision of its guide a form was drawn, so that it is saved by that one if its step is gone."""

ADDRESS = "form.address"
"""Where the form of an account stands in its guide, so that it can be drawn without the account."""


def show(screen: Screen, card: AccountCard | None = None, push: str = "") -> Response:
    """Show the form, empty but for what the address answers.

    A form for a new account is the same for everybody but for its tokens, the seller's name and what they
    saved before, so it is drawn once, with holes for those.
    """
    name, notice = sessions.seller_name(), _before(_closed())
    if card or not sessions.is_anybody() or reuse.offers_anything(form_of(screen)):
        view = view_of(screen, card, None, name, notice)
        return render("guide/step.html", push=push, screen=screen, form=view)
    answers = tuple(screen.journey.answers.items())
    release, mall = state().catalog.release, screen.guide.mall
    to_agree = consent.asked()
    drawn_of = (state().privacy.revision, to_agree and to_agree.version)
    before = links(saved_before(screen)) if name else Markup("")
    whose = (name is None, bool(before))
    key = (release, mall, screen.step.id, answers, whose, notice, drawn_of, wants_screen())
    cached = state().cached_forms.get(key, lambda: _draw(screen, name, notice))
    form_token = form_binding.seal(*token.place_of(screen, None))
    text = cached.fill(name or "", form_token, draft_of(screen, None), before)
    return html_response(text, push=push)


def show_again(
    screen: Screen, posted: Posted, card: AccountCard | None, status: int, notice: str = ""
) -> Response:
    """Show the form with everything typed still in it, and what to do about it."""
    view = view_of(screen, card, posted, sessions.seller_name(), notice or _closed())
    return render(
        "guide/step.html",
        status,
        screen=screen,
        form=view,
        problem=status >= HTTPStatus.BAD_REQUEST,
    )


def show_mismatch(screen: Screen, posted: Posted, mismatch: Mismatch) -> Response:
    """Show a form that belongs to another than who is here, with everything typed still in it."""
    view = replace(
        view_of(screen, None, posted.as_it_came(), None, ""),
        action=mismatch.action,
        token=request.form.get(token.FIELD, ""),
        asks_seller=False,
        mismatch=mismatch,
        draft="",
    )
    brought = (*SELLER_FIELDS, consent.FIELD)
    typed = {name: value for name in brought if (value := request.form.get(name))}
    view = replace(view, carried={**view.carried, **typed, **_chosen(screen, posted)})
    return render("guide/step.html", HTTPStatus.CONFLICT, screen=screen, form=view, problem=True)


def show_unsaved(
    screen: Screen, posted: Posted, card: AccountCard | None, action: str, status: int
) -> Response:
    """Show a form that could not be saved, as it came in; whose it is was perhaps not found out.

    It stays the form it was: the same showing, sent to the same place.
    """
    view = replace(
        view_of(screen, card, posted.as_it_came(), None, UNSAVED.get(status, BROKEN)),
        action=action,
        token=request.form.get(token.FIELD, ""),
        asks_seller="seller_name" in request.form,
        address=request.form.get(ADDRESS, ""),
    )
    view = replace(view, carried={**view.carried, **_chosen(screen, posted)})
    return render("guide/step.html", status, screen=screen, form=view, problem=True)


def _chosen(screen: Screen, posted: Posted) -> dict[str, str]:
    """Give what a form chose to use again and could not be looked up now, to be judged when it is sent once more."""
    return reuse.carried(form_of(screen), posted.taken, request.form)


def _draw(screen: Screen, name: str | None, notice: str) -> CachedForm:
    """Draw the empty form with holes for what is each reader's own."""
    view = view_of(screen, None, None, name and SLOTS.seller, notice)
    text = render_html(
        "guide/step.html",
        fragment=wants_screen(),
        screen=screen,
        form=replace(
            view,
            token=SLOTS.form_token,
            draft=SLOTS.draft,
            before=escape(SLOTS.before) if view.before else view.before,
        ),
        csrf_token=lambda: SLOTS.csrf_token,
    )
    return split_at_slots(text)


def _before(notice: str) -> str:
    """Say it to somebody who has not typed anything yet."""
    return BEFORE if notice == CLOSED else notice


def _closed() -> str:
    """Say that nothing can be saved now, if so; the database is asked in the background only."""
    if not _can_save():
        current_app.logger.error("saving is closed: `wizard keys status` or /healthz says why")
        return CLOSED
    return "" if sessions.may_save() else BY_LINK_ONLY


def _can_save() -> bool:
    services = state().services
    try:
        return not services.storage.closed and services.keys.can_seal()
    except DatabaseError:
        return False

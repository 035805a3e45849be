"""Where each form leads that was done before: to the page to which its first answer led."""

from collections.abc import Callable
from contextlib import suppress

from flask import request, url_for

from wizard.content.folder import is_guide, name_at
from wizard.errors import NotFoundError
from wizard.forms.normalize import meant
from wizard.guide.fragments import path_of
from wizard.services.repeated_forms import new_id
from wizard.web import form_binding, receipts, sessions
from wizard.web.state import state
from wizard.web.urls import staff_page

Place = Callable[..., str]


def _at(endpoint: str) -> Place:
    """Lead to a page that is named by what stands in the address."""
    return lambda **named: url_for(endpoint, **named)


def _to_question(mall: str, step_id: str) -> str:
    if sessions.known_seller():
        return url_for("dashboard.thread", request_id=new_id())
    _keep_receipt()
    return url_for("help.sent", mall=mall, step_id=step_id, **request.args.to_dict(flat=False))  # type: ignore[arg-type]


def _to_link_requested() -> str:
    _keep_receipt()
    return url_for("sign_in.link_requested")


def _to_list() -> str:
    """Lead to the list; a firm that began with it is told its session again, as its first answer was lost."""
    drawn = form_binding.posted()
    if drawn and drawn.is_of_here and not sessions.known_seller():
        begun = form_binding.first_session(drawn)
        if state().services.sessions.seller(begun):
            sessions.sign_in("seller", begun)
    return url_for("dashboard.show")


def noted_place() -> str:
    """Give the page on which a note stood, as its form tells: of a request, or of a seller."""
    request_id, seller_id = (request.form.get(name, "") for name in ("request_id", "seller_id"))
    if request_id.isalnum():
        return url_for("staff.request_page", request_id=request_id)
    if seller_id.isalnum():
        return url_for("staff.seller", seller_id=seller_id)
    return url_for("staff.today")


def editors_home(name: str) -> str:
    """Give the page from which a text is edited: a guide's screens, or the list of all."""
    return url_for("editor.guide", mall=name) if is_guide(name) else url_for("editor.guides")


def editors_place(mall: str) -> str:
    """Give the page of a guide on which an editor pressed, as its form tells: its text, or its screens."""
    is_text = request.form.get("back") == "text"
    return url_for("editor.text", name=mall) if is_text else editors_home(mall)


def _begun(box: str) -> str:
    """Give the name of what a form begins, as it was meant."""
    return meant(request.form.get(box, ""))


def _to_draft(draft_id: str) -> str:
    """Lead to the text that somebody goes on with; to the list, if it is on its way no more."""
    try:
        return url_for("editor.text", name=state().services.drafts.draft(draft_id)[0].mall)
    except NotFoundError:
        return url_for("editor.guides")


def _keep_receipt() -> None:
    """Let a reader hold again the receipt of what the form asked for, whose first answer was lost."""
    with suppress(NotFoundError):  # another form had asked for it before
        receipts.keep(state().services.requests.thread(new_id()).request)


LEADS: dict[str, Place] = {
    "help.ask": _to_question,
    "accounts.delete": lambda **_: url_for("dashboard.show"),
    "account_name.rename": lambda **_: url_for("dashboard.show"),
    "dashboard.reply": _at("dashboard.thread"),
    "dashboard.save_malls": _to_list,
    "sign_in.request_link": lambda **_: _to_link_requested(),
    "staff.add_seller": lambda: url_for("staff.seller", seller_id=new_id()),
    "staff.make_batch": lambda: url_for("staff.batch", batch_id=new_id()),
    "staff.correct_firm": _at("staff.seller"),
    "staff.merge": lambda seller_id, **_: url_for("staff.seller", seller_id=seller_id),
    "staff.erase_seller": lambda **_: url_for("staff.sellers"),
    "staff.part": lambda seller_id, **_: url_for("staff.seller", seller_id=seller_id),
    "staff.choose_malls": _at("staff.seller"),
    "staff.stop_messages": _at("staff.seller"),
    "staff.take_request": _at("staff.request_page"),
    "staff.answer_request": _at("staff.request_page"),
    "staff.close_request": _at("staff.request_page"),
    "staff.hand_back": _at("staff.request_page"),
    "staff.note_request": _at("staff.request_page"),
    "staff.note_seller": _at("staff.seller"),
    "staff.delete_note": lambda **_: noted_place(),
    "staff.know_note": lambda **_: url_for("staff.today"),
    "staff.read_news": lambda: staff_page(request.form.get("to", "")),
    "staff.ask_verification": lambda: url_for("staff.audit"),
    "staff.add_reply": lambda **_: url_for("staff.replies"),
    "staff.change_reply": lambda **_: url_for("staff.replies"),
    "staff.delete_reply": lambda **_: url_for("staff.replies"),
    "staff.reopen_request": _at("staff.request_page"),
    "staff.enter_key": _at("staff.request_page"),
    "staff.confirm_registration": _at("staff.request_page"),
    "staff.send_registration_back": _at("staff.request_page"),
    "staff.suspend": _at("staff.person"),
    "staff.restore": _at("staff.person"),
    "staff.change_role": _at("staff.person"),
    "staff.unlock": _at("staff.person"),
    "staff.send_out": _at("staff.person"),
    "staff.change_webhook": _at("staff.webhook"),
    "staff.pause_webhook": _at("staff.webhook"),
    "staff.resume_webhook": _at("staff.webhook"),
    "staff.test_webhook": _at("staff.webhook"),
    "staff.replay_failed": _at("staff.webhook"),
    "staff.replay_delivery": lambda endpoint_id, **_: url_for(
        "staff.webhook", endpoint_id=endpoint_id
    ),
    "staff.delete_webhook": lambda **_: url_for("staff.webhooks"),
    "staff.revoke_token": _at("staff.token"),
    "editor.publish": editors_home,
    "editor.note_mended": lambda mall, **_: editors_place(mall),
    "editor.schedule": lambda **_: url_for("editor.guides"),
    "editor.move_schedule": lambda **_: url_for("editor.guides"),
    "editor.call_off": lambda **_: url_for("editor.guides"),
    "editor.read_failure": lambda **_: url_for("editor.guides"),
    "editor.take_over": _to_draft,
    "editor.discard": lambda **_: url_for("editor.guides"),
    "editor.withdraw": lambda **_: url_for("editor.guides"),
    "editor.ask_review": _at("editor.before_publishing"),
    "editor.take_back_review": _at("editor.before_publishing"),
    "editor.decide_review": lambda **_: url_for("editor.guides"),
    "editor.begin_guide": lambda: url_for("editor.text", name=_begun("mall")),
    "editor.begin_fragment": lambda: url_for(
        "editor.text", name=name_at(path_of(_begun("fragment")))
    ),
    "editor.roll_back": lambda **_: url_for("editor.history"),
}
"""Where a form leads that was sent before."""

SHOWN_AGAIN = {
    "accounts.ask",
    "dashboard.make_link",
    "dashboard.sign_out_everywhere",
    "staff.invite_batch",
    "staff.add_person",
    "staff.export_seller",
    "staff.make_codes",
    "staff.make_link",
    "staff.make_token",
    "staff.reset",
    "staff.sign_out_everywhere",
    "staff.add_webhook",
    "staff.turn_webhook_secret",
}
"""Where the view answers a form that was sent before as it did then: it makes the same, once."""

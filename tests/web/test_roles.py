"""Who may open what: the whole matrix, role by route, from the URL map."""

import re

import pytest
from support.people import hire, post, seller_client, services_of, staff_client

ALL = "support operator editor admin"
DESK = "support operator admin"
EDITING = "editor admin"
MATRIX = {
    "staff.sign_in_form": "anybody",
    "staff.sign_in": "anybody",
    "staff.challenge": "anybody",
    "staff.setup": "anybody",
    "staff.begin_setup": "anybody",
    "staff.back_to_setup": "anybody",
    "staff.finish_setup": "anybody",
    "staff.home": ALL,
    "staff.profile": ALL,
    "staff.password": ALL,
    "staff.change_password": ALL,
    "staff.codes": ALL,
    "staff.make_codes": ALL,
    "staff.own_passkeys": ALL,
    "staff.passkey_challenge": ALL,
    "staff.add_passkey": ALL,
    "staff.passkey_deletion": ALL,
    "staff.drop_passkey": ALL,
    "staff.own_sessions": ALL,
    "staff.back_to_sessions": ALL,
    "staff.read_news": ALL,
    "staff.back_from_news": ALL,
    "staff.rest": ALL,
    "staff.stay": ALL,
    "staff.end_session": ALL,
    "staff.sign_out": ALL,
    "staff.sign_out_everywhere": ALL,
    "staff.today": DESK,
    "staff.call": DESK,
    "staff.postpone": DESK,
    "staff.undo_call": DESK,
    "staff.back_to_today": DESK,
    "staff.requests": DESK,
    "staff.request_rows": DESK,
    "staff.request_page": DESK,
    "staff.take_request": DESK,
    "staff.answer_request": DESK,
    "staff.close_request": DESK,
    "staff.reopen_request": DESK,
    "staff.hand_back": DESK,
    "staff.note_request": DESK,
    "staff.request_photo": DESK,
    "staff.be_present": DESK,
    "staff.note_seller": DESK,
    "staff.back_to_seller": DESK,
    "staff.delete_note": DESK,
    "staff.know_note": DESK,
    "staff.back_from_note": DESK,
    "staff.replies": DESK,
    "staff.add_reply": DESK,
    "staff.reply": DESK,
    "staff.change_reply": DESK,
    "staff.delete_reply": DESK,
    "staff.back_to_replies": DESK,
    "staff.no_act": DESK,
    "staff.open_secrets": "operator",
    "staff.enter_key": "operator",
    "staff.confirm_registration": "operator",
    "staff.send_registration_back": "operator",
    "staff.sellers": DESK,
    "staff.matrix": DESK,
    "staff.new_seller": DESK,
    "staff.add_seller": DESK,
    "staff.batches": DESK,
    "staff.preview_batch": DESK,
    "staff.no_preview": DESK,
    "staff.make_batch": DESK,
    "staff.batch_example": DESK,
    "staff.batch": DESK,
    "staff.invite_batch": DESK,
    "staff.no_invitations": DESK,
    "staff.seller": DESK,
    "staff.part": DESK,
    "staff.no_parting": DESK,
    "staff.seller_data": "operator admin",
    "staff.export_seller": "operator admin",
    "staff.erase_seller": "operator admin",
    "staff.no_data_act": "operator admin",
    "staff.choose_malls": DESK,
    "staff.no_malls": DESK,
    "staff.stop_messages": DESK,
    "staff.no_messages": DESK,
    "staff.firm": DESK,
    "staff.correct_firm": DESK,
    "staff.ask_merge": DESK,
    "staff.merge": DESK,
    "staff.make_link": DESK,
    "staff.no_link": DESK,
    "staff.revoke_link": DESK,
    "staff.people": "admin",
    "staff.person": "admin",
    "staff.new_person": "admin",
    "staff.add_person": "admin",
    "staff.change_role": "admin",
    "staff.unlock": "admin",
    "staff.send_out": "admin",
    "staff.reset": "admin",
    "staff.back_to_person": "admin",
    "staff.suspend": "admin",
    "staff.restore": "admin",
    "staff.tokens": "admin",
    "staff.new_token": "admin",
    "staff.make_token": "admin",
    "staff.token": "admin",
    "staff.back_to_token": "admin",
    "staff.revoke_token": "admin",
    "staff.servers": "admin",
    "staff.jobs": "admin",
    "staff.back_to_jobs": "admin",
    "staff.reopen_job": "admin",
    "staff.audit": "admin",
    "staff.export_audit": "admin",
    "staff.verification": "admin",
    "staff.ask_verification": "admin",
    "staff.webhooks": "admin",
    "staff.new_webhook": "admin",
    "staff.add_webhook": "admin",
    "staff.webhook": "admin",
    "staff.edit_webhook": "admin",
    "staff.change_webhook": "admin",
    "staff.turn_webhook_secret": "admin",
    "staff.pause_webhook": "admin",
    "staff.resume_webhook": "admin",
    "staff.test_webhook": "admin",
    "staff.replay_failed": "admin",
    "staff.replay_delivery": "admin",
    "staff.ask_webhook_deletion": "admin",
    "staff.delete_webhook": "admin",
    "staff.back_to_webhook": "admin",
    "staff.funnels": EDITING,
    "staff.guide_funnel": EDITING,
    "staff.freshness": EDITING,
    "editor.guides": EDITING,
    "editor.guide": EDITING,
    "editor.pulse": EDITING,
    "editor.flow_chart": EDITING,
    "editor.text": EDITING,
    "editor.save": EDITING,
    "editor.save_draft": EDITING,
    "editor.merge": EDITING,
    "editor.note_looked": EDITING,
    "editor.mismatch_photo": EDITING,
    "editor.note_mended": EDITING,
    "editor.no_mending": EDITING,
    "editor.back_to_freshness": EDITING,
    "editor.no_draft": EDITING,
    "editor.delete_draft": EDITING,
    "editor.difference": EDITING,
    "editor.new_guide": EDITING,
    "editor.begin_guide": EDITING,
    "editor.new_fragment": EDITING,
    "editor.begin_fragment": EDITING,
    "editor.draft": EDITING,
    "editor.take_over": EDITING,
    "editor.ask_deletion": EDITING,
    "editor.discard": EDITING,
    "editor.ask_withdrawal": EDITING,
    "editor.withdraw": EDITING,
    "editor.ask_review": EDITING,
    "editor.take_back_review": EDITING,
    "editor.no_review": EDITING,
    "editor.decide_review": EDITING,
    "editor.no_act": EDITING,
    "editor.before_publishing": EDITING,
    "editor.publish": EDITING,
    "editor.no_publication": EDITING,
    "editor.schedule": EDITING,
    "editor.no_schedule": EDITING,
    "editor.waiting": EDITING,
    "editor.move_schedule": EDITING,
    "editor.call_off": EDITING,
    "editor.read_failure": EDITING,
    "editor.history": EDITING,
    "editor.release": EDITING,
    "editor.ask_return": EDITING,
    "editor.roll_back": EDITING,
    "editor.screens": EDITING,
    "editor.import_published": EDITING,
    "editor.pictures": EDITING,
    "editor.picture": EDITING,
    "editor.picture_file": EDITING,
    "editor.save_picture": EDITING,
    "editor.remove_picture": EDITING,
    "editor.no_removal": EDITING,
    "preview.overview": ALL,
    "preview.whole_guide": ALL,
    "preview.step": ALL,
    "preview.renew": ALL,
    "preview.renew_step": ALL,
    "preview.next_step": ALL,
    "preview.lesson": ALL,
    "preview.word": ALL,
    "preview.word_lesson": ALL,
    "preview.paste_preview": ALL,
    "preview.help": ALL,
    "preview.save": ALL,
    "preview.errors": ALL,
    "preview.outside": ALL,
    "preview.image": ALL,
}
OPEN = {
    "accounts.save", "accounts.show", "accounts.replace", "accounts.ask_deletion", "accounts.delete",
    "accounts.ask", "checks.show", "checks.again", "accounts.sign_out", "static_files.favicon", "static_files.file", "static_files.robots", "sign_in.show", "sign_in.start", "sign_in.request_link",
    "sign_in.link_requested", "health.healthz", "health.readyz", "health.metrics", "dashboard.show", "dashboard.choose_malls", "dashboard.save_malls", "dashboard.make_link", "dashboard.no_link",
    "dashboard.sign_out_everywhere", "dashboard.thread", "dashboard.photo", "dashboard.reply", "messages.show", "messages.say", "messages.confirm", "messages.no_confirmation", "dashboard.no_messages", "guide.home",
    "guide.overview", "guide.whole_guide", "guide.step", "guide.renew", "guide.renew_step", "guide.next_step", "help.show", "help.ask",
    "help.sent", "handoff.qr_code", "expiry.calendar_file", "handoff.show", "guide.lesson", "guide.word", "guide.word_lesson", "judgement.show", "paste_preview.show", "unsent.of_new_account", "unsent.of_account", "account_name.rename",
    "handoff.follow_short_url", "wait_calendar.show", "screenshots.image", "json_schema.guide",
    "privacy.policy", "privacy.policy_version", "privacy.notice", "privacy.notice_version",
    "own_data.show", "own_data.download", "own_data.no_download", "own_data.ask_erasure", "own_data.erase", "own_data.erased",
}  # fmt: skip
"""Routes that ask for no role; those about a seller show only that seller's own."""


def staff_rules(app):
    rooms = ("staff.", "editor.", "preview.")
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(rooms)]


def reach(client, rule):
    """Open a route with ids that name nothing; give its status."""
    path = rule.rule
    for name in rule.arguments:
        path = re.sub(rf"<(\w+:)?{name}>", "now" if name == "view" else "0" * 32, path)
    if "GET" in rule.methods:
        return client.get(path)
    return post(client, path)


def test_every_route_is_in_the_matrix_or_asks_for_no_role(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints == set(MATRIX) | OPEN


@pytest.mark.parametrize("role", ALL.split())
def test_each_role_opens_its_own_routes_and_no_other(app, role):
    found, client = {}, staff_client(app, role)
    for number, rule in enumerate(staff_rules(app)):
        if client.get("/staff/me").status_code != 200:  # the route before let nobody stay
            client = staff_client(app, role, f"{role}{number}@example.com")
        found[rule.endpoint] = reach(client, rule).status_code != 403

    assert found == {
        endpoint: role in roles.split() or roles == "anybody" for endpoint, roles in MATRIX.items()
    }


@pytest.mark.parametrize("who", ["reader", "seller"])
def test_a_reader_and_a_seller_open_only_the_door(app, who):
    client = app.test_client() if who == "reader" else seller_client(app)
    found = {}
    for rule in staff_rules(app):
        answer = reach(client, rule)
        is_shut = (answer.location or "").startswith("/staff/enter") or answer.status_code == 403
        found[rule.endpoint] = not is_shut

    assert {endpoint for endpoint, is_open in found.items() if is_open} == {
        endpoint for endpoint, roles in MATRIX.items() if roles == "anybody"
    }


def test_a_member_who_is_shut_out_is_out_at_the_next_request(app):
    client = staff_client(app, "operator")
    admin, _ = hire(app, "admin")
    assert client.get("/staff/requests").status_code == 200

    services_of(app).staff_admin.suspend(client.staff_id, admin, suspended=True)

    assert client.get("/staff/requests").status_code == 303

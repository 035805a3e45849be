"""Everybody presses everything: each press leads where it says, to one whole page, and Back leads back."""

import logging
import shutil

import pytest
from browser.robot import PATIENCE_MS, Robot
from browser.town import PERSONAS
from conftest import CONTENT, prepared, settings_for
from flask import send_file
from support.serving import served

from gallery.cdn import HTMX
from wizard.app import create_app

NOT_PAGES = {
    "handoff.qr_code": "a drawing",
    "expiry.calendar_file": "a file",
    "wait_calendar.show": "a file",
    "guide.lesson": "a part, put under a box",
    "guide.word": "where no script puts it under a box: web/guide/test_terms.py",
    "guide.word_lesson": "a part, put under a box",
    "checks.show": "a part that a page asks for again and again",
    "handoff.follow_short_url": "leads on to a step",
    "static_files.favicon": "a file",
    "static_files.file": "a file",
    "static_files.robots": "a file",
    "editor.flow_chart": "a drawing",
    "editor.no_mending": "leads back from what only a button does",
    "editor.mismatch_photo": "a picture",
    "editor.no_draft": "leads back from what only a button does",
    "editor.before_publishing": "between a save and its publication: web/editor/test_publication.py",
    "editor.back_to_freshness": "leads back from what only a button does",
    "staff.back_from_note": "leads back from what only a button does",
    "staff.back_to_replies": "leads back from what only a button does",
    "staff.back_to_seller": "leads back from what only a button does",
    "staff.reply": "an answer that staff have saved, of which there is none yet: web/staff/test_replies.py",
    "staff.request_photo": "a picture",
    "dashboard.photo": "a picture",
    "editor.no_publication": "leads back from what only a button does",
    "editor.no_schedule": "leads back from what only a button does",
    "editor.no_review": "leads back from what only a button does",
    "editor.no_act": "leads back from what only a button does",
    "editor.no_removal": "leads back from what only a button does",
    "editor.picture_file": "a picture",
    "editor.pulse": "a part that a page asks for again and again",
    "health.healthz": "for machines",
    "health.readyz": "for machines",
    "health.metrics": "for machines",
    "screenshots.image": "a file",
    "dashboard.no_link": "leads back from what only a button does",
    "dashboard.no_messages": "leads back from what only a button does",
    "staff.no_parting": "leads back from what only a button does",
    "staff.no_data_act": "leads back from what only a button does",
    "staff.no_preview": "leads back from what only a table does",
    "staff.no_invitations": "leads back from what only a button does",
    "staff.batch_example": "a file",
    "own_data.no_download": "leads back from what only a button does",
    "own_data.erased": "once a seller is gone: web/seller/test_own_data.py",
    "privacy.policy_version": "an older text, of which there is none yet: web/test_consent.py",
    "privacy.notice_version": "from what somebody agreed to: web/test_consent.py",
    "guide.next_step": "leads on to a step",
    "guide.renew": "leads on to a step",
    "preview.renew": "leads on to a step",
    "json_schema.guide": "a file",
    "staff.home": "leads on to what one is there for",
    "staff.no_act": "leads back from what only a button does",
    "staff.back_to_today": "leads back from what only a button does",
    "staff.back_to_jobs": "leads back from what only a button does",
    "staff.back_to_person": "leads back from what only a button does",
    "staff.back_to_sessions": "leads back from what only a button does",
    "staff.back_to_token": "leads back from what only a button does",
    "staff.back_to_setup": "leads back from what only a button does",
    "staff.back_to_webhook": "leads back from what only a button does",
    "messages.no_confirmation": "leads back from what only a button does",
    "staff.no_messages": "leads back from what only a button does",
    "staff.no_malls": "leads back from what only a button does",
    "staff.no_link": "leads back from what only a button does",
    "staff.back_from_news": "leads back from what only a button does",
    "staff.export_audit": "a file",
    "staff.rest": "a part that a page asks for again and again",
    "staff.stay": "what a page tells by itself while somebody types",
    "staff.verification": "a part that a page asks for again and again",
    "staff.request_rows": "a part that a page asks for again and again",
    "preview.next_step": "leads on to a step",
    "preview.errors": "a state of a step, shown in a frame and looked at by the editors' own tests",
    "preview.image": "a file",
    "preview.lesson": "a part, put under a box",
    "preview.word": "where no script puts it under a box: web/guide/test_terms.py",
    "preview.word_lesson": "a part, put under a box",
}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The product with the guides that sellers read, its address, and what was pressed; htmx comes from itself.

    A browser whose requests are looked through on the way keeps nothing: each page would cost twice.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    folder = tmp_path_factory.mktemp("town")
    guides = shutil.copytree(CONTENT, folder / "guides")  # an editor's own folder
    app = create_app(prepared(settings_for(folder, guides=guides)))
    app.add_url_rule("/htmx.js", "htmx", lambda: send_file(HTMX))
    app.jinja_env.globals["HTMX_URL"] = "/htmx.js"
    with served(app) as address:
        yield app, address, {}
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("name", PERSONAS)
def test_each_press_leads_to_one_whole_page_and_back(chromium, town, name):
    app, address, known = town
    persona = PERSONAS[name]
    context = chromium.new_context(base_url=address, locale="ko-KR", reduced_motion="reduce")
    for cookie, value in persona.arrive(app).items():
        context.add_cookies([{"name": cookie, "value": value, "url": address}])
    context.set_default_timeout(PATIENCE_MS)
    robot = Robot(app, context, persona, known)

    robot.walk(*persona.starts)
    for bring in persona.shown:
        robot.press_shown(bring)
    context.close()

    assert not robot.faults, "\n".join(robot.faults)
    assert persona.reaches <= robot.reached


def test_every_page_is_reached_by_somebody(town):
    app, _, _ = town
    gets = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    reached = set().union(*(persona.reaches for persona in PERSONAS.values()))

    assert gets - {"htmx"} == reached | set(NOT_PAGES)
    assert not reached & set(NOT_PAGES)

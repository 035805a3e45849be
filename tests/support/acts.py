"""One recipe for each route that changes something: who does what, and the event it is."""

from datetime import timedelta

import sqlalchemy as sa
from conftest import FIRM, GOOD, filled, soup_of
from support.jobs import failed_job
from support.mismatches import say_different
from support.people import (
    ACE,
    PASSWORD,
    agree_to_talk,
    asked_for_issuance,
    code_of,
    code_sent,
    hidden_on,
    hire,
    invited,
    next_code,
    post,
    registration_of,
    save_account,
    seller_client,
    services_of,
    staff_client,
)
from support.webhooks import URL, with_webhook

from gallery.reminders import leave_lines
from wizard.content.edition import edition_of
from wizard.db.models import AccountCheck
from wizard.db.queries import schedules
from wizard.korean.calendar import clock, in_korea
from wizard.services.api_tokens import Scope
from wizard.services.checks import COOL_DOWN
from wizard.services.guide_saving import SILENT
from wizard.services.reviews import digest_of

TOMORROW = (in_korea(clock()) + timedelta(days=1)).isoformat()


def seller_of(app):
    client = seller_client(app)
    return client, save_account(client)


def save(app):
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form")), **(GOOD | FIRM))
    return lambda: client.post("/guides/keys/form", data=form)


def replace(app):
    client, account = seller_of(app)
    form = filled(soup_of(client.get(f"/accounts/{account}")), login_id="changed1")
    return lambda: client.post(f"/accounts/{account}", data=form)


def by_seller(path, **values):
    def prepare(app):
        client, account = seller_of(app)
        return lambda: post(client, path.format(account=account), **values)

    return prepare


def by_reader(path, **values):
    return lambda app: lambda: post(app.test_client(), path, **values)


def start(app, digits=ACE.business_number[-5:]):
    _, token = invited(app)
    client = app.test_client()
    return lambda: post(client, "/enter", token=token, digits=digits)


def try_again(app):
    client, account = seller_of(app)
    age_check(app, account)
    return lambda: post(client, f"/accounts/{account}/check")


def age_check(app, account):
    """Let the time pass after which an account may be tried again."""
    checks = AccountCheck.__table__
    with services_of(app).accounts.engine.begin() as connection:
        mine = checks.c.account_id == account
        last = connection.execute(sa.select(checks).where(mine)).one()
        passed = {name: getattr(last, name) for name in ("asked_at", "tried_at")}
        earlier = {name: at - COOL_DOWN for name, at in passed.items() if at}
        connection.execute(sa.update(checks).where(mine).values(**earlier))


def say(app):
    client = seller_client(app)
    request, _ = asked_for_issuance(app, client)
    return lambda: post(client, f"/my/requests/{request}/messages", text="언제 되나요?")


def by_staff(path, who="support", ready=(), **values):
    def prepare(app):
        seller = seller_client(app)
        request, _ = asked_for_issuance(app, seller)
        [link] = services_of(app).invitations.of_seller(seller.seller_id)
        other, _ = hire(app, "editor", "other@example.com")
        client = staff_client(app, who)
        names = {"request": request, "seller": seller.seller_id, "link": link.id, "other": other}
        for before, said in ready:
            post(client, before.format(**names), **said)
        return lambda: post(client, path.format(**names), **values)

    return prepare


def registering(act, *ready, **values):
    """Do something as the operator who has taken the request to register an account."""

    def prepare(app):
        seller = seller_client(app)
        place = f"/staff/requests/{registration_of(app, save_account(seller))}"
        client = staff_client(app, "operator")
        for before, said in (("assignment", {}), *ready):
            post(client, f"{place}/{before}", **said)
        return lambda: post(client, f"{place}/{act}", **values)

    return prepare


def by_oneself(path, **values):
    """Do something about one's own sign-in, with the next code from one's phone."""

    def prepare(app):
        client = app.test_client()
        client.staff_id, secret = hire(app, "support")
        who = {"email": "support@example.com", "password": PASSWORD}
        post(client, "/staff/enter", **who, code=code_of(secret))
        said = {name: PASSWORD if value is ... else value for name, value in values.items()}
        return lambda: post(client, path, **said, code=code_of(secret, later=1))

    return prepare


def end_a_session(app):
    """End the other one of two sessions of one's own."""
    client = staff_client(app, "support")
    post(
        app.test_client(), "/staff/enter", email="support@example.com", password=PASSWORD,
        code=next_code(app, client),
    )  # fmt: skip
    page = soup_of(client.get("/staff/me/sessions"))
    [other] = [
        tag["value"]
        for tag in page.select("[name=session]")
        if "지금 이 기기" not in tag.parent.text
    ]
    said = {"session": other, "password": PASSWORD}
    return lambda: post(client, "/staff/me/sessions/deletion", **said)


def revoke_a_token(app):
    client = staff_client(app, "admin")
    services_of(app).api_tokens.make("등록", [Scope.SELLERS_READ], 0, client.staff_id)
    [token] = services_of(app).api_tokens.all()
    return lambda: post(client, f"/staff/tokens/{token.id}/revocation")


def for_another(act, password):
    """Do something for a member who has just tried to come in."""

    def prepare(app):
        client = staff_client(app, "admin")
        other, secret = hire(app, "support")
        who = {"email": "support@example.com", "password": password}
        post(app.test_client(), "/staff/enter", **who, code=code_of(secret))
        return lambda: post(client, f"/staff/people/{other}/{act}")

    return prepare


def ask_for_a_failed_job(app):
    client = staff_client(app, "admin")
    job = failed_job(services_of(app).jobs.engine)
    return lambda: post(client, f"/staff/jobs/{job.id}/reopening")


def about_a_line(act, *before):
    """Do something about a line of 오늘 할 일."""

    def prepare(app):
        client = staff_client(app, "support")
        place = f"/staff/today/{leave_lines(services_of(app))}"
        for done in before:
            post(client, f"{place}/{done}")
        return lambda: post(client, f"{place}/{act}")

    return prepare


def about_a_note(app):
    """Delete one's own note about a seller."""
    seller = seller_client(app).seller_id
    client = staff_client(app, "support")
    notes = services_of(app).desk_notes
    notes.add_to_seller(seller, client.staff_id, "오후에 전화")
    [note] = notes.of_seller(seller)
    return lambda: post(client, f"/staff/notes/{note.record.id}/deletion")


def know_a_note(app):
    """Say that one knows that a colleague has taken over a request."""
    request, _ = asked_for_issuance(app, seller_client(app))
    client, other = staff_client(app, "support"), staff_client(app, "operator")
    handling = services_of(app).request_handling
    handling.take(request, client.staff_id)
    handling.take(request, other.staff_id, over_from=client.staff_id)
    [told] = services_of(app).desk_notes.told(client.staff_id)
    return lambda: post(client, f"/staff/notes/{told.id}/seen")


def about_a_reply(act, **values):
    """Change or delete a reply that is kept."""

    def prepare(app):
        client = staff_client(app, "support")
        services_of(app).saved_replies.add("첫인사", "안녕하세요", client.staff_id)
        [kept] = services_of(app).saved_replies.all()
        seen = {"seen": kept.updated_at.isoformat()} if values else {}
        return lambda: post(client, f"/staff/replies/{kept.id}{act}", **seen, **values)

    return prepare


def about_webhook(act, *, is_paused=False, **values):
    """Do something about an endpoint to which one event failed to come."""

    def prepare(app):
        client = staff_client(app, "admin")
        endpoint, delivery = with_webhook(app)
        if is_paused:
            services_of(app).webhook_admin.pause(endpoint, "nobody")
        path = f"/staff/webhooks/{endpoint}/{act.format(delivery=delivery)}"
        return lambda: post(client, path, **values)

    return prepare


def drafted(app, author, mall="fork"):
    """Let an editor have a sound text on its way; give the text, its draft's id and its name."""
    editing, today = services_of(app).editing, app.extensions["wizard"].today
    opened = editing.open(mall, author, today)
    noted = editing.note(mall, author, f"{opened.text}aka: [샛길]\n", opened.base, today)
    [line] = [one for one in services_of(app).drafts.everybodys() if one.author == author]
    return line.id, digest_of(noted.text, noted.base)


def pressed(client, page, path, **values):
    """Press a button of the editors', with what its page carries along, unseen."""
    return client.post(path, data=hidden_on(client, page) | values)


def begin_a_guide(app):
    client = staff_client(app, "editor")
    said = {"mall": "brand-mall", "title": "브랜드몰", "category": "오픈마켓", "issue": "self"}
    said |= {"console": "브랜드센터", "url": "", "values": "API 키"}
    return lambda: pressed(client, "/editor/new", "/editor/new", **said)


def begin_a_fragment(app):
    client = staff_client(app, "editor")
    said = {"fragment": "brand-login", "title": "메뉴를 열어요", "console": "브랜드센터", "url": ""}
    return lambda: pressed(client, "/editor/fragments/new", "/editor/fragments/new", **said)


def about_draft(path, page="/editor/drafts/{draft}", *, of_other=False, asked=False, **values):
    """Do something about a text that this editor, or another, has on its way."""

    def prepare(app):
        client = staff_client(app, "editor")
        author = hire(app, "editor", "other@example.com")[0] if of_other else client.staff_id
        draft, digest = drafted(app, author)
        if asked:
            services_of(app).reviews.ask("fork", author, "")
        said = {name: value.format(digest=digest) for name, value in values.items()}
        place = page.format(draft=draft)
        return lambda: pressed(client, place, path.format(draft=draft), **said)

    return prepare


def mend(app):
    """Put away that a screen looked different, as the editor who mended its guide."""
    made = say_different(app, seller_client(app), "버튼이 안 보여요")
    client, page = staff_client(app, "editor"), "/editor/keys"
    return lambda: pressed(client, page, f"{page}/mismatches/{made}/mending", back="text")


def about_schedule(act, *, has_failed=False, **values):
    """Do something about a text that is to go out at a moment."""

    def prepare(app):
        client, services, now = (
            staff_client(app, "editor"),
            services_of(app),
            app.extensions["wizard"].now(),
        )
        opened = services.editing.open("fork", client.staff_id, app.extensions["wizard"].today)
        due = now + timedelta(hours=1)
        services.schedules.make("fork", client.staff_id, opened.text, opened.base, due, word=SILENT)
        [line] = services.schedules.shown()
        if has_failed:
            with services.schedules.engine.begin() as connection:
                schedules.end(connection, line.schedule.id, "failed", now, "changed")
        page = f"/editor/schedules/{line.schedule.id}"
        return lambda: pressed(client, page, f"{page}/{act}", **values)

    return prepare


def go_back(app):
    """Show readers the first release again, after a second one."""
    client, publishing = staff_client(app, "editor"), services_of(app).publishing
    raw = (publishing.folder / "fork.yaml").read_bytes() + "aka: [샛길]\n".encode()
    edition = edition_of(publishing.folder, "fork", raw)
    publishing.put(publishing.release_store.newest(), "operator", edition)
    page = "/editor/history/1/return"
    return lambda: pressed(client, page, page, note="잘못 고쳤어요")


def stop_messages(app):
    client, _ = seller_of(app)
    agree_to_talk(app, client.seller_id)
    return lambda: post(client, "/my/messages", channel="talk", want="0")


def confirm_an_address(app):
    client, _ = seller_of(app)
    code = code_sent(app, client.seller_id, "kim@example.com")
    return lambda: post(client, "/my/messages/confirmation", code=code)


def stop_messages_of_another(app):
    seller = seller_client(app).seller_id
    agree_to_talk(app, seller)
    client = staff_client(app, "support")
    return lambda: post(client, f"/staff/sellers/{seller}/messages", channel="talk")


def set_up(app):
    staff_id, _ = hire(app, "support")
    upkeep = services_of(app).staff_admin
    code = upkeep.reset(staff_id, "nobody")
    said = {"token": code, "password": "seven lamps below the stairs"}
    secret = upkeep.enrolment(code).secret
    return lambda: post(app.test_client(), "/staff/setup/finish", **said, code=code_of(secret))


def sign_in(app, password=PASSWORD):
    _, secret = hire(app, "operator")
    client = app.test_client()
    who = {"email": "operator@example.com", "password": password}
    return lambda: post(client, "/staff/enter", **who, code=code_of(secret))


def merge(app):
    first, second = seller_client(app), seller_client(app)
    save_account(second)
    client = staff_client(app, "support")
    return lambda: post(client, f"/staff/sellers/{first.seller_id}/twins/{second.seller_id}")


def part(app):
    first, second = seller_client(app), seller_client(app)
    client = staff_client(app, "support")
    place = f"/staff/sellers/{first.seller_id}"
    post(client, f"{place}/twins/{second.seller_id}")
    merge = services_of(app).parting.of_seller(first.seller_id).id
    return lambda: post(client, f"{place}/merges/{merge}/undoing")


TABLE = "상호,사업자등록번호,연락처\n나라상사,124-81-00998,010-1234-5678"


def ticked_lines(client):
    """Give what the page of a table's lines would send."""
    shown = soup_of(post(client, "/staff/sellers/batches/preview", text=TABLE))
    ticks = [tag["value"] for tag in shown.select("[name=take][checked]")]
    return {"text": TABLE, "take": ticks}


def make_sellers(app):
    client = staff_client(app, "support")
    said = ticked_lines(client)
    return lambda: post(client, "/staff/sellers/batches", **said)


def invite_sellers(app):
    client = staff_client(app, "support")
    made = post(client, "/staff/sellers/batches", **ticked_lines(client)).location
    return lambda: post(client, f"{made}/invitations", days="7")


OTHER_FIRM = FIRM | {"seller_number": "124-81-00998"}
TAKE = ("/staff/requests/{request}/assignment", {})
OPEN = ("/staff/requests/{request}/secrets", {"reason": "issue"})
CALLER = {"seller_name": "한빛", "seller_phone": "010-1234-5678"}
ACTS = {
    "accounts.save": (save, "account.saved"),
    "accounts.replace": (replace, "account.replaced"),
    "account_name.rename": (by_seller("/accounts/{account}/name", account_name="본점"), "account.named"),
    "accounts.delete": (by_seller("/accounts/{account}/deletion"), "account.deleted"),
    "accounts.ask": (by_seller("/accounts/{account}/requests", kind="migration"), "request.made"),
    "checks.again": (try_again, "check.asked"),
    "accounts.sign_out": (by_seller("/leave"), "seller.left"),
    "sign_in.start": (start, "link.started"),
    "sign_in.request_link": (by_reader("/enter/requests", **CALLER), "link.wanted"),
    "dashboard.save_malls": (by_seller("/my/malls", malls="fork"), "malls.chosen"),
    "dashboard.make_link": (by_seller("/my/links"), "link.made"),
    "dashboard.sign_out_everywhere": (by_seller("/my/sessions/deletion"), "seller.left-everywhere"),
    "dashboard.reply": (say, "request.replied"),
    "messages.say": (stop_messages, "messages.stopped"),
    "messages.confirm": (confirm_an_address, "messages.confirmed"),
    "own_data.download": (by_seller("/my/data/download", digits="67891"), "seller.exported"),
    "own_data.erase": (by_seller("/my/data/deletion", digits="67891"), "seller.deleted"),
    "help.ask": (by_reader("/guides/keys/place/help", text="못 찾겠어요", **CALLER), "request.made"),
    "staff.sign_in": (sign_in, "staff.entered"),
    "staff.finish_setup": (set_up, "staff.set-up"),
    "staff.change_password": (
        by_oneself("/staff/me/password", password=..., new="seven lamps below the stairs"),
        "staff.password-changed",
    ),
    "staff.make_codes": (by_oneself("/staff/me/codes", password=...), "staff.codes-made"),
    "staff.end_session": (end_a_session, "staff.session-ended"),
    "staff.change_role": (
        by_staff("/staff/people/{other}/role", "admin", role="support"), "staff.role-changed",
    ),
    "staff.add_person": (
        by_staff("/staff/people/new", "admin", email="new@example.com", role="support"), "staff.made",
    ),
    "staff.read_news": (by_staff("/staff/me/news", up_to="1"), "staff.told"),
    "staff.ask_verification": (by_staff("/staff/audit/verification", "admin"), "audit.check-asked"),
    "staff.unlock": (for_another("unlocking", "wrong"), "staff.unlocked"),
    "staff.send_out": (for_another("leaving", PASSWORD), "staff.left-everywhere"),
    "staff.reset": (by_staff("/staff/people/{other}/setup", "admin"), "staff.reset"),
    "staff.sign_out": (by_staff("/staff/leave"), "staff.left"),
    "staff.sign_out_everywhere": (by_staff("/staff/leave-everywhere"), "staff.left-everywhere"),
    "staff.take_request": (by_staff(TAKE[0]), "request.assigned"),
    "staff.answer_request": (
        by_staff("/staff/requests/{request}/messages", text="곧 할게요"), "request.answered",
    ),
    "staff.close_request": (
        by_staff("/staff/requests/{request}/closure", outcome="solved"), "request.closed",
    ),
    "staff.hand_back": (
        by_staff("/staff/requests/{request}/return-to-queue", ready=[TAKE]), "request.handed-back",
    ),
    "staff.note_request": (by_staff("/staff/requests/{request}/notes", note="오후에 전화"), "note.added"),
    "staff.note_seller": (by_staff("/staff/sellers/{seller}/notes", note="오후에 전화"), "note.added"),
    "staff.delete_note": (about_a_note, "note.deleted"),
    "staff.know_note": (know_a_note, "note.seen"),
    "staff.add_reply": (by_staff("/staff/replies", title="인사", text="안녕하세요"), "reply.added"),
    "staff.change_reply": (about_a_reply("", title="인사", text="반가워요"), "reply.changed"),
    "staff.delete_reply": (about_a_reply("/deletion"), "reply.deleted"),
    "staff.reopen_request": (
        by_staff("/staff/requests/{request}/reopening", ready=[("/staff/requests/{request}/closure", {"outcome": "solved"})]),
        "request.reopened",
    ),
    "staff.open_secrets": (by_staff(OPEN[0], "operator", [TAKE], reason="issue"), "secret.opened"),
    "staff.enter_key": (
        by_staff("/staff/requests/{request}/key", "operator", [TAKE, OPEN], key="K" * 20), "key.entered",
    ),
    "staff.confirm_registration": (
        registering("registration", ("secrets", {"reason": "register"}), revision="1"),
        "registration.registered",
    ),
    "staff.send_registration_back": (
        registering("return", revision="1", field="api_key", why="두 글자가 모자라요"),
        "registration.returned",
    ),
    "staff.add_seller": (by_staff("/staff/sellers/new", **OTHER_FIRM), "seller.made"),
    "staff.make_batch": (make_sellers, "sellers.imported"),
    "staff.invite_batch": (invite_sellers, "sellers.invited"),
    "staff.correct_firm": (by_staff("/staff/sellers/{seller}/firm", **OTHER_FIRM), "seller.corrected"),
    "staff.merge": (merge, "seller.merged"),
    "staff.part": (part, "sellers.parted"),
    "staff.export_seller": (by_staff("/staff/sellers/{seller}/data/download", "operator"), "seller.exported"),
    "staff.erase_seller": (
        by_staff("/staff/sellers/{seller}/data/deletion", "operator", digits="67891"), "seller.deleted",
    ),
    "staff.choose_malls": (by_staff("/staff/sellers/{seller}/malls", malls="fork"), "malls.chosen"),
    "staff.stop_messages": (stop_messages_of_another, "messages.stopped"),
    "staff.make_link": (by_staff("/staff/sellers/{seller}/links", start_at=""), "link.made"),
    "staff.revoke_link": (by_staff("/staff/links/{link}/revocation"), "link.revoked"),
    "staff.call": (about_a_line("call"), "reminder.called"),
    "staff.postpone": (about_a_line("postponement"), "reminder.postponed"),
    "staff.undo_call": (about_a_line("undoing", "call"), "reminder.reopened"),
    "staff.make_token": (
        by_staff("/staff/tokens", "admin", name="등록", scopes="sellers:read", days="90"), "token.made",
    ),
    "staff.revoke_token": (revoke_a_token, "token.revoked"),
    "staff.reopen_job": (ask_for_a_failed_job, "job.retried"),
    "staff.add_webhook": (
        by_staff("/staff/webhooks/new", "admin", url=URL, types="account.saved"), "webhook.added",
    ),
    "staff.change_webhook": (
        about_webhook("edit", url=f"{URL}/2", types="account.saved"), "webhook.changed",
    ),
    "staff.turn_webhook_secret": (about_webhook("secret"), "webhook.secret-turned"),
    "staff.pause_webhook": (about_webhook("pause"), "webhook.paused"),
    "staff.resume_webhook": (about_webhook("resumption", is_paused=True), "webhook.resumed"),
    "staff.test_webhook": (about_webhook("test"), "webhook.tested"),
    "staff.replay_failed": (about_webhook("replays", since="2026-01-01"), "webhook.replayed"),
    "staff.replay_delivery": (about_webhook("deliveries/{delivery}/replay"), "webhook.replayed"),
    "staff.delete_webhook": (about_webhook("deletion"), "webhook.deleted"),
    "editor.begin_guide": (begin_a_guide, "draft.begun"),
    "editor.begin_fragment": (begin_a_fragment, "draft.begun"),
    "editor.take_over": (about_draft("/editor/drafts/{draft}/continuation", of_other=True), "draft.taken-over"),
    "editor.discard": (about_draft("/editor/drafts/{draft}/deletion", "/editor/drafts/{draft}/deletion", of_other=True), "draft.dropped"),
    "editor.ask_review": (about_draft("/editor/fork/review", "/editor/fork/publish", note="봐 주세요"), "review.asked"),
    "editor.take_back_review": (about_draft("/editor/fork/review/withdrawal", "/editor/fork/publish", asked=True), "review.withdrawn"),
    "editor.decide_review": (
        about_draft("/editor/drafts/{draft}/decision", of_other=True, asked=True, digest="{digest}", verdict="approve"),
        "review.approved",
    ),
    "editor.note_mended": (mend, "request.closed"),
    "editor.schedule": (
        about_draft("/editor/fork/schedule", "/editor/fork/publish", digest="{digest}", day=TOMORROW, time="00:00"), "schedule.made",
    ),
    "editor.move_schedule": (about_schedule("moment", day=TOMORROW, time="00:00"), "schedule.made"),
    "editor.call_off": (about_schedule("cancellation"), "schedule.called-off"),
    "editor.read_failure": (about_schedule("reading", has_failed=True), "schedule.read"),
    "editor.roll_back": (go_back, "guides.rolled-back"),
    "staff.suspend": (by_staff("/staff/people/{other}/suspension", "admin"), "staff.suspended"),
    "staff.restore": (
        by_staff("/staff/people/{other}/restoration", "admin", [("/staff/people/{other}/suspension", {})]),
        "staff.restored",
    ),
}  # fmt: skip


ALONG = {name: ["consent.given"] for name in ("accounts.save", "help.ask", "sign_in.request_link")}
ALONG |= {"staff.make_batch": ["seller.made"], "staff.invite_batch": ["link.made"]}
"""What is written down beside the event of an act: who starts, or leaves a phone, agrees to the notice; each one of many."""

NOTES = {
    "editor.save_draft",
    "editor.merge",
    "editor.delete_draft",
    "editor.import_published",
    "editor.save_picture",
    "editor.remove_picture",
    "staff.be_present",
}
"""Routes that keep what an editor types, or who has a request open: tried in test_editor_text.py, editor/test_pictures.py, test_presence.py."""

TWICE = {"editor.save", "editor.publish", "editor.note_looked", "editor.withdraw"}
"""An event for the file and one for what readers see, if they do; tried in editor/test_text.py, editor/test_withdrawal.py."""

READERS = {
    "paste_preview.show", "unsent.of_new_account", "unsent.of_account", "preview.paste_preview", "preview.save", "preview.outside", "staff.begin_setup", "staff.preview_batch", "judgement.show",
}  # fmt: skip
"""Routes that take a POST only because what they are told must not stand in an address."""

PASSKEYS = {
    "staff.challenge", "staff.passkey_challenge", "staff.add_passkey", "staff.drop_passkey",
}  # fmt: skip
"""Routes that need a browser that can sign; tried in test_browser_passkeys.py."""


def changing_endpoints(app):
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}

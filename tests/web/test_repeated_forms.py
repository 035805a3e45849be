"""A form that comes twice is done once; another one from the same page is done as well."""

import re
from dataclasses import replace
from pathlib import Path

from conftest import soup_of
from support.acts import TABLE, ticked_lines
from support.numbers import business_number
from support.people import (
    ACE,
    agree_to_talk,
    asked_for_issuance,
    hire,
    post,
    registration_of,
    save_account,
    seller_client,
    services_of,
    staff_client,
    token_of,
    twin,
)
from support.webhooks import with_webhook

import wizard
from wizard.services.api_tokens import Scope
from wizard.web.repeated_forms import LEADS, SHOWN_AGAIN

OTHER = replace(ACE, business_number=business_number(7))


def test_the_same_page_sends_something_else_and_that_is_done_as_well(app):
    client = seller_client(app)
    own = post(client, "/my/malls", malls="fork")
    page = client.get("/guides/keys/place/help")
    hidden = {
        tag: value for tag, value in hidden_of(page).items() if tag in {"csrf_token", "owner"}
    }

    answers = [
        client.post("/guides/keys/place/help", data=hidden | {"text": text})
        for text in ("하나", "둘", "하나")
    ]

    assert own.status_code == 303
    assert len(services_of(app).requests.of_seller(client.seller_id)) == 2
    assert answers[0].location == answers[2].location != answers[1].location


def hidden_of(page):
    form = soup_of(page).select_one("form:has([name=owner])")
    return {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}


FORM = re.compile(r"<form method=.post.*?</form>|press_button\(.*?\)", re.DOTALL)


def endpoints_of_forms(app, client, paths):
    """Give the routes of all forms on these pages: those that say which showing they are, and the rest."""
    return endpoints_of_page(app, *(client.get(path) for path in paths))


def endpoints_of_page(app, *pages):
    found = {True: set(), False: set()}
    routes = app.url_map.bind("localhost")
    for page in pages:
        for form in soup_of(page).select("form[method=post]"):
            endpoint, _ = routes.match(form["action"].partition("?")[0], method="POST")
            found[bool(form.select_one("[name=owner]"))].add(endpoint)
    return found[True], found[False]


def forms_of_news(app, admin):
    """Give those on the screen of a member whose role an admin has changed."""
    told = staff_client(app, "support", "told@example.com")
    post(admin, f"/staff/people/{told.staff_id}/role", role="operator")
    return endpoints_of_forms(app, told, ["/staff/today"])


def editors_forms():
    """Give the routes of the forms in the editors' templates, as `endpoints_of_forms` does."""
    found = {True: set(), False: set()}
    for file in Path(wizard.__file__).parent.glob("templates/editor/*.html"):
        for form in FORM.findall(file.read_text("utf-8")):
            drawn = "owner_fields()" in form or form.startswith("press_button")
            found[drawn] |= set(re.findall(r"url_for\(.(editor\.\w+)", form))
    return found[True], found[False]


def tell_colleagues(app, request, seller, mine, others):
    """Let a note, a kept reply and something a colleague did stand there; give the pages besides."""
    services = services_of(app)
    services.desk_notes.add_to_seller(seller, mine, "오후에 전화")
    services.saved_replies.add("인사", "안녕하세요", mine)
    [reply] = services.saved_replies.all()
    services.request_handling.take(request, mine)
    services.request_handling.take(request, others, over_from=mine)
    services.request_handling.hand_back(request, others)
    return ["/staff/today", "/staff/replies", f"/staff/replies/{reply.id}"]


def test_every_form_whose_act_is_done_once_says_which_showing_it_is(app):
    seller = seller_client(app)
    request, account = asked_for_issuance(app, seller)
    other = save_account(seller)
    agree_to_talk(app, seller.seller_id)
    asking = endpoints_of_forms(app, seller, ["/guides/keys/done"])
    post(seller, f"/accounts/{other}/requests", kind="migration")
    known = {row.id for row in services_of(app).requests.of_seller(seller.seller_id)}
    [closed] = known - {request}
    mine = [
        "/my", "/my/malls", f"/my/requests/{request}", "/guides/keys/place/help",
        f"/accounts/{account}", f"/accounts/{account}/deletion", "/guides/agency/ask", "/guides/keys/done",
    ]  # fmt: skip
    member, _ = hire(app, "support", "one@example.com")
    suspended, _ = hire(app, "support", "two@example.com")
    admin = staff_client(app, "admin")
    desk = staff_client(app, "operator")
    post(admin, f"/staff/people/{suspended}/suspension")
    post(desk, f"/staff/requests/{closed}/closure", outcome="solved")
    made = post(desk, "/staff/sellers/batches", **ticked_lines(desk)).location
    table = desk.post(
        "/staff/sellers/batches/preview", data={"csrf_token": token_of(desk), "text": TABLE}
    )
    ids = [services_of(app).sellers.add(OTHER, "kim"), twin(app, OTHER)]
    services_of(app).merging.merge(*ids, desk.staff_id, keeps_sessions=False)
    before = [
        "/staff/sellers/new",
        made,
        f"/staff/sellers/{seller.seller_id}",
        f"/staff/sellers/{seller.seller_id}/firm",
        f"/staff/sellers/{ids[0]}",
        f"/staff/sellers/{seller.seller_id}/twins/{twin(app)}",
        f"/staff/requests/{request}",
    ]
    before += tell_colleagues(app, request, seller.seller_id, desk.staff_id, admin.staff_id)
    services_of(app).api_tokens.make("등록", [Scope.SELLERS_READ], 0, admin.staff_id)
    [token] = services_of(app).api_tokens.all()
    tokens = ["/staff/tokens/new", f"/staff/tokens/{token.id}"]
    (told_of, _), (paused, _) = with_webhook(app), with_webhook(app)
    services_of(app).webhook_admin.pause(paused, "staff:nobody")
    pages = [f"/staff/webhooks/{told_of}{page}" for page in ("", "/edit", "/deletion")]
    tokens += ["/staff/webhooks/new", *pages, f"/staff/webhooks/{paused}"]
    people = [f"/staff/people/{one}" for one in (member, suspended)]

    seen = [asking, endpoints_of_forms(app, seller, mine), endpoints_of_forms(app, desk, before)]
    seen += [
        endpoints_of_forms(
            app,
            admin,
            [
                *before,
                f"/staff/sellers/{ids[0]}/data",
                *people,
                *tokens,
                "/staff/people",
                "/staff/people/new",
                "/staff/audit",
                "/staff/me",
                "/staff/me/codes",
            ],
        )
    ]
    post(seller, "/my/links")
    post(desk, f"/staff/requests/{request}/assignment")
    seen += [
        endpoints_of_forms(
            app, desk, [*before, f"/staff/requests/{closed}", f"/staff/requests/{request}"]
        )
    ]
    post(desk, f"/staff/requests/{request}/secrets", reason="issue")
    seen += [endpoints_of_forms(app, desk, [f"/staff/requests/{request}"])]

    waiting = f"/staff/requests/{registration_of(app, other)}"
    post(desk, f"{waiting}/assignment")
    post(desk, f"{waiting}/secrets", reason="register")
    seen += [endpoints_of_forms(app, desk, [waiting])]

    endpoint, _ = with_webhook(app)
    hooks = [f"/staff/webhooks/{endpoint}{rest}" for rest in ("", "/edit", "/deletion")]
    seen += [endpoints_of_forms(app, admin, ["/staff/webhooks/new", *hooks])]
    post(admin, f"/staff/webhooks/{endpoint}/pause")
    seen += [endpoints_of_forms(app, admin, hooks)]

    seen += [endpoints_of_page(app, table), forms_of_news(app, admin), editors_forms()]
    told = set().union(*(with_it for with_it, _ in seen))
    silent = set().union(*(without for _, without in seen))
    assert not silent & (set(LEADS) | SHOWN_AGAIN)
    assert (set(LEADS) | SHOWN_AGAIN) - told == {"sign_in.request_link", "staff.unlock"}

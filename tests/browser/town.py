"""Everybody who uses the product, each in a state of their own, and what they must be able to reach."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from uuid import uuid4

from support.people import give_passkey, post, seller_client, services_of, staff_client, twin

from gallery import hands
from gallery.jobs import leave_some
from gallery.mismatches import leave_mismatches
from gallery.reminders import leave_lines
from gallery.tokens import leave_tokens
from gallery.values import values_of
from gallery.webhooks import leave_some as leave_endpoints
from wizard.content.edition import edition_of
from wizard.guide.effects import ANY
from wizard.guide.journey import ways
from wizard.guide.scaffold.fragment import FragmentPlan, first_fragment
from wizard.korean.calendar import clock, in_korea
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.guide_saving import SILENT
from wizard.services.seller_batches import WantedSeller
from wizard.steps import Credentials

PUBLIC = {"guide.home", "guide.overview", "guide.step", "guide.renew_step", "guide.whole_guide"}
EVERY_STEP = {"guide.overview", "guide.step", "guide.whole_guide"}
STAGE = {
    "preview.overview",
    "preview.step",
    "preview.renew_step",
    "preview.whole_guide",
    "preview.help",
    "preview.outside",
}
MY = {
    "dashboard.show", "dashboard.choose_malls", "messages.show", "own_data.show", "own_data.ask_erasure",
}  # fmt: skip
ACCOUNT = {"accounts.show", "accounts.ask_deletion"}
DESK = {
    "staff.today", "staff.requests", "staff.request_page", "staff.sellers", "staff.seller", "staff.new_seller",
    "staff.matrix", "staff.profile", "staff.firm", "staff.ask_merge", "staff.replies",
    "staff.batches", "staff.batch",
}  # fmt: skip
EDITING = {
    "editor.guides", "editor.guide", "editor.text", "editor.difference", "staff.funnels",
    "staff.guide_funnel", "staff.freshness", "editor.draft", "editor.ask_deletion",
    "editor.new_guide", "editor.new_fragment", "editor.waiting", "editor.history", "editor.release", "editor.ask_return", "editor.screens",
    "editor.pictures", "editor.picture", "editor.ask_withdrawal",
}  # fmt: skip
ADMIN = {
    "staff.people", "staff.person", "staff.new_person", "staff.jobs", "staff.servers", "staff.audit", "staff.webhooks", "staff.webhook",
    "staff.new_webhook", "staff.edit_webhook", "staff.ask_webhook_deletion",
    "staff.tokens", "staff.new_token",
    "staff.token",
}  # fmt: skip
READERS = (
    "guide",
    "handoff",
    "expiry",
    "help",
    "sign_in",
    "dashboard",
    "messages",
    "own_data",
    "privacy",
)
OWN = {
    "staff.profile", "staff.password", "staff.codes", "staff.own_passkeys", "staff.passkey_deletion",
    "staff.own_sessions",
}  # fmt: skip


@dataclass(frozen=True)
class Persona:
    """Somebody in a state.

    Attributes:
        arrive: bring them about on an application; gives their cookies.
        starts: the addresses that they come to by themselves.
        reaches: the kinds of pages that they must get to from there.
        left: rooms that another walks through, as they look the same to both.
        refused: pages to which a link may lead although they say no.
        wide: pages of which each one is looked at, not only the first of a kind.
        is_seller: what is shown to strangers alike is left to them.
        shown: what hands bring about at no address of its own.

    """

    arrive: Callable[..., dict[str, str]]
    starts: tuple[str, ...]
    reaches: set[str]
    refused: tuple[str, ...] = ("dashboard.show",)
    wide: set[str] = field(default_factory=set)
    left: tuple[str, ...] = ()
    is_seller: bool = False
    shown: tuple[Callable[..., None], ...] = ()


def nobody(_app):
    return {}


@cache
def colleague(app, role):
    """Give one client of each role for a whole application."""
    client = staff_client(app, role)
    give_passkey(app, client.staff_id)
    return client


def firm_of(name):
    """Give a firm with a number of its own."""
    nine = f"{sum(map(ord, name)) % 10**9:09}"
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True))
    last = -(total + int(nine[8]) * 5 // 10) % 10
    return NewSeller(name, f"{nine}{last}", "01098765432")


def came(app, name):
    return seller_client(app, firm_of(name))


def cookies(client):
    return {"seller": client.get_cookie("seller").value}


def just_came(app):
    return cookies(came(app, "방금상사"))


def chose(app, name="고른상사"):
    client = came(app, name)
    post(client, "/my/malls", malls=["coupang", "lotteon", "interpark"])
    return client


def in_the_middle(app):
    client = chose(app, "중간상사")
    assert client.get("/guides/lotteon/tool?tool=listed").status_code == 200
    return cookies(client)


def saved(app, name, mall="coupang", days=None):
    """Let a seller have saved an account whose key ends in so many days."""
    client = chose(app, name)
    app_state = app.extensions["wizard"]
    answers, way = next(iter(ways(app_state.catalog.guides[mall])))
    [form] = [step for step in way if isinstance(step, Credentials)]
    values = {n: v for n, v in values_of(mall).items() if n in form.fields}
    client.account = app_state.accounts.save(
        NewAccount(
            mall=mall,
            step_id=form.id,
            revision=app_state.catalog.revisions[mall],
            answers=answers,
            form_token=uuid4().hex,
            values=values,
            asked=frozenset(values),
            expires_on=None if days is None else in_korea(clock()) + timedelta(days=days),
        ),
        client.seller_id,
    )[1]
    return client


def asked(app, name):
    """Let a seller have asked for a key; give their client and the request."""
    client = saved(app, name, "interpark")
    requests = services_of(app).requests
    requests.ask(client.seller_id, client.account, "issuance")
    client.request = requests.of_seller(client.seller_id)[0].id
    return client


def answered(app, name="답받은상사"):
    client, operator = asked(app, name), colleague(app, "operator").staff_id
    services_of(app).request_handling.take(client.request, operator)
    services_of(app).request_handling.answer(client.request, operator, "내일까지 발급해 드릴게요.")
    return client


def closed(app):
    client = answered(app, "끝난상사")
    services_of(app).request_handling.close(client.request, colleague(app, "operator").staff_id)
    return cookies(client)


def revoked(app):
    client = asked(app, "막힌상사")
    services_of(app).sessions.sign_out_everywhere(client.seller_id)
    return cookies(client)


def leave_batch(app):
    """Let two sellers have come in by a table."""
    firms = [firm_of(name) for name in ("표의상사", "표의상회")]
    made = [WantedSeller(line, firm, {}) for line, firm in enumerate(firms, 2)]
    services_of(app).seller_batches.make(made, "nobody")


def staff(role):
    """Give a member of staff, with everything on the desk that sellers in each state leave there."""

    def arrive(app):
        asked(app, "기다리는상사")
        answered(app, "상담중상사")
        closed(app)
        twin(app, firm_of("끝난상사"))
        leave_batch(app)
        client = colleague(app, role)
        leave_lines(services_of(app))
        if role == "admin":
            leave_some(services_of(app).jobs)
            leave_endpoints(services_of(app))
            leave_tokens(services_of(app), client.staff_id)
        if role in {"editor", "admin"}:
            text = (
                app.extensions["wizard"].settings.guides.joinpath("coupang.yaml").read_text("utf-8")
            )
            post(client, "/editor/coupang/note", text=f"{text}# 내 줄\n", base="")
            leave_history(app, client.staff_id)
            revision = app.extensions["wizard"].catalog.revisions["coupang"]
            leave_mismatches(services_of(app), revision, chose(app, "다르게본상사").seller_id)
        return {"staff": client.get_cookie("staff").value}

    return arrive


def leave_history(app, editor):
    """Let a guide have been changed and taken back, a text wait for its moment, a fragment be used by none."""
    services, now = services_of(app), app.extensions["wizard"].now()
    publishing, editing = services.publishing, services.editing
    if publishing.release_store.newest_number() == 1:
        file = publishing.folder / "tmon.yaml"
        raw = file.read_bytes().replace(b"\ntitle: ", b"\ntitle: T", 1)
        edition = edition_of(publishing.folder, "tmon", raw)
        publishing.put(publishing.release_store.newest(), "operator", edition)
        publishing.roll_back("operator", 1, {"tmon": ANY})
    if not (publishing.folder / f"{SPARE}.yaml").exists():
        text = first_fragment(FragmentPlan("spare", "메뉴를 열어요", "센터"))
        editing.save(SPARE, editor, text, "")
    opened = editing.open("tmon", editor, app.extensions["wizard"].today)
    due = now + timedelta(days=3)
    services.schedules.make("tmon", editor, opened.text, opened.base, due, word=SILENT)


def with_a_dead_link(page):
    page.goto("/enter")
    hands.enter_with_nothing_valid(page)
    page.get_by_text("새 링크를 받아 주세요").wait_for()


SELLER = {
    "starts": ("/my", "/guides/coupang", "/guides/interpark"),
    "refused": (),
    "is_seller": True,
}
SENT = "/guides/coupang/keys/help/sent?company=listed"
DIFFERENCE = "/editor/coupang/difference"
SPARE = "fragments/spare"
PERSONAS = {
    "a stranger": Persona(
        nobody, ("/", "/enter", "/enter/asked", SENT, "/staff/enter", "/staff/setup"),
        PUBLIC | {"privacy.policy", "privacy.notice", "handoff.show", "help.show", "help.sent", "sign_in.show", "sign_in.link_requested", "dashboard.show", "staff.sign_in_form", "staff.setup"},
        wide=EVERY_STEP, shown=(with_a_dead_link,),
    ),
    "a seller who just came in": Persona(just_came, reaches=MY, **SELLER),
    "a seller who chose malls": Persona(lambda app: cookies(chose(app)), reaches=MY, **SELLER),
    "a seller in the middle of a guide": Persona(in_the_middle, reaches=MY, **SELLER),
    "a seller who saved": Persona(lambda app: cookies(saved(app, "담은상사")), reaches=MY | ACCOUNT, **SELLER),
    "a seller whose key ends soon": Persona(lambda app: cookies(saved(app, "곧상사", "lotteon", 5)), reaches=MY | ACCOUNT, **SELLER),
    "a seller whose key has ended": Persona(lambda app: cookies(saved(app, "지난상사", "lotteon", -5)), reaches=MY | ACCOUNT, **SELLER),
    "a seller who waits": Persona(lambda app: cookies(asked(app, "묻는상사")), reaches=MY | {"dashboard.thread"}, **SELLER),
    "a seller with an answer": Persona(lambda app: cookies(answered(app)), reaches=MY | {"dashboard.thread"}, **SELLER),
    "a seller whose request is closed": Persona(closed, reaches=MY | {"dashboard.thread"}, **SELLER),
    "a seller whose session was ended": Persona(revoked, reaches=set(), **SELLER | {"refused": ("dashboard.show",)}),
    "support": Persona(staff("support"), ("/staff",), DESK | OWN | PUBLIC, left=("preview",)),
    "an operator": Persona(staff("operator"), ("/staff",), DESK | OWN | {"staff.seller_data"}, left=READERS),
    "an editor": Persona(staff("editor"), ("/staff", DIFFERENCE, f"/editor/{SPARE}/text"), EDITING | STAGE | OWN),
    "an admin": Persona(staff("admin"), ("/staff", "/editor", DIFFERENCE, f"/editor/{SPARE}/text"), DESK | {"staff.seller_data"} | EDITING | ADMIN | OWN, left=(*READERS, "preview")),
}  # fmt: skip

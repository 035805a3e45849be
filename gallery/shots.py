"""Which screens there are: every one of every guide, in every state it can be in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from playwright.sync_api import Page

from gallery import hands
from wizard.content.catalog import Catalog
from wizard.guide.journey import asked_before, ways
from wizard.guide.model import Guide
from wizard.steps import Credentials, Step
from wizard.steps.base import Answers
from wizard.steps.fields import TextField
from wizard.web.error_words import WORDS
from wizard.web.screen import address
from wizard.web.workers.cache_warmer import places_of

REGISTER = "/staff/requests/{register-taken}"
FAILING = "/gallery/failing"
COMPANY: Answers = {"company": ("listed",)}
"""What is answered on the way to a key of 쿠팡."""


def stay(_page: Page) -> None:
    """Leave a page as it came."""


@dataclass(frozen=True)
class Shot:
    """One screen in one state.

    Attributes:
        name: words for a file name: "coupang form refused".
        path: the address to open first.
        act: what to do there to see the state.
        who: "seller" or a role of staff, for a screen that is for somebody; see `gallery.people`.
        after: the shot whose state the hands go on from, if it is not the page as it comes.

    """

    name: str
    path: str
    act: Callable[[Page], None] = stay
    who: str = ""
    after: "Shot | None" = None


PERSONAL = (
    Shot("enter", "/enter"),
    Shot("enter with a dead link", "/enter", hands.enter_with_nothing_valid),
    Shot("help", "/guides/coupang/keys/help?company=listed&kind=help"),
    Shot("help refused", "/guides/coupang/keys/help?company=listed&kind=help", hands.press),
    Shot("mismatch", "/guides/coupang/keys/help?company=listed&kind=mismatch"),
    Shot("my", "/my", who="seller"),
    Shot("my away", "/my"),
    Shot("my tried", "/my", who="tried"),
    Shot("my refused account", "/accounts/{refused}", who="tried"),
    Shot("my accounts at one mall", "/guides/coupang/done?company=listed", who="tried"),
    Shot("my account refused", "/guides/gmarket/done", who="tried"),
    Shot("my messages", "/my/messages", who="tried"),
    Shot("my messages refused", "/my/messages", hands.refuse_an_address, who="seller"),
    Shot("my registrations", "/my", who="registering"),
    Shot("my account waits", "/guides/coupang/done?company=listed", who="registering"),
    Shot("my account sent back", "/guides/11st/done", who="registering"),
    Shot("my account sent back to correct", "/accounts/{returned}", who="registering"),
    Shot("my account registered", "/guides/gmarket/done", who="registering"),
    Shot("my account unfinished", "/guides/auction/done?way=self", who="registering"),
    Shot("my account unfinished to fill in", "/accounts/{unfinished}", who="registering"),
    Shot("my wait that runs", "/guides/11st/approval", who="seller"),
    Shot("renew a key", "/guides/coupang/renew/open-api", who="tried"),
    Shot("renew a key at last", "/guides/lotteon/renew/key", who="tried"),
    Shot("my data", "/my/data", who="seller"),
    Shot("my data refused", "/my/data", hands.press, who="seller"),
    Shot("my erasure", "/my/data/deletion", who="seller"),
    Shot("my erasure refused", "/my/data/deletion", hands.press, who="seller"),
    Shot("my erased", "/my/data/erased"),
    Shot("privacy", "/privacy"),
    Shot("privacy notice", "/privacy/notice"),
    Shot(
        "form with an old notice",
        "/guides/coupang/account?company=listed",
        hands.agree_to_an_old_notice,
    ),
    Shot("my malls", "/my/malls", who="seller"),
    Shot("a reader's malls", "/my/malls?malls=coupang"),
    Shot("a reader's malls refused", "/my/malls?malls=coupang", hands.press),
    Shot("my request", "/my/requests/{request}", who="seller"),
    Shot("staff enter", "/staff/enter"),
    Shot("staff enter refused", "/staff/enter", hands.press),
    Shot("staff home", "/staff", who="support"),
    Shot("staff today", "/staff/today", who="support"),
    Shot("staff today filtered", "/staff/today?kind=expiry&mall=tmon", who="support"),
    Shot("staff called", "/staff/today", hands.call_one, who="support"),
    Shot("staff queue", "/staff/requests", who="support"),
    Shot("staff queue searched", "/staff/requests?search=없는상호", who="support"),
    Shot("staff request", "/staff/requests/{request}", who="operator"),
    Shot("staff registration", "/staff/requests/{register-waiting}", who="operator"),
    Shot("staff registration opened", REGISTER, hands.open_account, who="operator"),
    Shot("staff registration sent back", "/staff/requests/{register-returned}", who="operator"),
    Shot("staff registration return refused", REGISTER, hands.send_nothing_back, who="operator"),
    Shot("staff registration elsewhere", "/staff/requests/{register-elsewhere}", who="operator"),
    Shot("staff sellers", "/staff/sellers", who="support"),
    Shot("staff sellers searched", "/staff/sellers?search=없는상호", who="support"),
    Shot("staff matrix", "/staff/matrix", who="support"),
    Shot("staff new seller", "/staff/sellers/new", who="support"),
    Shot("staff seller", "/staff/sellers/{seller}", who="support"),
    Shot("staff seller tried", "/staff/sellers/{tried}", who="support"),
    Shot("staff seller's malls", "/staff/sellers/{seller}/malls", who="support"),
    Shot("staff batches", "/staff/sellers/batches", who="support"),
    Shot("staff batches refused", "/staff/sellers/batches", hands.press, who="support"),
    Shot("staff table read", "/staff/sellers/batches", hands.show_a_table, who="support"),
    Shot("staff seller's data", "/staff/sellers/{seller}/data", who="operator"),
    Shot("staff replies", "/staff/replies", who="support"),
    Shot("staff replies refused", "/staff/replies", hands.press, who="support"),
    Shot("staff people", "/staff/people", who="admin"),
    Shot("staff new colleague", "/staff/people/new", who="admin"),
    Shot("staff new colleague refused", "/staff/people/new", hands.press, who="admin"),
    Shot("staff tokens", "/staff/tokens", who="admin"),
    Shot("staff new token", "/staff/tokens/new", who="admin"),
    Shot("staff new token refused", "/staff/tokens/new", hands.press, who="admin"),
    Shot("staff token", "/staff/tokens/{token}", who="admin"),
    Shot("staff token made", "/staff/tokens/new", hands.make_token, who="admin"),
    Shot("staff servers", "/staff/servers", who="admin"),
    Shot("staff jobs", "/staff/jobs", who="admin"),
    Shot("staff webhooks", "/staff/webhooks", who="admin"),
    Shot("staff webhook", "/staff/webhooks/{webhook}", who="admin"),
    Shot("staff webhook refused", "/staff/webhooks/new", hands.press, who="admin"),
    Shot("staff webhook secret", "/staff/webhooks/{webhook}", hands.turn_the_secret, who="admin"),
    Shot("staff webhook deletion", "/staff/webhooks/{webhook}/deletion", who="admin"),
    Shot("staff audit", "/staff/audit", who="admin"),
    Shot("staff steps", "/staff/steps", who="editor"),
    Shot("staff steps of a mall", "/staff/steps/coupang?days=7", who="editor"),
    Shot("staff freshness", "/staff/freshness", who="editor"),
    Shot("staff member", "/staff/people/{member}", who="admin"),
    Shot("staff member refused", "/staff/people/{new}", hands.break_the_role, who="admin"),
    Shot("staff member begins anew", "/staff/people/{new}", hands.begin_anew, who="admin"),
    Shot("staff setup", "/staff/setup"),
    Shot("staff setup refused", "/staff/setup", hands.press),
    Shot("staff setup form", "/staff/people/{new}", hands.open_setup, who="admin"),
    Shot("staff setup form refused", "/staff/people/{new}", hands.refuse_setup, who="admin"),
    Shot("staff me", "/staff/me", who="operator"),
    Shot("staff password", "/staff/me/password", who="operator"),
    Shot("staff password refused", "/staff/me/password", hands.press, who="operator"),
    Shot("staff codes", "/staff/me/codes", who="editor"),
    Shot("staff codes made", "/staff/me/codes", hands.make_codes, who="editor"),
    Shot("staff passkeys", "/staff/me/passkeys", who="operator"),
    Shot("staff sessions", "/staff/me/sessions", who="operator"),
    Shot("staff sessions refused", "/staff/me/sessions", hands.press, who="operator"),
    Shot("editor guides", "/editor", who="editor"),
    Shot("editor preview", "/editor/lotteon?theme=dark", who="editor"),
    Shot("editor constants", "/editor/constants/text", who="editor"),
    Shot(
        "editor fragment refused",
        "/editor/fragments/esm-selling-tool/text",
        hands.type_a_fault,
        who="editor",
    ),
    Shot(
        "editor before publishing a constant",
        "/editor/constants/text",
        hands.change_a_constant,
        who="editor",
    ),
    Shot("editor told of different screens", "/editor/coupang", who="editor"),
    Shot("stage saved", "/stage/folder/coupang/done?company=listed&saved=1", who="editor"),
    Shot("stage outside", "/stage/now/coupang/-/outside", who="support"),
    Shot("editor new guide", "/editor/new", who="editor"),
    Shot("editor new guide refused", "/editor/new", hands.press, who="editor"),
    Shot("editor new fragment", "/editor/fragments/new", who="editor"),
    Shot("editor new fragment refused", "/editor/fragments/new", hands.press, who="editor"),
    Shot(
        "editor fragment asked away",
        "/editor/fragments/new",
        hands.publish_a_fragment_and_ask,
        who="editor",
    ),
    Shot(
        "editor fragment in use",
        "/editor/fragments/esm-selling-tool/withdrawal",
        who="editor",
    ),
    Shot("editor history", "/editor/history", who="editor"),
    Shot("editor release", "/editor/history/1", who="editor"),
    Shot(
        "editor before publishing",
        "/editor/gmarket/text",
        hands.ask_what_publishing_does,
        who="editor",
    ),
    Shot("editor text", "/editor/11st/text", who="editor"),
    Shot("editor text refused", "/editor/coupang/text", hands.type_a_fault, who="editor"),
    Shot("editor pictures", "/editor/lotteon/pictures", who="editor"),
    Shot("editor picture", "/editor/cjmall/pictures/login", hands.put_a_picture_in, who="editor"),
    Shot(
        "editor picture refused",
        "/editor/cjmall/pictures/login",
        hands.save_half_a_picture,
        who="editor",
    ),
    Shot(
        "editor picture saved",
        "/editor/wemakeprice/pictures/profile",
        hands.save_a_picture,
        who="editor",
    ),
    Shot("editor conflict", "/editor/tmon/text", hands.save_over_another, who="editor"),
    Shot("staff forbidden", "/staff/audit", who="support"),
    Shot("staff gone", f"/staff/sellers/{'0' * 32}", who="support"),
)


def shots(catalog: Catalog) -> Iterator[Shot]:
    """Give every screen that a seller can meet, each state once."""
    yield Shot("home", "/")
    for code in WORDS:
        yield Shot(f"error {code}", f"{FAILING}/{code}")
    yield from _of_aids()
    yield from PERSONAL
    for guide in catalog.guides.values():
        yield from of_guide(guide)


def _of_aids() -> Iterator[Shot]:
    """Give what helps beside the way, once each: it looks the same in every guide."""
    form = address("coupang", "account", COMPANY)
    yield Shot("aids handoff", address("coupang", "keys/handoff", COMPANY))
    yield Shot("aids lesson", form, hands.open_a_lesson)
    yield Shot("aids block", form, hands.paste_a_block)
    yield Shot("aids swapped", form, hands.swap_keys)


def of_guide(guide: Guide) -> Iterator[Shot]:
    """Give every screen of one guide."""
    for path in places_of(guide):
        yield Shot(_name(path), path)
    for step, answers in _questions(guide):
        path = address(guide.mall, step.id, answers)
        if isinstance(step, Credentials):
            yield from _of_form(guide, step, answers)
        else:
            yield Shot(f"{_name(path)} unanswered", path, hands.press)


def _questions(guide: Guide) -> list[tuple[Step, Answers]]:
    """Give each step that asks something, with the answers that came before it."""
    met = {}
    for answers, way in ways(guide):
        for at, step in enumerate(way):
            before = asked_before(answers, way[:at])
            if step.questions() or isinstance(step, Credentials):
                met[address(guide.mall, step.id, before)] = (step, before)
    return list(met.values())


def _of_form(guide: Guide, step: Credentials, answers: Answers) -> Iterator[Shot]:
    path = address(guide.mall, step.id, answers)
    name = _name(path)
    yield Shot(name, path)
    yield Shot(f"{name} refused", path, hands.press)
    if any(isinstance(what, TextField) and what.format for what in step.fields.values()):
        yield Shot(f"{name} odd", path, hands.type_odd_values)
    for own in _own_answers(step):
        full = address(guide.mall, step.id, {**answers, **own})
        yield from _of_saving(_name(full), full, hands.fill(guide.mall))


def _of_saving(name: str, path: str, fill: Callable[[Page], None]) -> Iterator[Shot]:
    """Give what follows when a form is filled in, each from the one before."""
    filled = Shot(f"{name} filled", path, fill)
    saved = Shot(f"{name} saved", path, hands.save, after=filled)
    change = Shot(f"{name} saved, to change", path, hands.change, after=saved)
    yield from (filled, saved, change)
    yield Shot(f"{name} saved, to delete", path, hands.ask_to_delete, after=change)


def _own_answers(step: Credentials) -> list[dict[str, tuple[str, ...]]]:
    """Give every combination of a form's own choices."""
    questions = step.questions()
    combinations = product(*questions.values())
    return [dict(zip(questions, ((o,) for o in chosen), strict=True)) for chosen in combinations]


def _name(path: str) -> str:
    """Write an address as words: /guides/11st/menu?a=b -> "11st menu a=b"."""
    return path.removeprefix("/guides/").replace("/", " ").replace("?", " ").replace("&", " ")

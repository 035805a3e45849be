"""Every guide, walked by a real browser; without JavaScript, by all that it then does: links and forms."""

import base64
import hashlib
from urllib.parse import urlsplit

import pytest
from conftest import CONTENT, FIRM, prepared, settings_for
from playwright.sync_api import expect
from support.browsing import CATALOG, WAYS, fill, ready, settle
from support.plain_browser import PlainBrowser

from gallery.cdn import HTMX
from gallery.values import values_of
from wizard.app import create_app
from wizard.forms.normalize import clean
from wizard.web.security import HTMX_INTEGRITY


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The application with the guides that sellers read, asked without a browser."""
    app = create_app(prepared(settings_for(tmp_path_factory.mktemp("walked"), guides=CONTENT)))
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def plain(content):
    return PlainBrowser(content.test_client(), "/")


def test_the_pages_ask_the_cdn_for_exactly_the_file_we_test():
    digest = hashlib.sha384(HTMX.read_bytes()).digest()

    assert f"sha384-{base64.b64encode(digest).decode()}" == HTMX_INTEGRITY


def with_every_kind(ways):
    """Give the few ways on which each kind of step stands; every way is walked by its keys: test_keyboard."""
    met, few = set(), []
    for way in ways:
        kinds = {(step.kind, bool(step.questions())) for step in way.values[2]}
        if kinds - met:
            met |= kinds
            few.append(way)
    return few


FEW = with_every_kind(WAYS)


@pytest.mark.parametrize(("guide", "answers", "path"), FEW)
def test_each_kind_of_step_is_gone_through_by_hand(page, guide, answers, path):
    page.goto(f"/guides/{guide.mall}")
    page.click("#screen a[rel=next]")
    for number, step in enumerate(path, start=1):
        page.wait_for_url(f"**/guides/{guide.mall}/{step.id}*")
        expect(page.locator("h1")).to_have_text(step.title)
        assert page.get_attribute("[data-progress]", "data-progress").startswith(f"{number}/")
        if step is not path[-1]:
            go_on(page, step, answers)

    assert page.get_attribute("[data-progress]", "data-progress") == f"{len(path)}/{len(path)}"
    if any(step.kind == "credentials" for step in path):
        assert page.query_selector("[data-account]")


@pytest.mark.parametrize(("guide", "answers", "path"), WAYS)
def test_every_way_is_walked_to_its_end_by_links_and_forms_alone(plain, guide, answers, path):
    plain.go(f"/guides/{guide.mall}")
    plain.follow("#screen a[rel=next]")
    for number, step in enumerate(path, start=1):
        assert urlsplit(plain.at).path == f"/guides/{guide.mall}/{step.id}"
        assert plain.one("h1").text.strip() == step.title
        assert plain.one("[data-progress]")["data-progress"].startswith(f"{number}/")
        if step is not path[-1]:
            go_on_plainly(plain, step, answers)

    assert plain.one("[data-progress]")["data-progress"] == f"{len(path)}/{len(path)}"
    if any(step.kind == "credentials" for step in path):
        assert plain.one("[data-account]")


def go_on_plainly(plain, step, answers):
    if step.kind in {"choice", "checklist"}:
        plain.choose(step.id, answers[step.id][0])
        plain.press("#screen form button.button")
    elif step.kind == "credentials":
        for name in step.questions():
            plain.choose(name)
        if step.questions():
            plain.press("button.refresh")
        plain.fill(FIRM | values_of(plain.at.split("/")[2]))
        plain.press("button[value=save]")
    elif plain.page.select_one("#screen a[rel=next]"):
        plain.follow("#screen a[rel=next]")
    else:
        plain.press("#screen form button.button")


def test_one_guide_after_the_other_is_walked_in_one_sitting_where_the_cdn_is_blocked(scripted):
    scripted.route("**/htmx*", lambda route: route.abort())
    for guide, answers, path in (way.values for way in FEW):
        scripted.goto(f"/guides/{guide.mall}")
        scripted.click("#screen a[rel=next]")
        for step in path[:-1]:
            scripted.wait_for_url(f"**/guides/{guide.mall}/{step.id}*")
            go_on(scripted, step, answers)
        scripted.wait_for_url(f"**/guides/{guide.mall}/{path[-1].id}*")

        assert bool(scripted.query_selector("[data-account]")) is (guide.mall != "start")


def test_where_the_cdn_never_answers_the_page_serves_all_the_same(scripted):
    scripted.context.grant_permissions(["clipboard-read", "clipboard-write"])
    scripted.route("**/htmx*", lambda _route: None)
    scripted.goto("/guides/cjmall", wait_until="commit")
    scripted.click("#screen .go a[rel=next]", no_wait_after=True)
    scripted.wait_for_url("**/cjmall/login", wait_until="commit")
    scripted.click("a[rel=next]", no_wait_after=True)
    scripted.wait_for_url("**/cjmall/account", wait_until="commit")
    ready(scripted)
    fill(scripted, values_of("cjmall"))
    scripted.click("button[value=save]", no_wait_after=True)
    expect(scripted.locator("[data-account]")).to_have_count(1)

    scripted.goto("/guides/11st/ip", wait_until="commit")
    value = scripted.locator("[data-copy]").first
    value.click()
    expect(scripted.locator("#said")).to_contain_text("복사")
    assert scripted.evaluate("navigator.clipboard.readText()") == value.get_attribute("data-copy")


def go_on(page, step, answers):
    if step.kind in {"choice", "checklist"}:
        page.check(f"[name='{step.id}'][value='{answers[step.id][0]}']")
        page.click("#screen form button.button")
    elif step.kind == "credentials":
        for name in step.questions():
            page.check(f"input[name='{name}'] >> nth=0")
        if page.is_visible("button.refresh"):
            page.click("button.refresh")
        settle(page, step)
        fill(page, values_of(page.url.split("/")[4]))
        page.click("button[value=save]")
    elif page.query_selector("#screen a[rel=next]"):
        page.click("#screen a[rel=next]")
    else:
        page.click("#screen form button.button")


def test_back_and_reload_show_the_same_screen(scripted):
    scripted.goto("/guides/lotteon/openapi-menu")
    scripted.click("a[rel=next]")
    scripted.wait_for_url("**/lotteon/tool")
    scripted.go_back()
    scripted.wait_for_url("**/lotteon/openapi-menu")
    first = CATALOG.guides["lotteon"].step("openapi-menu").title
    scripted.locator("h1", has_text=first).wait_for()
    scripted.reload()

    assert scripted.inner_text("h1") == first


def test_a_swap_moves_focus_and_title_to_the_new_screen(scripted):
    scripted.goto("/guides/lotteon/openapi-menu")
    scripted.click("a[rel=next]")
    scripted.wait_for_url("**/lotteon/tool")
    scripted.locator("h1:focus").wait_for()

    assert scripted.title().startswith(CATALOG.guides["lotteon"].step("tool").title)


def test_a_radio_swaps_boxes_and_loses_no_secret(scripted):
    scripted.goto("/guides/smartstore/account?same_id=same")
    scripted.fill("#password", "correct horse")
    scripted.fill("#login_id", "sbdc1228")
    scripted.check("[name=same_id][value=different]")
    scripted.wait_for_selector("#api_seller_id")

    assert scripted.input_value("#password") == "correct horse"
    assert scripted.input_value("#login_id") == "sbdc1228"
    assert len(scripted.query_selector_all("table[data-rows]")) == 2


PASTE = """([id, raw]) => {
  const input = document.getElementById(id), data = new DataTransfer();
  input.value = "";
  data.setData("text", raw);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  const kept = input.dispatchEvent(event);
  return [kept ? raw : input.value, document.getElementById(`${id}-receipt`).textContent];
}"""


@pytest.mark.parametrize(
    ("box", "normalise", "prefix"),
    [("login_id", "all", ""), ("password", "edges", ""), ("store", "all", "smartstore.naver.com/")],
    ids=["a text", "a password", "an address"],
)
def test_what_a_paste_brings_along_is_cut_off_as_the_server_does_it(
    scripted, box, normalise, prefix
):
    pasted = [
        "sbdc1228",
        "  sbdc1228\t ",
        "\u200bsb\ufeffdc\u00a0",
        "“ sbdc1228 ”",
        "\"'sbdc'\"",
        "＊ｓｂｄｃ\u3000１",
        "「」",
        '"',
        "https://smartstore.naver.com/sbdc1228/",
        "WWW.SmartStore.naver.com/sbdc1228",
        "smartstore.naver.com",
        "https://example.com/sbdc1228/",
    ]
    scripted.goto("/guides/smartstore/account?same_id=same")

    shown = [scripted.evaluate(PASTE, [box, raw]) for raw in pasted]

    ours = [clean(raw, normalise, prefix) for raw in pasted]
    assert shown == [[cleaned.value, ". ".join(cleaned.receipts)] for cleaned in ours]

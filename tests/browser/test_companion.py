"""The small window beside the console, and what a browser remembers, used in a real browser."""

import pytest
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import fill_in_parts, opened, ready, rest

KEYS = {
    "login_id": "woorishop",
    "password": "correct horse",
    "vendor_id": "A00099999",
    "access_key": "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f",
    "secret_key": "0123456789abcdef0123456789abcdef01234567",
}
NO_FLOATING = "delete window.documentPictureInPicture"
WATCH_FILLING = """documentPictureInPicture.addEventListener("enter", ({ window: small }) => {
  const { body } = small.document;
  new MutationObserver(() => { window.wasInert ??= body.inert; }).observe(body, { childList: true });
})"""
IS_DRAWN = "() => [...document.images].some((img) => img.complete && img.naturalWidth > 0)"
TITLES = {
    "vendor-menu": "오른쪽 위에서 판매자정보를 열어요",
    "open-api": "OPEN API 키 발급을 찾아요",
}


def float_window(page):
    with page.context.expect_page() as small:
        page.click("button[data-companion]")
    small.value.wait_for_load_state()
    return small.value


@pytest.fixture
def floating(windowed_chromium, address):
    """A page whose small window is always on top: only the Chromium that people have makes one."""
    yield from opened(windowed_chromium, address)


@pytest.fixture
def popping(scripted):
    """A page whose browser has no window that is always on top."""
    scripted.context.add_init_script(NO_FLOATING)
    return scripted


@pytest.fixture(params=["floating", "popping"], ids=["always on top", "a popup"])
def big(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def pair(big):
    """A page and its small window, on one step."""
    big.goto("/guides/coupang/wing-login")
    small = float_window(big)
    expect(small.locator("h1")).to_have_text("쿠팡 WING에 로그인해요")
    return big, small


def test_the_small_window_shows_the_step_in_its_own_style_and_nothing_else(pair):
    _, small = pair

    expect(small.locator("a.button")).to_have_css("background-color", "rgb(44, 63, 174)")
    expect(small.locator(".top")).to_be_hidden()
    expect(small.locator("button[data-companion]")).to_be_hidden()
    assert small.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_comes_of_an_act_and_what_is_folded_below_it_are_read_in_the_small_window(popping):
    popping.goto("/guides/lotteon/issue?tool=listed")
    small = float_window(popping)
    act = small.locator(".do li", has_text="키발급")
    folded = act.locator("details p")
    expect(act.locator(".seen")).to_be_in_viewport()
    expect(folded).to_be_hidden()

    act.locator("summary").click()

    expect(folded).to_be_in_viewport(ratio=1)
    expect(small.locator("a[rel=next]")).to_be_in_viewport(ratio=1)
    assert small.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_window_follows_the_other_and_neither_runs_away(pair):
    big, small = pair
    small.click("a[rel=next]")
    expect(small.locator("h1")).to_have_text(TITLES["vendor-menu"])
    expect(big.locator("h1")).to_have_text(TITLES["vendor-menu"])
    assert big.url.endswith("/guides/coupang/vendor-menu")

    big.click("a[rel=next]")
    expect(small.locator("h1")).to_have_text(TITLES["open-api"])
    small.click("a[rel=prev]")
    expect(big.locator("h1")).to_have_text(TITLES["vendor-menu"])
    for window in pair:
        rest(window)
        expect(window.locator("h1")).to_have_text(TITLES["vendor-menu"])


def test_fast_steps_end_on_one_screen_without_going_round(pair):
    big, small = pair
    requests = []
    big.on("request", lambda request: requests.append(request.url))
    for title in TITLES.values():
        small.click("a[rel=next]")
        expect(small.locator("h1")).to_have_text(title)

    expect(big.locator("h1")).to_have_text(TITLES["open-api"])
    rest(big)
    expect(small.locator("h1")).to_have_text(TITLES["open-api"])
    assert len([url for url in requests if "/guides/coupang" in url]) <= 2


def test_back_in_the_page_brings_the_small_window_back(pair):
    big, small = pair
    big.click("a[rel=next]")
    expect(small.locator("h1")).to_have_text(TITLES["vendor-menu"])
    big.go_back()

    expect(big.locator("h1")).to_have_text("쿠팡 WING에 로그인해요")
    expect(small.locator("h1")).to_have_text("쿠팡 WING에 로그인해요")


def test_copy_buttons_work_in_the_small_window(big):
    big.context.grant_permissions(["clipboard-read", "clipboard-write"])
    big.goto("/guides/11st/ip")
    small = float_window(big)
    button = small.locator("button[data-copy]").first
    button.click()

    expect(button).to_have_text("복사했어요")
    assert small.evaluate("navigator.clipboard.readText()") == "115.92.75.12"


def test_nothing_is_pressed_in_the_small_window_before_its_scripts_are_there(floating):
    floating.goto("/guides/lotteon/tool")
    floating.evaluate(WATCH_FILLING)
    small = float_window(floating)

    expect(small.locator("body:not([inert])")).to_have_count(1)
    assert floating.evaluate("window.wasInert") is True


def test_a_question_is_answered_in_the_small_window_and_the_page_goes_along(big):
    big.goto("/guides/lotteon/tool")
    small = float_window(big)
    small.click("form .button")
    expect(small.locator("[role=alert]")).to_contain_text("하나를 골라")
    small.locator("input[type=radio]").first.check()
    small.click("form .button")

    for window in (big, small):
        expect(window.locator("[data-progress]")).to_have_attribute("data-progress", "3/7")


def test_a_form_with_something_in_it_is_never_left_for_the_other_window(big):
    big.goto("/guides/coupang/account?company=listed")
    small = float_window(big)
    big.fill("#login_id", "woorishop")
    small.click("a[rel=prev]")
    expect(small.locator("h1")).to_have_text("값 세 가지를 복사해요")

    rest(big)
    expect(big.locator("#login_id")).to_have_value("woorishop")


def test_an_account_is_saved_in_the_small_window(big):
    big.goto("/guides/coupang/account?company=listed")
    small = float_window(big)
    ready(small)
    fill_in_parts(small, KEYS | FIRM | {"access_key": "short"})
    small.click("button.button[value=save]")
    expect(small.locator("#access_key-warning")).to_be_visible()
    fill_in_parts(small, {"access_key": KEYS["access_key"]})
    small.click("button.button[value=save]")

    for window in (small, big):
        expect(window.locator("[data-account]")).to_have_count(1)


def test_a_popup_follows_a_page_that_is_loaded_anew(popping):
    popping.goto("/guides/coupang/wing-login")
    small = float_window(popping)
    popping.goto("/guides/coupang/open-api")

    expect(small.locator("h1")).to_have_text(TITLES["open-api"])


def test_without_htmx_the_small_window_is_a_popup_and_both_are_loaded_anew(chromium, address):
    context = chromium.new_context(base_url=address)
    context.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
    big = context.new_page()
    big.goto("/guides/coupang/wing-login")
    small = float_window(big)
    small.click("a[rel=next]")

    for window in (small, big):
        expect(window.locator("h1")).to_have_text(TITLES["vendor-menu"])
    context.close()


def test_two_guides_side_by_side_do_not_follow_one_another(pair):
    big, _ = pair
    other = big.context.new_page()
    other.goto("/guides/11st/open-api")
    big.click("a[rel=next]")
    expect(big.locator("h1")).to_have_text(TITLES["vendor-menu"])
    rest(other)

    assert other.url.endswith("/guides/11st/open-api")


def test_a_phone_is_offered_no_small_window_but_the_way_to_a_pc(chromium, address):
    for phone in opened(
        chromium, address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ):
        phone.goto("/guides/coupang/keys?company=listed")
        expect(phone.locator("button[data-companion]")).to_be_hidden()
        phone.get_by_text("PC로 이어하기").click()
        expect(phone.locator("h1")).to_have_text("다른 기기에서 이어 해요")
        phone.wait_for_function(IS_DRAWN)
        phone.click("a.button")
        expect(phone.locator("h1")).to_have_text("값 세 가지를 복사해요")


def test_the_way_to_another_device_needs_no_script(page):
    page.goto("/guides/lotteon/key?tool=listed")
    page.click(".along a")
    expect(page.locator("h1")).to_have_text("다른 기기에서 이어 해요")
    short = page.get_attribute("[data-copy]", "data-copy")
    page.goto(short)

    assert page.url.endswith("/guides/lotteon/key?tool=listed")


# Memory


def test_who_comes_back_is_offered_the_screen_where_they_were(scripted):
    scripted.goto("/guides/lotteon/key?tool=listed")
    here = scripted.inner_text("h1")
    scripted.goto("/")
    offer = scripted.locator("nav[data-resume] a")
    expect(offer).to_contain_text(f"이어서 하기: {here}")
    expect(offer).to_contain_text("여기까지 했어요")
    scripted.goto("/guides/lotteon")
    scripted.locator("nav[data-resume] a").click()

    expect(scripted.locator("h1")).to_have_text(here)
    assert scripted.url.endswith("/guides/lotteon/key?tool=listed")


def test_each_mall_has_a_memory_of_its_own_and_an_end_ends_it(scripted):
    scripted.goto("/guides/coupang/keys?company=listed")
    scripted.goto("/guides/11st")
    expect(scripted.locator("nav[data-resume]")).to_be_hidden()
    scripted.goto("/guides/coupang/done?company=listed")
    scripted.goto("/")
    expect(scripted.locator("nav[data-resume]")).to_be_hidden()


def test_nothing_that_was_typed_is_remembered(scripted):
    scripted.goto("/guides/coupang/account?company=listed")
    for name, value in (KEYS | FIRM).items():
        scripted.fill(f"#{name}", value)
    scripted.click("button[value=save]")
    expect(scripted.locator("[data-account]")).to_have_count(1)

    kept = scripted.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert not any(value in kept for value in [*KEYS.values(), *FIRM.values()])


def test_after_saving_the_next_mall_of_the_list_is_one_press_away(scripted):
    scripted.goto("/guides/start/done?approved=yes&malls=11st&malls=coupang")
    scripted.goto("/guides/coupang/account?company=listed")
    for name, value in (KEYS | FIRM).items():
        scripted.fill(f"#{name}", value)
    scripted.click("button[value=save]")
    link = scripted.locator("a[data-next-mall]")
    expect(link).to_have_text("다음 쇼핑몰: 11번가")
    link.click()
    expect(scripted.locator("h1")).to_contain_text("11번가")

    scripted.goto("/guides/start/done?approved=yes&malls=11st&malls=coupang")
    expect(scripted.locator("li", has_text="쿠팡").locator(".tag.saved")).to_have_text("저장했어요")
    expect(scripted.locator(".tag.saved")).to_have_count(1)


NO_ROOM = "Storage.prototype.setItem = () => { throw new Error('no') }"
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError") } })"""


@pytest.mark.parametrize("refuses", [NO_ROOM, NO_STORAGE], ids=["no room", "no storage"])
def test_a_browser_that_keeps_nothing_works_all_the_same(scripted, refuses):
    scripted.context.add_init_script(f"{NO_FLOATING}; {refuses}")
    scripted.goto("/guides/coupang/first-day?company=listed")
    small = float_window(scripted)
    scripted.click("a[rel=next]")
    expect(small.locator("h1")).to_have_text("값 세 가지를 복사해요")
    scripted.click("a[rel=next]")

    expect(scripted.locator("h1")).to_have_text("쿠팡 계정과 키를 적어요")


def test_without_script_nothing_is_offered(page, request):
    page.goto("/guides/coupang/keys?company=listed")
    page.goto("/guides/coupang")

    is_scripted = "with JavaScript" in request.node.name
    expect(page.locator("nav[data-resume]")).to_be_visible(visible=is_scripted)

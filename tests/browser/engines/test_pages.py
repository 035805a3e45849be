"""What else a person's way leads over, in each engine: the switch of colours, the small window, the staff's queue, narrow phones."""

import pytest
from support.engines import NARROW, PC
from support.people import post, seller_client, staff_client

PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(19, 21, 30)"}
HANGUL = """() => {
  const drawn = document.createElement("canvas").getContext("2d");
  drawn.font = getComputedStyle(document.body).font;
  return new Set([..."가힣뷁"].map((letter) => drawn.measureText(letter).width)).size === 1 && drawn.measureText("가").width > 8;
}"""
MAIN_PAGES = [
    *("/", "/guides/coupang", "/guides/coupang/all", "/guides/start/malls?approved=yes"),
    *(
        "/guides/lotteon/tool",
        "/guides/11st/ip",
        "/guides/coupang/keys",
        "/guides/auction/account?way=self",
    ),
    *(
        "/guides/coupang/account?company=listed",
        "/guides/coupang/keys/help?company=listed",
        "/enter",
        "/my",
        "/privacy",
    ),
]


def test_the_chosen_colours_stay_on_the_next_page_and_after_a_reload(tab):
    tab.open("/")
    device = next(name for name, colour in PAPER.items() if paper(tab) == colour)
    other = {"light": "dark", "dark": "light"}[device]
    tab.press("#theme")
    assert paper(tab) == PAPER[other]

    tab.open("/guides/11st")

    assert paper(tab) == PAPER[other]
    tab.reload()
    assert paper(tab) == PAPER[other]
    assert tab.faults() == []


def paper(tab):
    return tab.style("body", "backgroundColor")


def test_the_small_window_opens_beside_the_page_and_each_follows_the_other(tab):
    tab.open("/guides/coupang/wing-login")
    tab.until("() => Boolean(window.htmx)")
    tab.ask("() => delete window.documentPictureInPicture")
    tab.press("button[data-companion]")
    small = tab.window()
    small.until(
        "() => document.documentElement.classList.contains('is-companion') && Boolean(window.htmx)"
    )
    small.shows("h1", "쿠팡 WING에 로그인해요")
    small.press("a[rel=next]")
    small.shows("h1", "오른쪽 위에서 판매자정보를 열어요")
    tab.shows("h1", "오른쪽 위에서 판매자정보를 열어요")

    tab.press("a[rel=next]")

    small.shows("h1", "OPEN API 키 발급을 찾아요")
    assert tab.address() == "/guides/coupang/open-api"
    assert [*tab.faults(), *small.faults()] == []


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_where_the_engine_has_a_window_that_stays_on_top_it_is_that_and_each_follows_the_other(tab):
    tab.open("/guides/coupang/wing-login")
    tab.until("() => Boolean(window.htmx)")
    tab.press("button[data-companion]")
    small = tab.window()
    small.until("() => !document.body.inert && document.querySelector('h1')?.innerText")
    assert small.ask("() => location.href") == "about:blank"
    small.press("a[rel=next]")
    small.shows("h1", "오른쪽 위에서 판매자정보를 열어요")
    tab.shows("h1", "오른쪽 위에서 판매자정보를 열어요")

    tab.press("a[rel=next]")

    small.shows("h1", "OPEN API 키 발급을 찾아요")
    assert tab.faults() == []


def test_a_row_of_the_queue_opens_its_request_as_a_page_with_an_address_and_back_leads_back(
    tab, watched_app
):
    seller = seller_client(watched_app)
    assert (
        post(
            seller, "/guides/coupang/keys/help?company=listed", kind="help", text="막혔어요"
        ).status_code
        == 303
    )
    staff = staff_client(watched_app, "support", f"{type(tab).__name__.lower()}@example.com")
    tab.keep_cookie("staff", staff.get_cookie("staff").value)
    tab.open("/staff/requests")
    tab.until("() => Boolean(window.htmx)")
    request = tab.ask("() => new URL(document.querySelector('#queue tbody a').href).pathname")

    tab.press("#queue tbody a")

    tab.sound(request)
    tab.travel(-1)
    tab.shows("h1", "요청")
    tab.at("/staff/requests")
    assert tab.faults() == []


def test_on_the_narrowest_phone_no_main_page_has_a_fault_and_each_is_in_hangul(
    engine, watched_address
):
    found = {}
    with engine.reader(watched_address, NARROW) as tab:
        for page in MAIN_PAGES:
            tab.open(page)
            tab.until("() => document.readyState === 'complete'")
            found[page] = [*tab.faults(), *([] if tab.ask(HANGUL) else ["not in Hangul"])]
        assert tab.ask("() => innerWidth") == NARROW[0]
        tab.resize(PC)

    assert found == {page: [] for page in MAIN_PAGES}

"""A picture as it is sent: what a reader who sees nothing hears, and in which order."""

import pytest
from bs4 import BeautifulSoup
from conftest import soup_of

from wizard.steps.picture import Item, Picture

DRAWN = "/guides/pictured/drawn"
KINDS = Item.model_fields["kind"].annotation.__args__
PHOTO = "/guides/pictured/photographed"


@pytest.fixture
def figure(visit):
    return visit(DRAWN).select_one("figure")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def test_the_caption_says_whose_screen_it_is(figure):
    assert words(figure.figcaption) == "센터: 정보 (그린 그림, 실제와 조금 달라요)"


def test_every_kind_is_read_aloud_in_the_order_of_the_screen(figure):
    figure.figcaption.extract()

    assert words(figure) == (
        "도움말 링크 내 사진 "
        "1 번 관리 메뉴 정보 지금은 새정보 메뉴 "
        "설정 탭 문의 탭 사용 설정 사용 고름 사용 안함 고르지 않음 동의 표시 안 함 "
        "대행사 선택 펼침 목록 우리 고름 아이디 shop 비밀번호 빈칸 "
        "2 번 인증키 5d2f 발급일 2026-01-02 주소창 example.com/ shop "
        "발급 상태 정상 복사 버튼 화면 맨 아래 Open API 링크"
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"row", "table", "other"}])
def test_every_kind_that_may_have_a_number_shows_it_once(app, kind):
    inside = {"group": {"group": [{"menu": "가"}]}}.get(kind, {kind: "가"})
    item = {"table": [{**inside, "mark": 4}]} if kind == "column" else {**inside, "mark": 4}
    picture = Picture.model_validate({"title": "나", "items": [item]})

    with app.test_request_context():
        macros = app.jinja_env.get_template("macros/picture.html").module
        soup = BeautifulSoup(macros.picture(picture, None, "step"), "html.parser")

    [place] = soup.select("[data-mark='4']")
    assert place["id"] == "step-4"
    assert [words(mark) for mark in place.select(".mark")] == ["4 번"]
    assert "가" in place.get_text()


def test_grey_bars_are_not_read(figure):
    bars = figure.select(".p-bars")

    assert bars
    assert all(bar["aria-hidden"] == "true" for bar in bars)


def test_an_instruction_and_its_place_share_a_number_and_a_link(visit):
    soup = visit(DRAWN)

    for mark in ("1", "2"):
        instruction, place = soup.select(f"[data-mark='{mark}']")
        assert instruction.name == "li"
        link = instruction.select_one("a.mark")
        assert link["href"] == f"#{place['id']}"
        assert words(link) == f"{mark} 번, 그림에서 보기"
        assert f"({mark})" not in instruction.get_text()


def test_an_instruction_without_a_place_has_no_number_and_no_stop(visit):
    plain = visit(DRAWN).select_one(".do li:not([data-mark])")

    assert words(plain) == "먼저 로그인해요"
    assert plain.select("a") == []


def test_a_step_without_a_picture_has_no_figure(visit):
    assert visit("/guides/pictured/bare").select("figure") == []


def test_a_screenshot_is_shown_with_words_size_and_numbered_boxes(visit):
    figure = visit(PHOTO).select_one("figure")

    image = figure.img
    assert (image["alt"], image["width"], image["height"]) == (
        "가운데에 파란 단추가 있는 화면",
        "64",
        "40",
    )
    assert words(figure.figcaption) == "센터 (2026년 11월 1일에 찍음)"
    [box] = figure.select("[data-mark]")
    assert (box["aria-label"], box.rect["x"], box.rect["height"]) == ("1번", "31.2%", "25%")


def test_a_screenshot_is_sent_with_its_type_and_may_be_kept_for_ever(client):
    address = soup_of(client.get(PHOTO)).img["src"]

    response = client.get(address)

    assert (response.status_code, response.mimetype) == (200, "image/png")
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("change", [("console.png", "other.png"), ("/images/", "/images/0")])
def test_no_other_address_gives_a_screenshot(client, change):
    address = soup_of(client.get(PHOTO)).img["src"]

    assert client.get(address.replace(*change)).status_code == 404


def test_the_whole_guide_on_one_page_has_no_id_twice(visit):
    assert len(visit("/guides/pictured/all").select("figure")) == 2

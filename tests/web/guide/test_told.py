"""What is meant only for some, on the screens: to each reader theirs, in print all of it, with for whom."""

from support.people import staff_client

MENU = "/guides/told/menu"


def test_a_screen_tells_a_reader_what_is_meant_for_them_and_no_condition(visit):
    screen = visit(f"{MENU}?way=self").select_one("main")

    assert "직접 하는 분만 봐요." in screen.text
    assert "안내" not in screen.select_one(".do").text
    assert screen.select_one("figure.picture")
    assert [tag["data-copy"] for tag in screen.select("[data-copy]")] == ["192.0.2.15"]
    assert not screen.select(".only")


def test_a_screen_leaves_out_what_is_meant_for_others(visit):
    screen = visit(f"{MENU}?way=agency").select_one("main")

    assert "직접 하는 분만 봐요." not in screen.text
    assert "맡기는 분은 저장하지 마세요." in screen.text
    assert not screen.select_one("figure.picture")
    assert [tag["data-copy"] for tag in screen.select("[data-copy]")] == ["example.com"]


def test_before_the_first_step_a_need_of_one_way_says_of_which(visit):
    needs = [item.get_text(" ", strip=True) for item in visit("/guides/told").select(".needs > li")]

    assert needs == ["판매자 아이디", "‘직접 발급’일 때 개발자 아이디"]


def test_once_the_way_is_chosen_the_overview_tells_only_of_it(visit):
    page = visit("/guides/told?way=agency")

    assert [item.get_text(" ", strip=True) for item in page.select(".needs > li")] == [
        "판매자 아이디"
    ]
    assert not page.select("main .only")


def test_a_printed_guide_has_all_of_it_each_with_for_whom(visit):
    sheet = visit("/guides/told/all").select(".sheet")[1]
    conditions = [tag.get_text(strip=True) for tag in sheet.select(".only")]

    assert {"‘직접 발급’일 때", "‘발급대행’일 때"} == set(conditions)
    assert "‘직접 발급’일 때 정보" in sheet.select_one(".do li").get_text(" ", strip=True)
    assert sheet.select_one("figcaption .only")
    assert [tag.text for tag in sheet.select(".value .only")] == [
        "‘직접 발급’일 때",
        "‘발급대행’일 때",
    ]


def test_a_lesson_beside_a_field_is_told_as_its_step_is(client):
    own, left = (client.get(f"{MENU}/lesson?way={way}").text for way in ("self", "agency"))

    assert "직접 하는 분만 봐요." in own
    assert "직접 하는 분만 봐요." not in left


def test_a_preview_shows_what_holds_under_the_answers_of_its_address(app):
    page = staff_client(app, "editor").get("/stage/now/told/menu?way=agency").text

    assert "맡기는 분은 저장하지 마세요." in page
    assert "직접 하는 분만 봐요." not in page

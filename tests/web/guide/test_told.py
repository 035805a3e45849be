"""What is meant only for some, on the screens: to each reader theirs, in print all of it, with for whom."""

from support.people import staff_client

MENU = "/guides/told/menu"


def test_a_screen_tells_a_reader_what_is_meant_for_them_and_no_condition(visit):
    screen = visit(f"{MENU}?way=self").select_one("main")

    assert "직접 하는 분만 봐요." in screen.text
    assert "안내" not in screen.select_one(".do").text
    assert screen.select_one("figure.picture")
    assert [tag["data-copy"] for tag in screen.select("[data-copy]")] == [
        "192.0.2.15",
        "02-0000-0000",
    ]
    assert not screen.select(".only")


def test_a_screen_leaves_out_what_is_meant_for_others(visit):
    screen = visit(f"{MENU}?way=agency").select_one("main")

    assert "직접 하는 분만 봐요." not in screen.text
    assert "맡기는 분은 저장하지 마세요." in screen.text
    assert not screen.select_one("figure.picture")
    assert [tag["data-copy"] for tag in screen.select("[data-copy]")] == [
        "example.com",
        "02-0000-0000",
    ]


def test_before_the_first_step_a_need_of_one_way_says_of_which(visit):
    needs = [item.get_text(" ", strip=True) for item in visit("/guides/told").select(".needs > li")]

    assert needs == [
        "판매자 아이디",
        "‘직접 발급’일 때 개발자 아이디 없어요 첫 화면에서 무료로 만들 수 있어요.",
    ]


def test_once_the_way_is_chosen_the_overview_tells_only_of_it(visit):
    page = visit("/guides/told?way=agency")

    assert [item.get_text(" ", strip=True) for item in page.select(".needs > li")] == [
        "판매자 아이디"
    ]
    assert not page.select("main .only")


def test_a_printed_guide_has_all_of_it_each_with_for_whom(visit):
    sheet = visit("/guides/told/all").select(".sheet")[1]
    conditions = [tag.get_text(strip=True) for tag in sheet.select(".only")]

    assert set(conditions) == {"‘직접 발급’일 때", "‘발급대행’일 때"}
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


def test_an_act_says_what_is_seen_then_and_behind_a_word_what_to_do_if_not(visit):
    act = visit(f"{MENU}?way=self").select(".do > li")[-1]

    assert act.select_one(".seen").text == "초록 글씨가 나와요."
    assert act.select_one("details summary").text == "안 되면"
    assert act.select_one("details p").text == "회색이면 주소부터 넣어요."
    assert not act.details.has_attr("open")
    assert act.select_one(".value small").text == "이름"


def test_a_need_says_behind_a_word_what_to_do_without_it(visit):
    [gate] = visit("/guides/told").select(".needs details")

    assert gate.get_text(" ", strip=True) == "없어요 첫 화면에서 무료로 만들 수 있어요."


def test_a_printed_guide_has_open_what_a_screen_folds(visit):
    folded = visit("/guides/told/all").select("details")

    assert [tag.summary.text for tag in folded if tag.has_attr("open")] == ["없어요", "안 되면"]
    assert len(folded) == 2


def test_a_film_is_a_link_to_a_window_of_its_own(visit):
    link = visit(f"{MENU}?way=self").select_one(".video a")

    assert (link["href"], link["target"]) == ("https://example.com/video", "_blank")
    assert not visit(f"{MENU}?way=self").select("iframe, video")


def test_the_minutes_are_those_of_the_way(visit):
    assert "5~25분쯤" in visit("/guides/told").select_one(".facts").text
    assert "25분쯤" in visit("/guides/told?way=self").select_one(".facts").text
    assert "약 4분 남았어요" in visit(f"{MENU}?way=agency").select_one(".progress").text
    assert "5~25분 ·" in visit("/").select_one("[data-mall=told]").text

"""What the guides' pages say of themselves, and in which order."""

import re

import pytest
from conftest import soup_of


@pytest.fixture
def page(content_app):
    client = content_app.test_client()
    return lambda path: soup_of(client.get(path))


def test_the_open_malls_stand_on_home_in_the_order_in_which_they_are_used(page):
    malls = [link["data-mall"] for link in page("/").select(".malls.open a")]

    assert malls == ["smartstore", "coupang", "11st", "gmarket", "auction", "lotteon", "cjmall"]


def test_the_start_guide_speaks_only_of_the_malls_that_were_ticked(page):
    passed, path = "", "/guides/start/register?approved=yes&malls=11st"
    while path:
        screen = page(path).select_one("#screen")
        passed += screen.get_text()
        following = screen.select_one("a[rel=next]")
        path = following and following["href"]

    assert "하나씩 차례로 연결해요" in passed
    assert not {"티몬", "위메프", "인터파크", "쿠팡", "롯데온"} & set(
        passed.replace(",", " ").split()
    )


def test_the_start_guide_says_of_a_ticked_mall_that_it_stopped(page):
    screen = page("/guides/start/closed?approved=yes&malls=tmon")

    assert "연결할 수 없는" in screen.select_one("h1").text


def test_a_guide_says_how_long_it_takes_whatever_is_answered(page):
    assert "10~30분쯤" in page("/guides/auction").select_one(".facts").text
    assert "8~15분쯤" in page("/guides/coupang").select_one(".facts").text
    assert "15분쯤" in page("/guides/11st").select_one(".facts").text


@pytest.mark.parametrize("mall", ["lotteon", "auction"])
def test_a_whole_guide_tells_its_conditions_in_words_that_fit_any_answer(page, mall):
    conditions = [tag.text for tag in page(f"/guides/{mall}/all").select(".only")]

    assert conditions
    told = re.compile("(답이 )?‘.+’일 때|새 키를 받을 때만")
    assert [text for text in conditions if not told.fullmatch(text.strip())] == []


def test_a_drawing_says_that_it_is_one_and_no_word_twice(page):
    captions = [tag.get_text(" ") for tag in page("/guides/interpark/all").select("figcaption")]

    assert all("그린 그림" in text and "화면 화면" not in text for text in captions)


def test_what_is_chosen_has_no_copy_button_and_what_is_called_is_a_link(page):
    screen = page("/guides/auction/app-values?way=self")

    assert [tag["data-copy"] for tag in screen.select("[data-copy]")] == [
        "중소기업유통센터 온라인플랫폼"
    ]
    assert "JAVA" in [tag.text for tag in screen.select(".do .value code")]
    assert page("/guides/auction/request?way=agency").select_one(".loose a[href^=tel]")


def test_every_link_that_shows_where_a_value_is_names_its_box(page):
    names = [link.text for link in page("/guides/coupang/account?company=listed").select("a.find")]

    assert len(names) == len(set(names)) > 3


def test_a_question_without_an_answer_is_told_where_the_focus_goes(content_app):
    client = content_app.test_client()
    refusal = soup_of(client.get("/guides/lotteon/tool/next"))

    assert refusal.select_one("#summary[role=alert][tabindex='-1']")
    assert refusal.select_one("fieldset[aria-describedby=summary]")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/guides/start/coupang?approved=yes&malls=coupang", "했어요, 다음으로"),
        ("/guides/start/migration?approved=yes&malls=11st", "다음으로"),
        ("/guides/coupang/renew/keys", "했어요, 새 키 적기"),
    ],
    ids=["something to do", "only to read", "the last of a renewal"],
)
def test_only_what_has_something_to_do_is_called_done(page, path, says):
    assert page(path).select_one("a[rel=next].button").text == says

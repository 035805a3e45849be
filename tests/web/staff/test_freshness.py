"""The page that tells editors what to look at again, and where each fact comes from."""

import re
from datetime import UTC, datetime

import pytest
from conftest import visited
from support.people import staff_client


@pytest.fixture
def page(app, clock):
    clock.moment = datetime(2026, 11, 24, 3, tzinfo=UTC)
    return visited(staff_client(app, "editor"), "/staff/freshness")


def words(tag):
    return re.sub(r"\s+", " ", tag.text).strip()


def test_what_is_stale_is_listed_oldest_first_with_the_line_to_mend(app, clock):
    clock.moment = datetime(2027, 6, 1, 3, tzinfo=UTC)

    page = visited(staff_client(app, "editor"), "/staff/freshness")

    rows = [[re.sub(r"\s+", " ", cell.text).strip() for cell in row.select("td, th")] for row in page.select("tbody tr")]  # fmt: skip
    assert rows[0][:4] == ["갈래몰", "영상: 메뉴를 열어요", "2026년 8월 1일 (본 날)", "304일"]
    assert rows[0][4] == "오늘 확인했어요 told.yaml id: menu의 on"
    assert rows[1] == ["그림몰", "찍은 그림: 찍은 화면을 봐요", "2026년 11월 1일 (본 날)", "212일", "오늘 확인했어요 pictured.yaml id: photographed의 captured"]  # fmt: skip
    assert ["그림몰", "그린 그림: 그린 화면을 봐요", "2026년 11월 23일 (소식을 담은 날)", "190일", "오늘 확인했어요 pictured.yaml id: drawn의 seen_on"] in rows  # fmt: skip
    assert [
        "열쇠몰",
        "안내 전체",
        "2026년 11월 23일 (소식을 담은 날)",
        "190일",
        "오늘 확인했어요 keys.yaml checked_on",
    ] in rows


def test_with_nothing_stale_the_list_names_what_comes_next(app, clock):
    clock.moment = datetime(2026, 11, 24, 3, tzinfo=UTC)

    page = visited(staff_client(app, "editor"), "/staff/freshness")

    assert "다시 볼 때가 된 것이 없어요" in page.text
    assert "갈래몰, 2027년 1월 28일까지예요" in page.text


def test_every_fact_tells_where_it_comes_from_and_how_old_it_is(page):
    table = page.select_one("[aria-label='사실몰 안내의 사실']")
    rows = [[words(cell) for cell in row.select("td, th")] for row in table.select("tbody tr")]

    assert ["안내 전체", "잠시 멈췄어요.", "확인한 글 (새 창)", "2026년 11월 23일", "1일"] in rows
    assert ["화면을 봐요", "화면을 봐요", "안내서", "2021년", "5년"] in rows
    assert ["키를 봐요", "키를 봐요", "확인한 글 (새 창)", "2026년 8월", "3달"] in rows
    undated = "적지 않음 (2026년 11월 23일까지 담은 것)"
    assert ["키를 봐요", "서버 IP", "운영자", undated, ""] in rows


def test_a_video_is_a_fact_of_the_day_on_which_it_was_looked_at(page):
    table = page.select_one("[aria-label='갈래몰 안내의 사실']")
    rows = [[words(cell) for cell in row.select("td, th")] for row in table.select("tbody tr")]

    assert [row[2:] for row in rows if row[1] == "메뉴를 여는 법"] == [
        ["안내서 (새 창)", "2026년 8월 1일", "3달"]
    ]


def test_a_guide_says_how_many_of_its_facts_have_no_day(page):
    lines = [words(tag) for tag in page.select("details.facts-of > summary")]

    assert any(line.startswith("사실몰") and "날짜를 적지 않은 것 1개" in line for line in lines)


def test_each_guide_says_in_a_line_how_many_facts_come_from_whom(page):
    lines = [words(tag) for tag in page.select("details.facts-of > summary")]

    assert any(line.startswith("사실몰") and "가장 오래된 것은 2021년" in line for line in lines)
    assert lines[-1].startswith("여러 안내에 나오는 값")


def test_nothing_says_that_it_was_looked_at_which_nobody_did(app, clock):
    clock.moment = datetime(2027, 6, 1, 3, tzinfo=UTC)
    page = visited(staff_client(app, "editor"), "/staff/freshness")
    days = [words(tag) for tag in page.select("[data-label=날짜]")]

    assert {day.partition("(")[2] for day in days} == {"본 날)", "소식을 담은 날)"}
    assert "확인한 날" not in page.text

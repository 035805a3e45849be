"""The pages that tell editors where sellers are lost, and what to look at again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from conftest import soup_of, visited
from support.people import post, staff_client

from wizard.services.metrics import MetricKey
from wizard.web.template_filters import about


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def editor(app):
    return staff_client(app, "editor")


def tell(app, mall="keys", revision=None, days_ago=0, **steps):
    """Count at steps: `tell(app, place={"shown": 3})`."""
    app_state = app.extensions["wizard"]
    metrics = app_state.services.metrics
    where = (metrics.today() - timedelta(days=days_ago), mall, revision or app_state.catalog.revisions[mall])  # fmt: skip
    metrics.add({MetricKey(*where, step, what): n for step, counts in steps.items() for what, n in counts.items()})  # fmt: skip


USUAL = {
    "place": {"shown": 100, "on": 60, "back": 5, "pace:30": 10},
    "form": {"shown": 60, "on": 50, "saved": 50, "warned:api_key": 3, "refused:login_id": 2},
    "done": {"shown": 50},
    "was": {"shown": 4},
}


def row_of(page, step):
    cells = page.select(f"#step-{step} > *")
    return [re.sub(r"\s+", " ", cell.text).strip() for cell in cells]


def test_each_step_has_its_numbers_in_the_guides_order(app, editor):
    tell(app, **USUAL)

    page = visited(editor, "/staff/steps/keys")

    ids = [row["id"] for row in page.select("[data-steps] tbody tr")]
    assert ids == ["step-place", "step-form", "step-done", "step-was"]
    assert row_of(page, "place") == ["1. 서버 주소를 적어요 가장 많이 놓침", "100", "60", "5", "35 35%", "약 25초", "", "", "", "", ""]  # fmt: skip
    assert row_of(page, "form")[6:8] == ["50", "API 인증키: 형식 3번로그인 ID: 막음 2번"]
    assert row_of(page, "done")[4] == "끝"
    assert row_of(page, "was")[0] == "지금은 없음 was"


def test_the_picture_says_what_the_table_says(app, editor):
    tell(app, **USUAL)

    page = soup_of(editor.get("/staff/steps/keys"))

    svg = BeautifulSoup(str(page.select_one("svg.bars")), "html.parser")
    assert svg.svg["role"] == "img"
    assert svg.title.text == "열쇠몰 단계마다 본 횟수"
    assert "210번 보여 줬고 45번 떠났어요" in svg.desc.text
    texts = [text.text for text in svg.select("text")]
    assert texts[::2] == ["1. 서버 주소를 적어요", "2. 계정을 적어 주세요", "3. 저장했어요"]
    assert texts[1::2] == ["100번 · 떠남 35번", "60번 · 떠남 10번", "50번"]
    for place, step in enumerate(("place", "form", "done")):
        numbers = [int(re.match(r"\d+", cell)[0]) for cell in row_of(page, step)[1:2]]
        assert texts[1::2][place].startswith(f"{numbers[0]}번")


def test_the_worst_step_is_pointed_at_with_its_screen_and_its_file(app, editor):
    tell(app, "fork", hello={"shown": 90, "on": 88}, east={"shown": 40, "on": 10})

    page = soup_of(editor.get("/staff/steps/fork"))

    notice = page.select_one(".notice.warn")
    assert notice.select_one("a")["href"] == "/guides/fork/east?which=right"
    assert "40번 보여 줬고 30번 떠났어요 (75%)" in notice.text
    assert [code.text for code in notice.select("code")] == ["content/guides/fork.yaml", "id: east"]
    assert editor.get(notice.select_one("a")["href"]).status_code == 200


def test_the_page_of_all_guides_points_at_the_one_to_look_at_first(app, editor):
    tell(app, **USUAL)
    tell(app, "fork", hello={"shown": 90, "on": 80})

    page = visited(editor, "/staff/steps")

    assert "먼저 볼 안내: 열쇠몰" in page.select_one(".notice.warn").text
    rows = {row.th.text: [cell.text.strip() for cell in row.select("td")] for row in page.select("tbody tr")}  # fmt: skip
    assert rows["열쇠몰"][:2] == ["100번", "50번"]
    assert rows["갈림길"][:2] == ["90번", "0번"]
    assert rows["그림몰"] == ["0번", "0번", "아직 모자라요"]


def test_help_that_was_asked_for_is_counted_at_its_step(app, editor):
    post(app.test_client(), "/guides/keys/form/help", text="몰라요", seller_name="한빛", seller_phone="010-1234-5678")  # fmt: skip

    page = soup_of(editor.get("/staff/steps/keys"))

    assert row_of(page, "form")[9:] == ["1", ""]
    assert "몰라요" not in page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", "11"), ("?days=7", "1"), ("?days=90", "111"), ("?days=5", "11"), ("?revision=older", "10"), ("?revision=x", "11")],
)  # fmt: skip
def test_a_period_and_a_revision_are_chosen(app, editor, query, shown):
    tell(app, place={"shown": 1})
    tell(app, place={"shown": 10}, days_ago=20, revision="older")
    tell(app, place={"shown": 100}, days_ago=60)

    assert row_of(soup_of(editor.get(f"/staff/steps/keys{query}")), "place")[1] == shown


def test_with_nothing_counted_the_pages_say_so(editor):
    assert "아직 견줄 만큼" in editor.get("/staff/steps").text
    assert "아직 견줄 만큼" in editor.get("/staff/steps/keys").text


def test_a_guide_that_is_none_is_not_found(editor):
    assert editor.get("/staff/steps/nothing").status_code == 404


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_whoever_edits_finds_the_pages_in_their_menu(app, role):
    client = staff_client(app, role)

    links = [a["href"] for a in soup_of(client.get("/staff/me")).select(".rooms a")]

    assert {"/staff/steps", "/staff/freshness"} <= set(links)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "약 0초"), (42, "약 42초"), (60, "약 1분"), (150, "약 2분 30초")],
)
def test_a_time_is_written_as_people_say_it(seconds, words):
    assert about(seconds) == words


def test_the_days_of_the_page_are_those_of_korea(editor):
    today = (datetime.now(UTC) + timedelta(hours=9)).date()
    since = today - timedelta(days=6)

    page = editor.get("/staff/steps/keys?days=7").text

    assert f"{since.year}년 {since.month}월 {since.day}일부터 오늘까지" in page

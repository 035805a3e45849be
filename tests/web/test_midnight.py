"""From midnight to nine in Korea it is still yesterday in UTC: what day it is must not be asked there."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from conftest import FIRM, GOOD, GUIDES, filled, soup_of, visited
from support.people import services_of, staff_client

from wizard.cli import main
from wizard.content import loader
from wizard.db.models import Account, AccountField
from wizard.forms.submission import read
from wizard.services.metrics import Metrics
from wizard.services.sellers import Filter
from wizard.steps.field_rules import MAX_VALUE_CHARS

SIX = datetime(2026, 11, 25, 21, 13, tzinfo=UTC)
TODAY = date(2026, 11, 26)
WINDOW = {
    "midnight": datetime(2026, 11, 25, 15, tzinfo=UTC),
    "a minute past midnight": datetime(2026, 11, 25, 15, 1, tzinfo=UTC),
    "13 past six": SIX,
    "a second to nine": datetime(2026, 11, 25, 23, 59, 59, tzinfo=UTC),
    "nine": datetime(2026, 11, 26, 0, tzinfo=UTC),
    "a second to midnight": datetime(2026, 11, 26, 14, 59, 59, tzinfo=UTC),
}
FORM = "/guides/lotteon/account?tool=listed"
LOTTEON = {
    "login_id": "woorishop5",
    "password": "correct horse",
    "api_key": "5d2f81c07be94a3618f0c2d7e5b96a4403e8d1c7f26b5a908d4e71c3",
}


@pytest.fixture(params=WINDOW.values(), ids=WINDOW)
def moment(request, clock):
    """Each border of Korea's day and of UTC's, at which the clock stands still."""
    clock.moment = request.param
    return request.param


def save(client, path, values):
    form = filled(soup_of(client.get(path)), **(values | FIRM))
    return client.post(path, data=form)


def stored(app):
    """Give what the database holds of each account: (its day of issue, its last day)."""
    query = sa.select(AccountField.value, Account.expires_on).join(Account)
    with services_of(app).accounts.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query.where(AccountField.name == "issued_on"))]  # fmt: skip


@pytest.mark.usefixtures("moment")
def test_a_key_issued_today_in_korea_is_saved_with_its_last_day(content_app):
    answer = save(content_app.test_client(), FORM, LOTTEON | {"issued_on": "2026-11-26"})

    assert answer.status_code == 303, answer.text
    assert stored(content_app) == [("2026-11-26", date(2027, 11, 26))]


@pytest.mark.usefixtures("moment")
def test_a_key_issued_tomorrow_is_refused_and_nothing_is_stored(content_app):
    answer = save(content_app.test_client(), FORM, LOTTEON | {"issued_on": "2026-11-27"})

    assert answer.status_code == 422
    assert "아직 오지 않은 날" in soup_of(answer).select_one("#issued_on-error").text
    assert stored(content_app) == []


def test_a_second_before_midnight_the_day_that_follows_is_still_to_come(clock, content_app):
    clock.moment = WINDOW["midnight"] - timedelta(seconds=1)

    answer = save(content_app.test_client(), FORM, LOTTEON | {"issued_on": "2026-11-26"})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "typed",
    ["20261126", "2026.11.26", "2026. 11. 26.", "2026년 11월 26일", "26-11-26", "２０２６-１１-２６", "２０２６．１１．２６",
     "2026-11-26 13:45:10", "2026-11-26T05:45:10+09:00", "2026-11-25T20:45:10Z", " 2026/11/26 ", "“2026-11-26”"],
)  # fmt: skip
def test_a_day_is_stored_in_one_way_however_it_was_typed(clock, app, client, typed):
    clock.moment = SIX

    answer = save(client, "/guides/keys/form", GOOD | {"issued_on": typed})

    assert answer.status_code == 303, answer.text
    assert stored(app) == [("2026-11-26", date(2027, 11, 26))]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-W01-5", "날짜를 읽지 못했어요"),
        ("2026-02-30", "날짜를 읽지 못했어요"),
        ("01/02/2026", "날짜를 읽지 못했어요"),
        ("260102", "날짜를 읽지 못했어요"),
        ("2026-01-02 ~ 2027-01-02", "날짜를 읽지 못했어요"),
        ("0001-01-01", "너무 오래된 날"),
        ("1999.12.31", "너무 오래된 날"),
        ("9999-12-31", "아직 오지 않은 날"),
        ("2026년 11월 27일", "아직 오지 않은 날"),
        ("27-01-02", "아직 오지 않은 날"),
        ("2" * (MAX_VALUE_CHARS + 1), "자가 들어왔어요"),
    ],
)
def test_a_day_that_cannot_be_is_asked_again_and_never_stored_as_typed(
    clock, app, client, typed, said
):
    clock.moment = SIX

    answer = save(client, "/guides/keys/form", GOOD | {"issued_on": typed})

    assert answer.status_code == 422
    assert said in soup_of(answer).select_one("#issued_on-error").text
    assert stored(app) == []


def test_what_is_read_of_a_date_is_told_only_if_it_was_written_another_way():
    step = loader.load(GUIDES / "keys.yaml").step("form")

    same = read(step, GOOD, {}, today=TODAY)
    other = read(step, GOOD | {"issued_on": "2026. 1. 2."}, {}, today=TODAY)

    assert same.receipts == {}
    assert other.values == same.values
    assert other.receipts == {"issued_on": ("2026년 1월 2일로 읽었어요",)}


@pytest.mark.parametrize(
    ("issued", "left", "is_soon"),
    [("2025-11-25", "이미 끝났어요", True), ("2025-11-26", "오늘까지예요", True), ("2025-11-27", "1일 남았어요", True),
     ("2025-12-26", "30일 남았어요", True), ("2025-12-27", "31일 남았어요", False)],
)  # fmt: skip
def test_what_is_left_of_a_key_is_counted_in_days_of_korea_wherever_it_is_told(
    clock, content_app, issued, left, is_soon
):
    client = content_app.test_client()
    clock.moment = WINDOW["midnight"]
    done = save(client, FORM, LOTTEON | {"issued_on": issued}).location

    for clock.moment in WINDOW.values():
        end = soup_of(client.get(done))
        if left == "이미 끝났어요":
            assert "저장하신 키는 2026년 11월 25일에 이미 끝났어요." in end.text
        else:
            assert end.select_one(".left").text == f"{left}."
            assert "이미 끝났어요" not in end.text
        tag = soup_of(client.get("/my")).select_one("dd .tag")
        assert (tag.text, "stop" in tag["class"]) == (left, is_soon)


@pytest.mark.parametrize(("days", "is_listed"), [(30, True), (31, False)])
def test_the_staffs_30_days_are_days_of_korea(clock, app, client, days, is_listed):
    clock.moment, last = WINDOW["midnight"], TODAY + timedelta(days=days)
    issued = last.replace(year=last.year - 1).isoformat()
    save(client, "/guides/keys/form", GOOD | {"issued_on": issued})
    list_of = services_of(app).sellers.page

    for at, clock.moment in enumerate(WINDOW.values()):  # a session that rests for an hour ends
        staff = staff_client(app, "support", f"support{at}@example.com")
        page = staff.get("/staff/sellers?expiring_days=30")
        assert [row.key for row in list_of(Filter(expiring_days=30), None)] == [last] * is_listed
        assert page.status_code == 200
        assert (FIRM["seller_name"] in page.text) is is_listed


def test_what_happens_is_counted_under_the_day_it_is_in_korea(moment, app, client):
    client.get("/guides/keys/place")
    app_state = app.extensions["wizard"]
    app_state.metrics_buffer.put("keys", "r1", "place", "shown")
    app_state.metrics_buffer.bring()

    [guide_revision] = [
        one for one in app_state.services.metrics.revisions(_ever()) if one.revision == "r1"
    ]
    assert (guide_revision.first, guide_revision.last) == (TODAY, TODAY)
    assert Metrics(app_state.services.metrics.engine, lambda: moment).since(7) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("moment_then", "is_stale"),
    [(datetime(2027, 2, 21, 14, 59, tzinfo=UTC), False), (datetime(2027, 2, 21, 15, 1, tzinfo=UTC), True)],
    ids=["before midnight", "after midnight"],
)  # fmt: skip
def test_a_guide_grows_stale_at_midnight_in_korea(clock, app, moment_then, is_stale):
    clock.moment = moment_then  # the guides were looked at on 23 November: 90 days are over

    page = visited(staff_client(app, "editor"), "/staff/freshness")

    stale = page.select("[aria-label='다시 볼 안내 목록'] tbody tr")
    assert any("열쇠몰" in row.text for row in stale) is is_stale


@pytest.mark.parametrize(
    ("checked_on", "is_told"), [("2026-11-26", False), ("2026-11-27", True)], ids=["today", "tomorrow"]
)  # fmt: skip
def test_wizard_check_takes_a_guide_looked_at_today_in_korea(moment, tmp_path, checked_on, is_told):
    text = (GUIDES / "fork.yaml").read_text("utf-8").replace("2026-11-23", checked_on)
    (tmp_path / "constants.yaml").write_bytes((GUIDES / "constants.yaml").read_bytes())
    file = tmp_path / "fork.yaml"
    file.write_text(text, "utf-8")

    result = CliRunner().invoke(main, ["check", "--advice", str(file)], obj=lambda: moment)

    assert ("A04" in result.output) is is_told
    assert result.exit_code == 0


def test_a_new_guide_is_dated_with_the_day_it_is_in_korea(moment, tmp_path):
    (tmp_path / "constants.yaml").write_bytes((GUIDES / "constants.yaml").read_bytes())
    told = ["--title", "우리몰", "--category", "오픈마켓", "--issue", "self", "--console", "우리몰 센터",
            "--url", "https://example.com", "--values", "API 인증키"]  # fmt: skip

    result = CliRunner().invoke(
        main, ["new", "ourmall", "--folder", str(tmp_path), *told], obj=lambda: moment
    )

    assert result.exit_code == 0, result.output
    assert "checked_on: 2026-11-26" in (tmp_path / "ourmall.yaml").read_text("utf-8")


def test_a_calendar_file_ends_on_the_last_day_and_says_when_it_was_made(moment, content_app):
    client = content_app.test_client()
    done = save(client, FORM, LOTTEON | {"issued_on": "2026-11-26"}).location
    file = client.get(soup_of(client.get(done)).select_one("a[download]")["href"]).text

    assert "DTSTART;VALUE=DATE:20271126" in file
    assert f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}" in file


def _ever():
    from wizard.services.metrics import Span

    return Span(date(2000, 1, 1))

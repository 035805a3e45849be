"""A screen at which one waits says when to come back, locks nothing, and the seller who stopped there is reminded."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from conftest import GOOD, filled, soup_of
from support.people import save_account, seller_client, services_of, staff_client

from gallery.reminders import plan

NOON, DAY = datetime(2026, 11, 26, 3, tzinfo=UTC), timedelta(days=1)
OWNER = {
    "seller_name": "에이스상사",
    "seller_number": "123-45-67891",
    "seller_phone": "010-9876-5432",
}
HERE = "/guides/waiting/first-day"


@pytest.fixture
def app(app_on_each_database, clock):
    clock.moment = NOON
    return app_on_each_database


def until_on(client, path=HERE):
    return soup_of(client.get(path)).select_one("[data-waits]")["data-waits"]


def lines(app, kind="wait"):
    who = staff_client(app, "support", f"{uuid4().hex}@example.com")
    page = soup_of(who.get(f"/staff/today?kind={kind}"))
    return page.select(".todos > li")


def kept(app, seller):
    [run] = services_of(app).progress.of_seller(seller.seller_id)
    return run.waits_until


def test_a_reader_is_told_when_it_would_be_over_and_may_go_on_at_once(app, clock):
    client = app.test_client()

    page = soup_of(client.get(HERE))

    told = page.select_one("[data-waits]")
    assert told["data-waits"] == (clock.moment + DAY).isoformat(timespec="seconds")
    assert "24시간 기다려요" in told.text
    assert "지금부터 기다리면" in told.text
    assert page.select_one("a[rel=next]")["href"] == "/guides/waiting/after"
    assert page.select_one("[data-progress]")["data-progress"] == "2/4"


def test_a_seller_waits_from_when_they_first_came_whenever_they_look_again(app, clock):
    seller = seller_client(app)
    begun = clock.moment
    first = until_on(seller)

    clock.moment += timedelta(hours=5)

    assert until_on(seller) == first == (begun + DAY).isoformat(timespec="seconds")
    assert kept(app, seller) == begun + DAY
    assert "지금부터" not in soup_of(seller.get(HERE)).select_one("[data-waits]").text

    clock.moment = begun + DAY

    assert "시간이 다 됐어요" in soup_of(seller.get(HERE)).select_one("[data-waits]").text


def test_the_sellers_own_list_says_until_when_one_waits_and_that_it_is_over(app, clock):
    seller = seller_client(app)
    seller.get(HERE)

    assert (
        "11월 27일 12:00에 다시 오시면 돼요"
        in soup_of(seller.get("/my")).select_one("#mall-waiting").text
    )

    clock.moment += DAY

    assert (
        "기다리던 시간이 다 됐어요" in soup_of(seller.get("/my")).select_one("#mall-waiting").text
    )


def test_who_only_knows_a_firms_name_and_numbers_is_not_told_when_it_began_to_wait(app, clock):
    owner, other = seller_client(app), app.test_client()
    save_account(owner)
    owner.get(HERE)
    clock.moment += timedelta(hours=5)
    form = soup_of(other.get("/guides/keys/form"))
    other.post("/guides/keys/form", data=filled(form, **(GOOD | OWNER)))

    told = soup_of(other.get(HERE)).select_one("[data-waits]")

    assert told["data-waits"] == (clock.moment + DAY).isoformat(timespec="seconds")
    assert until_on(owner) == (NOON + DAY).isoformat(timespec="seconds")


def test_the_calendar_file_names_that_moment_and_leads_back(app, clock):
    seller = seller_client(app)
    page = soup_of(seller.get(HERE))

    there = page.select_one("a[download]")["href"]
    file = seller.get(there)

    assert file.mimetype == "text/calendar"
    assert f"DTSTART:{clock.moment + DAY:%Y%m%dT%H%M%SZ}" in file.text
    assert "/guides/waiting/first-day" in file.text.replace("\r\n ", "")
    assert (
        app.test_client().get("/guides/waiting/menu/wait.ics").status_code == 303
    )  # to the screen


def test_who_stopped_there_is_a_line_of_the_staff_when_it_is_over_and_not_before(app, clock):
    seller = seller_client(app)
    seller.get("/guides/waiting/menu")
    seller.get(HERE)
    clock.moment += timedelta(hours=23)
    plan(services_of(app))
    assert lines(app) == []

    clock.moment += timedelta(hours=2)
    plan(services_of(app))

    [line] = lines(app)
    assert "기다림몰을 하다가 기다리던 시간이 다 됐어요." in line.text
    assert (
        "기다리던 시간이 다 됐어요. 하시던 화면부터" in line.select_one("[data-copy]")["data-copy"]
    )
    assert line.select_one(f"a[href='{HERE}']")


def test_who_looks_ahead_is_still_reminded_and_finds_the_same_end(app, clock):
    seller = seller_client(app)
    first = until_on(seller)

    seller.get("/guides/waiting/after")
    clock.moment += timedelta(hours=5)

    assert until_on(seller) == first
    assert kept(app, seller) == NOON + DAY

    seller.get("/guides/waiting/after")
    clock.moment += DAY
    plan(services_of(app))

    assert len(lines(app)) == 1


def test_who_went_on_after_it_is_not_reminded_of_the_wait_and_who_waits_has_not_stopped(app, clock):
    seller, other = seller_client(app), seller_client(app)
    for client in (seller, other):
        client.get(HERE)
    clock.moment += DAY
    seller.get("/guides/waiting/after")
    assert kept(app, seller) is None
    assert kept(app, other) is not None

    clock.moment += 4 * DAY
    plan(services_of(app))

    assert len(lines(app)) == len(lines(app, "stuck")) == 1


def test_the_line_goes_once_the_seller_has_come_back_and_gone_on(app, clock):
    seller = seller_client(app)
    seller.get(HERE)
    clock.moment += 2 * DAY
    plan(services_of(app))
    assert len(lines(app)) == 1

    seller.get("/guides/waiting/after")

    assert lines(app) == []


def test_what_was_put_off_and_left_so_for_days_is_a_line_that_leads_to_its_account(app, clock):
    seller = seller_client(app)
    account = save_unfinished(app, seller)
    clock.moment += 3 * DAY
    plan(services_of(app))

    [line] = lines(app, "unfinished")

    assert "나중에 적겠다고 한 칸이 3일 넘게 비어 있어요" in line.text
    assert line.select_one("[data-copy]")["data-copy"].endswith(f"/accounts/{account}")


def save_unfinished(app, seller):
    typed = {"login_id": "shop1234", "password": "horsestaple", "api_key.later": "1"}
    form = filled(soup_of(seller.get("/guides/later/form")), **typed)
    assert seller.post("/guides/later/form", data=form).status_code == 303
    return services_of(app).accounts.cards(seller.seller_id)[0].id


def test_the_whole_guide_says_how_long_to_wait(app):
    page = soup_of(app.test_client().get("/guides/waiting/all"))

    [wait] = [one for one in page.select(".sheet") if "하루 기다려요" in one.h2.text]
    assert "24시간 기다려요." in wait.text

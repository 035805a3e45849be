"""A seller takes home what is theirs and has it gone: told before and after, and only by who may see it all."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from conftest import FIRM, GOOD, filled, soup_of
from support.people import (
    ACE,
    hidden_on,
    invited,
    post,
    save_account,
    seller_client,
    services_of,
    staff_client,
)

FORM, PAGE = "/guides/keys/form", "/my/data"
DIGITS = ACE.business_number[-5:]


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def seller(app):
    client = seller_client(app)
    client.account = save_account(client)
    return client


def press(client, path, digits=DIGITS):
    page = PAGE if path.endswith("download") else path
    form = soup_of(client.get(page)).select_one(f"form[action='{path}']")
    hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    return client.post(path, data=hidden | {"digits": digits})


def rows(app, table):
    with services_of(app).audit.engine.connect() as connection:
        return connection.exec_driver_sql(f"select count(*) from {table}").scalar()


def last_event(app):
    with services_of(app).audit.engine.connect() as connection:
        return tuple(connection.exec_driver_sql("select kind, actor, detail from audit_event order by id desc limit 1").one())  # fmt: skip


def test_everything_comes_as_one_file_masked_for_programs_and_to_read(app, seller):
    answer = press(seller, f"{PAGE}/download")

    with ZipFile(BytesIO(answer.data)) as archive:
        data, page = (archive.read(name).decode() for name in ("data.json", "read-me-first.html"))
    told = json.loads(data)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert told["seller"]["name"] == ACE.name
    assert [one["version"] for one in told["consents"]] == ["1"]
    assert [one["id"] for one in told["accounts"]] == [seller.account]
    for text in (data, page):
        assert ACE.business_number in text
        assert GOOD["password"] not in text
        assert GOOD["api_key"] not in text
        assert GOOD["api_key"][-4:] in text
    assert "개인정보 안내에 동의한 것" in page
    assert "아임셀러에 등록되기를 기다려요" in page
    assert "{{" not in page
    assert last_event(app) == ("seller.exported", f"seller:{seller.seller_id}", "")


def test_a_merge_of_today_can_be_read_in_the_file_line_by_line(app, seller):
    other, _ = invited(app, replace(ACE, name="에이스 두 번째", phone="01099998888"))
    merging = services_of(app).merging
    merging.merge(seller.seller_id, other, "kim", keeps_sessions=False)

    answer = press(seller, f"{PAGE}/download")

    with ZipFile(BytesIO(answer.data)) as archive:
        page = archive.read("read-me-first.html").decode()
    assert "합쳐진 기록, 사업자 정보: " in page
    assert "상호 에이스 두 번째" in page
    assert "연락처 01099998888" in page
    assert "남은 기록 (합치기 전), 안내를 따라간 것: " in page
    assert "[{" not in page


@pytest.mark.parametrize("path", [f"{PAGE}/download", f"{PAGE}/deletion"])
@pytest.mark.parametrize("digits", ["", "00000", "123", "abcde"])
def test_without_the_firms_own_digits_nothing_is_done(app, seller, path, digits):
    answer = press(seller, path, digits)

    assert answer.status_code == 422
    assert soup_of(answer).select_one(".error").text
    assert answer.text.startswith("<!doctype html>") or "오류:" in answer.text
    assert (rows(app, "seller"), rows(app, "account")) == (1, 1)
    assert last_event(app)[0] not in {"seller.exported", "seller.deleted"}


def test_what_is_asked_says_what_goes_and_what_stays_and_where(app, seller):
    page = seller.get(f"{PAGE}/deletion").text

    for word in (
        "되돌릴 수 없어요",
        "아임셀러",
        "키를 받았던 화면",
        "백업 사본",
        "번호만 남아요",
    ):
        assert word in page
    assert rows(app, "seller") == 1


def test_who_erases_is_out_and_told_by_a_count_that_nothing_is_left(app, seller):
    other = seller_client(app)
    second_browser_of_the_same = seller.get("/my").status_code

    answer = press(seller, f"{PAGE}/deletion")
    last = seller.get(answer.location)

    assert second_browser_of_the_same == 200
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/erased")
    assert "남은 것이 0개예요" in last.text
    assert "쇼핑몰 계정 1개" in last.text
    assert ACE.name not in last.text
    for table in ("account", "account_field", "run", "consent", "registration", "request"):
        assert rows(app, table) == 0, table
    assert rows(app, "seller") == 1
    assert last_event(app) == ("seller.deleted", f"seller:{seller.seller_id}", "")
    assert seller.get("/my").status_code == 403
    assert seller.get(PAGE).status_code == 403
    assert other.get("/my").status_code == 200


def test_another_tab_that_erases_or_saves_after_that_is_told_and_does_nothing(app, seller):
    hidden = hidden_on(seller, "/my")
    form = filled(soup_of(seller.get(FORM)), **GOOD)
    press(seller, f"{PAGE}/deletion")
    token = soup_of(seller.get("/enter")).select_one("[name=csrf_token]")["value"]

    again = seller.post(f"{PAGE}/deletion", data=hidden | {"csrf_token": token, "digits": DIGITS})
    saved = seller.post(FORM, data=form | {"csrf_token": token})

    assert (again.status_code, saved.status_code) == (409, 422)
    assert "이제 여기에 없어요" in again.text
    assert soup_of(saved).select_one("#login_id")["value"] == GOOD["login_id"]
    assert (rows(app, "seller"), rows(app, "account")) == (0, 0)


def test_a_browser_that_sees_a_part_takes_nothing_home_and_erases_nothing(app):
    first, part = app.test_client(), app.test_client()
    for client in (first, part):
        assert client.post(FORM, data=filled(soup_of(client.get(FORM)), **(GOOD | FIRM))).status_code == 303  # fmt: skip
    hidden = hidden_on(part, "/my")
    digits = FIRM["seller_number"].replace("-", "")[-5:]

    answers = [
        part.get(PAGE),
        part.get(f"{PAGE}/deletion"),
        *(
            part.post(f"{PAGE}/{act}", data=hidden | {"digits": digits})
            for act in ("download", "deletion")
        ),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert all("받은 링크로" in answer.text for answer in answers)
    assert (rows(app, "seller"), rows(app, "account")) == (1, 2)
    assert first.get(PAGE).status_code == 200


def test_the_page_shows_what_was_agreed_to_and_not_the_digits_that_are_asked(seller):
    page = seller.get(PAGE)

    assert "/privacy/notice/1" in page.text
    assert DIGITS not in page.text
    assert soup_of(seller.get("/my")).select_one(f"a[href='{PAGE}']")


def test_staff_see_which_version_a_seller_agreed_to_and_when(app, seller):
    page = staff_client(app, "support").get(f"/staff/sellers/{seller.seller_id}")

    assert "1판에 동의" in page.text


def test_after_five_tries_an_hour_even_the_right_digits_wait(app, seller):
    for _ in range(5):
        press(seller, f"{PAGE}/deletion", "00000")

    answer = press(seller, f"{PAGE}/deletion")

    assert answer.status_code == 429
    assert "다섯 번" in soup_of(answer).select_one(".error").text
    assert rows(app, "seller") == 1
    assert post(seller, "/my/malls", malls="fork").status_code == 303

"""Admins invite, see who is locked out, and whoever it concerns is told on their next screen."""

from datetime import timedelta

import pytest
from conftest import soup_of
from support.people import PASSWORD, code_of, hire, next_code, post, services_of, staff_client

NEW = "seven lamps below the stairs"
KIM = "kim@example.com"


@pytest.fixture
def boss(app):
    return staff_client(app, "admin")


def everybody(app):
    return {row.email: row for row in services_of(app).staff.everybody()}


def invited(boss, email=KIM, role="support"):
    """Let an admin invite; give the code of the address that is shown."""
    page = soup_of(post(boss, "/staff/people/new", email=email, role=role))
    return page.select_one("[data-copy]")["data-copy"].partition("#")[2]


def fail(app, email, times=5, source="203.0.113.9"):
    for _ in range(times):
        who = {"email": email, "password": "wrong", "code": "000000"}
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = source
        post(client, "/staff/enter", **who)


def news_of(client, path="/staff/me"):
    found = soup_of(client.get(path)).select_one("[aria-label='내 계정에 있었던 일']")
    return found.text if found else ""


def test_a_colleague_who_is_invited_sets_up_by_themselves_and_is_what_they_were_invited_as(
    app, boss
):
    code = invited(boss, f" {KIM.upper()}\u200b ")
    secret = services_of(app).staff_admin.enrolment(code).secret
    colleague = app.test_client()

    said = {"token": code, "password": NEW, "code": code_of(secret, app.extensions["wizard"].now())}
    post(colleague, "/staff/setup/finish", **said)

    assert soup_of(colleague.get("/staff/me")).select_one("h1").text == KIM
    assert (everybody(app)[KIM].role, everybody(app)[KIM].is_set_up) == ("support", True)
    [made] = [row for row in services_of(app).audit.page("x", None) if row.subject == everybody(app)[KIM].id and row.kind == "staff.made"]  # fmt: skip
    assert (made.actor, made.detail) == (f"staff:{boss.staff_id}", "support")


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ({"email": "notanemail", "role": "support"}, "email"),
        ({"email": "", "role": "support"}, "email"),
        ({"email": "admin@example.com", "role": "support"}, "email"),
        ({"email": KIM, "role": ""}, "role"),
        ({"email": KIM, "role": "owner"}, "role"),
    ],
    ids=["no address", "nothing", "known already", "no role", "a role of nobody"],
)
def test_what_is_no_invitation_makes_nobody_and_keeps_what_was_typed(app, boss, said, box):
    answer = post(boss, "/staff/people/new", **said)

    assert answer.status_code == 422
    assert soup_of(answer).select_one(f"#{box}-error")
    assert soup_of(answer).select_one("#email").get("value", "") == said["email"]
    assert set(everybody(app)) == {"admin@example.com"}


def test_all_that_an_invitation_lacks_is_said_at_one_press(boss):
    page = soup_of(post(boss, "/staff/people/new", email="notanemail", role=""))

    assert page.select_one("#email-error")
    assert page.select_one("#role-error")


def test_an_invitation_ends_after_a_day_and_the_colleague_is_listed_as_not_yet_there(app, boss):
    invited(boss)

    page = soup_of(boss.get("/staff/people"))
    [row] = [row for row in page.select("tbody tr") if KIM in row.text]
    [setup] = services_of(app).staff_admin.standing().setups.values()

    assert "준비 기다리는 중" in row.text
    assert setup - app.extensions["wizard"].now() <= timedelta(hours=24)


def test_who_is_locked_is_seen_with_when_from_where_and_how_often_and_the_tries_are_a_press_away(
    app, boss
):
    kim, _ = hire(app, "support", KIM)
    fail(app, KIM)

    page = soup_of(boss.get("/staff/people"))

    [lock] = [row for row in page.select(".locks li") if "한 곳에서 이 계정으로" in row.text]
    assert KIM in lock.text
    assert "5번째로 틀려서" in lock.text
    assert "203.0.113.*에서" in lock.text
    tries = soup_of(boss.get(lock.select("a")[-1]["href"]))
    said = [row.text for row in tries.select("tbody tr") if "로그인하려다" in row.text]
    assert len(said) == 5
    assert "비밀번호가 틀렸어요" in said[-1]
    assert services_of(app).staff_admin.standing().locked.keys() == {kim}


def test_a_right_password_with_a_wrong_code_is_told_to_admins_and_to_nobody_else(app, boss):
    hire(app, "support", KIM)
    answers = [
        post(app.test_client(), "/staff/enter", email=KIM, password=said, code="000000").text
        for said in (PASSWORD, "wrong")
    ]

    assert ["맞지 않는 것이 있어요" in text for text in answers] == [True, True]
    assert "비밀번호는 맞고 인증번호가 틀렸어요" in boss.get("/staff/audit").text


def test_a_code_used_twice_is_told_as_that_and_not_as_a_wrong_password(app):
    client = staff_client(app, "support", KIM)
    code = code_of(client.secret, app.extensions["wizard"].now())

    answer = post(app.test_client(), "/staff/enter", email=KIM, password=PASSWORD, code=code)

    assert answer.status_code == 422
    assert "이 인증번호는 이미 썼어요" in answer.text


@pytest.mark.parametrize(
    ("act", "said", "told"),
    [
        ("role", {"role": "operator"}, "이제 발급대행 역할이에요"),
        ("unlocking", {}, "로그인 잠금을 풀었어요"),
    ],
)
def test_a_member_is_told_on_the_next_screen_what_was_done_until_they_read_it(app, boss, act, said, told):  # fmt: skip
    kim = staff_client(app, "support", KIM)
    assert news_of(kim) == ""

    post(boss, f"/staff/people/{kim.staff_id}/{act}", **said)

    assert told in news_of(kim)
    assert "admin@example.com님" in news_of(kim, "/staff/requests")
    form = soup_of(kim.get("/staff/requests?kind=help")).select_one("form[action='/staff/me/news']")
    hidden = {tag["name"]: tag["value"] for tag in form.select("input")}
    answer = kim.post("/staff/me/news", data=hidden)
    assert answer.headers["Location"] == "/staff/requests?kind=help"
    assert news_of(kim) == ""


def test_to_have_read_what_has_not_happened_yet_silences_nothing(app, boss):
    kim = staff_client(app, "support", KIM)

    assert post(kim, "/staff/me/news", up_to="9" * 18).status_code == 303
    post(boss, f"/staff/people/{kim.staff_id}/role", role="operator")

    assert "이제 발급대행 역할이에요" in news_of(kim)


def test_who_was_sent_out_everywhere_is_told_when_they_are_back(app, boss):
    kim = staff_client(app, "support", KIM)

    post(boss, f"/staff/people/{kim.staff_id}/leaving")

    assert kim.get("/staff/me").status_code == 303
    post(kim, "/staff/enter", email=KIM, password=PASSWORD, code=next_code(app, kim))
    assert "모든 기기에서 나오게 했어요" in news_of(kim)


def test_what_one_did_oneself_is_no_news(app, boss):
    services_of(app).sessions.sign_out_staff(boss.staff_id, boss.staff_id)
    post(boss, "/staff/enter", email="admin@example.com", password=PASSWORD, code=next_code(app, boss))  # fmt: skip

    assert news_of(boss) == ""


def test_asking_how_long_one_stays_signed_in_keeps_nobody_in_and_typing_does(app, boss, clock):
    rest = app.extensions["wizard"].settings.staff_rest_minutes * 60
    begun = clock()

    def left_after(**time):
        clock.moment = begun + timedelta(**time)
        return boss.get("/staff/me/rest").json["left"]

    assert rest - 60 <= left_after(seconds=5) <= rest
    assert rest - 31 * 60 <= left_after(minutes=30) <= rest - 29 * 60
    assert boss.get("/staff/me/stay").status_code == 204
    assert left_after(minutes=30) == rest
    clock.moment += timedelta(seconds=rest)
    assert boss.get("/staff/me/rest").status_code == 303


def test_a_role_that_a_colleague_has_already_is_not_said_to_be_changed(app, boss):
    kim, _ = hire(app, "support", KIM)

    answer = post(boss, f"/staff/people/{kim}/role", role="support")

    said = soup_of(boss.get(answer.location)).select_one("main [role=status]").text
    assert "바꾼 것이 없어요" in said
    assert everybody(app)[KIM].role == "support"

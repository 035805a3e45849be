"""An admin makes tokens, sees them once, and takes them back."""

import re

import pytest
from conftest import soup_of, visited
from support.people import hire, post, services_of, staff_client

from wizard.services.api_tokens import Scope

TOKEN = re.compile(r"wzd_[\w-]{43}")


@pytest.fixture
def admin(app):
    return staff_client(app, "admin")


def made(app):
    [token] = services_of(app).api_tokens.all()
    return token


def test_a_token_is_shown_once_and_opens_what_was_ticked(app, admin):
    page = post(admin, "/staff/tokens", name=" 아임셀러  등록 ", scopes=["sellers:read"], days="90")

    [shown] = set(TOKEN.findall(page.text))
    assert soup_of(page).select_one("[data-copy]")["data-copy"] == shown
    bearer = {"Authorization": f"Bearer {shown}"}
    assert app.test_client().get("/api/v1/sellers", headers=bearer).status_code == 200
    assert app.test_client().get("/api/v1/accounts", headers=bearer).status_code == 403
    token = made(app)
    assert (token.name, token.scopes, token.made_by) == (
        "아임셀러 등록",
        ["sellers:read"],
        admin.staff_id,
    )
    assert (token.expires_at - token.created_at).days == 90
    shown_later = [visited(admin, f"/staff/tokens{path}").text for path in ("", f"/{token.id}")]
    shown_later.append(admin.get("/staff/audit").text)
    assert not TOKEN.search("".join(shown_later))


def test_the_same_form_sent_twice_makes_one_token_and_shows_it_again(app, admin):
    form = visited(admin, "/staff/tokens/new").select_one("form[action='/staff/tokens']")
    hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    sent = hidden | {"name": "등록", "scopes": "sellers:read", "days": "0"}

    pages = [admin.post("/staff/tokens", data=sent) for _ in range(2)]

    assert TOKEN.search(pages[0].text)[0] == TOKEN.search(pages[1].text)[0]
    assert made(app).expires_at is None


@pytest.mark.parametrize(
    ("wrong", "box"),
    [({"name": " "}, "name"), ({"name": "가" * 41}, "name"), ({"scopes": "everything"}, "scopes"), ({"days": "9999"}, "days")],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_place_and_nothing_typed_is_lost(app, admin, wrong, box):
    sent = {"name": "등록", "scopes": ["accounts:read", "sellers:read"], "days": "365"} | wrong

    answer = post(admin, "/staff/tokens", **sent)

    soup = soup_of(answer)
    assert answer.status_code == 422
    assert soup.title.text.startswith("오류:")
    assert soup.select_one(f"#{box}-error")
    assert soup.select_one("#name").get("value", "").strip() == sent["name"].strip()
    ticked = {tag["value"] for tag in soup.select("[name=scopes][checked]")}
    assert ticked == {one for one in sent["scopes"] if one in set(Scope)}
    assert services_of(app).api_tokens.all() == []


def test_a_token_that_is_taken_back_says_so_and_cannot_be_used(app, admin):
    shown = TOKEN.search(
        post(admin, "/staff/tokens", name="등록", scopes="sellers:read", days="0").text
    )[0]
    path = f"/staff/tokens/{made(app).id}"

    answer = post(admin, f"{path}/revocation")

    assert (answer.status_code, answer.location) == (303, path)
    page = admin.get(path).text
    assert "못 쓰게 했어요" in page
    assert "이 토큰 못 쓰게 하기" not in page
    bearer = {"Authorization": f"Bearer {shown}"}
    assert app.test_client().get("/api/v1/sellers", headers=bearer).status_code == 401
    assert admin.get(f"{path}/revocation").location == path
    assert post(admin, f"/staff/tokens/{'0' * 32}/revocation").status_code == 404
    assert admin.get(f"/staff/tokens/{'0' * 32}").status_code == 404


def test_a_token_whose_maker_is_no_admin_any_more_is_to_be_made_anew(app, admin):
    other, _ = hire(app, "admin", "other@example.com")
    services_of(app).api_tokens.make("등록", [Scope.SELLERS_READ], 0, other)
    assert "새로 만들어 주세요" not in admin.get("/staff/tokens").text

    post(admin, f"/staff/people/{other}/suspension")

    assert "새로 만들어 주세요" in admin.get("/staff/tokens").text

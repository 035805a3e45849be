"""The staff's door, what members do for themselves, and what admins do for them, as pages."""

import re
from datetime import timedelta
from unittest.mock import Mock

import pyotp
import pytest
from conftest import prepared, settings_for, soup_of, visited
from sqlalchemy.exc import OperationalError
from support.people import (
    PASSWORD,
    code_of,
    give_passkey,
    hire,
    next_code,
    post,
    recovery_codes,
    services_of,
    staff_client,
    token_of,
)
from support.services import NOON

from wizard.app import create_app
from wizard.crypto import passkeys
from wizard.db.queries import sessions
from wizard.errors import SettingsError
from wizard.services.roles import Role
from wizard.services.second_factors import Factors
from wizard.settings import Settings
from wizard.web.staff import browser_names

NEW = "seven lamps below the stairs"


def knock(client, **said):
    return post(client, "/staff/enter", **({"email": "support@example.com"} | said))


def recovery_of(app, staff_id):
    """Give one of a member's new recovery codes."""
    return recovery_codes(app, staff_id)[0]


def alert(answer):
    return soup_of(answer).select_one("[role=alert]").text


def test_a_code_used_twice_says_so_only_to_who_knows_password_and_code(app):
    _, secret = hire(app, "support")
    first, second = app.test_client(), app.test_client()
    code = code_of(secret)
    assert knock(first, password=PASSWORD, code=code).status_code == 303

    used = knock(second, password=PASSWORD, code=code)
    wrong = knock(second, password="wrong", code=code)

    assert (used.status_code, wrong.status_code) == (422, 422)
    assert "이미 썼어요" in alert(used)
    assert "이미 썼어요" not in alert(wrong)


def test_a_browser_that_came_in_before_is_let_in_while_strangers_at_its_address_are_locked(app):
    mine, stranger = app.test_client(), app.test_client()
    _, secret = hire(app, "support")
    knock(mine, password=PASSWORD, code=code_of(secret))
    for _ in range(6):
        knock(stranger, password="wrong", code="000000")

    assert knock(stranger, password=PASSWORD, code=code_of(secret, later=1)).status_code == 422
    assert knock(mine, password=PASSWORD, code=code_of(secret, later=1)).status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "eyJhIjoiYiJ9.x.y", "a" * 3000])
def test_a_forged_mark_of_a_browser_is_none(app, cookie):
    _, secret = hire(app, "support")
    client = app.test_client()
    client.set_cookie("device", cookie)

    assert knock(client, password=PASSWORD, code=code_of(secret)).status_code == 303


def test_a_recovery_code_lets_in_and_says_how_many_are_left(app):
    staff_id, _ = hire(app, "support")
    code = recovery_of(app, staff_id)
    client = app.test_client()

    assert knock(client, password=PASSWORD, recovery=code).status_code == 303
    assert "9개 남았어요" in client.get("/staff/requests").text + client.get("/staff/me").text


def test_without_a_key_file_the_door_says_so_and_stays(app, settings):
    hire(app, "support")
    settings.keys.unlink()

    answer = knock(app.test_client(), password=PASSWORD, code="123456")

    assert answer.status_code == 503
    assert "키 파일" in alert(answer)


def test_own_pages_are_the_same_as_page_and_as_fragment(app):
    client = staff_client(app, "editor")

    for path in ("", "/password", "/codes", "/passkeys"):
        assert visited(client, f"/staff/me{path}").select_one(".desk h1")


def test_recovery_codes_are_shown_once_after_password_and_code(app):
    client = staff_client(app, "support")
    code = next_code(app, client)

    assert post(client, "/staff/me/codes", password="wrong", code=code).status_code == 422
    assert post(client, "/staff/me/codes", password=PASSWORD).status_code == 422
    shown = post(client, "/staff/me/codes", password=PASSWORD, code=code)

    codes = [tag.text for tag in soup_of(shown).select(".codes code")]
    assert len(codes) == 10
    assert all(re.fullmatch(r"([a-z2-9]{4}-){5}[a-z2-9]{4}", code) for code in codes)
    assert codes[0] not in client.get("/staff/me/codes").text
    assert shown.headers["Cache-Control"] == "no-store"


def test_a_password_is_changed_and_the_browser_stays_in(app):
    client = app.test_client()
    staff_id, secret = hire(app, "support")
    knock(client, password=PASSWORD, code=code_of(secret))
    said = {"password": PASSWORD, "new": NEW, "code": code_of(secret, later=1)}

    weak = post(client, "/staff/me/password", **(said | {"new": "password1234"}))
    done = post(client, "/staff/me/password", **said)

    assert soup_of(weak).select_one("#new-error")
    assert done.status_code == 303
    assert "비밀번호를 바꿨어요" in client.get("/staff/me").text
    code = recovery_of(app, staff_id)
    assert knock(app.test_client(), password=PASSWORD, recovery=code).status_code == 422
    assert knock(app.test_client(), password=NEW, recovery=code).status_code == 303


def test_an_admin_hands_over_a_code_with_which_a_member_begins_anew(app):
    admin, member = staff_client(app, "admin"), app.test_client()
    kim, _ = hire(app, "support")

    made = post(admin, f"/staff/people/{kim}/setup")
    address = soup_of(made).select_one(".message").text
    code = address.partition("#")[2]
    page = soup_of(post(member, "/staff/setup", token=address))
    totp = pyotp.TOTP(page.select_one(".line code").text).now()
    wrong = post(member, "/staff/setup/finish", token=code, password="short", code=totp)
    done = post(member, "/staff/setup/finish", token=code, password=NEW, code=totp)

    assert address.startswith("http://localhost/staff/setup#")
    assert page.select_one(".qr svg")
    assert soup_of(wrong).select_one("#password-error")
    assert len(soup_of(done).select(".codes code")) == 10
    assert member.get("/staff/me").status_code == 200
    assert post(app.test_client(), "/staff/setup", token=code).status_code == 422


def test_an_admin_sees_a_lock_unlocks_and_changes_a_role(app):
    admin = staff_client(app, "admin")
    kim, _ = hire(app, "support")
    for _ in range(5):
        knock(app.test_client(), password="wrong", code="000000")
    assert "잠긴 곳 있음" in admin.get("/staff/people").text
    assert "잠금 풀기" in admin.get(f"/staff/people/{kim}").text

    post(admin, f"/staff/people/{kim}/unlocking")
    post(admin, f"/staff/people/{kim}/role", role="editor")

    page = admin.get(f"/staff/people/{kim}").text
    assert "잠금 풀기" not in page
    assert "안내 편집 · 쓰는 중" in re.sub(
        r"\s+", " ", soup_of(admin.get(f"/staff/people/{kim}")).text
    )


@pytest.mark.parametrize("act", ["role", "setup"])
def test_the_last_admin_is_told_why_nothing_was_done(app, act):
    admin = staff_client(app, "admin")

    answer = post(admin, f"/staff/people/{admin.staff_id}/{act}", role="support")

    assert answer.status_code == 409
    assert alert(answer)
    assert admin.get("/staff/people").status_code == 200


@pytest.mark.parametrize("role", ["", "boss", "ADMIN"])
def test_a_role_that_is_none_changes_nothing(app, role):
    admin = staff_client(app, "admin")
    kim, _ = hire(app, "support")

    assert post(admin, f"/staff/people/{kim}/role", role=role).status_code == 409
    assert services_of(app).staff_admin.member(kim).role == "support"


def test_passkeys_belong_to_a_host_that_was_named(app):
    client = staff_client(app, "support")
    said = {"csrf_token": token_of(client)}

    for host, status in {
        "localhost": 200,
        "evil.example": 404,
        "localhost.evil.example": 404,
    }.items():
        answer = client.post("/staff/enter/challenge", data=said, base_url=f"http://{host}")
        assert answer.status_code in {status, 400}
        assert (answer.status_code == 200) == (status == 200)
    assert client.post("/staff/enter/challenge", data=said).json["rpId"] == "localhost"


@pytest.mark.parametrize("answer", ["{}", "null", "[]", "x", '{"id": 1}', "{" * 9000, '{"id":"a","rawId":"!","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"","signature":""}}'])  # fmt: skip
def test_what_no_browser_signs_lets_nobody_in(app, answer):
    hire(app, "support")
    client = app.test_client()

    assert knock(client, password=PASSWORD, passkey=answer).status_code == 422
    own = staff_client(app, "editor")
    said = {"password": PASSWORD, "code": next_code(app, own), "passkey": answer}
    assert post(own, "/staff/me/passkeys", **said).status_code == 422


CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1"
)


def entered(client, code, agent=""):
    who = {"email": "support@example.com", "password": PASSWORD, "code": code}
    assert post(client, "/staff/enter", headers={"User-Agent": agent}, **who).status_code == 303


def rows_of(client):
    """Give what is said of each open session -> the value that chooses it."""
    labels = soup_of(client.get("/staff/me/sessions")).select("label:has([name=session])")
    return {" ".join(label.text.split()): label.input["value"] for label in labels}


def test_a_member_sees_where_they_are_signed_in_and_ends_any_of_it(app):
    _, secret = hire(app, "support")
    desk, phone = app.test_client(), app.test_client()
    entered(desk, code_of(secret), CHROME)
    entered(phone, code_of(secret, later=1), IPHONE)
    stranger = staff_client(app, "editor")
    rows = rows_of(desk)
    [mine] = [value for said, value in rows.items() if "윈도우 크롬 지금 이 기기" in said]
    [other] = [value for said, value in rows.items() if "아이폰 사파리" in said]
    assert all("에 로그인" in said and "까지 씀" in said for said in rows)
    address, token = "/staff/me/sessions/deletion", desk.get_cookie("staff").value
    assert token not in desk.get("/staff/me/sessions").text

    assert post(stranger, address, session=other, password=PASSWORD).status_code == 422
    assert post(desk, address, session=other, password="wrong").status_code == 422
    assert post(desk, address, session="", password=PASSWORD).status_code == 422
    assert phone.get("/staff/me").status_code == 200

    assert post(desk, address, session=other, password=PASSWORD).status_code == 303
    assert phone.get("/staff/me").status_code == 303
    assert list(rows_of(desk).values()) == [mine]
    assert "staff.session-ended" in {row.kind for row in services_of(app).audit.page("x", None)}
    post(desk, address, session=mine, password=PASSWORD)
    assert desk.get("/staff/me").status_code == 303


@pytest.mark.parametrize(("agent", "name"), [("", ""), ("curl/8", ""), (IPHONE + " KAKAOTALK 11", "아이폰 카카오톡"), ("<script>Windows", "윈도우")])  # fmt: skip
def test_a_browser_is_known_by_words_of_ours_only(app, agent, name):
    with app.test_request_context(headers={"User-Agent": agent}):
        assert browser_names.told() == name


def test_a_member_who_rests_is_signed_out_and_what_a_page_asks_by_itself_is_no_act(tmp_path):
    moments = [NOON]
    app = create_app(prepared(settings_for(tmp_path)), lambda: moments[-1])
    client = staff_client(app, "support")

    def after(minutes, path):
        moments.append(moments[-1] + timedelta(minutes=minutes))
        return client.get(path).status_code

    assert [after(50, "/staff/requests") for _ in range(3)] == [200] * 3
    assert after(50, "/staff/requests/rows") == 200
    assert after(11, "/staff/requests") == 303
    moments[-1] -= timedelta(minutes=5)
    assert client.get("/staff/requests").status_code == 200
    assert [after(59, "/staff/requests") for _ in range(7)] == [200] * 6 + [303]
    app.extensions["wizard"].accounts.engine.dispose()


def test_a_database_that_takes_no_writes_signs_nobody_out(tmp_path, monkeypatch):
    moments = [NOON]
    app = create_app(prepared(settings_for(tmp_path)), lambda: moments[-1])
    client = staff_client(app, "support")
    monkeypatch.setattr(
        sessions, "note_seen", Mock(side_effect=OperationalError("", {}, OSError()))
    )
    moments.append(NOON + timedelta(minutes=30))

    assert client.get("/staff/me").status_code == 200
    app.extensions["wizard"].accounts.engine.dispose()


def test_a_passkey_that_is_kept_already_is_told_and_breaks_nothing(app, monkeypatch):
    known = passkeys.Known("credential", b"key", 0)
    monkeypatch.setattr(passkeys, "made_for", lambda _answer: b"challenge")
    monkeypatch.setattr(passkeys, "made", lambda *_: known)
    monkeypatch.setattr(Factors, "_was_asked", lambda *_: True)
    mine, others = staff_client(app, "support"), staff_client(app, "editor")
    said = {"password": PASSWORD, "passkey": "{}"}

    first = post(mine, "/staff/me/passkeys", **said, code=next_code(app, mine))
    [code, *_] = recovery_codes(app, mine.staff_id)
    again = post(mine, "/staff/me/passkeys", **said, code=code)
    elsewhere = post(others, "/staff/me/passkeys", **said, code=next_code(app, others))

    assert first.status_code == 303
    assert (again.status_code, elsewhere.status_code) == (422, 422)
    assert "이미 만들어 둔" in alert(again)
    assert len(services_of(app).own_account.passkeys(mine.staff_id)) == 1


def test_a_passkey_is_deleted_with_both_factors_only_and_by_its_owner_only(app):
    mine, other = staff_client(app, "support"), staff_client(app, "editor")
    address = f"/staff/me/passkeys/{give_passkey(app, mine.staff_id)}/deletion"
    code = next_code(app, mine)

    assert "노트북" in mine.get(address).text
    assert other.get(address).status_code == 404
    foreign = post(other, address, password=PASSWORD, code=next_code(app, other))
    refused = [post(mine, address), post(mine, address, password=PASSWORD)]
    assert foreign.status_code == 404
    assert [answer.status_code for answer in refused] == [422, 422]
    assert services_of(app).own_account.passkeys(mine.staff_id)
    assert post(mine, address, password=PASSWORD, code=code).status_code == 303
    assert not services_of(app).own_account.passkeys(mine.staff_id)


@pytest.mark.parametrize("hosts", ["https://a.example", "a.example:8000", "a_b", "*"])
def test_a_host_that_is_none_is_named_in_the_refusal(hosts):
    with pytest.raises(SettingsError, match="WIZARD_HOSTS"):
        Settings.from_env({"WIZARD_HOSTS": hosts})


def test_hosts_are_read_without_scheme_and_port(tmp_path):
    assert settings_for(tmp_path).hosts == frozenset()
    read = Settings.from_env({"WIZARD_HOSTS": "Guide.example.kr, b.example.kr"})
    assert read.hosts == {"guide.example.kr", "b.example.kr"}


def test_a_password_with_more_behind_it_is_another_password(app):
    longest = ("seven lamps below the stairs and a kettle on the hob; " * 4)[:200]
    uri = services_of(app).staff.add("support@example.com", Role.SUPPORT, longest)
    code = code_of(re.search(r"secret=(\w+)", uri)[1])

    assert knock(app.test_client(), password=f"{longest}x", code=code).status_code == 422
    assert knock(app.test_client(), password=longest, code=code).status_code == 303

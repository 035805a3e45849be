"""The seller's own place: malls, going on anywhere, requests, who looked, the ways out."""

import re

import pytest
import sqlalchemy as sa
from conftest import FIRM, GOOD, filled, prepared, settings_for, soup_of
from support.people import (
    asked_for_issuance,
    invited,
    post,
    save_account,
    seller_client,
    services_of,
    staff_client,
)

from wizard.app import create_app
from wizard.db.models.sellers import Run
from wizard.services.invitations import Destination

KEY = "ISSUED-0123456789abcd"


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def client(app):
    return seller_client(app)


def mall(client, name):
    return soup_of(client.get("/my")).select_one(f"#mall-{name}")


def go_on(client, name):
    return mall(client, name).select_one("a.button, a.quiet:not(.links a)")["href"]


def test_a_reader_is_told_how_to_come_in(app):
    page = app.test_client().get("/my")

    assert page.status_code == 403
    assert soup_of(page).select_one("a.button")["href"] == "/enter"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/my/links"),
        ("POST", "/my/sessions/deletion"),
        ("GET", "/my/requests/1"),
        ("POST", "/my/requests/1/messages"),
    ],
)
def test_nobody_elses_place_can_be_opened(app, method, path):
    reader = app.test_client()

    answer = reader.get(path) if method == "GET" else post(reader, path)

    assert answer.status_code == 403


def test_chosen_malls_stand_on_the_list_to_be_begun(client):
    answer = post(client, "/my/malls", malls=["fork", "agency", "no-such-mall", "start"])

    assert answer.status_code == 303
    listed = {tag["id"] for tag in soup_of(client.get("/my")).select(".own > li")}
    assert listed == {"mall-agency", "mall-fork"}
    assert "시작 전" in mall(client, "fork").text
    assert go_on(client, "fork") == "/guides/fork"


def test_a_list_left_open_takes_off_nothing_that_was_put_on_it_meanwhile_and_puts_on_nothing_taken_off(client):  # fmt: skip
    post(client, "/my/malls", malls=["fork", "agency"])
    left_open = soup_of(client.get("/my/malls"))
    post(client, "/my/malls", malls=["fork", "keys"])
    hidden = {tag["name"]: tag["value"] for tag in left_open.select("main form [type=hidden]")}

    answer = client.post("/my/malls", data=hidden | {"malls": ["fork", "agency", "smartstore"]})

    assert answer.status_code == 303
    listed = {tag["id"] for tag in soup_of(client.get("/my")).select(".own > li")}
    assert listed == {"mall-fork", "mall-keys", "mall-smartstore"}


def test_a_list_that_is_sent_again_otherwise_says_what_stayed_as_the_first_press_had_it(client):
    post(client, "/my/malls", malls=["keys"])
    page = soup_of(client.get("/my/malls"))
    hidden = {tag["name"]: tag["value"] for tag in page.select("main form [type=hidden]")}
    client.post("/my/malls", data=hidden | {"malls": ["fork"]})

    client.post("/my/malls", data=hidden | {"malls": ["keys"]})

    told = soup_of(client.get("/my"))
    assert {tag["id"] for tag in told.select(".own > li")} == {"mall-fork"}
    assert "그대로 두었어요" in told.select_one("main").text


def test_the_list_of_the_first_guide_can_be_taken_over(client):
    page = soup_of(client.get("/guides/start/done?malls=fork&malls=keys"))

    there = soup_of(client.get(page.select_one("a[href^='/my/malls']")["href"]))

    ticked = {tag["value"] for tag in there.select("input[checked]")}
    assert ticked == {"fork", "keys"}


def test_a_run_goes_on_at_the_same_step_on_another_device(app, client):
    for path in ("hello", "which", "east?which=right", "hello"):
        client.get(f"/guides/fork/{path}")
    other = app.test_client()
    token = services_of(app).invitations.make(client.seller_id, "staff:1")
    post(other, "/enter", token=token, digits="67891")

    assert go_on(other, "fork") == go_on(client, "fork") == "/guides/fork/east?which=right"
    assert "이어서 하기" in mall(other, "fork").text


def test_a_link_that_leads_to_a_step_begins_the_run_there(app):
    client = app.test_client()
    _, token = invited(app, place=Destination("fork", "east", {"which": ("right",)}))
    client.get(post(client, "/enter", token=token, digits="67891").location)

    assert go_on(client, "fork") == "/guides/fork/east?which=right"


def test_an_edited_guide_is_gone_on_with_and_the_list_says_what_changed(database_url, tmp_path):
    import shutil

    from conftest import GUIDES

    folder = tmp_path / "guides"
    shutil.copytree(GUIDES, folder)
    settings = prepared(settings_for(tmp_path, database_url=database_url, guides=folder))
    app = create_app(settings)
    client = seller_client(app)
    for path in ("hello", "which", "east?which=right"):
        client.get(f"/guides/fork/{path}")
    cookie = client.get_cookie("seller").value
    services_of(app).audit.engine.dispose()
    file = folder / "fork.yaml"
    added = "  - {id: greet, kind: info, title: 다시 인사해요}\n  - id: which"
    file.write_text(file.read_text("utf-8").replace("  - id: which", added), "utf-8")

    app = create_app(settings)
    client = app.test_client()
    client.set_cookie("seller", cookie)

    assert "새로 생긴 화면: 다시 인사해요" in mall(client, "fork").text
    assert go_on(client, "fork") == "/guides/fork/east?which=right"
    client.get(go_on(client, "fork"))
    assert "바뀌었어요" not in mall(client, "fork").text
    services_of(app).audit.engine.dispose()


def test_a_saved_account_is_shown_masked_with_the_days_its_key_has_left(client):
    save_account(client)

    text = mall(client, "keys").text
    assert "••••3210" in text
    assert re.search(r"\d+일 남았어요|이미 끝났어요", text)
    assert not any(GOOD[name] in client.get("/my").text for name in ("password", "api_key", "bank"))


def test_a_firm_that_starts_by_itself_has_a_place_and_makes_a_link_to_return(app):
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form")), **(GOOD | FIRM))
    client.post("/guides/keys/form", data=form)
    page = soup_of(post(client, "/my/links"))
    token = page.select_one("code").text.partition("#")[2]
    other = app.test_client()

    assert page.select_one(".qr svg path")
    assert post(other, "/enter", token=token, digits="62517").status_code == 303
    assert "열쇠몰" in other.get("/my").text


def test_help_and_difference_reach_the_staff_with_guide_revision_and_step(app, client):
    answer = post(
        client, "/guides/fork/east/help?which=right", kind="mismatch", text="버튼이 없어요"
    )

    thread = services_of(app).requests.thread(answer.location.rpartition("/")[2])
    asked = thread.request
    revision = app.extensions["wizard"].catalog.revisions["fork"]
    assert (asked.kind, asked.mall, asked.step_id, asked.revision) == (
        "mismatch", "fork", "east", revision,
    )  # fmt: skip
    assert [row.text for row in thread.messages] == ["버튼이 없어요"]
    page = client.get(answer.location)
    assert "버튼이 없어요" in page.text
    assert soup_of(page).select_one(".source a")["href"] == "/guides/fork/east?which=right"


def test_a_reader_without_a_session_leaves_a_phone(app):
    reader = app.test_client()

    refusal = post(reader, "/guides/fork/hello/help", text="어려워요")
    caller = {"seller_name": "한빛", "seller_phone": "010-1111-2222"}
    answer = post(reader, "/guides/fork/hello/help", text="어려워요", **caller)

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("#text").text == "어려워요"
    assert reader.get(answer.location).status_code == 200
    with services_of(app).audit.engine.connect() as connection:
        [row] = connection.execute(sa.text("select kind, name, phone from request")).all()
    assert tuple(row) == ("help", "한빛", "01011112222")


def test_every_step_has_one_place_for_help_with_a_phone(client):
    for path in ("/guides/fork/hello", "/guides/keys/form", "/guides/agency/done"):
        page = soup_of(client.get(path))
        assert len(page.select(".stuck")) == 1
        assert page.select_one(".stuck a[href^='tel:']")


def test_a_thread_goes_to_and_fro_and_only_its_seller_sees_it(app, client):
    request, _ = asked_for_issuance(app, client)
    staff = staff_client(app, "support")
    post(staff, f"/staff/requests/{request}/messages", text="오늘 발급해요")
    post(client, f"/my/requests/{request}/messages", text="고마워요")

    page = client.get(f"/my/requests/{request}")
    assert [li.p.text for li in soup_of(page).select(".thread li")] == ["오늘 발급해요", "고마워요"]
    assert "담당자가 보고 있어요" in page.text
    other = seller_client(app)
    assert other.get(f"/my/requests/{request}").status_code == 404
    assert post(other, f"/my/requests/{request}/messages", text="엿보기").status_code == 404


@pytest.mark.parametrize("text", ["", "   ", "가" * 1001, "x" * 60_000])
def test_an_empty_or_endless_message_is_refused_and_stays_in_the_box(app, client, text):
    request, _ = asked_for_issuance(app, client)

    refusal = post(client, f"/my/requests/{request}/messages", text=text)

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("#text").text.strip() == text.strip()


def test_what_is_said_is_text_and_never_markup(app, client):
    request, _ = asked_for_issuance(app, client)
    post(client, f"/my/requests/{request}/messages", text="<script>alert(1)</script>")

    assert not soup_of(client.get(f"/my/requests/{request}")).select("#screen script")


def test_an_operator_opens_secrets_once_for_a_reason_the_seller_sees(app, client):
    request, account = asked_for_issuance(app, client)
    operator = staff_client(app, "operator")
    asked = f"/staff/requests/{request}"

    assert post(operator, f"{asked}/secrets", reason="issue").status_code == 422  # not theirs
    post(operator, f"{asked}/assignment")
    assert post(operator, f"{asked}/secrets", reason="curious").status_code == 422
    shown = post(operator, f"{asked}/secrets", reason="issue")

    assert soup_of(shown).select_one("[data-copy=shop1234]")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Refresh"].startswith("900;")
    assert "shop1234" not in operator.get(asked).text
    assert operator.get(f"{asked}/secrets").status_code == 303
    assert "키를 대신 발급하려고" in client.get("/my").text
    post(operator, f"{asked}/key", key=f" {KEY} ")
    assert f"••••{KEY[-4:]}" in client.get("/my").text
    page = filled(soup_of(client.get(f"/accounts/{account}")), login_id="changed1")
    assert client.post(f"/accounts/{account}", data=page).status_code == 303
    assert f"••••{KEY[-4:]}" in client.get("/my").text


def test_secrets_of_a_request_of_another_kind_another_member_or_an_ended_one_stay_shut(app, client):
    request, _ = asked_for_issuance(app, client)
    first, second = (staff_client(app, "operator", f"{n}@example.com") for n in "ab")
    asked = f"/staff/requests/{request}"
    post(first, f"{asked}/assignment")
    other = post(client, "/guides/keys/place/help", text="도와주세요").location.rpartition("/")[2]
    post(first, f"/staff/requests/{other}/assignment")

    assert post(second, f"{asked}/secrets", reason="issue").status_code == 422
    assert post(first, f"/staff/requests/{other}/secrets", reason="issue").status_code == 404
    assert post(first, f"{asked}/key", key=KEY).status_code == 422  # never opened
    post(first, f"{asked}/closure", outcome="solved")
    assert post(first, f"{asked}/secrets", reason="issue").status_code == 422
    assert "아무도 열어 보지 않았어요" in client.get("/my").text


def test_a_seller_leaves_here_or_everywhere(app, client):
    other = app.test_client()
    token = services_of(app).invitations.make(client.seller_id, "staff:1")
    post(other, "/enter", token=token, digits="67891")
    post(other, "/leave")
    assert (other.get("/my").status_code, client.get("/my").status_code) == (403, 200)
    post(other, "/enter", token=token, digits="67891")

    post(client, "/my/sessions/deletion")

    assert (other.get("/my").status_code, client.get("/my").status_code) == (403, 403)


@pytest.mark.parametrize("token", ["x", "A" * 43, "가" * 40, "A" * 3000], ids=["short", "unknown", "Korean", "huge"])  # fmt: skip
def test_a_forged_cookie_is_nobody(app, token):
    client = app.test_client()
    for name in ("seller", "staff"):
        client.set_cookie(name, token)

    assert client.get("/my").status_code == 403
    assert client.get("/staff/requests").status_code == 303
    assert client.get("/guides/fork/hello").status_code == 200


def test_what_is_saved_leads_to_the_screen_that_says_so_though_no_step_was_ever_shown(app, client):
    save_account(client)
    with services_of(app).accounts.engine.begin() as connection:
        connection.execute(sa.update(Run).values(seen=[]))

    assert go_on(client, "keys") == "/guides/keys/done?remit=online"

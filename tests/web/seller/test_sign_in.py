"""Links: looked at by anybody without a trace, started by the firm, dead alike."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from conftest import HTMX, prepared, settings_for, soup_of
from support.people import (
    ACE,
    events,
    invited,
    post,
    seller_client,
    services_of,
    staff_client,
    token_of,
)
from support.services import dump

from wizard.app import create_app
from wizard.services.invitations import DAYS, Destination, Invitations
from wizard.services.requests import Queue

PREVIEWS = {
    "KakaoTalk": "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984",
    "Facebook": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Naver": "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)",
    "Line": "facebookexternalhit/1.1;line-poker/1.0",
    "Slack": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Telegram": "TelegramBot (like TwitterBot)",
    "Twitter": "Twitterbot/1.0",
    "Discord": "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "WhatsApp": "WhatsApp/2.23.20.0 A",
    "LinkedIn": "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Google": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Apple": "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
}  # fmt: skip
FIVE = ACE.business_number[-5:]


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def engine(app):
    return services_of(app).audit.engine


@pytest.mark.parametrize("agent", PREVIEWS.values(), ids=PREVIEWS)
def test_a_preview_sees_a_neutral_page_and_leaves_the_database_as_it_was(app, engine, agent):
    invited(app)
    before = dump(engine)

    page = app.test_client().get("/enter", headers={"User-Agent": agent})

    soup = soup_of(page)
    assert dump(engine) == before
    assert soup.select_one("[property='og:title']")["content"] == "아임셀러 연결 길잡이"
    assert ACE.name not in page.text
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "noindex" in soup.select_one("[name=robots]")["content"]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("OPTIONS", {}),
        ("GET", {"Sec-Purpose": "prefetch;prerender"}),
        ("GET", {"Purpose": "prefetch"}),
        ("GET", HTMX),
    ],
    ids=["HEAD", "OPTIONS", "prerender", "prefetch", "htmx"],
)
@pytest.mark.parametrize("path", ["/enter", "/guides/keys/place"])
def test_what_is_fetched_ahead_leaves_the_database_as_it_was(app, engine, method, headers, path):
    client = seller_client(app) if path != "/enter" and headers != HTMX else app.test_client()
    before = dump(engine)

    client.open(path, method=method, headers=headers)

    assert dump(engine) == before


def test_the_firm_starts_by_its_last_five_digits_and_is_at_its_own_place(app):
    seller_id, token = invited(app)
    client = app.test_client()

    answer = post(client, "/enter", token=token, digits=FIVE)

    assert (answer.status_code, answer.location) == (303, "/my")
    assert ACE.name in client.get("/my").text
    [link] = services_of(app).invitations.of_seller(seller_id)
    assert link.state == "started"


@pytest.mark.parametrize(
    "pasted",
    [
        "{}",
        " {} ",
        "http://localhost/enter#{}",
        "[아임셀러] 에이스님\nhttps://a.kr/enter#{}\n7일 안에",
    ],
    ids=["code", "blanks", "link", "message"],
)
def test_without_javascript_code_link_or_message_is_pasted(app, pasted):
    _, token = invited(app)

    answer = post(app.test_client(), "/enter", token=pasted.format(token), digits="12-345-" + FIVE)

    assert answer.status_code == 303


def test_a_link_leads_to_its_screen_with_its_answers(app):
    _, token = invited(app, place=Destination("fork", "west", {"which": ("left",)}))

    answer = post(app.test_client(), "/enter", token=token, digits=FIVE)

    assert answer.location == "/guides/fork/west?which=left"


def test_a_link_to_a_guide_that_is_gone_leads_to_ones_own_place(app):
    _, token = invited(app, place=Destination("gone", "west"))

    assert post(app.test_client(), "/enter", token=token, digits=FIVE).location == "/my"


@pytest.mark.parametrize("digits", ["", "1234", "123456", "abcde", "１２３４", "9" * 5000])
def test_what_is_no_five_digits_costs_no_try(app, engine, digits):
    _, token = invited(app)
    before = dump(engine)

    answer = post(app.test_client(), "/enter", token=token, digits=digits)

    assert answer.status_code == 422
    assert "다섯 자리를 숫자로" in soup_of(answer).select_one("#digits-error").text
    assert dump(engine) == before


def test_five_wrong_tries_lock_the_link_and_tell_the_staff(app):
    seller_id, token = invited(app)
    client = app.test_client()

    answers = [post(client, "/enter", token=token, digits="00000") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [422] * 4 + [404]
    assert "4번 더" in answers[0].text
    assert post(client, "/enter", token=token, digits=FIVE).status_code == 404
    [asked] = services_of(app).requests.of_seller(seller_id)
    assert (asked.kind, asked.state) == ("link", "open")
    assert [kind for kind, _ in events(app)][2:] == ["link.refused"] * 4 + ["link.locked"]


def test_a_right_try_forgives_the_wrong_ones(app):
    _, token = invited(app)
    client = app.test_client()
    for digits in ["00000"] * 4 + [FIVE] + ["00000"] * 4:
        post(client, "/enter", token=token, digits=digits)

    assert post(app.test_client(), "/enter", token=token, digits=FIVE).status_code == 303


def end(app, token, how):
    links = services_of(app).invitations
    [link] = links.of_seller(token[0])
    if how == "revoked":
        links.revoke(link.id, "staff")
    if how == "locked":
        for _ in range(5):
            post(app.test_client(), "/enter", token=token[1], digits="00000")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
def test_every_dead_link_is_one_and_the_same_page(app, headers):
    made = {how: invited(app) for how in ("revoked", "locked", "unknown")}
    late = Invitations(services_of(app).invitations.engine, lambda: datetime.now(UTC) - timedelta(days=DAYS, seconds=1))  # fmt: skip
    made["expired"] = (made["revoked"][0], late.make(made["unknown"][0], "staff:1"))
    made["unknown"] = (made["unknown"][0], "A" * 43)
    for how in ("revoked", "locked"):
        end(app, made[how], how)

    pages = {}
    for how, (_, token) in made.items():
        answer = post(app.test_client(), "/enter", headers, token=token, digits=FIVE)
        text = re.sub(r'name="(csrf_token|owner)" value="[^"]+"', "", answer.text).replace(
            token, "TOKEN"
        )
        pages[how] = (answer.status_code, text, sorted(set(answer.headers.keys()) - {"Set-Cookie"}))

    assert len(set(map(str, pages.values()))) == 1
    assert pages["expired"][0] == 404


def test_a_new_link_is_asked_for_once_and_the_staff_know_who(app):
    seller_id, token = invited(app)
    end(app, (seller_id, token), "revoked")
    client = app.test_client()
    who = {"token": token, "seller_name": "에이스", "seller_phone": "010-9876-5432"}

    answers = [post(client, "/enter/requests", **who) for _ in range(3)]

    assert {answer.location for answer in answers} == {"/enter/asked"}
    [asked] = services_of(app).requests.of_seller(seller_id)
    assert (asked.kind, asked.name, asked.phone) == ("link", "에이스", "01098765432")


def test_a_stranger_without_a_phone_is_asked_for_it_and_nothing_is_kept(app, engine):
    before = dump(engine)

    answer = post(app.test_client(), "/enter/requests", token="", seller_name="", seller_phone="")

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#seller_phone-error")
    assert dump(engine) == before


def test_fifty_who_start_at_once_all_come_in_and_the_link_is_started_once(app):
    seller_id, token = invited(app)
    csrf = [(client, token_of(client)) for client in (app.test_client() for _ in range(50))]

    def start(pair):
        client, csrf_token = pair
        data = {"csrf_token": csrf_token, "token": token, "digits": FIVE}
        return client.post("/enter", data=data).status_code

    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(start, csrf))

    assert set(statuses) == {303}
    assert services_of(app).sessions.count_browsers(seller_id) == 50
    assert len(services_of(app).invitations.of_seller(seller_id)) == 1


def test_fifty_wrong_tries_at_once_are_five_and_tell_the_staff_once(app):
    seller_id, token = invited(app)
    csrf = [(client, token_of(client)) for client in (app.test_client() for _ in range(50))]

    def start(pair):
        client, csrf_token = pair
        data = {"csrf_token": csrf_token, "token": token, "digits": "00000"}
        return client.post("/enter", data=data).status_code

    with ThreadPoolExecutor(50) as pool:
        statuses = sorted(pool.map(start, csrf))

    assert statuses == [404] * 46 + [422] * 4
    assert len(services_of(app).requests.of_seller(seller_id)) == 1
    assert [kind for kind, _ in events(app)].count("link.locked") == 1


def test_a_link_taken_back_puts_its_browsers_out_at_their_next_request(app):
    client = seller_client(app)
    staff = staff_client(app, "support")
    [link] = services_of(app).invitations.of_seller(client.seller_id)
    assert client.get("/my").status_code == 200

    assert post(staff, f"/staff/links/{link.id}/revocation").status_code == 303

    assert client.get("/my").status_code == 403
    assert client.get("/guides/keys/place").status_code == 200


def test_a_session_is_renewed_when_another_firm_starts_in_the_same_browser(app):
    client = seller_client(app)
    first = client.get_cookie("seller").value
    _, token = invited(app)

    post(client, "/enter", token=token, digits=FIVE)

    second = client.get_cookie("seller").value
    assert second != first
    assert services_of(app).sessions.seller(first) is None
    assert services_of(app).sessions.seller(second).name == ACE.name


def test_over_https_the_cookie_belongs_to_this_host_alone(database_url, tmp_path):
    app = create_app(
        prepared(
            settings_for(
                tmp_path, database_url=database_url, https=True, hosts=frozenset({"example.com"})
            )
        )
    )
    client = app.test_client()
    _, token = invited(app)
    secure = {"base_url": "https://example.com", "headers": {"Referer": "https://example.com/"}}
    csrf = soup_of(client.get("/enter", **secure)).select_one("[name=csrf_token]")["value"]

    answer = client.post(
        "/enter", data={"csrf_token": csrf, "token": token, "digits": FIVE}, **secure
    )

    [cookie] = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("__Host-seller=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    services_of(app).audit.engine.dispose()


def test_the_token_is_in_no_table_and_no_address(app, engine, caplog):
    _, token = invited(app)
    client = app.test_client()
    answer = post(client, "/enter", token=token, digits=FIVE)

    session = client.get_cookie("seller").value
    told = f"{dump(engine)}{answer.location}{caplog.text}{client.get('/my').text}"
    assert token not in told
    assert session not in told


@pytest.mark.parametrize(
    ("phone", "is_told"), [("010-6666-6666", True), (ACE.phone, False)], ids=["another", "stored"]
)
def test_staff_are_warned_that_anybody_may_have_asked_for_a_link(app, phone, is_told):
    _, token = invited(app, ACE)
    caller = {"seller_name": ACE.name, "seller_phone": phone}
    post(app.test_client(), "/enter/requests", token=token, **caller)
    staff = staff_client(app, "support")
    [row] = services_of(app).requests.queue(Queue(("open",)))

    page = staff.get(f"/staff/requests/{row.id}").text

    assert ("누구나 적을 수 있어요" in page) is is_told

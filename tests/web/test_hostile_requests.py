"""Requests that no page of ours sends: each is answered in words, and none is a crash."""

import gc
from functools import _lru_cache_wrapper
from urllib.parse import quote

import pytest
from conftest import FIRM, GOOD, filled, prepared, settings_for, soup_of
from support.people import (
    PASSWORD,
    hidden_on,
    hire,
    invited,
    post,
    save_account,
    seller_client,
    staff_client,
    token_of,
)

from wizard.app import create_app
from wizard.web import limit_sync, page_cache
from wizard.web.error_words import STRANGE_HOST, UNREADABLE
from wizard.web.page_cache import RenderCache
from wizard.web.staff.invitations import NO_SCREEN
from wizard.web.staff.sign_in import NO_KEYS

KOREAN = {"name": "한빛상회 서울지점"}
EUC_KR = KOREAN["name"].encode("euc-kr")


def words_of(answer):
    page = soup_of(answer)
    return page.select_one("h1").text, page.select_one("[role=alert]").text


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/" + "a" * 300,
        "/static/x/" + "a" * 300 + ".js",
        "/static/x/css",
        "/static/x/.",
        "/static/x/%2e%2e",
        "/static/" + "a" * 5000 + "/icon.svg.x",
        "/images/" + "a" * 300 + "/" + "b" * 300 + ".png",
        "/guides/" + "a" * 300,
        "/guides/keys/" + "a" * 300,
        "/g/keys/" + "9" * 4000 + "x",
        "/accounts/" + "a" * 300,
    ],
    ids=lambda path: path[:24],
)  # fmt: skip
def test_a_name_that_nothing_has_is_not_found(client, path):
    assert client.get(path).status_code in {403, 404}


NO_PLACES = [
    "9999-12-31T23:59:59-14:00~f",
    "0001-01-01T00:00:00+14:00~f",
    "9999-12-31T23:59:59.999999~f",
    "0001-01-01~0",
    "10000-01-01~f",
    "2026-01-01T00:00:00~" + "f" * 33,
    "2026-01-01~g",
    "~",
    "\ud800~f",
]


@pytest.mark.parametrize("path", ["sellers?", "sellers?expiring_days=30&", "matrix?", "requests?"])
def test_a_place_in_a_list_that_is_none_shows_the_list(app_on_each_database, path):
    client = staff_client(app_on_each_database, "admin")

    for cursor in NO_PLACES:
        asked = quote(cursor, errors="surrogatepass")
        for side in ("after", "before"):
            assert client.get(f"/staff/{path}{side}={asked}").status_code == 200, (side, cursor)


def test_a_place_in_the_audit_that_is_none_shows_it(app):
    client = staff_client(app, "admin")

    for before in ("9" * 30, "-1", "٣", "0"):
        assert client.get(f"/staff/audit?before={before}").status_code == 200, before


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1, gzip;q=0.8", True),
        ("gzip;q=0.0001", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("GZIP;Q=0, gzip;q=0", False),
        ("br", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("path", ["/", "/static/x/icon.svg", "/schema/guide.json"])
def test_gzip_is_sent_to_who_takes_it_only(client, accepted, is_packed, path):
    answer = client.get(path, headers={"Accept-Encoding": accepted})

    assert (answer.headers.get("Content-Encoding") == "gzip") == is_packed


@pytest.mark.parametrize(
    "body", [b"seller_name=" + EUC_KR, b"seller_name=" + quote(EUC_KR).encode(), b"%ff=1", b"a=%80"],
    ids=["bytes", "escaped", "a name", "half a letter"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/guides/keys/form", "/enter", "/staff/enter", "/nowhere"])
def test_letters_in_another_encoding_are_refused_in_words(client, path, body):
    answer = client.post(path, data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert words_of(answer) == (UNREADABLE.title, UNREADABLE.say)


def test_korean_letters_in_the_encoding_of_the_page_are_saved(client):
    form = filled(soup_of(client.get("/guides/keys/form")), **GOOD, **FIRM)

    assert client.post("/guides/keys/form", data=form).status_code == 303


def test_a_browsers_old_way_of_asking_for_an_icon_is_answered(client):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


def test_search_engines_are_told_what_is_not_for_them(client):
    answer = client.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    assert "Disallow: /staff\n" in answer.text
    assert "Disallow: /\n" not in answer.text


def test_signing_in_while_the_keys_are_missing_is_closed_to_known_and_unknown_alike(app, settings):
    hire(app, "admin", "kim@example.com")
    settings.keys.rename(settings.keys.with_suffix(".away"))

    for email in ("kim@example.com", "nobody@example.com"):
        answer = post(app.test_client(), "/staff/enter", email=email, password=PASSWORD, code="1")

        assert answer.status_code == 503
        assert NO_KEYS in answer.text


@pytest.fixture
def public(tmp_path):
    """The application as readers reach it, by two names."""
    hosts = frozenset({"wizard.example.com", "www.example.com"})
    app = create_app(prepared(settings_for(tmp_path, hosts=hosts)))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("wizard.example.com", 200),
        ("WIZARD.example.com:8000", 200),
        ("www.example.com:8443", 200),
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("ww.example.com", 400),
        ("evil.example", 400),
        ("evil.example:443", 400),
        ("wizard.example.com.evil.example", 400),
        ("wizard.example.com@evil.example", 400),
        ("wizard.example.com:evil", 400),
    ],
)
def test_only_our_own_names_are_answered(public, host, code):
    answer = public.get("/guides/keys/place/handoff", headers={"Host": host})

    assert answer.status_code == code
    assert code == 200 or words_of(answer) == (STRANGE_HOST.title, STRANGE_HOST.say)
    assert "evil" not in answer.text


def test_a_proxy_may_ask_for_our_health_by_any_name(public):
    assert public.get("/healthz", headers={"Host": "10.0.0.5"}).status_code == 200
    assert public.get("/readyz", headers={"Host": "10.0.0.5"}).json["reason"] == "starting"


def test_a_proxy_that_is_not_trusted_names_no_host(public):
    told = {"X-Forwarded-Host": "evil.example", "Host": "wizard.example.com"}

    assert "evil" not in public.get("/guides/keys/place/handoff", headers=told).text


def test_every_answer_carries_an_id_and_a_failure_shows_it(client):
    found, missing = client.get("/"), client.get("/nowhere")

    assert found.headers["X-Request-Id"] != missing.headers["X-Request-Id"]
    assert missing.headers["X-Request-Id"] in soup_of(missing).select_one(".source").text


@pytest.mark.parametrize(("proxies", "is_kept"), [(0, False), (1, True)])
def test_a_requests_id_is_taken_from_a_trusted_proxy_only(tmp_path, proxies, is_kept):
    app = create_app(prepared(settings_for(tmp_path, proxies=proxies)))
    for told, is_sound in (("proxy-named-1", True), ("x" * 99, False), ("a b\tc", False)):
        answer = app.test_client().get("/", headers={"X-Request-Id": told})

        assert (answer.headers["X-Request-Id"] == told) == (is_kept and is_sound)
    app.extensions["wizard"].accounts.engine.dispose()


HOSTILE = [
    "/static/x/{}",
    "/static/x/{}.js",
    "/static/{}/icon.svg",
    "/images/{}/a.png",
    "/guides/{}",
    "/guides/keys/{}",
    "/guides/keys/place?{}=1",
    "/guides/keys/place?remit={}",
    "/guides/fork?which={}",
    "/guides/fork/{}/lesson",
    "/guides/keys/place/handoff?x={}",
    "/g/fork/{}",
    "/g/fork/1/{}",
    "/enter?{}",
    "/accounts/{}",
    "/stage/{}/keys",
    "/{}",
]
TIMES, FEW = 30, 20


def sizes(app):
    """Give how much each thing holds that the application, or a module of ours, keeps from request to request."""
    held = {}
    todo = [app.extensions["wizard"]]
    while todo:
        one = todo.pop()
        if id(one) in held:
            continue
        kept = (
            vars(one)
            if type(one).__module__.startswith("wizard.") and hasattr(one, "__dict__")
            else {}
        )
        held[id(one)] = (repr(type(one)), len(one) if isinstance(one, dict | list | set) else 0)
        todo += [
            v
            for v in kept.values()
            if isinstance(v, dict | list | set) or type(v).__module__.startswith("wizard.")
        ]
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and (one.__module__ or "").startswith("wizard."):
            held[id(one)] = (one.__qualname__, one.cache_info().currsize)
    return held  # fmt: skip


def test_nothing_that_is_kept_grows_with_what_strangers_ask_for(app, client, monkeypatch):
    monkeypatch.setattr(page_cache, "MAX_KEPT", FEW)
    monkeypatch.setattr(limit_sync, "MOST_NAMES", FEW)
    token = token_of(client)

    def storm(letter):
        for number in range(TIMES):
            for path in HOSTILE:
                client.get(path.format(f"{letter}{number}"))
            data = {"csrf_token": token, "token": f"{letter}{number}" * 8, "digits": "12345"}
            address = {"REMOTE_ADDR": f"10.0.{ord(letter)}.{number}"}
            client.post("/enter", data=data, environ_overrides=address)

    storm("a")
    before = sizes(app)
    storm("b")

    grown = [(name, size - before.get(key, ("", 0))[1]) for key, (name, size) in sizes(app).items()]
    assert [(name, more) for name, more in grown if more >= FEW] == []
    assert isinstance(app.extensions["wizard"].pages, RenderCache)


NO_ADDRESSES = ["http://[::1", "http://[", "//[", "http://a\u2100b.example/", "http://x:abc/"]
"""What `urlsplit` raises at, and a port that is none."""


@pytest.mark.parametrize("said", NO_ADDRESSES)
@pytest.mark.parametrize("header", ["Origin", "Referer", "HX-Current-URL"])
def test_a_header_that_is_no_address_is_no_page_of_ours_and_no_crash(client, header, said):
    heard = {header: said.encode().decode("latin-1"), "HX-Request": "true", "Sec-Fetch-Site": ""}

    read = client.get("/guides/fork/hello", headers=heard)
    sent = client.post("/enter", headers=heard, data={"token": "x", "digits": "12345"})

    assert read.status_code == 200
    assert sent.status_code == 403


@pytest.mark.parametrize("said", NO_ADDRESSES)
@pytest.mark.parametrize("role", ["support", "editor"])
def test_staff_are_shown_words_for_what_is_no_address(app, role, said):
    heard = {"HX-Current-URL": said.encode().decode("latin-1"), "HX-Request": "true"}
    for client in (staff_client(app, role), app.test_client()):
        for path in ("/editor", "/staff/sellers"):
            assert client.get(path, headers=heard).status_code < 500, path


@pytest.mark.parametrize("said", NO_ADDRESSES)
def test_a_screen_for_a_link_that_is_no_address_is_asked_again(app, said):
    seller_id, _ = invited(app)
    client = staff_client(app, "support")

    answer = client.post(
        f"/staff/sellers/{seller_id}/links",
        data=hidden_on(client, f"/staff/sellers/{seller_id}") | {"start_at": said},
    )

    assert answer.status_code == 422
    assert NO_SCREEN in answer.text


@pytest.mark.parametrize("said", NO_ADDRESSES)
def test_a_forms_own_address_that_is_none_shows_no_crash(app, said):
    client = seller_client(app)
    account = save_account(client)
    form = filled(soup_of(client.get(f"/accounts/{account}")))

    answer = client.post(f"/accounts/{account}", data=form | {"form.address": said})

    assert answer.status_code in {303, 404}


HOSTLESS = ["a" * 3000, "a" * 64, "wizard.example.com." + "b" * 64, ".."]


@pytest.mark.parametrize("host", HOSTLESS, ids=lambda host: host[:24])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("is_preview", [True, False])
def test_a_host_that_no_name_can_be_is_refused_in_words_and_in_one_line(
    tmp_path, caplog, is_preview, method, host
):
    app = create_app(prepared(settings_for(tmp_path, preview=is_preview)))

    for path in ("/", "/healthz", "/editor", "/nowhere"):
        answer = app.test_client().open(path, method=method, headers={"Host": host})
        assert answer.status_code == 400
        assert "Traceback" not in caplog.text
        assert "보내 주신 내용을 읽지 못했어요" in answer.text or STRANGE_HOST.title in answer.text
    app.extensions["wizard"].accounts.engine.dispose()


def test_a_stranger_of_a_name_is_told_so_and_another_sites_form_is_told_otherwise(public):
    stranger = public.get("/", headers={"Host": "evil.example"})
    forged = public.post("/enter", headers={"Sec-Fetch-Site": "cross-site"})

    assert words_of(stranger)[0] == "이 주소로는 열 수 없어요"
    assert words_of(forged)[0] == "다른 곳에서 온 내용이라 받지 않았어요"

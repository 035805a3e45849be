"""What every answer carries, what is refused, and how little `wizard preview` shows."""

import pytest
from conftest import FIRM, GOOD, filled, prepared, settings_for, soup_of
from flask import request
from support.people import seller_client, services_of, staff_client

from wizard.app import create_app


@pytest.fixture
def preview(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, preview=True)))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize(
    "path", ["/", "/editor", "/editor/fork/text", "/static/x/wizard.css", "/nowhere"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_shown_under_a_name_that_is_not_this_computers(preview, method, path):
    answer = preview.open(path, method=method, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert answer.text.startswith("보내 주신 내용을 읽지 못했어요")


@pytest.mark.parametrize(
    "path", ["/", "/my", "/staff/sellers", "/guides/fork/hello", "/enter", "/nowhere"]
)
def test_everything_but_the_editors_pages_leads_to_them(preview, path):
    answer = preview.get(path)

    assert (answer.status_code, answer.location) == (303, "/editor")


@pytest.mark.parametrize(
    "path", ["/editor", "/stage/folder/fork", "/healthz", "/schema/guide.json"]
)
def test_the_editors_pages_and_what_they_show_are_open(preview, path):
    assert preview.get(path).status_code == 200


def test_over_https_every_kind_of_answer_holds_the_browser_to_it_for_a_year_and_all_names_below(
    tmp_path,
):
    app = create_app(prepared(settings_for(tmp_path, https=True)))
    client = app.test_client()
    paths = ["/", "/guides/fork", "/static/x/wizard.css", "/nowhere", "/my", "/staff", "/healthz"]

    told = {client.get(path).headers["Strict-Transport-Security"] for path in paths}

    assert told == {"max-age=31536000; includeSubDomains"}
    app.extensions["wizard"].accounts.engine.dispose()


def test_every_kind_of_answer_carries_the_policy_and_may_not_be_sniffed_or_framed(client):
    for path in ("/", "/guides/fork", "/static/x/wizard.css", "/nowhere", "/my", "/healthz"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_a_method_that_no_view_names_is_refused(client, method):
    assert client.open("/guides/fork", method=method).status_code == 405


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "198.51.100.9")])
def test_an_address_is_believed_only_as_far_as_proxies_were_named(tmp_path, proxies, seen):
    app = create_app(prepared(settings_for(tmp_path, proxies=proxies)))
    app.add_url_rule("/seen", view_func=lambda: request.remote_addr)
    told = {"X-Forwarded-For": "203.0.113.1, 198.51.100.9"}

    assert app.test_client().get("/seen", headers=told).text == seen
    app.extensions["wizard"].accounts.engine.dispose()


def test_what_is_refused_is_logged_with_who_and_where_and_nothing_that_was_sent(app, caplog):
    member = staff_client(app, "support")
    member.get("/staff/audit?why=a-word-that-was-sent")
    app.test_client().post("/my/links", data={"malls": "a-word-that-was-sent"})
    seller_client(app).get(f"/my/requests/{'0' * 32}")
    app.test_client().post("/my/malls", data={"malls": "a-word-that-was-sent" * 5000})

    [mine] = [row.id for row in services_of(app).staff.everybody()]
    said = [record.getMessage() for record in caplog.records if "refused to" in record.getMessage()]
    assert f"Forbidden refused to staff:{mine} at staff.audit" in said
    assert any(line.startswith("CSRFError refused to reader at ") for line in said)
    assert any(line.startswith("RequestEntityTooLarge refused to reader") for line in said)
    assert any(line.startswith("NotFoundError refused to seller:") for line in said)
    assert "a-word-that-was-sent" not in caplog.text


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "", "Origin": "https://wizard.example.com"}, 303),
        ({"Sec-Fetch-Site": "", "Referer": "https://wizard.example.com/guides/keys/form"}, 303),
        ({"Sec-Fetch-Site": ""}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Referer": "https://wizard.example.com/"}, 403),
        ({"Sec-Fetch-Site": "", "Referer": "https://evil.example/"}, 403),
    ],
)
def test_over_https_a_browser_that_names_no_page_saves_and_another_sites_does_not(
    tmp_path, said, code
):
    hosts = frozenset({"wizard.example.com"})
    app = create_app(prepared(settings_for(tmp_path, https=True, hosts=hosts)))
    here = {"base_url": "https://wizard.example.com"}
    client = app.test_client()
    form = filled(soup_of(client.get("/guides/keys/form", **here)), **GOOD, **FIRM)

    answer = client.post("/guides/keys/form", data=form, headers=said, **here)

    assert answer.status_code == code
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("told", [{}, {"X-Forwarded-Proto": "http"}])
def test_over_https_our_own_addresses_say_so_whatever_the_proxy_says(tmp_path, told):
    app = create_app(prepared(settings_for(tmp_path, https=True, proxies=1)))

    page = app.test_client().get("/guides/keys/place/handoff", headers=told).text

    assert "https://localhost/g/" in page
    assert "http://localhost" not in page
    app.extensions["wizard"].accounts.engine.dispose()

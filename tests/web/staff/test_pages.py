"""The staff's pages: whole and as fragments, searched, filtered, paged from first to last."""

import unicodedata

import pytest
from conftest import HTMX, prepared, settings_for, soup_of, visited
from support.emptied import EmptiedDatabase
from support.people import (
    asked_for_issuance,
    post,
    save_account,
    seller_client,
    services_of,
    staff_client,
)

from wizard.app import create_app
from wizard.db import seed

COUNT = 130


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture(scope="module")
def database_of_a_crowd(request, worker):
    """A PostgreSQL database that tests share."""
    server = [request.getfixturevalue(name) for name in ("admin", "postgres")]
    database = EmptiedDatabase(*server, f"crowd{worker}")
    yield database.url
    database.drop()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def crowd(request, tmp_path_factory):
    """A member of the staff before many sellers, on each database: for tests that only look."""
    settings = settings_for(tmp_path_factory.mktemp("crowd"))
    if request.param == "postgresql":
        url = request.getfixturevalue("database_of_a_crowd")
        settings = settings_for(settings.data, database_url=url)
    app = create_app(prepared(settings))
    engine = services_of(app).audit.engine
    seed.seed(engine, COUNT, 3)
    yield staff_client(app, "support")
    engine.dispose()


def walked(client, path, rel="next"):
    """Follow a list from a page to its end; give the rows' addresses, page by page."""
    pages = []
    while path:
        page = soup_of(client.get(path))
        pages.append(
            [row.select_one("a")["href"].partition("?")[0] for row in page.select("tbody tr")]
        )
        link = page.select_one(f".pager a[rel={rel}]")
        path = link["href"] if link else None
    return pages


@pytest.mark.parametrize("role", ["operator", "admin"])
def test_every_page_is_the_same_as_page_and_as_fragment(app, role):
    seller = seller_client(app)
    request, _ = asked_for_issuance(app, seller)
    save_account(seller)
    client = staff_client(app, role)
    client.get(post(client, f"/staff/requests/{request}/assignment").location)  # it says so once
    paths = ["requests", "sellers", "matrix", "me", "sellers/new", f"sellers/{seller.seller_id}"]
    paths += [f"requests/{request}", "requests?state=closed", "requests?kind=issuance&mine=1"]
    paths += ["people"] if role == "admin" else []

    for path in paths:
        assert visited(client, f"/staff/{path}").select_one(".desk h1")
    for path in ("/my", "/my/malls", f"/my/requests/{request}", "/guides/fork/hello/help"):
        assert visited(seller, path).select_one("h1")


@pytest.mark.parametrize("path", ["/staff/sellers", "/staff/matrix"])
def test_every_seller_is_listed_once_from_first_page_to_last_and_back(crowd, path):
    pages = walked(crowd, path)

    assert [len(page) for page in pages] == [50, 50, 30]
    assert len({row for page in pages for row in page}) == COUNT
    back = walked(crowd, f"{path}?before=", "prev")
    assert [len(page) for page in back] == [50, 50, 30]
    assert {row for page in back for row in page} == {row for page in pages for row in page}


@pytest.mark.parametrize(
    "query",
    ["mall=coupang", "state=going", "mall=lotteon&state=saved", "stuck_days=7", "expiring_days=90",
     "search=상회", "search=상회&state=saved", "mall=coupang&expiring_days=90"],
)  # fmt: skip
def test_a_filtered_list_is_whole_and_ordered_and_pages_both_ways(crowd, query):
    pages = walked(crowd, f"/staff/sellers?{query}")
    back = walked(crowd, f"/staff/sellers?{query}&before=", "prev")

    rows = [row for page in pages for row in page]
    assert rows == [row for page in reversed(back) for row in page]
    assert all(len(page) == 50 for page in pages[:-1])


@pytest.mark.parametrize(
    "by",
    ["name", "name without blanks", "decomposed name", "name with a legal form", "number",
     "number with hyphens", "number with its label", "last five digits", "phone tail", "phone from abroad"],
)  # fmt: skip
def test_a_seller_is_found(crowd, by):
    [wanted, *_] = services_of(crowd.application).sellers.page(_filter(), None)
    number = wanted.business_number
    search = {
        "name": wanted.name,
        "name without blanks": wanted.name.replace(" ", ""),
        "decomposed name": unicodedata.normalize("NFD", wanted.name),
        "name with a legal form": f"㈜ {wanted.name}",
        "number": number,
        "number with hyphens": f"{number[:3]}-{number[3:5]}-{number[5:]}",
        "number with its label": f"사업자등록번호: {number[:3]}\u2011{number[3:5]}\u2212{number[5:]}",
        "last five digits": number[5:],
        "phone tail": wanted.phone[-6:],
        "phone from abroad": f"+82 {wanted.phone[1:3]}-{wanted.phone[3:7]}-{wanted.phone[7:]}",
    }[by]

    page = crowd.get("/staff/sellers", query_string={"search": search})

    assert wanted.id in page.text


def _filter():
    from wizard.services.sellers import Filter

    return Filter()


@pytest.mark.parametrize(
    "path", ["/staff/sellers?search=%00", "/staff/requests/%00", "/staff/audit?seller=%00", "/my/requests/%00"]
)  # fmt: skip
def test_an_address_with_a_nul_is_refused_in_plain_words(crowd, path):
    assert crowd.get(path).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=~", "before=2026-13-99~1", "after=" + "9" * 5000, "mall=nope&state=nope",
     "stuck_days=-1&expiring_days=abc", "stuck_days=0030" + "9" * 20, "expiring_days=" + "9" * 5000, "search=%25_%27%22%5C", "search=" + "가" * 3000,
     "after=2026-01-01T00:00:00~가", "expiring_days=90&after=2026-01-01T00:00:00~1"],
)  # fmt: skip
def test_a_hostile_address_shows_a_list_all_the_same(crowd, query):
    assert crowd.get(f"/staff/sellers?{query}").status_code == 200
    assert crowd.get(f"/staff/requests?{query}").status_code == 200


@pytest.mark.parametrize("before", ["9" * 18, "9" * 5000, "0" * 5000, "٣", "1e5"])
def test_a_hostile_place_in_the_audit_shows_a_page_all_the_same(app, before):
    assert staff_client(app, "admin").get(f"/staff/audit?before={before}").status_code == 200


def test_no_word_of_who_looks_into_the_audit_stands_in_it(app):
    admin = staff_client(app, "admin")

    for words in ("a-name-of-somebody", "A" * 32, "0" * 31):
        assert admin.get(f"/staff/audit?seller={words}").status_code == 200
    admin.get(f"/staff/audit?seller={'0' * 32}")

    looked = [row for row in services_of(app).audit.page("x", None) if row.kind == "audit.read"]
    assert [row.subject for row in looked] == ["", "0" * 32, "", "", ""]


def test_the_queue_asks_for_its_rows_alone(app):
    seller = seller_client(app)
    asked_for_issuance(app, seller)
    client = staff_client(app, "support")

    rows = client.get("/staff/requests/rows", headers={"HX-Request": "true"})

    assert "<html" not in rows.text
    assert soup_of(rows).select_one("#queue[data-hx-trigger='every 20s'] tbody a")
    assert len(rows.data) < 4096


def test_signed_in_staff_copy_the_address_of_any_screen_and_readers_do_not_see_it(app):
    client = staff_client(app, "support")
    path = "/guides/fork/east?which=right"

    bar = soup_of(client.get(path)).select_one(".bar")

    assert bar.select_one("button")["data-copy"] == f"http://localhost{path}"
    assert "/staff/sellers?screen=" in bar.select_one("a")["href"]
    for headers in ({}, HTMX):
        assert "/staff/" not in app.test_client().get(path, headers=headers).text
    assert soup_of(client.get("/guides/keys/form")).select_one(".bar")


def test_who_may_not_open_the_sellers_is_not_led_there_from_a_screen(app):
    client = staff_client(app, "editor")

    bar = soup_of(client.get("/guides/fork/east?which=right")).select_one(".bar")

    assert bar.select_one("button")
    assert bar.select_one("a") is None


@pytest.mark.parametrize(
    ("screen", "leads"),
    [
        ("", "/my"),
        ("/guides/fork/east?which=right", "/guides/fork/east?which=right"),
        ("https://any.host/guides/fork", "/guides/fork"),
        ("/guides/keys/place", "/guides/keys/place"),
    ],
)
def test_a_link_is_made_for_a_screen_and_leads_there(app, screen, leads):
    seller_id = services_of(app).sellers.add(_firm(), "x")
    page = post(staff_client(app, "support"), f"/staff/sellers/{seller_id}/links", start_at=screen)
    soup = soup_of(page)
    token = soup.select_one(".handed code").text.partition("#")[2]

    assert token in soup.select_one(".message").text
    assert "에이스상사님" in soup.select_one(".message").text
    answer = post(app.test_client(), "/enter", token=token, digits="67891")
    assert answer.location == leads


@pytest.mark.parametrize("screen", ["/guides/nope/x", "/guides/fork/nope", "javascript:alert(1)", "x" * 9000, "//evil"])  # fmt: skip
def test_a_screen_that_is_none_of_ours_makes_no_link(app, screen):
    seller_id = services_of(app).sellers.add(_firm(), "x")

    page = post(staff_client(app, "support"), f"/staff/sellers/{seller_id}/links", start_at=screen)

    assert page.status_code == 422
    assert soup_of(page).select_one("#start_at-error")
    assert not services_of(app).invitations.of_seller(seller_id)


@pytest.mark.parametrize(
    ("said", "days"),
    [("1", 1), ("14", 14), ("99", 14), ("0", 1), ("x", 7), ("123~", 14), ("9" * 5000, 14)],
)
def test_a_link_lives_one_to_fourteen_days(app, said, days):
    seller_id = services_of(app).sellers.add(_firm(), "x")
    post(staff_client(app, "support"), f"/staff/sellers/{seller_id}/links", start_at="", days=said)

    [link] = services_of(app).invitations.of_seller(seller_id)
    assert round((link.expires_at - link.created_at).total_seconds()) == days * 86400


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/guides/fork", "/staff\\evil", "/staffx", "/staff/../my", "/staff/..", "/staff//evil.example"])  # fmt: skip
def test_the_door_leads_to_pages_of_the_staff_only(app, to):
    page = soup_of(app.test_client().get("/staff/enter", query_string={"to": to}))

    assert page.select_one("[name=to]")["value"] == "/staff"


def _firm():
    from support.people import ACE

    return ACE


def test_a_colleagues_request_is_taken_over_by_a_button_that_names_them_and_not_by_the_plain_one(
    app,
):
    request, _ = asked_for_issuance(app, seller_client(app))
    first, second = staff_client(app, "operator"), staff_client(app, "operator", "two@example.com")
    post(first, f"/staff/requests/{request}/assignment")

    plain = post(second, f"/staff/requests/{request}/assignment")
    page = soup_of(second.get(f"/staff/requests/{request}"))
    form = page.select_one(f"form[action='/staff/requests/{request}/assignment']")
    over = form.select_one("[name=over_from]")["value"]
    taken = post(second, form["action"], over_from=over)

    assert plain.status_code == 409
    assert form.button.text == "operator@example.com님에게서 넘겨받기"
    assert taken.status_code == 303
    assert "내가 맡은 요청에서만" in first.get(f"/staff/requests/{request}").text


def test_a_request_that_was_closed_once_says_why_its_account_stays_shut(app):
    request, _ = asked_for_issuance(app, seller_client(app))
    client = staff_client(app, "operator")
    for act in ("assignment", "closure", "reopening"):
        post(client, f"/staff/requests/{request}/{act}", outcome="solved")

    page = client.get(f"/staff/requests/{request}").text

    assert "한 번 끝낸 요청이에요" in page
    assert f"/staff/requests/{request}/secrets" not in page
    assert post(client, f"/staff/requests/{request}/secrets", reason="issue").status_code == 422


@pytest.mark.parametrize(
    "path", ["/staff/sellers/{}", "/staff/requests/{}", "/staff/sellers/{}/firm"]
)
def test_what_a_colleague_did_away_with_leads_back_to_the_desk_not_to_the_malls(app, path):
    answer = staff_client(app, "support").get(path.format("0" * 32))

    page = soup_of(answer)
    assert answer.status_code == 404
    assert "지웠거나" in page.select_one(".lead").text
    assert page.select_one("nav.go a.button")["href"] == "/staff/today"


def test_what_a_member_may_not_open_leads_back_to_the_desk(app):
    answer = staff_client(app, "support").get("/staff/audit")

    assert answer.status_code == 403
    assert soup_of(answer).select_one("nav.go a")["href"] == "/staff/today"


def test_a_list_of_malls_that_is_set_says_so_and_what_stays_on_it(app):
    client = seller_client(app)
    post(client, "/my/malls", malls=["keys", "fork"])
    assert client.get("/guides/keys/place").status_code == 200
    staff, place = staff_client(app, "support"), f"/staff/sellers/{client.seller_id}"

    answer = post(staff, f"{place}/malls", malls=["agency"])

    page = soup_of(staff.get(answer.location))
    said = " ".join(one.text for one in page.select("main [role=status], main [role=alert]"))
    runs = {run.mall for run in services_of(app).progress.of_seller(client.seller_id)}
    assert runs == {"keys", "agency"}
    assert "쇼핑몰 목록을 바꿨어요." in said
    assert app.extensions["wizard"].catalog.malls["keys"].title in said
    assert app.extensions["wizard"].catalog.malls["fork"].title not in said


def test_the_number_of_a_seller_is_called_from_their_list(app):
    client = seller_client(app)

    page = soup_of(staff_client(app, "support").get("/staff/sellers"))

    [call] = page.select("#screen td a[href^='tel:']")
    assert call["href"] == f"tel:{services_of(app).sellers.firm(client.seller_id).phone}"
    assert call.text == "010-9876-5432"

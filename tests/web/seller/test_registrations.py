"""The seller hears whether their account stands in 아임셀러: never as done what is only saved, and by whom it will be."""

import re
from dataclasses import replace

import pytest
from conftest import CONTENT, filled, soup_of
from support.people import (
    post,
    registration_of,
    save_account,
    seller_client,
    services_of,
    staff_client,
)

from wizard.app import create_app
from wizard.services.receipts import number_of
from wizard.web import registration_lines as words
from wizard.web.guide.endings import MEND

WHY = "키가 두 글자 <모자라요>"
ENDS = "/guides/keys/done"
STAFF_WILL = re.compile(r"담당자가 [^.]*등록(할|하면|해|하고)")
SYSTEM_WILL = re.compile(r"아임셀러가 [^.]*가져가")


@pytest.fixture
def seller(app):
    return seller_client(app)


@pytest.fixture
def account(seller):
    return save_account(seller)


@pytest.fixture
def registrations(app):
    return services_of(app).registrations


def line_on(client, path):
    return soup_of(client.get(path)).select_one("[data-registration]")


def change(seller, account):
    form = filled(soup_of(seller.get(f"/accounts/{account}")), login_id="changed1")
    assert seller.post(f"/accounts/{account}", data=form).status_code == 303


@pytest.mark.parametrize("path", ["/my", ENDS])
def test_what_is_only_saved_is_told_as_saved_with_who_registers_it(app, seller, account, path):
    line = line_on(seller, path)

    asked = services_of(app).requests.thread(registration_of(app, account)).request
    assert line["data-registration"] == "asked"
    assert words.ASKED in line.text
    assert words.WILL["staff"] in line.text
    assert number_of(asked.id, asked.created_at) in line.text
    assert "등록됐어요" not in soup_of(seller.get(path)).text


def test_while_an_operator_has_it_the_seller_is_told_so(app, seller, account):
    post(staff_client(app, "operator"), f"/staff/requests/{registration_of(app, account)}/assignment")  # fmt: skip

    assert words.BUSY in line_on(seller, "/my").text


def test_how_long_it_takes_is_told_by_the_last_ones(seller, account, registrations):
    assert "아직 말씀드릴 수 없어요" in line_on(seller, "/my").text
    for _ in range(5):
        other = save_account(seller_client(seller.application), "keys")
        registrations.confirm(other, "api:1", registrations.of([other])[other].revision)
        change(seller, account)

    assert "요즘은 보통 1시간 안에 등록했어요" in line_on(seller, "/my").text


@pytest.mark.parametrize("path", ["/my", ENDS])
def test_what_stands_in_imseller_is_told_as_registered(seller, account, registrations, path):
    registrations.confirm(account, "api:1", 1)

    page = soup_of(seller.get(path))

    assert page.select_one("[data-registration]")["data-registration"] == "registered"
    told = page.select_one("#mall-keys .tag" if path == "/my" else "h1").text
    assert told in {words.REGISTERED, "열쇠몰 등록이 끝났어요"}
    assert page.select_one("[data-saved]")["data-registered"] == "1"


def test_a_changed_account_is_told_as_not_registered_yet_while_the_old_values_stand(seller, account, registrations):  # fmt: skip
    registrations.confirm(account, "api:1", 1)
    change(seller, account)

    line = line_on(seller, "/my")

    assert words.CHANGED in line.text
    assert "등록된 예전 값이 있어요" in line.text
    assert soup_of(seller.get("/my")).select_one("[data-saved]")["data-registered"] == "0"


@pytest.mark.parametrize("path", ["/my", ENDS])
def test_what_came_back_says_why_and_leads_to_the_box(seller, account, registrations, path):
    registrations.send_back(account, "staff:kim", 1, "api_key", WHY)

    page = soup_of(seller.get(path))
    line = page.select_one("[data-registration]")
    form = soup_of(seller.get(f"/accounts/{account}"))

    assert WHY in line.text
    assert page.select(f"a[href='/accounts/{account}#api_key']")
    assert (page.select_one("#mall-keys .tag") or page.h1).text in {words.RETURNED, MEND}
    assert form.select_one("#api_key-refused").text == WHY
    assert "api_key-refused" in form.select_one("#api_key")["aria-describedby"]
    assert WHY in form.select_one("[data-returned]").text


def test_a_whole_account_that_came_back_says_why_above_its_form(seller, account, registrations):
    registrations.send_back(account, "staff:kim", 1, "", WHY)

    form = soup_of(seller.get(f"/accounts/{account}"))

    assert f"{words.WHOLE}: {WHY}" in form.select_one("[data-returned]").text
    assert not form.select("[id$=-refused]")


def test_saved_again_it_asks_anew_and_the_reason_is_gone(seller, account, registrations):
    registrations.send_back(account, "staff:kim", 1, "api_key", WHY)
    change(seller, account)

    assert line_on(seller, "/my")["data-registration"] == "asked"
    assert WHY not in seller.get(f"/accounts/{account}").text
    assert registrations.of([account])[account].revision == 2


def test_who_deletes_a_registered_account_is_told_what_stays(seller, account, registrations):
    path = f"/accounts/{account}/deletion"
    assert "아임셀러에 등록된 값은" not in seller.get(path).text

    registrations.confirm(account, "api:1", 1)

    assert "아임셀러에 등록된 값은 여기서 지워지지 않아요" in seller.get(path).text


def test_an_account_of_a_closed_mall_is_told_as_kept_only(app, seller):
    account = save_account(seller, "facts")

    line = line_on(seller, "/my")

    assert line["data-registration"] == "unasked"
    assert words.UNASKED in line.text
    assert services_of(app).registrations.of([account])[account].state == "unasked"


@pytest.mark.parametrize(
    ("registrar", "never"), [("staff", SYSTEM_WILL), ("api", STAFF_WILL)], ids=["staff", "api"]
)
def test_no_screen_says_that_another_registers_than_does(settings, clock, registrar, never):
    app = create_app(replace(settings, registration=registrar), clock)
    seller = seller_client(app)
    account = save_account(seller)
    paths = ["/my", ENDS, "/guides/keys/form", f"/accounts/{account}", f"/accounts/{account}/deletion"]  # fmt: skip

    pages = [soup_of(seller.get(path)).text for path in paths]
    change(seller, account)
    services_of(app).registrations.confirm(account, "api:1", 2)
    pages += [soup_of(seller.get(path)).text for path in paths]

    assert not [page for page in pages if never.search(page)]
    assert sum(words.WILL[registrar] in page for page in pages) >= 2
    queue = soup_of(staff_client(app, "operator").get("/staff/requests")).select("tbody a")
    assert len(queue) == 0
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("file", sorted(CONTENT.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_guide_says_by_whom_accounts_are_registered(file):
    text = file.read_text("utf-8")

    assert not STAFF_WILL.search(text)
    assert not SYSTEM_WILL.search(text)

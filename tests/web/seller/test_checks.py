"""A saved account at its mall, from the fault to connected: over TLS, against the practice malls."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from conftest import FIRM, filled, soup_of
from support.acts import age_check
from support.jobs import run_jobs
from support.numbers import business_number
from support.practice_shop import practice_shop
from support.services import dump

from practice.sellers import SELLERS, WELL
from practice.town import open_town
from wizard.app import services_of
from wizard.db.engine import writing
from wizard.db.models import AccountCheck
from wizard.db.queries import checks
from wizard.db.records import CheckRecord
from wizard.korean.calendar import clock, write_moment
from wizard.web.check_words import WORDS

PARTS = {"HX-Request": "true", "HX-Target": "section"}
OURS = {"Sec-Fetch-Site": "same-origin"}
FORMS = {
    "auction": "/guides/auction/account?way=self",
    "coupang": "/guides/coupang/account?company=listed",
    "lotteon": "/guides/lotteon/account?tool=direct",
    "tmon": "/guides/tmon/account?account-type=open-deal",
    "smartstore": "/guides/smartstore/account?same_id=different",
}
SPARE = {
    "login_id": "practice",
    "password": "correct horse",
    "edealer": "연습상점",
    "store": "practice",
    "same_id": "different",
    "remit": "deposit",
    "issued_on": f"{datetime.now(UTC).date() - timedelta(days=10)}",
}
NUMBERS = map(business_number, range(500_000, 600_000))
SECRETS = {"access_key", "secret_key", "api_key"}
MALLS = {"coupang", "11st", "lotteon", "smartstore", "gmarket", "auction"}
ASKED = {
    (one.mall, one.verdict): one for one in SELLERS if one.answer != "slow" and one.mall in MALLS
}
"""One for each thing that a mall can say; tests/practice/test_product.py tries every answer."""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with open_town(tmp_path_factory.mktemp("practice")) as town:
        yield town


@pytest.fixture(scope="module")
def shop(tmp_path_factory, town):
    """The product, pointed at the practice malls."""
    app = practice_shop(tmp_path_factory.mktemp("shop"), town)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture(autouse=True)
def at_rest(shop, town):
    """Everybody as the table says, and no mall that is left alone."""
    with services_of(shop).accounts.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM mall_breaker"))
    for one in SELLERS:
        town.registry.settle(one.id, one.state)


def save(app, mall, **values):
    """Save an account by the form, as a firm of its own; give its client and the page after."""
    client = app.test_client()
    place = FORMS.get(mall, f"/guides/{mall}/account")
    form = client.get(place)
    assert form.status_code == 200
    firm = {**FIRM, "seller_number": next(NUMBERS)}
    names = {tag["name"] for tag in soup_of(form).select("form#account [name]")}
    known = {name: value for name, value in {**SPARE, **values}.items() if name in names}
    answer = client.post(place, data=filled(soup_of(form), **firm, **known), headers=OURS)
    pressed = soup_of(answer).select_one("[name$='.sure']")
    if answer.status_code == 422 and pressed:  # it looks odd, and is insisted on
        again = filled(soup_of(answer), **firm, **known)
        answer = client.post(place, data=again, headers=OURS)
    assert answer.status_code == 303, soup_of(answer).select("[role=alert]")
    return client, soup_of(client.get(answer.location)), answer.location


def stored(app, account):
    with services_of(app).accounts.engine.connect() as connection:
        row = connection.execute(
            sa.select(AccountCheck.__table__).where(AccountCheck.account_id == account)
        )
        return row.one()


def account_of(page):
    return page.select_one("[data-account]")["data-account"]


def line_of(page):
    return page.select_one("[data-check]")


def values_of(seller, now):
    dated = {"issued_on": seller.issued_on(now)} if seller.issued_on(now) else {}
    return {**seller.typed, **dated}


@pytest.mark.parametrize("seller", ASKED.values(), ids=lambda one: one.id)
def test_all_that_a_mall_says_is_told_and_leads_to_connected(shop, town, seller, caplog):
    state = services_of(shop)
    values = values_of(seller, state.jobs.now())
    client, page, place = save(shop, seller.mall, **values)
    account = account_of(page)
    assert line_of(page)["data-check"] == "WAITING"

    run_jobs(shop)

    expired = seller.id == "lotteon/expired"
    verdict = "EXPIRED" if expired else seller.verdict
    assert stored(shop, account).verdict == verdict
    page = soup_of(client.get(place))
    line = line_of(page)
    assert line["data-check"] == verdict
    if verdict == "OK":
        return
    assert_leads_on(client, line, verdict)
    if expired:
        [way] = line_of(soup_of(client.get("/my"))).select("a[href]")
        assert way["href"] == f"/guides/lotteon/renew/openapi-menu?account={account}"

    town.registry.settle(seller.id, WELL)
    if seller.mended != seller.typed or expired:
        replace_values(
            client,
            account,
            {**seller.mended, **({"issued_on": SPARE["issued_on"]} if expired else {})},
        )
    else:
        age_check(shop, account)
        answer = client.post(line.select_one("form")["action"], data=hidden(line), headers=OURS)
        assert answer.status_code == 303
    run_jobs(shop)

    assert stored(shop, account).verdict == "OK"
    assert line_of(soup_of(client.get(place)))["data-check"] == "OK"
    for name in SECRETS & seller.typed.keys():
        seen = (caplog.text, str(dump(services_of(shop).accounts.engine)), page.text)
        assert not any(seller.typed[name] in text for text in seen)


def assert_leads_on(client, line, verdict):
    """Whatever is told, there is something to press, and it leads to a page that is there."""
    places = [tag["href"] for tag in line.select("a[href]")]
    assert places or line.select_one("form") or WORDS[verdict].look == "open"
    for place in places:
        assert client.get(place.partition("#")[0]).status_code == 200


def hidden(tag):
    return {one["name"]: one["value"] for one in tag.select("input[type=hidden]")}


def replace_values(client, account, values):
    form = soup_of(client.get(f"/accounts/{account}"))
    names = {tag["name"] for tag in form.select("form#account [name]")}
    known = {name: value for name, value in values.items() if name in names}
    answer = client.post(f"/accounts/{account}", data=filled(form, **known), headers=OURS)
    if answer.status_code == 422:
        answer = client.post(
            f"/accounts/{account}", data=filled(soup_of(answer), **known), headers=OURS
        )
    assert answer.status_code == 303


def test_while_a_mall_is_asked_the_line_asks_for_itself_and_changes_only_when_there_is_news(shop):
    client, page, _ = save(shop, "coupang", **SELLERS[0].typed)
    line = line_of(page)
    source = line["data-hx-get"]
    assert line["data-hx-trigger"] == "every 1s"

    assert client.get(source, headers=PARTS).status_code == 204
    run_jobs(shop)
    news = client.get(source, headers=PARTS)

    assert (news.status_code, line_of(soup_of(news))["data-check"]) == (200, "OK")
    assert not line_of(soup_of(news)).has_attr("data-hx-get")
    assert client.get(source).location.endswith("/my#mall-coupang")  # opened as a page


@pytest.mark.parametrize(
    ("here", "place"),
    [
        ("http://x.example/my?a=%EA%B0%80#mall-coupang", "/my?a=%EA%B0%80"),
        ("//evil.example/a", "/a"),
        ("http://x.example//evil.example/a", None),
        ("http://[broken", None),
    ],
)
def test_a_verdict_has_the_screen_around_it_drawn_anew_where_it_is_and_nowhere_else(
    shop, here, place
):
    client, page, _ = save(shop, "coupang", **SELLERS[0].typed)
    run_jobs(shop)

    news = client.get(line_of(page)["data-hx-get"], headers={**PARTS, "HX-Current-URL": here})

    told = json.loads(news.headers.get("HX-Location", "{}"))
    assert told.get("path") == place
    assert bool(line_of(soup_of(news))) == (place is None)


@pytest.mark.parametrize("verdict", ["AMBIGUOUS", "NO_PERMISSION"])
def test_no_list_is_promised_where_there_is_none(shop, verdict):
    client, page, place = save(shop, "coupang", **SELLERS[0].typed)
    run_jobs(shop)
    with services_of(shop).accounts.engine.begin() as connection:
        mine = AccountCheck.__table__.c.account_id == account_of(page)
        told = {"verdict": verdict, "reason": "too_big", "field": "", "shown": {}}
        connection.execute(sa.update(AccountCheck.__table__).where(mine).values(told))

    line = line_of(soup_of(client.get(place)))

    assert line["data-check"] == verdict
    assert not line.select("ol")
    assert "아래를" not in line.text


def test_an_account_that_is_put_off_is_told_with_the_time(shop):
    client, page, place = save(shop, "coupang", **SELLERS[0].typed)
    now = services_of(shop).jobs.now()
    later = now + timedelta(hours=1)
    with writing(services_of(shop).accounts.engine) as connection:
        checks.put(connection, CheckRecord(account_of(page), now, again_at=later))

    line = line_of(soup_of(client.get(place)))

    assert "쉬고 있어요" in line.text
    assert write_moment(later, clock()) in line.text
    assert not line.has_attr("data-hx-get")


def test_the_box_that_the_mall_refused_is_lit_and_the_button_leads_to_it(shop):
    seller = next(one for one in SELLERS if one.id == "coupang/wrong-secret")
    client, _, _ = save(shop, "coupang", **seller.typed)
    run_jobs(shop)
    line = line_of(soup_of(client.get("/my")))

    where = line.select_one("a.button")["href"]
    form = soup_of(client.get(where.partition("#")[0]))

    box = form.select_one("#" + where.partition("#")[2])
    assert box["name"] == "secret_key"
    assert "쇼핑몰이 이 값을 받지 않았어요" in form.select_one("#secret_key-refused").text
    assert "secret_key-refused" in box["aria-describedby"]
    assert not form.select_one("#access_key-refused")


def test_our_address_stands_where_it_is_to_be_registered_with_a_button_that_copies_it(shop):
    seller = next(one for one in SELLERS if one.id == "11st/wrong-ip")
    client, _, _ = save(shop, "11st", **seller.typed)
    run_jobs(shop)

    line = line_of(soup_of(client.get("/my")))

    assert line.select_one("[data-copy]")["data-copy"] == "115.92.75.15"
    assert "/guides/11st/ip" in line.select_one("a.button")["href"]


def test_the_mall_says_who_it_is_and_asks_whether_that_is_right(shop):
    seller = next(one for one in SELLERS if one.id == "lotteon/right")
    client, _, place = save(shop, "lotteon", **seller.typed)
    run_jobs(shop)

    line = line_of(soup_of(client.get(place)))

    assert "연습상점 01" in line.text
    assert "이 가게가 맞나요?" in line.text
    assert line.select_one("a")["href"].startswith("/accounts/")


def test_a_key_that_is_not_on_yet_is_tried_by_itself_and_the_time_is_told(shop):
    seller = next(one for one in SELLERS if one.id == "coupang/not-active")
    client, page, place = save(shop, "coupang", **values_of(seller, services_of(shop).jobs.now()))
    run_jobs(shop)

    line = line_of(soup_of(client.get(place)))
    row = stored(shop, account_of(page))

    assert row.again_at is not None
    assert (row.again_at - row.tried_at).total_seconds() == 24 * 3600
    assert "저절로 다시 확인해요" in line.text


@pytest.mark.parametrize(("mall", "verdict"), [("tmon", "MALL_CLOSED"), ("cjmall", "UNVERIFIABLE")])
def test_what_cannot_be_asked_is_told_plainly_and_nothing_is_to_be_pressed(shop, mall, verdict):
    client, page, place = save(shop, mall, api_key="a" * 32)
    run_jobs(shop)

    line = line_of(soup_of(client.get(place)) if not line_of(page) else soup_of(client.get("/my")))

    assert line["data-check"] == verdict
    assert not line.select("form")
    assert "물어봤어요" not in line.text


def test_what_cannot_be_sent_is_corrected_in_its_box_and_connected(shop):
    right = next(one for one in SELLERS if one.id == "coupang/right")
    client, page, place = save(shop, "coupang", **right.typed | {"secret_key": "비밀키"})
    account = account_of(page)
    run_jobs(shop)
    line = line_of(soup_of(client.get(place)))
    assert (line["data-check"], line.select("form")) == ("BAD_FORMAT", [])

    where = line_of(soup_of(client.get("/my"))).select_one("a.button")["href"]
    assert where == f"/accounts/{account}#secret_key"
    replace_values(client, account, right.typed)
    run_jobs(shop)

    assert stored(shop, account).verdict == "OK"


def test_a_mall_that_could_not_be_asked_is_once_the_operator_has_set_what_it_takes(shop):
    seller = next(one for one in SELLERS if one.id == "gmarket/right")
    state, known = shop.extensions["wizard"], services_of(shop)
    [handler] = [one for one in known.handlers if one.kind == "check"]
    own = dict(handler.own)
    handler.own.clear()  # what the whole process shares
    client, page, place = save(shop, "gmarket", **seller.typed)
    account = account_of(page)
    run_jobs(shop)
    line = line_of(soup_of(client.get(place)))
    assert (line["data-check"], line.select("form")) == ("UNVERIFIABLE", [])
    assert state.settings.malls.own == {}

    handler.own.update(own)
    line = line_of(soup_of(client.get(place)))
    assert "이제는 물어볼 수 있어요" in line.text
    age_check(shop, account)
    assert client.post(line.form["action"], data=hidden(line), headers=OURS).status_code == 303
    run_jobs(shop)

    assert stored(shop, account).verdict == "OK"


def test_who_presses_again_at_once_is_told_and_the_mall_is_not_asked(shop):
    client, page, place = save(shop, "coupang", **SELLERS[0].typed)
    run_jobs(shop)
    line = line_of(soup_of(client.get(place)))
    before = stored(shop, account_of(page))

    part = client.post(line.form["action"], data=hidden(line), headers={**OURS, **PARTS})

    assert "1분 뒤에 다시 눌러 주세요" in part.text
    assert stored(shop, account_of(page)) == before


def test_another_firm_sees_and_tries_nothing_of_it(shop):
    _, page, _ = save(shop, "coupang", **SELLERS[0].typed)
    other, own_page, _ = save(shop, "coupang", **SELLERS[1].typed)
    address = f"/accounts/{account_of(page)}/check"

    seen = other.get(address, headers=PARTS)
    pressed = other.post(address, data=hidden(own_page.select_one("form.press")), headers=OURS)

    assert (seen.status_code, pressed.status_code) == (404, 404)


def test_a_mall_that_is_left_alone_is_told_with_the_time_and_saving_works(shop):
    busy = next(one for one in SELLERS if one.id == "coupang/locked")
    for _ in range(3):
        save(shop, "coupang", **busy.typed)
    run_jobs(shop)

    client, page, place = save(shop, "coupang", **SELLERS[0].typed)
    run_jobs(shop)

    line = line_of(soup_of(client.get(place)))
    assert (line["data-check"], stored(shop, account_of(page)).verdict) == ("WAITING", "")
    assert "확인을 쉬고 있어요" in line.text

"""A new key in one tap: the way is short, counted, and ends at the form of the very account."""

from datetime import timedelta

import sqlalchemy as sa
from conftest import FIRM, GOOD, filled, soup_of
from support.people import post, save_account, seller_client, services_of, staff_client

from gallery.reminders import plan
from wizard.db.models import Account
from wizard.korean.calendar import clock, in_korea

WAY = "/guides/keys/renew"


def save_other(app, client):
    """Save a second account of the same mall; give its id."""
    form = filled(
        soup_of(client.get("/guides/keys/form")), **(GOOD | FIRM | {"login_id": "other99"})
    )
    client.post("/guides/keys/form", data=form)
    return app.extensions["wizard"].accounts.cards(client.seller_id, "keys")[-1].id


def ends_on(app, account, days):
    with services_of(app).accounts.engine.begin() as connection:
        mine = Account.__table__.c.id == account
        ends = in_korea(clock()) + timedelta(days=days)
        connection.execute(sa.update(Account.__table__).where(mine).values(expires_on=ends))


def test_it_begins_with_its_first_screen_and_its_own_count(app):
    client = app.test_client()

    begun = client.get(WAY)
    soup = soup_of(client.get(begun.location))

    assert (begun.status_code, begun.location) == (303, f"{WAY}/place")
    assert soup.select_one("[data-progress]")["data-progress"] == "1/1"
    assert "새 키를 받으면 예전 키는 못 써요." in soup.select_one(".notice").text
    assert soup.select_one("a[rel=prev]")["href"] == "/guides/keys"
    assert soup.select_one("a[rel=next]")["href"] == "/enter"
    assert not client.get_cookie("seller")


def test_it_ends_at_the_account_that_the_link_names_or_whose_key_ends_first(app):
    client = seller_client(app)
    first, second = save_account(client), save_other(app, client)
    assert first != second
    ends_on(app, first, 20)
    ends_on(app, second, 3)

    def goal(query):
        page = soup_of(client.get(f"{WAY}/place{query}"))
        return page.select_one("a[rel=next]")["href"]

    assert goal("") == f"/accounts/{second}"
    assert goal(f"?account={first}") == f"/accounts/{first}"
    assert goal("?account=someone") == "/my"  # a message to another firm, opened here
    assert client.get(f"/accounts/{second}").status_code == 200
    assert client.get(f"{WAY}?account={first}").location.endswith(f"?account={first}")


def test_another_sellers_account_is_never_led_to(app):
    other = save_account(seller_client(app))
    client = seller_client(app)

    page = soup_of(client.get(f"{WAY}/place?account={other}"))

    assert page.select_one("a[rel=next]")["href"] == "/my"


def test_a_guide_without_it_leads_to_itself_and_a_screen_that_is_not_on_it_to_its_beginning(app):
    client = app.test_client()

    assert client.get("/guides/fork/renew").location == "/guides/fork"
    assert client.get("/guides/fork/renew/anything").location == "/guides/fork"
    assert client.get(f"{WAY}/form").location == f"{WAY}/place"
    assert client.get("/guides/nothing/renew").status_code == 404


def test_a_key_that_has_ended_leads_to_it_from_the_sellers_place_and_from_the_end_of_the_guide(app):
    client = seller_client(app)
    account = save_account(client)
    ends_on(app, account, -2)

    mine = client.get("/my").text
    end = soup_of(client.get("/guides/keys/done"))

    assert f"{WAY}?account={account}" in mine
    assert end.select_one(".go a")["href"] == f"{WAY}/place?account={account}"


def test_the_staffs_line_and_its_message_lead_to_it(app):
    account = save_account(seller_client(app))
    ends_on(app, account, 2)
    plan(services_of(app))
    card = soup_of(staff_client(app, "support").get("/staff/today")).select_one(".todos > li")

    assert card.select(f"a[href='{WAY}?account={account}']")
    assert card.select_one("[data-copy]")["data-copy"].endswith(f"{WAY}?account={account}")


def test_of_several_accounts_the_line_says_which(app):
    client = seller_client(app)
    first, second = save_account(client), save_other(app, client)
    assert first != second
    post(client, f"/accounts/{second}/name", account_name="둘째 가게")
    post(client, f"/accounts/{first}/name", account_name="본점")
    ends_on(app, second, 2)

    plan(services_of(app))
    [card] = soup_of(staff_client(app, "support").get("/staff/today?kind=expiry")).select(
        ".todos > li"
    )

    assert card.select_one("p b").text == "둘째 가게"


def test_an_editor_sees_it_in_the_preview(app):
    client = staff_client(app, "editor")

    begun = client.get("/stage/now/keys/renew")
    page = soup_of(client.get(begun.location))

    assert begun.location == "/stage/now/keys/renew/place"
    assert page.select_one("a[rel=next]")["href"] == "/stage/now/keys/-/outside"


def test_a_screen_of_the_renewal_alone_stands_on_it_with_what_to_have_ready_and_nowhere_else(app):
    client = app.test_client()

    begun = soup_of(client.get("/guides/waiting/renew/again"))
    then = soup_of(client.get("/guides/waiting/renew/menu"))
    asked = client.get("/guides/waiting/again")
    first = soup_of(client.get("/guides/waiting/menu"))

    assert begun.h1.text == "재발급을 눌러요"
    assert begun.select_one(".needs li").text == "저장해 둔 계정의 아이디"
    assert begun.select_one("[data-progress]")["data-progress"] == "1/2"
    assert not then.select(".needs")
    assert (asked.status_code, asked.location) == (303, "/guides/waiting/renew/again")
    assert "again" not in first.select_one("a[rel=next]")["href"]


def test_help_leads_back_to_the_way_to_the_new_key_of_that_account_in_the_look_that_was_seen(visit):
    here = "/guides/looks/renew/issue?account=a1b2&issue.screen=2021"

    for link in visit(here).select("aside.stuck a.quiet"):
        page = visit(link["href"])
        assert page.select_one(".trail a[rel=prev]")["href"] == here
        assert visit(page.select_one("main form")["action"]).select_one(f"a[href='{here}']")


def test_help_at_a_screen_of_both_ways_leads_back_to_the_one_that_was_left(visit):
    first, renewing = "/guides/waiting/menu", "/guides/waiting/renew/menu"

    for here in (first, renewing):
        page = visit(visit(here).select_one("aside.stuck a")["href"])
        assert page.select_one(".trail a[rel=prev]")["href"] == here


def test_an_address_of_a_screen_of_the_renewal_alone_keeps_account_and_look(client):
    told = "account=a1b2&issue.screen=2021"

    assert client.get(f"/guides/waiting/again?{told}").location.endswith("/again?account=a1b2")


def test_what_depends_on_an_answer_is_shown_with_for_whom_where_nobody_answered(visit):
    page = visit("/guides/looks/renew/issue?issue.screen=2021")

    assert [line.select_one("small.only").text for line in page.select(".do > li")[1:]] == [
        "‘왼쪽’일 때",
        "‘오른쪽’일 때",
    ]


def test_an_account_is_shown_what_holds_under_the_answers_that_it_was_saved_with(app):
    client = seller_client(app)
    there = "/guides/looks/account?which=right"
    client.post(there, data=filled(soup_of(client.get(there)), api_key="abcdefgh12345678"))
    [card] = app.extensions["wizard"].accounts.cards(client.seller_id, "looks")

    page = soup_of(client.get(f"/guides/looks/renew/issue?account={card.id}&issue.screen=2021"))

    assert [line.select_one("small.only") for line in page.select(".do > li")] == [None, None]
    assert "저장하기" in page.select(".do > li")[1].text


def test_help_can_be_asked_for_on_a_screen_of_the_renewal_alone(app):
    client = app.test_client()

    there = soup_of(client.get("/guides/waiting/renew/again")).select_one(".stuck a")["href"]

    assert client.get(there).status_code == 200


def test_the_whole_guide_says_which_screens_are_of_the_renewal_alone(app):
    page = soup_of(app.test_client().get("/guides/waiting/all"))

    of_renewal = [one.h2.text for one in page.select(".sheet") if "새 키를 받을 때만" in one.text]
    assert of_renewal == ["2. 재발급을 눌러요"]


def test_the_whole_guide_says_of_the_renewal_what_to_know_what_to_have_and_its_screens(app):
    page = soup_of(app.test_client().get("/guides/waiting/all"))

    heading = page.find("h2", string="새 키를 받을 때")
    told = [
        tag.get_text("", strip=True) for tag in heading.find_next_siblings(["p", "ul"], limit=4)
    ]
    assert told == ["예전 키는 못 써요.", "볼 화면: 2, 1", "준비할 것", "저장해 둔 계정의아이디"]


def test_only_its_own_screens_are_counted_on_the_renewal_and_the_last_loses_nobody(app):
    client = app.test_client()
    client.get("/guides/waiting/renew/again")
    told = {"Referer": "http://localhost/guides/waiting/renew/again"}
    client.get("/guides/waiting/renew/menu", headers=told)
    app.extensions["wizard"].metrics_buffer.bring()

    page = soup_of(staff_client(app, "editor").get("/staff/steps/waiting"))

    def numbers(step):
        return [cell.text.strip() for cell in page.select(f"#step-{step} td")[:2]]

    assert numbers("again") == ["1", "1"]
    assert numbers("menu") == ["0", "0"]
    assert "새 키를 받을 때만" in page.select_one("#step-again").text


def way_of(client, account):
    """Give what my malls say of an account whose key ends, and where its button leads."""
    soup = soup_of(client.get("/my"))
    [link] = [one for one in soup.select(".notice a.button") if one["href"].endswith(account)]
    return link.find_parent(class_="notice").text, link["href"]


def test_my_malls_lead_to_a_new_key_before_the_old_one_ends_and_after(app):
    client = seller_client(app)
    first, second = save_account(client), save_other(app, client)
    ends_on(app, first, 4)
    ends_on(app, second, -1)

    said, leads = way_of(client, first)
    assert "에 끝나요" in said
    end = client.get(client.get(leads).location)
    assert "에 끝났어요" in way_of(client, second)[0]
    assert f"/accounts/{first}" in soup_of(end).select_one("a[rel=next]")["href"]


def test_of_a_key_that_lasts_my_malls_say_only_until_when(app):
    client = seller_client(app)
    ends_on(app, save_account(client), 200)

    assert not soup_of(client.get("/my")).select(".notice a.button")


def test_an_editor_finds_its_screens_and_those_of_a_wait_in_the_list_of_the_preview(app):
    client = staff_client(app, "editor")

    found = [
        a["href"] for a in soup_of(client.get("/editor/waiting")).select("a[href*='/waiting/']")
    ]

    for place in ("renew/again", "first-day"):
        [there] = [href for href in found if href.split("?")[0].endswith(f"/waiting/{place}")]
        assert client.get(there).status_code == 200

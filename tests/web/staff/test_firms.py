"""Staff and the records of firms: never doubled, corrected, merged; a new link that is wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import FIRM, soup_of
from support.numbers import business_number
from support.people import (
    ACE,
    invited,
    post,
    save_account,
    seller_client,
    services_of,
    staff_client,
    twin,
)

from wizard.errors import RefusedError
from wizard.services.sellers import Filter


@pytest.fixture
def staff(app):
    return staff_client(app, "support")


def test_a_known_number_is_shown_with_its_seller_and_not_made_again(app, staff):
    known = services_of(app).sellers.add(ACE, "kim")
    number = f"사업자등록번호: {ACE.business_number[:3]}.{ACE.business_number[3:5]}.{ACE.business_number[5:]}"

    answer = post(staff, "/staff/sellers/new", **(FIRM | {"seller_number": number}))

    assert answer.status_code == 422
    page = soup_of(answer)
    assert page.select_one(f'a[href="/staff/sellers/{known}"]')
    assert "이미 있어요" in page.select_one("#seller_number-error").text
    assert page.select_one("#seller_name")["value"] == FIRM["seller_name"]
    assert len(services_of(app).sellers.page(Filter(), None)) == 1


def test_name_number_and_phone_are_corrected(app, staff):
    known = services_of(app).sellers.add(ACE, "kim")
    form = soup_of(staff.get(f"/staff/sellers/{known}/firm")).select_one("main form")

    said = {
        "seller_name": "㈜에이스",
        "seller_phone": "+82 2-123-4567",
        "seller_number": "124-81-00998",
    }
    answer = post(staff, form["action"], **said)

    assert answer.location == f"/staff/sellers/{known}"
    firm = services_of(app).sellers.firm(known)
    assert (firm.name, firm.phone, firm.business_number) == ("㈜에이스", "021234567", "1248100998")
    assert known in staff.get("/staff/sellers?search=에이스").text


@pytest.mark.parametrize(("name", "phone"), [("", "010-1234-5678"), ("에이스", "123")])
def test_a_wrong_correction_is_shown_again(app, staff, name, phone):
    known = services_of(app).sellers.add(ACE, "kim")

    answer = post(staff, f"/staff/sellers/{known}/firm", seller_name=name, seller_phone=phone)

    assert answer.status_code == 422
    assert services_of(app).sellers.firm(known).name == ACE.name


def test_two_records_of_one_firm_are_seen_in_list_and_page_and_merged(app, staff):
    client = seller_client(app)
    save_account(client)
    other = twin(app)
    listed = soup_of(staff.get("/staff/sellers"))
    assert len([tag for tag in listed.select(".tag") if "같은 사업자" in tag.text]) == 2
    page = soup_of(staff.get(f"/staff/sellers/{other}"))
    merging = page.select_one(f'a[href="/staff/sellers/{other}/twins/{client.seller_id}"]')["href"]
    form = soup_of(staff.get(merging)).select_one("main form")
    assert form.select_one("[name=keeps_sessions]").has_attr("checked")

    answer = post(staff, form["action"], keeps_sessions="1")

    assert answer.location == f"/staff/sellers/{other}"
    assert client.get("/my").status_code == 200
    assert len(services_of(app).accounts.cards(other)) == 1
    assert len(services_of(app).sellers.page(Filter(), None)) == 1
    again = staff.get(f"/staff/sellers/{client.seller_id}")
    assert again.status_code == 404


def test_the_two_firms_of_different_numbers_cannot_be_merged(app, staff):
    first = services_of(app).sellers.add(ACE, "kim")
    post(staff, "/staff/sellers/new", **FIRM)
    [other] = [one.id for one in services_of(app).sellers.page(Filter(), None) if one.id != first]

    answer = post(staff, f"/staff/sellers/{first}/twins/{other}")

    assert answer.status_code == 422
    assert "번호가 다른" in answer.text


def test_a_new_link_that_is_wanted_shows_what_was_typed_and_is_made_from_there(app, staff):
    seller_id, token = invited(app)
    reader = app.test_client()
    for _ in range(5):
        dead = post(reader, "/enter", token=token, digits="00000")
    assert dead.status_code == 404
    post(
        reader,
        "/enter/requests",
        token=token,
        seller_name="에이스 김부장",
        seller_phone="010-7777-6666",
    )

    [asked] = services_of(app).requests.of_seller(seller_id)
    page = soup_of(staff.get(f"/staff/requests/{asked.id}"))

    assert "에이스 김부장" in page.main.text
    assert page.select_one('a[href="tel:01077776666"]')
    form = page.select_one(f'form[action="/staff/sellers/{seller_id}/links"]')
    made = staff.post(form["action"], data={i["name"]: i["value"] for i in form.select("input")})
    assert "/enter#" in made.text


def test_a_new_link_that_a_stranger_wants_leads_to_the_seller_or_a_new_one(app, staff):
    post(app.test_client(), "/enter/requests", seller_name="새빛", seller_phone="010-7777-6666")
    rows = soup_of(staff.get("/staff/requests"))
    request = rows.select_one("#queue td a")["href"]

    page = soup_of(staff.get(request))

    assert page.select_one('a[href="/staff/sellers?search=01077776666"]')
    making = page.select_one('a[href*="/staff/sellers/new?asked="]')["href"]
    assert soup_of(staff.get(making)).select_one("#seller_name")["value"] == "새빛"


def test_the_screen_of_then_and_of_now_keeps_the_answers(app, staff):
    reader = app.test_client()
    who = {"seller_name": "새빛", "seller_phone": "010-7777-6666"}
    post(reader, "/guides/fork/west/help?which=left", text="막혔어요", **who)
    request = soup_of(staff.get("/staff/requests")).select_one("#queue td a")["href"]

    links = [a["href"] for a in soup_of(staff.get(request)).select("main a[href*=west]")]

    assert len(links) == 2
    assert all(link.endswith("/fork/west?which=left") for link in links)
    then = staff.get(links[1])
    assert then.status_code == 200
    assert "지금 판매자가 보는 것과 같아요" in then.text
    assert soup_of(then).select_one("aside.stage a")["href"] == "/guides/fork/west?which=left"


@pytest.mark.parametrize("agreed", [False, True])
def test_staff_who_stop_messages_read_whether_any_were_on(app, agreed):
    seller = seller_client(app).seller_id
    consents = services_of(app).message_consents
    if agreed:
        consents.agree(seller, "email", "my", "kim@example.com")
    client = staff_client(app, "support")

    answer = post(client, f"/staff/sellers/{seller}/messages", channel="email")

    said = client.get(answer.location).text
    assert ("알림을 멈췄어요" in said) is agreed
    assert ("켜져 있지 않아서" in said) is not agreed
    assert [one.act for one in consents.of(seller).values()] == ["staff"] * agreed


def correct(client, seller_id, **said):
    firm = services_of(client.application).sellers.firm(seller_id)
    now = {
        "seller_name": firm.name,
        "seller_number": firm.business_number,
        "seller_phone": firm.phone,
    }
    return post(client, f"/staff/sellers/{seller_id}/firm", **(now | said))


def test_a_number_that_another_seller_has_is_taken_only_if_it_is_meant_and_then_they_can_be_merged(
    app, staff
):
    first = services_of(app).sellers.add(ACE, "kim")
    other = services_of(app).sellers.add(replace(ACE, business_number="1248100998"), "kim")

    refused = correct(staff, other, seller_number=ACE.business_number)

    assert refused.status_code == 422
    assert soup_of(refused).select_one(f'a[href="/staff/sellers/{first}"]')
    assert services_of(app).sellers.firm(other).business_number == "1248100998"
    meant = correct(staff, other, seller_number=ACE.business_number, same="1")
    page = soup_of(staff.get(meant.location))
    assert page.select_one(f'a[href="/staff/sellers/{other}/twins/{first}"]')


def test_a_corrected_number_is_what_the_door_asks_for(app, staff):
    seller_id, token = invited(app)

    assert correct(staff, seller_id, seller_number="124-81-00998").status_code == 303

    assert post(app.test_client(), "/enter", token=token, digits=ACE.business_number[-5:]).status_code == 422  # fmt: skip
    assert post(app.test_client(), "/enter", token=token, digits="00998").status_code == 303


def test_a_merge_is_taken_back_by_one_press_and_tells_what_stays(app, staff):
    client = seller_client(app)
    save_account(client)
    other = twin(app)
    post(staff, f"/staff/sellers/{other}/twins/{client.seller_id}", keeps_sessions="1")
    page = soup_of(staff.get(f"/staff/sellers/{other}"))
    form = page.select_one("form[action$=undoing]")
    sent = {tag["name"]: tag["value"] for tag in form.select("input")}

    answers = [staff.post(form["action"], data=sent) for _ in range(2)]

    assert [one.location for one in answers] == [f"/staff/sellers/{other}"] * 2
    assert len(services_of(app).accounts.cards(client.seller_id)) == 1
    assert client.get("/my").status_code == 200
    assert not soup_of(staff.get(f"/staff/sellers/{other}")).select("form[action$=undoing]")
    assert staff.get(form["action"]).location == f"/staff/sellers/{other}"


def test_a_merge_that_is_a_day_old_offers_no_way_back_and_says_so(app, staff):
    first, other = services_of(app).sellers.add(ACE, "kim"), twin(app)
    post(staff, f"/staff/sellers/{first}/twins/{other}")
    merge = services_of(app).parting.of_seller(first).id
    services = services_of(app)
    late = replace(services.parting, now=lambda: services.parting.now() + timedelta(days=2))

    assert late.of_seller(first) is None
    with pytest.raises(RefusedError):
        late.part(first, merge, "kim")


def as_shown(client, path, button):
    """Give what a form would send as it is drawn now, by the words of its button."""
    [form] = [one for one in soup_of(client.get(path)).select("main form") if button in one.text]
    ticked = form.select("input:not([type=checkbox]), input[checked]")
    fields = {}
    for box in ticked:
        fields.setdefault(box["name"], []).append(box.get("value", ""))
    return form["action"], fields


def test_what_two_members_correct_of_one_seller_at_a_time_is_both_kept(app, staff):
    known, other = services_of(app).sellers.add(ACE, "kim"), staff_client(app, "operator")
    page = f"/staff/sellers/{known}/firm"
    place, first = as_shown(staff, page, "저장하기")
    _, second = as_shown(other, page, "저장하기")

    staff.post(place, data=first | {"seller_phone": "010-1111-2222"})
    answer = other.post(place, data=second | {"seller_name": "에이스 물산"})

    assert answer.status_code == 303
    firm = services_of(app).sellers.firm(known)
    assert (firm.name, firm.phone) == ("에이스 물산", "01011112222")


def test_who_corrects_what_a_colleague_corrected_meanwhile_reads_it_and_may_insist(app, staff):
    known, other = services_of(app).sellers.add(ACE, "kim"), staff_client(app, "operator")
    place, second = as_shown(other, f"/staff/sellers/{known}/firm", "저장하기")
    correct(staff, known, seller_phone="010-1111-2222")

    late = other.post(place, data=second | {"seller_phone": "010-3333-4444"})

    page = soup_of(late)
    assert late.status_code == 409
    assert "아직 아무것도 바꾸지 않았어요" in page.select_one("[role=alert]").text
    assert "010-1111-2222" in page.select_one("[data-now]").text
    assert page.select_one("#seller_phone")["value"] == "010-3333-4444"
    assert services_of(app).sellers.firm(known).phone == "01011112222"
    again = {
        box["name"]: box.get("value", "") for box in page.select_one("main form").select("input")
    }
    assert other.post(place, data=again).status_code == 303
    assert services_of(app).sellers.firm(known).phone == "01033334444"


def test_who_insists_on_one_box_takes_back_nothing_that_a_colleague_corrected_in_another(
    app, staff
):
    known, other = services_of(app).sellers.add(ACE, "kim"), staff_client(app, "operator")
    number = business_number(7)
    place, second = as_shown(other, f"/staff/sellers/{known}/firm", "저장하기")
    correct(staff, known, seller_phone="010-1111-2222", seller_number=number)

    late = soup_of(other.post(place, data=second | {"seller_phone": "010-3333-4444"}))
    again = {
        box["name"]: box.get("value", "") for box in late.select_one("main form").select("input")
    }

    assert other.post(place, data=again).status_code == 303
    firm = services_of(app).sellers.firm(known)
    assert (firm.business_number, firm.phone) == (number, "01033334444")


def test_a_number_that_was_left_as_it_was_shown_is_not_judged(app, staff):
    known, other = services_of(app).sellers.add(ACE, "kim"), staff_client(app, "operator")
    twin(app)
    place, second = as_shown(other, f"/staff/sellers/{known}/firm", "저장하기")
    correct(staff, known, seller_number=business_number(7), same="1")

    answer = other.post(place, data=second | {"seller_phone": "010-3333-4444"})

    assert answer.status_code == 303
    assert services_of(app).sellers.firm(known).phone == "01033334444"


def test_who_corrects_nothing_is_told_so(app, staff):
    known = services_of(app).sellers.add(ACE, "kim")
    place, same = as_shown(staff, f"/staff/sellers/{known}/firm", "저장하기")

    answer = staff.post(place, data=same)

    said = soup_of(staff.get(answer.location)).select_one("main [role=status]").text
    assert "바뀐 것이 없어서 그대로예요." in said


def test_what_a_colleague_put_on_a_sellers_list_meanwhile_stays_on_it(app, staff):
    client, other = seller_client(app), staff_client(app, "operator")
    post(client, "/my/malls", malls=["keys"])
    page = f"/staff/sellers/{client.seller_id}"
    place, first = as_shown(staff, page, "목록 바꾸기")
    _, second = as_shown(other, page, "목록 바꾸기")

    staff.post(place, data=first | {"malls": ["keys", "agency"]})
    other.post(place, data=second | {"malls": ["fork"]})  # takes one off, puts one on

    runs = {run.mall for run in services_of(app).progress.of_seller(client.seller_id)}
    assert runs == {"agency", "fork"}
    said = soup_of(other.get(page)).select_one("main").text
    assert "쇼핑몰 목록을 바꿨어요." in said
    assert "다른 화면에서 바꾼 쇼핑몰은 그대로 두었어요: 대행몰" in said
    assert "이미 시작한" not in said


def test_who_chooses_a_sellers_list_as_it_is_is_told_that_nothing_changed(app, staff):
    client = seller_client(app)
    post(client, "/my/malls", malls=["keys"])
    page = f"/staff/sellers/{client.seller_id}"
    place, same = as_shown(staff, page, "목록 바꾸기")

    staff.post(place, data=same)

    assert "바뀐 것이 없어서 그대로예요." in soup_of(staff.get(page)).select_one("main").text

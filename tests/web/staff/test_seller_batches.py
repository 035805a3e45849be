"""Many sellers at once: seen line by line, made in one press or not at all, invited by one file that is kept nowhere."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
import sqlalchemy as sa
from conftest import soup_of
from support.numbers import business_number
from support.people import ACE, everything, invited, post, seller_client, services_of, staff_client

from wizard.services.sellers import Filter
from wizard.web.csv_download import safe_cell

PREVIEW, MAKE = "/staff/sellers/batches/preview", "/staff/sellers/batches"
HEAD = "상호,사업자등록번호,연락처,쇼핑몰"
TABLE = f"{HEAD}\n한빛상회,220-81-62517,1012345678,열쇠몰\n나라상사,124-81-00998,010-2222-3333,\n"


@pytest.fixture
def staff(app):
    return staff_client(app, "support")


def look(client, table=TABLE, **sent):
    """Send a table; give the page that shows its lines."""
    hidden = soup_of(client.get(MAKE)).select("form[action$=preview] input[type=hidden]")
    carried = {tag["name"]: tag["value"] for tag in hidden}
    told = carried | {"text": table} | sent
    return client.post(PREVIEW, data=told, content_type="multipart/form-data")


def form_of(answer, but=()):
    """Give what the page of lines would send: what is ticked on it, without some lines."""
    form = soup_of(answer).select_one(f"form[action='{MAKE}']")
    sent = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    ticks = [tag["value"] for tag in form.select("[name=take]") if tag.has_attr("checked")]
    kept = [mark for mark in ticks if int(mark.partition("-")[0]) not in but]
    return sent | {"take": kept, "text": form.textarea.text.removeprefix("\n")}


def send(client, form):
    return client.post(MAKE, data=form, content_type="multipart/form-data")


def made(client, table=TABLE):
    """Make all of a table; give the address of its list."""
    answer = send(client, form_of(look(client, table)))
    assert answer.status_code == 303, answer.text
    return answer.location


def sellers(app):
    with services_of(app).sellers.engine.connect() as connection:
        query = sa.text("select name, business_number, phone, origin from seller order by name")
        return [tuple(row) for row in connection.execute(query)]


def runs(app):
    query = (
        "select seller.name, run.mall, run.state from run join seller on seller.id = run.seller_id"
    )
    with services_of(app).sellers.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def invite(client, place, **said):
    """Have a list invited; give the answer."""
    form = soup_of(client.get(place)).select_one("form[action$=invitations]")
    sent = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    return client.post(f"{place}/invitations", data=sent | {"days": "7"} | said)


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_nothing_is_made_by_looking_and_each_line_says_what_it_becomes(app, staff):
    known = services_of(app).sellers.add(ACE, "kim")
    before = everything(app)
    bad = "나쁜상회,2.20816E+09,010-1234-5678,\n"
    odd = "이상상회,1068654321,010-1234-567,\n"
    table = f"{TABLE}에이스,{ACE.business_number},{ACE.phone},\n{bad}{TABLE.splitlines()[1]}\n{odd}"

    page = soup_of(look(staff, table))

    assert everything(app) == before
    assert {tag["id"] for tag in page.select("section > h2[id]")} >= {"new", "known", "faulty", "joined"}  # fmt: skip
    assert page.select_one(f'#line-4 a[href="/staff/sellers/{known}"]')
    assert (
        "뒷자리가 없어졌어요"
        in page.select_one("#line-5 td[data-label=사업자등록번호] .error").text
    )
    assert not page.select_one("#line-5 [name=take]")
    assert "2번째 줄과 같은" in page.select_one("#line-6").text
    assert "되살려 010-1234-5678" in page.select_one("#line-2").text
    ticked = [tag["value"].partition("-")[0] for tag in page.select("[name=take][checked]")]
    assert ticked == ["2", "3"]


def test_one_press_makes_all_with_their_malls_and_writes_down_who_did(app, staff):
    place = made(staff)

    assert sellers(app) == [
        ("나라상사", "1248100998", "01022223333", "staff"),
        ("한빛상회", "2208162517", "01012345678", "staff"),
    ]
    assert runs(app) == [("한빛상회", "keys", "chosen")]
    assert len(soup_of(staff.get(place)).select("tbody tr")) == 2
    with services_of(app).audit.engine.connect() as connection:
        told = sa.text(
            "select actor, subject, detail from audit_event where kind = 'sellers.imported'"
        )
        assert connection.execute(told).all() == [(f"staff:{staff.staff_id}", place.rpartition("/")[2], "new 2 known 0")]  # fmt: skip


def test_a_line_may_be_left_out_and_a_doubtful_one_is_made_only_if_it_is_ticked(app, staff):
    odd = f"이상상회,{business_number(1)},010-1234-567,모르는몰\n"
    page = look(staff, TABLE + odd)
    form = form_of(page, but={2})
    mark = soup_of(page).select_one("#line-4 [name=take]")["value"]

    assert mark not in form["take"]
    assert send(staff, form | {"take": [*form["take"], mark]}).status_code == 303

    assert [one[0] for one in sellers(app)] == ["나라상사", "이상상회"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_excel(app, staff, encoding):
    file = (io.BytesIO(TABLE.encode(encoding)), "판매자.csv")

    assert send(staff, form_of(look(staff, "", file=file))).status_code == 303

    assert [one[0] for one in sellers(app)] == ["나라상사", "한빛상회"]


def test_what_is_no_table_is_refused_with_words_and_what_was_pasted_stays(staff):
    workbook = look(staff, "", file=(io.BytesIO(b"PK\x03\x04"), "판매자.xlsx"))
    nothing = look(staff, "")
    strange = look(staff, "가,나\n1,2")

    assert [one.status_code for one in (workbook, nothing, strange)] == [422] * 3
    assert "CSV UTF-8" in soup_of(workbook).select_one("[role=alert]").text
    assert "제목 줄" in soup_of(strange).select_one("[role=alert]").text
    assert "가,나" in soup_of(strange).select_one("textarea").text


def test_too_large_a_file_is_refused_with_the_limit(staff):
    answer = look(staff, "", file=(io.BytesIO(b"a" * 500_001), "큰.csv"))

    assert answer.status_code == 422
    assert "500 KB" in soup_of(answer).select_one("[role=alert]").text


def test_a_line_that_reads_otherwise_than_it_was_shown_is_not_made(app, staff):
    form = form_of(look(staff))

    answer = send(staff, form | {"text": TABLE.replace("한빛상회", "한밭상회")})

    assert answer.status_code == 422
    assert "다르게 읽히는" in soup_of(answer).select_one("[role=alert]").text
    assert sellers(app) == []


def test_no_line_is_nothing_to_make(app, staff):
    answer = send(staff, form_of(look(staff), but={2, 3}))

    assert answer.status_code == 422
    assert "고르지 않았어요" in answer.text
    assert sellers(app) == []


def test_a_press_that_comes_twice_makes_each_once_and_leads_to_the_same_list(app, staff):
    form = form_of(look(staff))

    places = [send(staff, form).location for _ in range(2)]

    assert places[0] == places[1]
    assert len(sellers(app)) == 2


def test_two_of_the_staff_with_the_same_file_make_each_firm_once(app_on_each_database):
    app = app_on_each_database
    both = [staff_client(app, role) for role in ("support", "operator")]
    forms = [(client, form_of(look(client))) for client in both]
    barrier = Barrier(2)

    def press(pair):
        barrier.wait()
        return send(*pair).status_code

    with ThreadPoolExecutor(2) as pool:
        told = set(pool.map(press, forms))

    assert 303 in told
    assert told <= {303, 422}  # who was later is told that these are sellers by now

    assert len(sellers(app)) == 2
    assert len(runs(app)) == 1


def test_a_seller_who_is_known_keeps_name_and_phone_and_gets_the_malls(app, staff):
    services_of(app).sellers.add(ACE, "kim")
    row = f"다른이름,{ACE.business_number},010-9999-0000,열쇠몰"
    page = look(staff, f"{HEAD}\n{row}\n")
    mark = soup_of(page).select_one("#line-2 [name=take]")
    assert not mark.has_attr("checked")
    assert "그대로 둬요" in soup_of(page).select_one("#line-2").text

    assert send(staff, form_of(page) | {"take": [mark["value"]]}).status_code == 303

    assert sellers(app) == [(ACE.name, ACE.business_number, ACE.phone, "staff")]
    assert runs(app) == [(ACE.name, "keys", "chosen")]


def stranger(app):
    """Let somebody start by themselves with a firm's number and a phone of their own; give the seller's id."""
    with services_of(app).sellers.engine.begin() as connection:
        row = {"id": "s" * 32, "name": "에이스", "folded": "에이스", "business_number": ACE.business_number, "phone": "01066667777", "origin": "self", "created_at": "2026-01-01 00:00:00.000000"}  # fmt: skip
        connection.execute(sa.text("insert into seller (id, name, folded, business_number, phone, origin, created_at) values (:id, :name, :folded, :business_number, :phone, :origin, :created_at)"), row)  # fmt: skip
    return row["id"]


def test_who_started_by_themselves_is_a_doubt_and_is_invited_by_no_tick_but_the_members_own(app, staff):  # fmt: skip
    row = f"에이스,{ACE.business_number},{ACE.phone},열쇠몰"
    who = stranger(app)
    page = look(staff, f"{HEAD}\n{row}\n")
    line = soup_of(page).select_one("#line-2")

    assert "확인 전인 판매자" in line.select_one(".doubt").text
    assert "010-6666-7777" in line.select_one(".doubt").text
    assert not line.select_one("[name=take]").has_attr("checked")
    assert soup_of(page).select_one("#doubtful")
    place = send(
        staff, form_of(page) | {"take": [line.select_one("[name=take]")["value"]]}
    ).location
    shown = soup_of(staff.get(place))
    assert not shown.select_one("[name=with_known]").has_attr("checked")
    assert shown.select_one("tbody .tag.open").text == "확인 전"
    assert rows_of(invite(staff, place)) == []
    assert not services_of(app).sellers.is_known(who)


def test_of_two_with_one_number_the_one_whom_we_know_is_meant(app, staff):
    stranger(app)
    known, _ = invited(app, replace(ACE, business_number="2208162517"))
    with services_of(app).sellers.engine.begin() as connection:
        same = {"number": ACE.business_number, "id": known}
        connection.execute(sa.text("update seller set business_number = :number where id = :id"), same)  # fmt: skip

    page = soup_of(look(staff, f"{HEAD}\n에이스,{ACE.business_number},{ACE.phone},\n"))

    assert page.select_one(f'#line-2 a[href="/staff/sellers/{known}"]')
    assert page.select_one("#known")


@pytest.mark.parametrize("comes", ["as a stranger", "by staff"])
def test_a_line_that_was_shown_as_new_is_not_silently_somebodys_who_came_since(app, staff, comes):
    table = f"{HEAD}\n에이스,{ACE.business_number},{ACE.phone},열쇠몰\n"
    form = form_of(look(staff, table))
    came = stranger(app) if comes == "as a stranger" else services_of(app).sellers.add(ACE, "kim")

    answer = send(staff, form)

    assert answer.status_code == 422
    assert "다르게 읽히는" in soup_of(answer).select_one("[role=alert]").text
    assert soup_of(answer).select_one(f'#line-2 a[href="/staff/sellers/{came}"]')
    assert not soup_of(answer).select_one("#line-2 [name=take]").has_attr("checked")
    assert runs(app) == []


def test_a_thousand_lines_are_made_in_one_press(app, staff):
    rows = [f"상회 {n},{business_number(n)},010-1234-5678,열쇠몰" for n in range(1000)]

    place = made(staff, "\n".join([HEAD, *rows]))

    assert (len(sellers(app)), len(runs(app))) == (1000, 1000)
    assert len(rows_of(invite(staff, place))) == 1000


def test_the_file_of_invitations_opens_each_sellers_place_and_is_kept_nowhere(app, staff):
    place = made(staff)

    answer = invite(staff, place)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    first, second = rows_of(answer)
    assert (first["상호"], first["사업자등록번호"], first["원래 줄"]) == (
        "한빛상회",
        "220-81-62517",
        "2",
    )
    assert first["링크"] in first["보낼 글"]
    token = first["링크"].partition("#")[2]
    assert token != second["링크"].partition("#")[2]
    assert not any(token in row for rows in everything(app).values() for row in rows)
    came = app.test_client()
    assert post(came, "/enter", token=token, digits="62517").status_code == 303
    assert came.get("/my").status_code == 200
    assert staff.get(f"{place}/invitations").location == place
    with services_of(app).audit.engine.connect() as connection:
        told = sa.text("select detail from audit_event where kind = 'sellers.invited'")
        assert connection.execute(told).scalars().all() == ["2"]


def test_a_download_that_is_asked_for_twice_by_one_press_is_the_same_file(app, staff):
    place = made(staff)
    form = soup_of(staff.get(place)).select_one("form[action$=invitations]")
    sent = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}

    first, second = (staff.post(f"{place}/invitations", data=sent).get_data() for _ in range(2))

    assert first == second
    with services_of(app).audit.engine.connect() as connection:
        assert connection.execute(sa.text("select count(*) from link")).scalar_one() == 2


def test_a_file_that_was_lost_is_made_anew_and_its_unopened_links_are_taken_back(app, staff):
    place = made(staff)
    lost = [row["링크"].partition("#")[2] for row in rows_of(invite(staff, place))]
    assert post(app.test_client(), "/enter", token=lost[0], digits="62517").status_code == 303

    invite(staff, place, replaces="1")

    used, unused = app.test_client(), app.test_client()
    assert post(used, "/enter", token=lost[0], digits="62517").status_code == 303
    assert post(unused, "/enter", token=lost[1], digits="00998").status_code == 404


def test_those_who_were_sellers_before_are_invited_only_if_it_is_wanted(app, staff):
    services_of(app).sellers.add(ACE, "kim")
    page = look(staff, f"{TABLE}에이스상사,{ACE.business_number},{ACE.phone},\n")
    marks = [tag["value"] for tag in soup_of(page).select("[name=take]")]
    place = send(staff, form_of(page) | {"take": marks}).location

    assert len(rows_of(invite(staff, place))) == 2
    assert len(rows_of(invite(staff, place, with_known="1"))) == 3


@pytest.mark.parametrize("written", ["=1+1", "+82", "-1", "@a", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_of_a_download_is_a_formula(written):
    assert safe_cell(written) == f"'{written}"


def test_a_name_that_a_spreadsheet_would_reckon_with_is_text_in_the_file(staff):
    place = made(staff, f"{HEAD}\n@한빛,2208162517,01012345678,\n")

    assert rows_of(invite(staff, place))[0]["상호"] == "'@한빛"


def test_a_seller_and_an_editor_do_not_get_in(app):
    assert seller_client(app).get(MAKE).status_code == 303
    assert staff_client(app, "editor").get(MAKE).status_code == 403


def test_the_list_leads_to_the_page_and_an_unknown_list_is_none(app, staff):
    assert soup_of(staff.get("/staff/sellers")).select_one(f'a[href="{MAKE}"]')
    assert staff.get(f"{MAKE}/nothing").status_code == 404
    assert staff.get(PREVIEW).location == MAKE
    assert safe_cell("한빛") == "한빛"
    assert staff.get(f"{MAKE}/example.csv").get_data().decode("utf-8-sig").startswith('"상호"')
    assert services_of(app).sellers.page(Filter(), None) == []


@pytest.mark.parametrize(
    "written", ["CJ", "cj몰", "CJ온스타일", "롯데ON", "롯데온", "지마켓", "G마켓", "네이버", "스마트스토어(네이버)", "11번가", "티몬", "위메프", "인터파크"]
)  # fmt: skip
def test_a_mall_is_known_by_the_name_that_people_write(content_app, written):
    staff = staff_client(content_app, "support")

    page = soup_of(look(staff, f"{HEAD}\n한빛상회,220-81-62517,01012345678,{written}\n"))

    assert page.select_one("#new")
    assert not page.select(".doubt")

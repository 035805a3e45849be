"""The audit as people read it: sentences with names that lead on, looked for, taken away, verified."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import HTMX, soup_of
from support.people import (
    ACE,
    asked_for_issuance,
    hire,
    post,
    save_account,
    seller_client,
    services_of,
    staff_client,
)

from wizard.db.queries import audit_search, seller_search
from wizard.errors import UnavailableError
from wizard.services import audit_reading
from wizard.services.audit_events import Event
from wizard.services.audit_reading import PAGE, VERIFY
from wizard.web.staff.audit_words import SENTENCES


def run_due(app):
    """Do the verification that is due, as a runner would."""
    services = services_of(app)
    [handler] = [one for one in services.handlers if one.kind == VERIFY]
    job = services.jobs.take("test", {VERIFY: handler.lease})
    services.jobs.finish(job, handler.run(job.subject, job.attempts, services.jobs.now()))


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def boss(app):
    return staff_client(app, "admin")


def lines(client, query=""):
    """Give what stands in each line: who, and what they did."""
    rows = soup_of(client.get(f"/staff/audit{query}")).select("tbody tr")
    return [[cell.text.strip() for cell in row.select("td")][1:3] for row in rows]


def opened(app):
    """Let an operator open a seller's account for a request; give the operator's and the seller's client."""
    seller, operator = seller_client(app), staff_client(app, "operator")
    request, _ = asked_for_issuance(app, seller)
    post(operator, f"/staff/requests/{request}/assignment")
    post(operator, f"/staff/requests/{request}/secrets", reason="issue")
    return operator, seller


def test_everything_that_is_written_down_has_a_sentence():
    assert set(SENTENCES) == set(Event)


def test_who_opened_whose_secrets_is_told_by_name_and_leads_to_both(app, boss):
    operator, seller = opened(app)

    page = soup_of(boss.get("/staff/audit?kind=secrets"))

    [row] = page.select("tbody tr")
    assert "operator@example.com님" in row.text
    assert f"{ACE.name}님의 계정 비밀 값을 열었어요 (키를 대신 발급하려고)" in row.text
    assert [link["href"] for link in row.select("a")] == [
        f"/staff/people/{operator.staff_id}",
        f"/staff/sellers/{seller.seller_id}",
    ]


def test_who_opened_a_sellers_secrets_is_named_on_the_sellers_page(app, boss):
    _, seller = opened(app)

    page = soup_of(boss.get(f"/staff/sellers/{seller.seller_id}"))

    [row] = [row for row in page.select(".asked li") if "키를 대신 발급하려고" in row.text]
    assert "operator@example.com님" in row.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=request", "맡았어요"),
        ("who={operator}", "맡았어요"),
        ("whom={seller}", "맡았어요"),
        ("whom=에이스 상사", "맡았어요"),
        ("whom=operator@example.com", "담당자 operator@example.com님을 발급대행 역할로 만들었어요"),
        ("who={operator}&kind=secrets", "열었어요"),
        ("since={today}&until={today}&kind=request", "맡았어요"),
    ],
)
def test_it_is_looked_for_by_who_what_whom_and_the_day_in_korea(app, boss, query, said):
    operator, seller = opened(app)
    today = (app.extensions["wizard"].now() + timedelta(hours=9)).date()
    asked = query.format(operator=operator.staff_id, seller=seller.seller_id, today=today)

    found = lines(boss, f"?{asked}")

    assert any(said in what for _, what in found)
    assert not any("기록을 봤어요" in what for _, what in found)


@pytest.mark.parametrize(
    "query", ["until=2020-01-01", "since=2190-01-01", "whom=없는상사", "whom=no@x.kr"]
)
def test_where_nothing_is_found_it_says_so(boss, query):
    assert "찾는 기록이 없어요" in boss.get(f"/staff/audit?{query}").text


@pytest.mark.parametrize(
    "query", ["kind=x&who=x", "since=2026-13-99&until=x", "whom=%25_%27", "before=x"]
)
def test_a_hostile_address_shows_a_page_all_the_same(boss, query):
    assert boss.get(f"/staff/audit?{query}").status_code == 200


def test_each_line_is_met_once_from_the_first_page_to_the_last(boss):
    for _ in range(PAGE + 5):
        boss.get("/staff/audit")

    path, seen = "/staff/audit?kind=audit", []
    while path:
        page = soup_of(boss.get(path))
        seen += [int(row.select("td")[3].text) for row in page.select("tbody tr")]
        following = page.select_one(".pager a[rel=next]")
        path = following["href"] if following else None

    assert len(seen) > PAGE
    assert seen == sorted(set(seen), reverse=True)


def test_the_table_that_is_taken_away_holds_what_was_looked_for_and_no_formula(app, boss):
    seller = seller_client(app)
    save_account(seller)
    services = services_of(app)
    with services.audit.engine.begin() as connection:
        connection.execute(sa.text("UPDATE seller SET name = '=HYPERLINK(1)'"))

    answer = boss.get(f"/staff/audit/export?whom={seller.seller_id}")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))

    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].endswith(".csv")
    last = rows.pop()
    assert (last["번호"], last["언제"]) == (f"끝: {len(rows)}줄", "")
    assert {row["종류"] for row in rows} >= {"account.saved", "link.started"}
    assert {row["판매자"] for row in rows} == {"'=HYPERLINK(1)"}
    [taken] = [row for row in services.audit.page("x", None) if row.kind == "audit.exported"]
    assert (taken.actor, taken.subject) == (f"staff:{boss.staff_id}", seller.seller_id)


def table(answer):
    """Give the cells of each row of a file, and its last row's first."""
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    return rows[1:-1], rows[-1][0]


def test_more_than_is_given_at_once_ends_with_a_word_that_it_was_cut(boss, monkeypatch):
    for _ in range(5):
        boss.get("/staff/audit")
    monkeypatch.setattr(audit_reading, "BATCH", 2)
    monkeypatch.setattr(audit_reading, "MOST_EXPORTED", 4)

    rows, last = table(boss.get("/staff/audit/export?kind=audit"))
    few, end = table(boss.get("/staff/audit/export?kind=staff"))

    assert len(rows) == 4
    assert last.startswith("여기서 잘렸어요")
    assert "날을 좁혀" in last
    assert end == f"끝: {len(few)}줄"


def test_a_database_that_goes_away_meanwhile_leaves_a_file_that_says_so(boss, monkeypatch):
    boss.get("/staff/audit")
    events, asked = audit_search.events, []

    def go_away(connection, wanted, before, limit):
        asked.append(before)
        if len(asked) > 1:
            raise UnavailableError("OperationalError")
        return events(connection, wanted, before, limit)

    monkeypatch.setattr(audit_reading, "BATCH", 1)
    monkeypatch.setattr(audit_reading.audit_search, "events", go_away)

    rows, last = table(boss.get("/staff/audit/export"))

    assert len(rows) == 1
    assert last.startswith("여기서 잘렸어요: 데이터베이스가 답하지 않았어요")


def test_whoever_means_too_many_sellers_is_told_so_and_takes_nothing_away(app, boss, monkeypatch):
    for number, name in enumerate(("한빛 하나", "한빛 둘", "한빛 셋")):
        firm = replace(ACE, name=name, business_number=f"100000000{number}")
        services_of(app).sellers.add(firm, boss.staff_id)
    monkeypatch.setattr(seller_search, "MANY", 2)

    page = boss.get("/staff/audit?whom=한빛")
    taken = boss.get("/staff/audit/export?whom=한빛", follow_redirects=True)

    for shown in (page, taken):
        assert "‘한빛’에 맞는 판매자가 너무 많아요" in shown.text
        assert "찾는 기록이 없어요" not in shown.text
        assert not soup_of(shown).select("tbody tr, a[download]")
    assert taken.mimetype == "text/html"
    kinds = [row.kind for row in services_of(app).audit.page("x", None)]
    assert "audit.exported" not in kinds
    assert any("만들었어요" in what for _, what in lines(boss, "?whom=한빛 둘"))


def test_the_chain_is_verified_by_a_press_and_its_length_is_told(app, boss):
    answer = post(boss, "/staff/audit/verification")
    assert answer.status_code == 303
    assert "살펴보고 있어요" in boss.get("/staff/audit").text
    run_due(app)

    part = boss.get("/staff/audit/verification", headers=HTMX | {"HX-Target": "div#chain"})

    assert "이어져 있어요" in part.text
    assert "<html" not in part.text


def test_where_the_chain_is_broken_is_told(app, boss):
    services = services_of(app)
    services.audit.verify()
    with services.audit.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET session_replication_role = replica"))
        else:
            connection.execute(sa.text("DROP TRIGGER audit_event_no_update"))
        connection.execute(sa.text("UPDATE audit_event SET detail = 'x' WHERE id = 2"))

    post(boss, "/staff/audit/verification")
    run_due(app)

    assert "2번째 줄에서 끊겼어요" in soup_of(boss.get("/staff/audit")).select_one("#chain").text


def test_a_colleague_who_is_gone_and_an_address_that_nobody_has_are_named_as_that(app, boss):
    hire(app, "support")
    post(app.test_client(), "/staff/enter", email="nobody@example.com", password="x", code="1")
    who = {"email": "support@example.com", "password": "wrong"}
    post(app.test_client(), "/staff/enter", **who, code="1")

    found = [what for _, what in lines(boss, "?kind=staff")]

    assert "모르는 이메일으로 로그인하려다 못 했어요" in found
    assert "support@example.com님으로 로그인하려다 못 했어요: 비밀번호가 틀렸어요" in found

"""The admins' page of the servers: what is wrong first and what to do, then how it stands; no key, no secret."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from conftest import prepared, settings_for, soup_of, visited
from support.jobs import failed_job
from support.people import PASSWORD, hire, post, services_of, staff_client

from wizard.app import create_app
from wizard.crypto import key_file
from wizard.db.queries.standing import DatabaseFacts
from wizard.db.records import BreakerRecord
from wizard.services.backups import Backups
from wizard.services.job_admin import Standing
from wizard.services.lockout import LIMITS as LOCKOUTS
from wizard.services.machines import Here, Machine, Machines
from wizard.services.mall_breaker import OURS
from wizard.services.overview import Overview, SealingKey
from wizard.web.check_words import REASONS
from wizard.web.staff import servers
from wizard.web.staff.server_concerns import HINDRANCES, MENDS, concerns

PATH = "/staff/servers"
NOW = datetime(2026, 11, 27, 3, tzinfo=UTC)
KEY = SealingKey("k20261127-abc", NOW.date(), is_used=True, is_here=True, seals=True)
WELL = Overview(
    at=NOW,
    machines=[Machine("m1", "serve", "one", "v1", "f1", [3], 2, NOW, NOW, is_alive=True)],
    jobs=Standing(0, 0, 0, 0),
    verdicts={},
    untold=0,
    deliveries={},
    locks={},
    refused={},
    keys=[KEY],
    last_backup=NOW - timedelta(hours=9),
    database=DatabaseFacts("sqlite", "3.40", 1, "0027", "0027"),
)
HOUR = timedelta(hours=1)
OTHER = replace(WELL.machines[0], id="m2", host="two")


@pytest.fixture
def browser(app):
    services_of(app).storage.probe()
    return staff_client(app, "admin")


def said(concern_list):
    return " ".join(f"{one.said} {one.advice}" for one in concern_list)


def told(soup, title):
    """Read the table of names and values under a heading."""
    [heading] = [one for one in soup.select("h2") if one.text == title]
    rows = heading.find_next("table").select("tr")
    return {row.th.text: row.td.contents[0] for row in rows}


def test_where_all_is_well_nothing_is_to_be_done():
    assert concerns(WELL, "", 0.01, 0) == []


@pytest.mark.parametrize(
    ("change", "word", "is_bad"),
    [
        ({"last_backup": None}, "아직 백업한 적이 없어요", True),
        ({"last_backup": NOW - timedelta(days=3, hours=1)}, "마지막 백업이 3일 전", True),
        ({"keys": [replace(KEY, is_here=False)]}, "k20261127-abc", True),
        ({"jobs": Standing(3, 0, 0, 1200)}, "20분째 시작되지 않았어요", True),
        ({"jobs": Standing(0, 0, 2, 0)}, "자동 작업이 2개", False),
        ({"deliveries": {"failed": 4, "waiting": 1}}, "못 보낸 알림 4개", False),
        ({"locks": {"account": 1, "pair": 9}}, "계정 1개에 여러 곳에서", False),
        ({"malls": [BreakerRecord("coupang", NOW, NOW + HOUR)]}, "쿠팡이 답하지 않거나", False),
        (
            {"malls": [BreakerRecord("11st", NOW, None, "egress_ip", NOW, NOW, "203.0.113.7")]},
            "203.0.113.7",
            True,
        ),
        ({"machines": [*WELL.machines, replace(OTHER, is_alive=False)]}, "two 서버가 말없이", True),
        ({"machines": [*WELL.machines, replace(OTHER, version="v2")]}, "판이 달라요", False),
        ({"machines": [*WELL.machines, replace(OTHER, releases=[4])]}, "다른 안내를", False),
    ],
)
def test_each_thing_that_is_wrong_is_told_with_what_to_do(change, word, is_bad):
    [concern] = concerns(replace(WELL, **change), "", 0.01, 0, {"coupang": "쿠팡"})

    assert word in concern.said
    assert concern.is_bad is is_bad
    assert concern.advice.endswith(".")


@pytest.mark.parametrize("trouble", sorted(OURS))
def test_every_trouble_of_ours_with_a_mall_is_told_in_words_with_what_mends_it(trouble):
    [concern] = concerns(
        replace(WELL, malls=[BreakerRecord("x", NOW, None, trouble, NOW)]), "", 0.01, 0
    )

    assert REASONS[trouble] in concern.said
    assert concern.advice.startswith(MENDS[trouble])


def test_what_is_only_the_malls_trouble_is_nobodys_to_mend():
    assert (
        concerns(replace(WELL, malls=[BreakerRecord("x", NOW, None, "dns", NOW)]), "", 0.01, 0)
        == []
    )


def test_what_keeps_from_saving_is_told_and_what_sellers_notice_comes_first():
    for word in HINDRANCES:
        assert concerns(WELL, word, 0.01, 0)[0].is_bad
    many = concerns(replace(WELL, jobs=Standing(0, 0, 2, 0), last_backup=None), "disk", 2.0, 1)

    assert [one.is_bad for one in many] == sorted((one.is_bad for one in many), reverse=True)
    assert "2.0초" in said(many)
    assert "멈춘 받는 곳 1개" in said(many)


def test_every_lock_and_limit_that_is_counted_has_a_name(app):
    assert servers.LOCKS.keys() == LOCKOUTS.keys()
    assert servers.LIMITS.keys() == app.extensions["wizard"].overviews.rates.keys()


def test_the_page_shows_machines_releases_keys_database_and_settings(browser, app, settings):
    here = services_of(app).machines.here
    ended = Machines(services_of(app).jobs.engine, Here(settings.data, NOW, "work"), lambda: NOW)
    with services_of(app).jobs.engine.begin() as connection:
        ended.beat(connection)

    soup = visited(browser, PATH)

    rows = [row.text for row in soup.select("[aria-label='서버 목록'] tbody tr")]
    assert sum("일하는 중" in row for row in rows) == 1
    assert sum("소식 없음" in row for row in rows) == 1
    [mine] = [row for row in rows if "이 화면을 보여 준 서버" in row]
    assert here.host in mine
    assert "1번" in soup.select_one("[aria-label='펴낸 안내 목록'] tbody").text
    [key] = soup.select("[aria-label='잠그는 키 목록'] tbody tr")
    assert "지금 잠가요" in key.text
    assert key.th.text == key_file.load(settings.keys).ring.active
    assert told(soup, "데이터와 백업")["데이터베이스"].startswith("SQLite 3.")
    assert re.fullmatch(r"\d{4}번", told(soup, "데이터와 백업")["표의 판"])
    assert told(soup, "이 서버의 설정")["수치(/metrics)"] == "꺼짐"
    assert soup.select_one(".rooms [aria-current=page]").text == "서버 상태"


def test_what_is_wrong_comes_and_goes_with_the_facts(browser, app, settings, tmp_path):
    engine = services_of(app).jobs.engine
    notices = [one.text for one in soup_of(browser.get(PATH)).select(".notice")]
    assert ["아직 백업한 적이 없어요" in one for one in notices] == [True]

    Backups(engine, {}).make(tmp_path / "backup.zip")
    failed_job(engine)
    soup = soup_of(browser.get(PATH))
    [notice] = soup.select(".notice")
    assert notice.a["href"] == "/staff/jobs"
    assert told(soup, "뒤에서 하는 일")["못 한 일"] == "1개"

    with closing(sqlite3.connect(settings.data / "wizard.db")) as other:
        other.execute("delete from job")
        other.commit()
    soup = soup_of(browser.get(PATH))
    assert soup.select(".good")
    assert not soup.select(".notice")


def test_locks_and_limits_in_force_are_counted_without_whose_they_are(browser, app):
    hire(app, "support")
    for _ in range(5):
        wrong = {"email": "support@example.com", "password": f"not {PASSWORD}", "code": "000000"}
        post(app.test_client(), "/staff/enter", **wrong)

    soup = soup_of(browser.get(PATH))

    assert told(soup, "지금 막고 있는 것") == {"로그인: 한 네트워크에서 한 계정": "1곳"}
    assert "support@example.com" not in soup.select_one(".desk").text


def test_no_key_token_password_or_path_stands_on_the_page(tmp_path):
    env = {
        "WIZARD_DATA": str(tmp_path / "data"),
        "WIZARD_METRICS_TOKEN": "canary-canary-canary-canary",
        "WIZARD_MESSAGE_SITE": "https://guide.example.kr",
        "WIZARD_SMTP_HOST": "smtp.example.kr",
        "WIZARD_SMTP_FROM": "guide@example.kr",
        "WIZARD_SMTP_USER": "canary",
        "WIZARD_SMTP_PASSWORD": "canary-canary",
    }
    made = prepared(settings_for(tmp_path / "data"))
    told_by_env = type(made).from_env(env)
    app = create_app(replace(made, messages=told_by_env.messages, watch=told_by_env.watch))

    text = staff_client(app, "admin").get(PATH).text

    ring = key_file.load(made.keys).ring
    assert "canary" not in text
    assert str(tmp_path) not in text
    assert "smtp.example.kr" not in text
    assert all(key.hex() not in text for key in ring.keys.values())
    assert "켜짐" in text
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("role", ["support", "operator", "editor"])
def test_only_an_admin_sees_it(app, role):
    browser = staff_client(app, role)

    assert browser.get(PATH).status_code == 403
    assert "서버 상태" not in browser.get("/staff/me").text


def test_it_works_on_each_database(app_on_each_database):
    soup = soup_of(staff_client(app_on_each_database, "admin").get(PATH))

    facts = told(soup, "데이터와 백업")
    assert re.match(r"(SQLite|PostgreSQL) \d+\.\d+", facts["데이터베이스"])
    assert facts["크기"] != "0.0 MB"

"""An upgrade rehearsed on what an older version left: its database after migration 0009, filled by that version's own code.

`old/sqlite.sql` and `old/postgresql.sql` are dumps of it, `old/keys.json` its key file, and beside each dump stands
what was typed. Made on 2026-11-27 with the code of commit f561a2a (2026-11-26); never written anew: it is history.
"""

import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from conftest import CONTENT, settings_for, soup_of
from flask import Flask
from support.people import code_of, post

from chaos.deployment import values_of
from wizard.app import create_app, open_database
from wizard.db import migrate
from wizard.db.models import Base
from wizard.services.audit import Audit

OLD = Path(__file__).parent / "old"
NEXT_DAY = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def left(request, tmp_path):
    """What the older version left: the settings that lead to it, and what had been typed."""
    shutil.copy(OLD / "keys.json", tmp_path)
    script = (OLD / f"{request.param}.sql").read_text("utf-8")
    if request.param == "sqlite":
        with sqlite3.connect(tmp_path / "wizard.db") as database:
            database.executescript(script)
        database.close()
        changes = {}
    else:
        changes = {"database_url": request.getfixturevalue("empty_url")}
        with psycopg.connect(changes["database_url"].replace("+psycopg", "")) as database:
            database.execute(script)
    told = json.loads((OLD / f"{request.param}.json").read_text("utf-8"))
    return settings_for(tmp_path, guides=CONTENT, **changes), told


@pytest.fixture
def upgraded(left):
    """The same after an upgrade, as `wizard serve` does it, with an application over it."""
    settings, told = left
    engine = open_database(Flask("old"), settings)
    migrate.upgrade(engine)
    app = create_app(settings, lambda: NEXT_DAY)
    yield app, engine, told
    engine.dispose()
    app.extensions["wizard"].accounts.engine.dispose()


def test_everything_in_an_older_database_opens_after_the_upgrade_and_its_chain_is_whole(upgraded):
    app, engine, told = upgraded
    services = app.extensions["wizard"].services

    verdict, values = Audit(engine).verify(told["head"]), values_of(services)

    assert migrate.is_current(engine)
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version", *Base.metadata.tables}
    assert (verdict.broken, verdict.count >= told["count"]) == ("", True)
    assert sorted(found["login_id"] for found in values.values()) == ["bicompany", "woorishop9"]
    assert told["values"] in values.values()
    assert {*map(len, values.values())} == {len(told["values"])}


def test_a_seller_and_a_member_of_staff_of_before_the_upgrade_come_in_and_go_on(upgraded):
    app, engine, told = upgraded
    services = app.extensions["wizard"].services
    before = values_of(services)
    [mine] = [name for name, found in before.items() if found["login_id"] == "woorishop9"]
    seller, staff = app.test_client(), app.test_client()

    came = post(seller, "/enter", token=told["link"], digits=told["digits"])
    dashboard = seller.get("/my").text
    form = soup_of(seller.get(f"/accounts/{mine}")).select_one("form#account")
    shown = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    changed = seller.post(
        form["action"], data=shown | {"login_id": "woorishop10", "action": "save"}
    )
    code = code_of(told["secret"], NEXT_DAY)
    entered = post(staff, "/staff/enter", email=told["email"], password=told["password"], code=code)

    assert (came.status_code, came.headers["Location"], "쿠팡" in dashboard) == (303, "/my", True)
    assert changed.status_code == 303, soup_of(changed).get_text(" ", strip=True)[:500]
    assert values_of(services) == before | {mine: told["values"] | {"login_id": "woorishop10"}}
    assert entered.status_code == 303
    assert "비이상회" in staff.get("/staff/sellers").text
    assert "메뉴가 보이지 않아요" in staff.get(f"/staff/requests/{question_in(engine)}").text
    assert Audit(engine).verify(told["head"]).broken == ""


def question_in(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.text("select id from request where kind = 'help'"))

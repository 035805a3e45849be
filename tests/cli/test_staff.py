import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import prepared, settings_for
from flask import Flask
from support.commands import run_wizard
from support.services import FIRM, draft, services_of

from wizard.app import open_database

PASSWORD = "correct horse battery"


@pytest.fixture
def env(tmp_path):
    """An operator's environment, with a database that is ready."""
    prepared(settings_for(tmp_path / "data"))
    return {"WIZARD_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "WIZARD_KEYS": ""}


@pytest.fixture
def seller(env):
    folder = Path(env["WIZARD_DATA"])
    engine = open_database(Flask("wizard"), settings_for(folder))
    seller_id, _ = services_of(engine, folder).save(draft(), FIRM)
    engine.dispose()
    return seller_id


def add(env, *args, password=PASSWORD):
    said = ("staff", "add", *args, "--password-stdin")
    return run_wizard(*said, env=env, input=f"{password}\n")


@pytest.mark.parametrize("role", ["support", "operator", "editor", "admin"])
def test_a_member_is_made_and_the_enrolment_is_printed_once(env, role):
    made = add(env, "kim@example.com", "--role", role)
    again = add(env, "kim@example.com", "--role", role)

    assert made.returncode == 0
    assert re.fullmatch(r"otpauth://totp/\S+secret=[A-Z2-7]{32}\S*\n", made.stdout)
    assert (again.returncode, again.stdout) == (1, "")
    assert "이미 있어요" in again.stderr


@pytest.mark.parametrize("password", ["", "short"])
def test_a_short_password_makes_nobody_and_is_not_repeated(env, password):
    result = add(env, "kim@example.com", "--role", "admin", password=password)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("notanemail", PASSWORD, "이메일 주소를"),
        ("kim@example.com", "password1234", "많은 사람이"),
        ("kim@example.com", "aaaaaaaaaaaa", "되풀이"),
    ],
)
def test_what_may_not_be_is_refused_in_one_line_that_says_what_to_do(env, email, password, says):
    result = add(env, email, "--role", "admin", password=password)

    assert (result.returncode, result.stdout) == (1, "")
    assert says in result.stderr
    assert password not in result.stderr


def test_a_reset_prints_the_set_up_code_alone_and_once(env):
    add(env, "kim@example.com", "--role", "admin")
    reset = run_wizard("staff", "reset", "kim@example.com", env=env)
    nobody = run_wizard("staff", "reset", "lee@example.com", env=env)

    assert reset.returncode == 0
    assert re.fullmatch(r"[\w-]{43}\n", reset.stdout)
    assert "/staff/setup" in reset.stderr
    assert (nobody.returncode, nobody.stderr) == (1, "Error: 그런 담당자가 없어요.\n")


def test_sellers_expire_only_by_a_clock_that_fits_unless_somebody_looked_at_it(env):
    folder = Path(env["WIZARD_DATA"])
    engine = open_database(Flask("wizard"), settings_for(folder))
    then = datetime.now(UTC) - timedelta(days=400)
    replace(services_of(engine, folder), now=lambda: then).save(draft(), FIRM)
    engine.dispose()
    env |= {"WIZARD_RETENTION_DAYS": "300"}

    doubted = run_wizard("sellers", "expire", env=env)
    trusted = run_wizard("sellers", "expire", "--clock-is-right", env=env)

    assert doubted.returncode == 1
    assert "--clock-is-right" in doubted.stderr
    assert trusted.stdout == "300일 동안 움직임이 없던 판매자 1명을 지웠어요.\n"


def test_a_role_that_is_none_is_refused(env):
    assert add(env, "kim@example.com", "--role", "boss").returncode == 2


@pytest.mark.usefixtures("seller")
def test_an_audit_that_was_touched_is_told_with_its_row_and_1(env, tmp_path):
    sound = run_wizard("audit", "verify", env=env)
    head = sound.stdout.split()[-1]
    assert (sound.returncode, head) == (0, sound.stdout.rstrip().rpartition(" ")[2])
    assert run_wizard("audit", "verify", "--head", head, env=env).returncode == 0

    import sqlite3

    connection = sqlite3.connect(tmp_path / "data" / "wizard.db")
    connection.execute("drop trigger audit_event_no_update")
    connection.execute("update audit_event set detail = 'x' where id = 1")
    connection.commit()
    connection.close()
    broken = run_wizard("audit", "verify", env=env)

    assert broken.returncode == 1
    assert "row 1 (event 1)" in broken.stderr


def test_a_seller_is_exported_as_json_and_deleted_for_good(env, seller):
    told = json.loads(run_wizard("sellers", "export", seller, env=env).stdout)
    gone = run_wizard("sellers", "delete", seller, "--yes", env=env)
    again = run_wizard("sellers", "delete", seller, "--yes", env=env)

    assert told["seller"]["name"] == FIRM.name
    assert (gone.returncode, again.returncode) == (0, 1)
    assert again.stderr == "Error: 그런 판매자가 없어요.\n"


@pytest.mark.usefixtures("seller")
def test_sellers_expire_by_the_setting(env):
    result = run_wizard("sellers", "expire", env=env | {"WIZARD_RETENTION_DAYS": "0"})

    assert (result.returncode, result.stdout) == (
        0,
        "0일 동안 움직임이 없던 판매자 1명을 지웠어요.\n",
    )


def test_a_crowd_is_made_in_an_empty_database_only(env):
    args = ("seed", "--sellers", "30", "--runs", "3", "--yes")
    made = run_wizard(*args, env=env)
    again = run_wizard(*args, env=env)

    assert made.stdout.startswith("판매자 30명, 진행 90개, 계정 ")
    assert again.returncode == 1
    assert "이미 판매자가 있어요" in again.stderr

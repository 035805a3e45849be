"""What cannot be done is told by one Korean sentence and an exit code, and never a password."""

import os
import re
import shutil
import socket
import sqlite3

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from conftest import migrated_file
from support.commands import run_wizard
from support.databases import ASKED
from support.serving import free_port

from wizard.cli import main

KOREAN = re.compile("[가-힣].*요")
PASSWORD = "canary@one/two#three"
SAYS_OF = {
    "a newer database": "더 새 버전",
    "no database": "SQLite 파일이 아니에요",
    "a damaged database": "깨졌어요",
    "a folder for a file": "파일이 아니라 폴더",
    "a file for a folder": "폴더가 아닌 파일",
    "no server": "연결할 수 없어요",
    "a wrong password": "비밀번호를 받지 않아요",
    "an address of two words": "DATABASE_URL: ",
    "a setting": "WIZARD_WORKERS: ",
    "no privacy texts": "operator.yaml:1:1: Y00",
}


@pytest.fixture
def env(tmp_path, monkeypatch):
    """The environment of a deployment whose tables are there; serving it is no part of these tests."""
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(migrated_file(), tmp_path / "data" / "wizard.db")
    (tmp_path / "data" / "wizard.db").chmod(0o600)
    monkeypatch.setattr("wizard.server.run", lambda *_: pytest.fail("it serves"))
    return {"WIZARD_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "WIZARD_KEYS": ""}


@pytest.fixture(params=SAYS_OF)
def broken(request, env, tmp_path):
    """An environment in which nothing can be served, and a word of what is to be said."""
    file = tmp_path / "data" / "wizard.db"
    changes = {}
    match request.param:
        case "a newer database":
            with sqlite3.connect(file) as database:
                database.execute("update alembic_version set version_num = '9999'")
            database.close()
        case "no database":
            file.write_text("아니에요" * 1000, "utf-8")
        case "a damaged database":
            file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 100_000)
        case "a folder for a file":
            file.unlink()
            changes = {"DATABASE_URL": f"sqlite:///{tmp_path}"}
        case "a file for a folder":
            changes = {"WIZARD_DATA": str(file)}
        case "no server":
            changes = {"DATABASE_URL": f"postgresql://me:{PASSWORD}@127.0.0.1:{free_port()}/shop"}
        case "a wrong password":
            server = request.getfixturevalue("postgres").partition("@")[2]
            changes = {"DATABASE_URL": f"postgresql://{ASKED}:{PASSWORD}@{server}/postgres"}
        case "an address of two words":
            changes = {"DATABASE_URL": f"postgresql://me:{PASSWORD}@two words/shop"}
        case "a setting":
            changes = {"WIZARD_WORKERS": "many"}
        case "no privacy texts":
            changes = {"WIZARD_PRIVACY": str(tmp_path)}
    return env | changes, SAYS_OF[request.param]


def test_what_keeps_it_from_starting_is_one_sentence_and_no_part_of_a_password(broken):
    env, word = broken

    done = run_wizard("serve", env=env)

    told = [line for line in done.stderr.splitlines() if "WARNING" not in line]
    assert (done.returncode, done.stdout) == (1, "")
    assert word in told[0]
    assert word.startswith("operator") or (len(told) == 1 and KOREAN.search(told[0]))
    assert not [part for part in re.split("[@/#]", PASSWORD) if part in done.stderr]


def test_a_port_in_use_is_told_by_its_number_before_a_process_is_begun(env, monkeypatch):
    monkeypatch.undo()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_wizard("serve", env=env | {"PORT": str(port)})

    assert done.returncode == 1
    assert f"Error: PORT: {port}번은 다른 프로그램이 쓰고 있어요" in done.stderr


def test_an_address_of_another_machine_is_no_place_to_listen(env, monkeypatch):
    monkeypatch.undo()

    done = run_wizard("serve", env=env | {"HOST": "203.0.113.9"})

    assert (done.returncode, "Error: HOST: 203.0.113.9" in done.stderr) == (1, True)


def test_a_full_disk_is_told_as_such(tmp_path):
    def fill(connection, _record):
        connection.execute("PRAGMA max_page_count=9")

    sa.event.listen(sa.Engine, "connect", fill)
    try:
        done = run_wizard("db", "upgrade", env={"WIZARD_DATA": str(tmp_path), "DATABASE_URL": ""})
    finally:
        sa.event.remove(sa.Engine, "connect", fill)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: 디스크가 가득 찼어요")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_a_data_folder_of_somebody_else_is_told_by_its_path(env, tmp_path):
    tmp_path.chmod(0o755)
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o555)
    pid = os.fork()
    if pid == 0:
        os.setresuid(65534, 65534, 65534)
        done = run_wizard("db", "upgrade", env=env | {"WIZARD_DATA": str(folder / "data")})
        os._exit(done.returncode if f"{folder}/data: 열 권한이 없어요" in done.stderr else 99)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1


def test_a_key_file_that_is_gone_is_told_and_what_there_is_to_read_is_served(
    env, monkeypatch, tmp_path
):
    served = []
    monkeypatch.setattr("wizard.server.run", lambda *_: served.append(True))
    run_wizard("serve", env=env)
    run_wizard("keys", "status", env=env)
    (tmp_path / "data" / "keys.json").unlink()

    asked, begun = run_wizard("keys", "status", env=env), run_wizard("serve", env=env)

    told = f"{tmp_path}/data/keys.json: 키 파일이 없어요."
    assert (asked.returncode, asked.stderr.startswith(f"Error: {told}")) == (1, True)
    assert told in begun.stderr
    assert len(served) == 2


def test_a_folder_without_guides_is_told_where_it_is_served(env, monkeypatch, tmp_path):
    monkeypatch.setattr("wizard.server.run", lambda *_: None)

    done = run_wizard("serve", env=env | {"WIZARD_GUIDES": str(tmp_path)})

    assert f"{tmp_path}: 안내 파일이 하나도 없어요" in done.stderr


@pytest.mark.parametrize("charset", ["latin-1", "euc-kr"])
def test_a_terminal_that_does_not_know_a_letter_is_shown_its_number(charset):
    done = CliRunner(charset=charset).invoke(main, ["rules"], catch_exceptions=False)

    assert done.exit_code == 0
    assert b"\\u27e8" in done.stdout_bytes

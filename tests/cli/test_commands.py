import json
import logging
import re
import shutil
import sqlite3

import pytest
from click.testing import CliRunner
from conftest import CONTENT, GUIDES, prepared, settings_for
from flask import Flask
from support.commands import run_wizard
from support.services import FIRM, NOON, draft, services_of

from wizard.app import open_database
from wizard.cli import LOG_LINE, LOG_TIME, main
from wizard.cli.diff import OF_FRAGMENTS
from wizard.crypto import key_file
from wizard.settings import PRIVACY

LINE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[YKP]\d\d) .+ \(.+\)")


@pytest.fixture
def folder(tmp_path):
    """Two faulty guides and a sound one."""
    folder = tmp_path / "guides"
    folder.mkdir()
    for name in ("constants", "fork", "start"):
        shutil.copy(GUIDES / f"{name}.yaml", folder)
    spoil(folder / "fork.yaml", "kind: info", "kind: inof")
    spoil(folder / "start.yaml", "lists: malls", "lists: mals, titel: 가")
    return folder


@pytest.fixture
def env(tmp_path):
    """The environment of an operator, with a folder for the data of its own."""
    return {"WIZARD_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "WIZARD_KEYS": ""}


@pytest.fixture
def keys(tmp_path):
    return tmp_path / "data" / "keys.json"


def spoil(file, old, new):
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def check(*args):
    return CliRunner().invoke(main, ["check", *map(str, args)])


def fill(tmp_path, accounts):
    """Save some accounts of two values each in the operator's database."""
    engine = open_database(Flask("wizard"), prepared(settings_for(tmp_path / "data")))
    services = services_of(engine, tmp_path / "data")
    ids = [services.save(draft(f"form-{number}"), FIRM) for number in range(accounts)]
    engine.dispose()
    return ids


def test_check_of_sound_guides_is_one_line_and_0():
    result = check(CONTENT)

    assert (result.exit_code, result.output) == (0, "안내 11개가 모두 올바라요.\n")


def test_advice_fails_nothing_and_is_counted_in_that_line_or_told_or_as_bad_as_a_fault():
    quiet, told, strict = check(GUIDES), check("--advice", GUIDES), check("--strict", GUIDES)

    count = len([*GUIDES.glob("*.yaml")]) - 1  # constants.yaml is no guide
    advice = len(re.findall(r": A\d\d ", told.output))
    assert (
        quiet.output
        == f"안내 {count}개가 모두 올바라요. 조언 {advice}개는 --advice로 볼 수 있어요.\n"
    )
    assert told.output.count(" A05 ") == strict.output.count(" A05 ") == 3
    assert (quiet.exit_code, told.exit_code, strict.exit_code) == (0, 0, 1)


def test_what_the_operator_is_to_be_asked_is_advice_that_fails_nothing(folder):
    asked = "phone: {value: 02-0000-0000, kind: phone, ask: 점심에도 받나요?}\n"
    (folder / "constants.yaml").write_text(f"server_ip: 192.0.2.15\n{asked}", "utf-8")

    told, strict = check("--advice", folder), check("--strict", folder)

    assert "constants.yaml:2:48: A70 운영자에게 물어볼 것: 점심에도 받나요?" in told.output
    assert "A70" not in strict.output


def test_a_folder_is_looked_at_with_its_fragments_and_those_that_nobody_uses_are_named(tmp_path):
    folder = shutil.copytree(GUIDES / "shared", tmp_path / "guides")
    tool = folder / "fragments" / "selling-tool.yaml"
    shutil.copy(tool, folder / "fragments" / "idle.yaml")

    whole, alone = check("--advice", folder), check(tool)

    assert "fragments/idle.yaml:1:1: A72 'idle'을 쓰는 안내가 없어요" in whole.output
    assert (whole.output.count("A72"), whole.exit_code) == (1, 0)
    assert (alone.output, alone.exit_code) == ("안내 1개가 모두 올바라요.\n", 0)


def test_a_fault_of_a_fragment_is_told_once_in_its_own_file(tmp_path):
    folder = shutil.copytree(GUIDES / "shared", tmp_path / "guides")
    spoil(folder / "fragments" / "selling-tool.yaml", "kind: info", "kind: inof")

    result = check(folder)

    assert result.output.count("fragments/selling-tool.yaml:4:11: K05") == 1
    assert (result.output.count("\n"), result.exit_code) == (1, 1)


def test_a_changed_fragment_is_a_change_of_the_guides_that_use_it(tmp_path):
    old, new = (shutil.copytree(GUIDES / "shared", tmp_path / name) for name in ("old", "new"))
    spoil(new / "fragments" / "selling-tool.yaml", "도구 메뉴", "연장 메뉴")

    assert "~ tool-menu  title" in run_wizard("diff", old, new).stdout


def test_folders_that_are_compared_borrow_nothing_of_each_other(tmp_path):
    old, new = (shutil.copytree(GUIDES / "shared", tmp_path / name) for name in ("old", "new"))
    (new / "fragments" / "selling-tool.yaml").unlink()
    alone = shutil.copy(new / "borrowing.yaml", tmp_path)

    assert "P73" in run_wizard("diff", old, new).stderr
    assert "달라진 것이 없어요" in run_wizard("diff", old / "borrowing.yaml", alone).stdout


def test_a_changed_glossary_is_told_word_by_word(tmp_path):
    old, new = (shutil.copytree(GUIDES / "shared", tmp_path / name) for name in ("old", "new"))
    spoil(new / "glossary.yaml", "다른 프로그램이", "남의 프로그램이")
    spoil(new / "glossary.yaml", "도구:", "연장:")

    told = run_wizard("diff", old, new).stdout

    assert told.endswith("glossary.yaml: 풀이가 달라졌어요\n  - 도구\n  ~ API\n  + 연장\n")


def test_fragments_are_compared_through_their_guides():
    tool = GUIDES / "shared" / "fragments" / "selling-tool.yaml"

    for side in (tool, tool.parent):
        result = run_wizard("diff", side, side)
        assert (OF_FRAGMENTS in result.stderr, result.returncode) == (True, 1)


def test_fix_mends_what_is_safe_and_tells_the_rest(folder):
    (folder / "fork.yaml").chmod(0o640)
    result = run_wizard("check", "--fix", folder)

    assert f"고쳤어요: {folder}/fork.yaml:9:23: K05" in result.stderr
    assert f"고쳤어요: {folder}/start.yaml" not in result.stderr
    assert result.returncode == 1
    assert [LINE.fullmatch(line)["code"] for line in result.stdout.splitlines()] == ["P02", "K02"]
    assert check(folder / "fork.yaml").exit_code == 0
    assert (folder / "fork.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in folder.iterdir()) == [
        "constants.yaml",
        "fork.yaml",
        "start.yaml",
    ]


def test_fix_does_not_write_a_sound_guide(folder):
    shutil.copy(GUIDES / "agency.yaml", folder)
    before = (folder / "agency.yaml").stat()

    assert check("--fix", folder / "agency.yaml").exit_code == 0
    after = (folder / "agency.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_rule_is_shown_with_its_examples_and_an_unknown_one_is_told():
    shown = CliRunner().invoke(main, ["rules", "p06"])
    unknown = CliRunner().invoke(main, ["rules", "P99"])

    assert "### P06" in shown.output
    assert "나쁜 보기" in shown.output
    assert unknown.exit_code == 1
    assert "'P99'라는 규칙이 없어요" in unknown.output


def test_check_prints_each_fault_of_each_guide_on_a_line_of_its_own_and_ends_with_1(folder):
    result = check(folder)

    found = [LINE.fullmatch(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert all(found)
    assert [(m["file"], m["code"]) for m in found] == [
        (f"{folder}/fork.yaml", "K05"),
        (f"{folder}/start.yaml", "P02"),
        (f"{folder}/start.yaml", "K02"),
    ]


def test_check_prints_a_fault_as_file_line_column_code_message_and_hint(folder):
    result = check(folder / "fork.yaml")

    told = "9:23: K05 'inof'는 여기에 쓸 수 없어요 (혹시 'info'인가요?)"
    assert result.output == f"{folder}/fork.yaml:{told}\n"


def test_check_of_one_file_looks_at_no_other(folder):
    shutil.copy(GUIDES / "agency.yaml", folder)

    assert check(folder / "agency.yaml").exit_code == 0


def test_check_as_json_gives_machines_the_same_faults(folder):
    lines, result = check(folder).output, check("--json", folder)

    faults = json.loads(result.output)
    assert result.exit_code == 1
    assert set(faults[0]) == {"file", "line", "column", "code", "message", "hint"}
    assert [
        "{file}:{line}:{column}: {code} {message} ({hint})".format(**fault) for fault in faults
    ] == lines.splitlines()


def test_check_as_json_of_sound_guides_is_an_empty_list_and_0():
    result = check("--json", GUIDES)

    assert (result.exit_code, json.loads(result.output)) == (0, [])


def test_check_of_what_is_not_there_ends_with_2_and_names_it(tmp_path):
    result = check(tmp_path / "gone.yaml")

    assert result.exit_code == 2
    assert "gone.yaml" in result.output


def test_check_tells_a_fault_of_the_constants_once(folder):
    (folder / "constants.yaml").write_text("a: 1\na: 2\n", "utf-8")

    output = check(folder).output

    assert output.count("constants.yaml:2:1: Y07") == 1


def test_check_without_a_path_looks_at_the_guides_that_are_served(folder):
    result = run_wizard("check", env={"WIZARD_GUIDES": str(folder)})

    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr == ""


def test_a_new_key_is_made_once_and_then_added_and_never_printed(env, keys):
    first = run_wizard("keys", "new", env=env)
    second = run_wizard("keys", "new", env=env)

    ring = key_file.load(keys).ring
    assert (first.returncode, second.returncode, len(ring.keys)) == (0, 0, 2)
    assert ring.active in second.stdout
    secrets = [item["key"] for item in json.loads(keys.read_text())["seal"]]
    assert not any(key in first.stdout + second.stdout for key in secrets)


def test_keys_are_rotated_and_counted_by_an_operator(env, keys, tmp_path):
    fill(tmp_path, 2)
    old, new = key_file.load(keys).ring.active, key_file.add(keys, NOON).ring.active

    before = run_wizard("keys", "status", env=env)
    rotated = run_wizard("keys", "rotate", env=env)
    after = run_wizard("keys", "status", env=env)

    assert before.stdout == f"{new}  지금 쓰는 키  값 0개\n{old}  옛 키  값 4개\n"
    assert rotated.stdout == f"값 4개를 {new}로 다시 잠갔어요.\n"
    assert after.stdout == f"{new}  지금 쓰는 키  값 4개\n{old}  옛 키  값 0개\n"


@pytest.mark.parametrize("command", ["status", "rotate"])
def test_a_wrong_key_file_is_refused_in_one_line_without_a_traceback(env, keys, tmp_path, command):
    fill(tmp_path, 1)
    keys.unlink()
    key_file.create(keys, NOON)

    result = run_wizard("keys", command, env=env)

    assert result.returncode == 1
    assert result.stderr.startswith(f"Error: {keys}: 이 데이터베이스를 잠근 키")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("beside", ["nothing", "another file"])
def test_no_new_key_is_made_for_a_database_whose_keys_are_lost(env, keys, tmp_path, beside):
    fill(tmp_path, 1)
    lost = key_file.load(keys).ring.active
    keys.unlink()
    if beside != "nothing":
        key_file.create(keys, NOON)
    before = keys.read_bytes() if keys.exists() else None

    result = run_wizard("keys", "new", env=env)

    assert result.returncode == 1
    assert lost in result.stderr
    assert "되돌려" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert (keys.read_bytes() if keys.exists() else None) == before


@pytest.mark.parametrize("is_read_only", [False, True], ids=["its own", "read-only"])
def test_rotation_notes_in_an_older_key_file_that_all_open_values_are_marked(
    env, keys, tmp_path, monkeypatch, is_read_only
):
    fill(tmp_path, 1)
    data = json.loads(keys.read_text())
    del data["marks_all"]
    keys.write_text(json.dumps(data))

    def refuse(_file):
        raise OSError(30, "Read-only file system")

    if is_read_only:
        monkeypatch.setattr(key_file, "mark_all", refuse)
    result = run_wizard("keys", "rotate", env=env)

    assert result.returncode == 0
    assert ("marks_all" in result.stderr) is is_read_only
    assert ("marks_all" in json.loads(keys.read_text())) is not is_read_only


def test_db_sweep_takes_the_traces_of_what_was_deleted_out_of_the_file(env, tmp_path):
    fill(tmp_path, 1)

    result = run_wizard("db", "sweep", env=env)

    assert (result.returncode, result.stderr) == (0, "")
    assert "흔적" in result.stdout


def test_a_faulty_key_file_is_never_replaced_by_a_new_one(env, keys):
    keys.parent.mkdir()
    keys.write_text("half", "utf-8")

    result = run_wizard("keys", "new", env=env)

    assert result.returncode == 1
    assert result.stderr.startswith(f"Error: {keys}: 읽을 수 있는 키 파일이 아니에요")
    assert keys.read_text("utf-8") == "half"


def test_db_upgrade_makes_the_tables(env, tmp_path):
    result = run_wizard("db", "upgrade", env=env)

    connection = sqlite3.connect(tmp_path / "data" / "wizard.db")
    tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    connection.close()
    assert result.returncode == 0
    assert {"seller", "account", "account_field", "alembic_version"} <= tables


def test_a_setting_that_cannot_be_used_is_told_in_one_line(env):
    result = run_wizard("db", "upgrade", env=env | {"PORT": "http"})

    assert result.returncode == 1
    assert result.stderr.startswith("Error: PORT: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["status", "rotate"])
def test_a_database_without_tables_is_told_in_one_line(env, keys, command):
    key_file.create(keys, NOON)

    result = run_wizard("keys", command, env=env)

    assert result.returncode == 1
    assert "wizard db upgrade" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_of_faulty_constants_alone_is_no_success(tmp_path):
    file = tmp_path / "constants.yaml"
    file.write_text("phone: 1\nphone: 2\n", "utf-8")

    assert "constants.yaml:2:1: Y07" in run_wizard("check", file).stdout
    assert run_wizard("check", tmp_path).returncode == 1


def test_check_of_a_folder_without_guides_is_no_success(tmp_path):
    result = run_wizard("check", tmp_path)

    assert result.returncode == 1
    assert "살펴볼 안내 파일이 없어요" in result.stderr


def test_a_line_of_the_log_says_when_with_its_offset():
    record = logging.makeLogRecord({"levelname": "WARNING", "name": "wizard", "msg": "so"})

    line = logging.Formatter(LOG_LINE, LOG_TIME).format(record)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING wizard: so", line)


def test_what_is_said_of_personal_data_is_checked_with_the_guides_or_by_name(tmp_path):
    folder = shutil.copytree(PRIVACY, tmp_path / "privacy")
    env = {"WIZARD_PRIVACY": str(folder), "WIZARD_GUIDES": str(GUIDES)}
    sound = run_wizard("check", folder, env=env)
    advised = run_wizard("check", folder, "--advice", env=env)
    spoil(folder / "policy" / "1.yaml", "changes:", "chances:")

    broken = [run_wizard("check", *paths, env=env) for paths in ((), (folder,))]

    assert (sound.returncode, advised.returncode) == (0, 0)
    assert "operator.yaml:" in advised.stdout
    assert "N01" in advised.stdout
    assert [one.returncode for one in broken] == [1, 1]
    assert all("policy/1.yaml:5:1: K02 'chances'" in one.stdout for one in broken)

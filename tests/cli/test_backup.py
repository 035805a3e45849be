"""`wizard backup` and `wizard restore`, as an operator meets them."""

import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from conftest import GUIDES, prepared, settings_for
from flask import Flask
from support.commands import run_wizard
from support.services import FIRM, draft, opened, services_of

from wizard.app import open_database
from wizard.cli import main
from wizard.settings import PRIVACY


@pytest.fixture
def old(tmp_path):
    """The environment of a machine on which a seller has saved."""
    return environment(tmp_path / "old", saved=True)


def environment(home, *, saved=False):
    env = {"WIZARD_DATA": str(home / "data"), "WIZARD_GUIDES": str(home / "guides")}
    env |= {"DATABASE_URL": "", "WIZARD_KEYS": "", "WIZARD_PRIVACY": str(PRIVACY)}
    (home / "guides").mkdir(parents=True)
    for name in ("fork", "keys", "constants"):
        shutil.copy(GUIDES / f"{name}.yaml", home / "guides")
    if saved:
        with engine_of(home) as engine:
            services_of(engine, home / "data").save(draft(), FIRM)
    return env


class engine_of:  # noqa: N801
    """The database of a machine, while it is looked at."""

    def __init__(self, home):
        self.data = home / "data"

    def __enter__(self):
        settings = settings_for(self.data)
        if not settings.keys.exists():
            prepared(settings)
        self.engine = open_database(Flask("machine"), settings)
        return self.engine

    def __exit__(self, *_):
        self.engine.dispose()


def at(day):
    return lambda: datetime(2026, 11, day, 3, tzinfo=UTC)


def test_a_backup_is_carried_to_another_machine_and_its_accounts_open_there(old, tmp_path):
    there = environment(tmp_path / "new")
    done = run_wizard("backup", tmp_path / "kept.zip", env=old)
    looked = run_wizard("restore", tmp_path / "kept.zip", "--check", env=there)
    before = [*(tmp_path / "new" / "data").rglob("*.json")]

    restored = run_wizard("restore", tmp_path / "kept.zip", env=there)
    shutil.copy(tmp_path / "old" / "data" / "keys.json", tmp_path / "new" / "data")

    assert (done.returncode, looked.returncode, restored.returncode) == (0, 0, 0)
    assert f"{tmp_path}/old/data/keys.json" in done.stdout
    assert "키 파일은 들어 있지 않아요" in done.stdout
    assert "깨진 곳이 없어요" in looked.stdout
    assert before == []
    assert "되살렸어요" in restored.stdout
    assert "키 파일이 아직 없어요" in restored.stderr
    assert "restored-" not in restored.stderr  # its guides are the same
    assert run_wizard("keys", "status", env=there).stdout.endswith("값 2개\n")
    with engine_of(tmp_path / "new") as engine:
        services = services_of(engine, tmp_path / "new" / "data")
        with engine.connect() as connection:
            account = connection.exec_driver_sql("select id from account").scalar_one()
        assert opened(services, account) == draft().values


def test_guides_that_differ_and_what_was_published_there_are_kept_apart_and_told(old, tmp_path):
    run_wizard("publish", env=old)
    run_wizard("backup", tmp_path / "kept.zip", env=old)
    there = environment(tmp_path / "new")
    guide = tmp_path / "new" / "guides" / "fork.yaml"
    guide.write_text(guide.read_text("utf-8").replace("kind: info", "kind: inof"), "utf-8")
    (tmp_path / "new" / "data" / "published").mkdir(parents=True, mode=0o700)
    text = guide.read_bytes()

    restored = run_wizard("restore", tmp_path / "kept.zip", env=there)

    [apart] = (tmp_path / "new" / "data").glob("restored-*/guides")
    [aside] = (tmp_path / "new" / "data").glob("published-before-*")
    assert f"{apart}에 따로 두었어요. 그것을 쓰려면 WIZARD_GUIDES에 적어 주세요." in restored.stderr
    assert (apart / "fork.yaml").read_bytes() == (GUIDES / "fork.yaml").read_bytes()
    assert guide.read_bytes() == text
    assert aside.is_dir()
    assert run_wizard("releases", env=there).stdout.startswith("1  ")


def test_in_a_folder_backups_are_named_by_their_moment_and_only_the_newest_stay(old, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "theirs.zip").touch()
    for day in (1, 2, 3):
        args = ["backup", str(tmp_path / "kept"), "--keep", "2"]
        CliRunner().invoke(main, args, env=old, obj=at(day), catch_exceptions=False)

    names = sorted(file.name for file in (tmp_path / "kept").iterdir())
    last = run_wizard("backup", "--last", env=old).stdout

    assert names == ["theirs.zip", "wizard-20261102T030000Z.zip", "wizard-20261103T030000Z.zip"]
    assert last == "마지막 백업: 2026-11-03 12:00 (한국 시각)\n"


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["backup", "{home}/kept.zip"], "kept.zip: 이미 있어요"),
        (["backup", "{home}/none/kept.zip"], "없어요"),
        (["backup", "--last"], "아직 백업한 적이 없어요"),
        (["restore", "{home}/kept.zip"], "백업 파일이 아니거나 깨졌어요"),
    ],
    ids=["there already", "no folder", "never", "no backup"],
)
def test_what_cannot_be_done_is_one_sentence(old, tmp_path, args, word):
    (tmp_path / "kept.zip").write_text("mine")

    done = run_wizard(*(arg.format(home=tmp_path) for arg in args), env=old)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert word in done.stderr
    assert (tmp_path / "kept.zip").read_text() == "mine"


def test_without_a_place_it_asks_for_one(old):
    done = run_wizard("backup", env=old)

    assert (done.returncode, "백업을 둘 파일이나 폴더" in done.stderr) == (2, True)

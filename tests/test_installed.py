"""The built wheel, installed by pip in another environment and served from another folder."""

import shutil
import subprocess
import sys
import sysconfig
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.serving import free_port

from bench.browser import Browser
from bench.course import FIRM, choose
from bench.saves import count_accounts
from chaos import seller
from wizard.settings import Settings
from wizard.web.screen import address

ROOT = Path(__file__).parents[1]
MALLS = {file.stem for file in (ROOT / "content" / "facts").glob("*.yaml")}
STRANGE = "가게 50%20?#1"
"""A folder's name that an address, a shell or a template may take for something else."""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The `wizard` command of an environment that knows nothing of the checkout but its libraries."""
    home = tmp_path_factory.mktemp("installed") / STRANGE
    home.mkdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home, cwd=ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv")
    python = home / "venv" / "bin" / "python"
    [wheel] = home.glob("*.whl")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", "--no-compile", wheel)  # fmt: skip
    [place] = home.glob("venv/lib/*/site-packages")
    (place / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return home / "venv" / "bin" / "wizard"


def run(*command, cwd=None, env=None):
    """Run a program in the C locale."""
    told = {"LANG": "C", "PATH": "/usr/bin:/bin", **(env or {})}
    return subprocess.run(
        [*map(str, command)], check=True, capture_output=True, cwd=cwd, env=told, encoding="utf-8"
    )


@contextmanager
def serving(program, folder, **env):
    """Serve until the end, with a umask that keeps everything from others: its port."""
    port = free_port()
    told = {"LANG": "C", "PATH": "/usr/bin:/bin", "PORT": str(port), "WIZARD_WORKERS": "1", **env}
    with subprocess.Popen(
        [program, "serve"], cwd=folder, env=told, umask=0o077,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as server:  # fmt: skip
        assert str(port) in server.stdout.readline(), server.stderr.read()
        yield port
        server.terminate()
        server.communicate(timeout=120)


def test_the_installed_program_brings_its_guides_and_says_so(program):
    told = run(program, "check", cwd="/").stdout

    assert told.startswith("안내 11개가 모두 올바라요.")


def test_it_serves_every_guide_and_saves_in_a_folder_of_any_name(program, tmp_path):
    folder, course = tmp_path / STRANGE, choose()
    folder.mkdir()

    with serving(program, folder) as port, Browser(port) as browser:
        home = browser.get("/").soup
        pages = [browser.get(address(mall, "", {})).status for mall in MALLS]
        style = browser.get(home.select_one("link[rel=stylesheet]")["href"]).status
        privacy = browser.get("/privacy").status
        path, data = seller.ready(browser, course, FIRM | course.values())
        saved = browser.post(path, data).status

    assert (len(pages), {*pages}, style, privacy, saved) == (11, {200}, 200, 200, 303)
    assert count_accounts(Settings.from_env({"WIZARD_DATA": str(folder / "var")}).database_url) == 1
    assert not [file for file in folder.rglob("*") if file.stat().st_mode & 0o077]


def test_a_checkout_of_any_name_that_was_moved_finds_itself(program, tmp_path):
    before, after = tmp_path / STRANGE, tmp_path / f"moved {STRANGE}"
    (before / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "link", before / "tools")
    shutil.copytree(program.parents[1], before / ".venv", symlinks=True)
    shutil.copytree(ROOT / "wizard" / "cli", before / "wizard" / "cli")
    shutil.copy(ROOT / "wizard" / "__init__.py", before / "wizard")
    for installed in before.glob(".venv/lib/*/site-packages/wizard*"):
        shutil.rmtree(installed)
    run(before / "tools" / "link", cwd=before)
    before.rename(after)

    told = run(after / ".venv" / "bin" / "wizard", "--help", cwd="/").stdout
    python = after / ".venv" / "bin" / "python"
    found = run(python, "-c", "import wizard.cli as c; print(c.__file__)", cwd="/")

    assert told.startswith("Usage: wizard ")
    assert found.stdout == f"{after}/wizard/cli/__init__.py\n"


def test_the_wheel_holds_whatever_stands_beside_the_code(program):
    [place] = program.parents[1].glob("lib/*/site-packages/wizard")
    ours = {
        file.relative_to(ROOT / "wizard") for file in (ROOT / "wizard").rglob("*") if file.is_file()
    }
    shipped = {Path("shipped") / file.relative_to(ROOT / "content") for file in (ROOT / "content").rglob("*") if file.is_file()}  # fmt: skip

    missing = {
        file for file in ours | shipped if file.suffix != ".pyc" and not (place / file).exists()
    }

    assert missing == set()
    assert {".css", ".js", ".html"} <= {file.suffix for file in ours}

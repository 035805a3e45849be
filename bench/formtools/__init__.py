"""django-formtools' walk of six screens, in an environment of its own: the peer that ours is told beside."""

import hashlib
import sqlite3
import subprocess
import venv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bs4 import BeautifulSoup

from bench import walks
from bench.course import FIRM
from bench.servers import MeasureError, Server, running
from bench.walks import Taken

HERE = Path(__file__).parent
REQUIREMENTS, HOME = HERE / "requirements.txt", HERE / ".venv"
START = "/six"
MOST_SCREENS = 10
TYPED = FIRM | {
    "which": "never",
    "login_id": "hanbit2026",
    "vendor_code": "A00012345",
    "api_key": "abcdef0123456789abcdef0123456789",
    "secret_key": "0123456789abcdef0123456789abcdef01234567",
    "phone_code": "0505-1234-5678",
}


@contextmanager
def serving(home: Path, core: int) -> Iterator[Server]:
    """Run it behind gunicorn's own gthread, with as many threads and workers as ours has."""
    program = _environment() / "bin" / "python"
    env = {"FORMTOOLS_DATABASE": str(_database(home))}
    command = [str(program), str(HERE / "site.py"), str(core)]
    with running(command, env, home / "formtools.log", "/healthz") as server:
        yield server


def walk_once(server: Server) -> Taken:
    """Walk from the first screen to the one that shows the saved account."""
    with walks.measured(server) as (browser, taken):
        answer = browser.get(START)
        for _ in range(MOST_SCREENS):
            if answer.status != walks.OK:
                raise MeasureError(f"django-formtools answered {answer.status}")
            if answer.soup.select_one("[data-account]"):
                return taken()
            answer = browser.post(START, _data(answer.soup))
    raise MeasureError("django-formtools came to no account")


def prove(home: Path) -> None:
    """Each walk must have left an account."""
    with closing(sqlite3.connect(_database(home))) as connection:
        [count] = connection.execute("SELECT count(*) FROM account").fetchone()
    if count != walks.WALKS:
        raise MeasureError(f"django-formtools: {walks.WALKS} walks, {count} accounts")


def _data(soup: BeautifulSoup) -> dict[str, str]:
    """Give what a browser posts: hidden boxes as they are, the others by the end of their names."""
    data: dict[str, str] = {}
    for tag in soup.select("form input[name]"):
        name = str(tag["name"])
        is_hidden = tag.get("type") == "hidden"
        data[name] = str(tag["value"]) if is_hidden else TYPED[name.rpartition("-")[2]]
    return data


def _database(home: Path) -> Path:
    return home / "formtools.db"


def _environment() -> Path:
    """Make the environment if it is not there, or not of these requirements."""
    mark, wanted = HOME / "made", hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return HOME
    venv.create(HOME, clear=True, with_pip=True)
    install = ["-m", "pip", "install", "-q", "--require-hashes", "-r", str(REQUIREMENTS)]
    done = subprocess.run(
        [str(HOME / "bin" / "python"), *install], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MeasureError(f"django-formtools could not be installed: {done.stderr[-800:]}")
    mark.write_text(wanted)
    return HOME

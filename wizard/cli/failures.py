"""What an operator is told when a command cannot do its work: one sentence, and nothing of a password.

What a server or a driver said is never repeated: it may quote half an address, with a password in it.
"""

import errno
import sqlite3
import sys
from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from wizard.errors import GuideError, WizardError


def kinds() -> tuple[type[Exception], ...]:
    """Give what a command may meet that is no bug of ours; only what was loaded can have been raised."""
    alembic = sys.modules.get("alembic.util")
    migrating = (alembic.CommandError,) if alembic else ()
    return (WizardError, SQLAlchemyError, OSError, *migrating)


FULL = "디스크가 가득 찼어요. 자리를 비우고 다시 해 주세요."
_SQLITE = {
    sqlite3.SQLITE_BUSY: "데이터베이스를 다른 프로그램이 쓰고 있어요. 잠시 뒤에 다시 해 주세요.",
    sqlite3.SQLITE_LOCKED: "데이터베이스를 다른 프로그램이 쓰고 있어요. 잠시 뒤에 다시 해 주세요.",
    sqlite3.SQLITE_READONLY: "데이터베이스 파일이나 그 폴더에 쓸 수 없어요. 프로그램을 돌리는 사용자가 쓸 수 있게 해 주세요.",
    sqlite3.SQLITE_IOERR: "데이터베이스 파일을 읽거나 쓰지 못했어요. 디스크를 살펴봐 주세요.",
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: "데이터베이스 파일을 열 수 없어요. 프로그램을 돌리는 사용자가 그 폴더에 쓸 수 있게 해 주세요.",
    sqlite3.SQLITE_CORRUPT: "데이터베이스 파일이 깨졌어요. 백업해 둔 것을 되살려 주세요.",
    sqlite3.SQLITE_NOTADB: "데이터베이스 파일이 깨졌거나 SQLite 파일이 아니에요. WIZARD_DATA와 DATABASE_URL을 확인하거나, 백업해 둔 것을 되살려 주세요.",
}
_SERVER = (
    ("password", "데이터베이스 서버가 비밀번호를 받지 않아요. DATABASE_URL의 아이디와 비밀번호를 확인해 주세요."),
    ("does not exist", "DATABASE_URL에 적은 데이터베이스나 아이디가 서버에 없어요. 이름을 확인해 주세요."),
    ("permission denied", "데이터베이스 서버가 권한이 없다고 해요. DATABASE_URL의 아이디에 이 데이터베이스의 권한을 주세요."),
    ("too many", "데이터베이스 서버에 연결이 너무 많아요. 잠시 뒤에 다시 해 주세요."),
    ("lock timeout", _SQLITE[sqlite3.SQLITE_BUSY]),
)  # fmt: skip
"""A word in what PostgreSQL says -> what we say; its own words may quote the address."""

AWAY = "데이터베이스 서버에 연결할 수 없어요. 서버가 켜져 있는지, DATABASE_URL의 이름과 포트가 맞는지 확인해 주세요."
REFUSED = "데이터베이스가 하려던 일을 받지 않아요. 로그를 살펴보고 다시 해 주세요."
_FILES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: "{file}: 열 권한이 없어요. 프로그램을 돌리는 사용자가 읽고 쓸 수 있게 해 주세요.",
    errno.EPERM: "{file}: 바꿀 권한이 없어요. 프로그램을 돌리는 사용자의 것으로 해 주세요.",
    errno.EROFS: "{file}: 쓸 수 없어요(읽기 전용이에요). 쓸 수 있는 곳을 WIZARD_DATA에 적어 주세요.",
    errno.ENOENT: "{file}: 없어요. 적은 경로를 확인해 주세요.",
    errno.ENOTDIR: "{file}: 길에 폴더가 아닌 파일이 있어요. 적은 경로를 확인해 주세요.",
    errno.EEXIST: "{file}: 이미 있어요. 다른 경로를 적어 주세요.",
    errno.EISDIR: "{file}: 파일이 아니라 폴더예요. 적은 경로를 확인해 주세요.",
    errno.EMFILE: "열 수 있는 파일의 수를 넘었어요. 한도(ulimit -n)를 늘려 주세요.",
    errno.ENAMETOOLONG: "경로가 너무 길어요. 더 짧은 경로를 적어 주세요.",
}


def sentence(error: BaseException) -> str:
    """Say in one Korean sentence what happened and what to do; "" for what is not to be said so."""
    if isinstance(error, GuideError):
        return str(error)
    for cause in _causes(error):
        if told := _of_one(cause):
            return told
    return str(error) if isinstance(error, WizardError) else ""


def is_away(error: BaseException) -> bool:
    """Say whether nobody answers where the database should be: it may come back by itself."""
    return sentence(error) == AWAY


def _of_one(error: BaseException) -> str:
    """Say it of one error of the chain."""
    if isinstance(error, SQLAlchemyError):
        return _of_database(error)
    if isinstance(error, OSError) and error.errno in _FILES:
        return _FILES[error.errno].format(file=error.filename2 or error.filename or "파일")
    return ""


def _of_database(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, REFUSED)
    said = str(cause).lower()
    if told := next((told for word, told in _SERVER if word in said), ""):
        return told
    return REFUSED if getattr(cause, "sqlstate", None) else AWAY


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and what it came of, nearest first."""
    while error is not None:
        yield error
        error = error.__cause__

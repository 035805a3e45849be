"""What an address of a receiver may be: https, a name that everybody can look up, nothing of a sign-in."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from wizard.egress.route import HTTPS
from wizard.errors import FieldError

MAX_CHARS = 500
FIRST_FREE_PORT = 1024
_VISIBLE = re.compile(r"[!-~]+")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?=.{{4,253}}$)(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
"""A name with a dot, whose last part begins with a letter: no number is one, however it is written."""


@dataclass(frozen=True)
class Receiver:
    """Where to send.

    Attributes:
        name: of the server, in lower case.
        target: path and query, as they go out; they may hold a secret of the receiver's.

    """

    name: str
    port: int
    target: str


def receiver(url: str) -> Receiver:
    """Read an address.

    Raises:
        FieldError: naming the box, and what to write instead.

    """
    if not url or len(url) > MAX_CHARS or not _VISIBLE.fullmatch(url) or "\\" in url:
        raise _wrong(
            f"https://로 시작하는 주소를 빈칸 없이 영문으로 적어 주세요 ({MAX_CHARS}자까지)."
        )
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong("주소를 읽을 수 없어요. https://예시.com/받는곳처럼 적어 주세요.") from None
    if parts.scheme != "https":
        raise _wrong("https://로 시작하는 주소만 쓸 수 있어요.")
    if "@" in parts.netloc:
        raise _wrong("주소에 아이디나 비밀번호(@ 앞)를 넣지 말아 주세요. 서명으로 확인하시면 돼요.")
    if "#" in url:
        raise _wrong("주소에서 # 뒤를 지워 주세요.")
    if not _NAME.fullmatch(name):
        raise _wrong(
            "숫자 주소(IP)나 이 컴퓨터 말고, hooks.예시.com처럼 인터넷에 있는 이름을 적어 주세요."
        )
    return Receiver(name, _port(port), _target(parts.path, parts.query))


def _port(port: int | None) -> int:
    if port is None:
        return HTTPS
    if port != HTTPS and port < FIRST_FREE_PORT:
        raise _wrong(f"포트는 {HTTPS} 또는 {FIRST_FREE_PORT}부터 쓸 수 있어요.")
    return port


def _target(path: str, query: str) -> str:
    return f"{path or '/'}?{query}" if query else path or "/"


def _wrong(said: str) -> FieldError:
    return FieldError("url", said)

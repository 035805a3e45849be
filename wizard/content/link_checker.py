"""Every web address that a guide names: judged by rules at once, and by asking when told to.

Asking is polite: one address after another, a pause between two of one host, a time limit, a size
limit, no more than a few redirects, and no second question while the first answer is fresh.
"""

import ipaddress
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import requests

from wizard.lint.check import Report

FRESH_S = 7 * 86_400
PAUSE_S, CONNECT_S, READ_S = 1.0, 5.0, 10.0
MAX_BYTES, MAX_REDIRECTS = 200_000, 5
AGENT = "wizard-links/1 (+link check of onboarding guides)"
_ADDRESS = re.compile(r"https?://[^\s()<>\"'\]]+")
_SHORT = frozenset(
    {"bit.ly", "t.co", "goo.gl", "url.kr", "han.gl", "me2.do", "buly.kr", "tinyurl.com"}
)
State = Literal["ok", "moved", "refused", "gone", "failed"]


@dataclass(frozen=True)
class GuideUrl:
    """One address in one place of one guide."""

    address: str
    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Answer:
    """What a host said.

    Attributes:
        state: "ok"; "moved" for good, to `told`; "refused" to a program, perhaps not to a reader;
            "gone"; or "failed", for a reason that may pass.
        at_s: when, in seconds of the epoch.

    """

    state: State
    told: str
    at_s: float


def addresses(reading: Report, file: str) -> list[GuideUrl]:
    """Give every address that a file names, in its order."""
    found = []
    for path, scalar in reading.document.scalars.items():
        if not {"enter", "copy"} & set(path):  # a value to copy, not a page to open
            place = scalar.start
            found += [
                GuideUrl(url.rstrip(".,"), file, *place) for url in _ADDRESS.findall(scalar.value)
            ]
    return sorted(found, key=lambda link: (link.line, link.column))


def doubts(address: str, *, is_source: bool = False) -> Iterator[str]:
    """Say what the address alone gives to doubt."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        yield "주소로 읽을 수 없어요"
        return
    if parts.scheme == "http":
        yield "https가 아니에요. https로 열리면 바꿔 주세요"
    if parts.username or parts.password:
        yield "주소에 아이디나 비밀번호가 들어 있어요"
    if not _is_public(host):
        yield "우리 안에서만 열리는 주소예요"
    if host.removeprefix("www.") in _SHORT:
        yield "줄인 주소예요. 어디로 가는지 보이게 원래 주소를 적어 주세요"
    if port not in {None, 80, 443}:
        yield f"보통 쓰지 않는 문({port})이에요"
    if "utm_" in parts.query or "fbclid" in parts.query:
        yield "따라다니는 꼬리표(utm)가 있어요. 물음표 뒤를 지워 주세요"
    if is_source and parts.path in {"", "/"} and not parts.query:
        yield "출처가 첫 화면이에요. 그 글의 주소를 적어 주세요"


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_public(host: str) -> bool:
    """Say whether everybody can reach a host, as far as its name tells."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".localhost", ".test"))


class LinkChecker:
    """Asks hosts whether their pages are there.

    Args:
        cache: a file that keeps the answers for a week.
        now: gives the time in seconds of the epoch.
        sleep: waits so many seconds.
        may_ask: says which hosts may be asked; those that everybody can reach, unless told else.

    """

    def __init__(
        self,
        cache: Path,
        now: Callable[[], float],
        sleep: Callable[[float], None],
        may_ask: Callable[[str], bool] = _is_public,
    ) -> None:
        self.cache = cache
        self.now = now
        self.sleep = sleep
        self.may_ask = may_ask
        self._asked_at: dict[str, float] = {}
        self._answers = _kept(cache)

    def ask(self, address: str) -> Answer:
        """Give the answer for an address: a fresh one from the cache, or a new one."""
        known = self._answers.get(address)
        if known and self.now() - known.at_s < FRESH_S and known.state != "failed":
            return known
        host = _host(address)
        if not self.may_ask(host):
            return Answer("failed", "우리 안의 주소에는 묻지 않아요", self.now())
        if host in self._asked_at:
            self.sleep(max(0.0, PAUSE_S - (self.now() - self._asked_at[host])))
        answer = self._get(address)
        self._asked_at[host] = self.now()
        self._answers[address] = answer
        self._keep()
        return answer

    def _get(self, address: str) -> Answer:
        at, moved = address, False
        try:
            with requests.Session() as session:
                session.headers["User-Agent"] = AGENT
                for _ in range(MAX_REDIRECTS + 1):
                    response = session.get(
                        at, timeout=(CONNECT_S, READ_S), stream=True, allow_redirects=False
                    )
                    with response:
                        following = session.get_redirect_target(response)
                        if following is None:
                            next(response.iter_content(MAX_BYTES), b"")
                            return self._judged(response.status_code, at if moved else "")
                    moved |= response.status_code in {301, 308}
                    at = requests.compat.urljoin(at, following)
                    if not self.may_ask(_host(at)):
                        return Answer("failed", "우리 안의 주소로 돌려보내요", self.now())
        except (requests.RequestException, ValueError) as error:  # led to what is no address
            return Answer("failed", type(error).__name__, self.now())
        return Answer("failed", "너무 여러 번 돌려보내요", self.now())

    def _judged(self, status: int, moved_to: str) -> Answer:
        if status in {404, 410}:
            return Answer("gone", str(status), self.now())
        if status in {401, 403, 405, 406, 429}:
            return Answer("refused", str(status), self.now())
        if status >= 400:
            return Answer("failed", str(status), self.now())
        return Answer("moved" if moved_to else "ok", moved_to or str(status), self.now())

    def _keep(self) -> None:
        self.cache.parent.mkdir(parents=True, exist_ok=True)
        part = self.cache.with_suffix(".part")
        kept = {address: asdict(answer) for address, answer in self._answers.items()}
        part.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        part.replace(self.cache)


def _kept(cache: Path) -> dict[str, Answer]:
    """Read the answers that are kept; none if the file is not one of ours."""
    try:
        kept = json.loads(cache.read_text("utf-8"))
        return {address: Answer(**answer) for address, answer in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}

"""Made-up addresses, cursors and headers, as nobody and as staff: never a 500, and no memory kept."""

import re
from collections import Counter
from random import Random
from urllib.parse import parse_qs, quote, urlsplit

import pyotp

from bench.browser import Browser, raw
from bench.course import choose
from bench.servers import MeasureError, Server
from chaos import seller
from chaos.deployment import Deployment, opened
from chaos.figure import Figure
from wizard.app import create_app
from wizard.services.roles import Role

MOST_GROWTH_MB = 40.0
"""What the pages kept in memory may come to, and some more."""

EMAIL, PASSWORD = "chaos@example.com", "correct horse battery"
PARTS = (
    *("", "0", "-1", "1", "9" * 40, "0x1", "1e9", "nan", "null", "None", "true", "..", "../../etc"),
    *("%00", "%2e%2e%2f", "%ff%fe", "%ed%a0%80", "%F0%9F%98%80", "가나다", "a" * 3000, "'\"><b>"),
    *("' OR 1=1--", "{{7*7}}", "${7*7}", "%0d%0aX: y", "keys", "coupang", "start", "all", "\u202e"),
    *("2026-13-45", "0000-00-00", "99999-01-01", "٣", "²", ",", ";", "&", "=", "[]", "a[b]=c"),
)
QUERIES = ("q", "before", "after", "page", "cursor", "days", "mall", "kind", "state", "seller", "to", "a", "from", "number", "csrf_token")  # fmt: skip
HEADERS = (
    *("HX-Request", "HX-Target", "HX-Current-URL", "Accept-Language", "If-None-Match", "Range"),
    *("If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Host", "X-Request-Id", "Accept"),
    *("Accept-Encoding", "Referer", "Origin", "Sec-Fetch-Site", "Content-Type", "Cookie", "Via"),
)


def run(deployment: Deployment, count: int, seed: int = 1) -> list[Figure]:
    """Ask for so many, every other one as a member of staff."""
    chance, course = Random(seed), choose()
    with seller.server_of(deployment) as server:
        seller.start(server.port, course, course.values())
        cookies, patterns = staff_cookies(deployment, server), addresses(deployment)
        before_mb = server.worker_mb()
        answers = Counter(
            _status(server, request(chance, patterns, cookies if number % 2 else {}))
            for number in range(count)
        )
        grown_mb = server.worker_mb() - before_mb
    failed = sum(times for status, times in answers.items() if status >= 500)
    told = ", ".join(f"{status}: {times}" for status, times in sorted(answers.items()))
    return [
        Figure(f"{count} hostile GETs", told, not failed),
        Figure("memory after them", f"{grown_mb:+.0f} MB", grown_mb < MOST_GROWTH_MB),
    ]


def addresses(deployment: Deployment) -> list[str]:
    """Give every address that may be read, as its rule is written."""
    app = create_app(deployment.settings)
    app.extensions["wizard"].accounts.engine.dispose()
    return sorted(rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))


def request(chance: Random, patterns: list[str], cookies: dict[str, str]) -> bytes:
    """Make one up."""
    path = re.sub(r"<[^>]+>", lambda _: _part(chance), chance.choice(patterns))
    query = "&".join(
        f"{chance.choice(QUERIES)}={_part(chance)}" for _ in range(chance.randrange(4))
    )
    names = chance.sample(HEADERS, chance.randrange(3))
    headers = {name: chance.choice(PARTS).encode().decode("latin-1") for name in names}
    return raw("GET", f"{path}?{query}" if query else path, cookies, headers)


def staff_cookies(deployment: Deployment, server: Server) -> dict[str, str]:
    """Sign an admin in; give the cookies they are known by."""
    with opened(deployment) as (_, services):
        uri = services.staff.add(EMAIL, Role.ADMIN, PASSWORD)
    code = pyotp.TOTP(parse_qs(urlsplit(uri).query)["secret"][0]).now()
    with Browser(server.port) as browser:
        form = browser.get("/staff/enter").soup.select_one("[name=csrf_token]")
        token = str(form["value"]) if form else ""
        known = {"csrf_token": token, "email": EMAIL, "password": PASSWORD, "code": code}
        if (answer := browser.post("/staff/enter", known)).status != seller.SAVED:
            raise MeasureError(f"the sign-in met {answer.status}")
        return browser.cookies


def _part(chance: Random) -> str:
    part = chance.choice(PARTS)
    return part if part.startswith("%") else quote(part, safe=chance.choice(("", "/.,;=&[]")))


def _status(server: Server, asked: bytes) -> int:
    """Give what it is answered with; 500 if with nothing that is an answer."""
    with Browser(server.port) as browser:
        browser.line.sendall(asked)
        line = browser.line.recv(65536)
    return int(line.split(b" ", 2)[1]) if line.startswith(b"HTTP/1.") else 500

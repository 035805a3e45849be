"""What a browser loads before a page can be used: the page, its style and scripts, and htmx."""

import gzip
import re
from functools import cache

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from bench.browser import HTMX
from bench.servers import ROOT, MeasureError
from wizard.web.security import HTMX_URL
from wizard.web.static_files import SCRIPT_FOLDER

HTMX_FILE = ROOT / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"
GZIPPED = {"Accept-Encoding": "gzip"}
OK = 200


def first_load(client: FlaskClient, path: str, page: bytes) -> int:
    """Count the bytes, packed, of a page and of every file that it asks for by itself."""
    swaps = htmx() if HTMX_URL.encode() in page else 0
    return packed(page) + swaps + sum(sizes(client, asked_by(page, path)).values())


def page_of(client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> bytes:
    """Give a page as it is, whole or as htmx asks for it."""
    answer = client.get(path, headers=headers)
    if answer.status_code != OK:
        raise MeasureError(f"{path}: {answer.status}")
    return bytes(answer.data)


def swap_of(client: FlaskClient, path: str) -> bytes:
    """Give the part of a page that htmx puts into the one that is there."""
    return page_of(client, path, HTMX)


def asked_by(page: bytes, path: str) -> set[str]:
    """Give the addresses of what a page names, and of what its first script fetches for what it shows."""
    soup = BeautifulSoup(page, "html.parser")
    named = {str(tag.get("src") or tag.get("href")) for tag in soup.select("script, link")}
    main = soup.select_one("main[data-needs]")
    if main is None:
        raise MeasureError(f"{path} names nothing that it may need")
    later = str(main["data-needs"]).split()
    needed = {name for name, what in shown_with().items() if soup.select_one(what)}
    fetched = {one for one in later if one.rpartition("/")[2] in needed}
    return {one for one in named | fetched if one.startswith("/static/")}


@cache
def shown_with() -> dict[str, str]:
    """Give, for each file that only some screens need, the part of a screen that it comes with."""
    text = (SCRIPT_FOLDER / "on_demand.js").read_text("utf-8")
    [rules] = re.findall(r"const SHOWN = \{(.*?)\};", text, re.DOTALL)
    return dict(re.findall(r'"([\w.]+)": "(.*)",', rules))


def sizes(client: FlaskClient, addresses: set[str]) -> dict[str, int]:
    """Count the bytes, packed, of each file of ours."""
    return {one: len(client.get(one, headers=GZIPPED).data) for one in addresses}


@cache
def htmx() -> int:
    """Count the bytes, packed, of the file that the CDN sends."""
    if not HTMX_FILE.exists():
        raise MeasureError(f"{HTMX_FILE} is missing: run npm ci")
    return packed(HTMX_FILE.read_bytes())


def packed(plain: bytes) -> int:
    """Count what gzip makes of it."""
    return len(gzip.compress(plain, 9))

"""WebKit, driven by WebDriver, which Debian's WebKitWebDriver speaks: https://www.w3.org/TR/webdriver2/.

Its small browser needs a display, and somebody who gives its window the focus: Xvfb is a display that nobody looks at, and
openbox minds its windows. Its toolbar would not let a window be as narrow as a phone's: `TOOLBAR` takes it away.
"""

import base64
import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from support.engines import PC, GoneError, Tab, program, run
from support.serving import free_port
from urllib3.util.retry import Retry

from gallery.cdn import cdn_proxy

BROWSER = "webkit2gtk-4.1/MiniBrowser"
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Delete": "\ue017", "Escape": "\ue00c"}
CONTROL = "\ue009"
LEFT = {"no such element", "stale element reference", "element not interactable", "element click intercepted", "no such window", "javascript error", "unknown error"}  # fmt: skip
TOOLBAR = (
    "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }"
)
EMPTY = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Session:
    """What is said to WebKit, and answered: one browser, in which one window is asked at a time."""

    def __init__(self, address):
        self.line, self.address, self.at = requests.Session(), address, None
        self.line.trust_env = False

    def __call__(self, method, path, **values):
        """Give the value of an answer; GoneError if the page was left meanwhile."""
        body = values if method == "POST" else None
        answer = self.line.request(method, self.address + path, json=body, timeout=60)
        value = answer.json()["value"]
        if answer.ok:
            return value
        kind = GoneError if value["error"] in LEFT else RuntimeError
        raise kind(f"{path}: {value['error']}: {value['message']}")

    def begin(self, capabilities):
        """Wait until the driver listens, and start the browser: everything is asked of it from now on."""
        self.line.mount(self.address, HTTPAdapter(max_retries=Retry(20, backoff_factor=0.02)))
        self("GET", "/status")
        begun = self("POST", "/session", capabilities={"alwaysMatch": capabilities})
        self.address += f"/session/{begun['sessionId']}"

    def turn_to(self, handle):
        """Ask this window from now on."""
        if self.at != handle:
            self("POST", "/window", handle=handle)
            self.at = handle


class WebKitTab(Tab):
    """A window of the one session."""

    def __init__(self, address, session, handle):
        super().__init__(address)
        self.session, self.handle = session, handle

    def _do(self, method, path, **values):
        self.session.turn_to(self.handle)
        return self.session(method, path, **values)

    def visit(self, url):
        self._do("POST", "/url", url=url)

    def evaluate(self, expression):
        return self._do("POST", "/execute/sync", script=f"return {expression}", args=[])

    def click(self, selector):
        self._do("POST", f"/element/{self._found(selector)}/click")

    def _found(self, selector):
        [element] = self._do("POST", "/element", using="css selector", value=selector).values()
        return element

    def write(self, text):
        [element] = self._do("GET", "/element/active").values()
        self._do("POST", f"/element/{element}/value", text=text)

    def key(self, name, *, control=False):
        keys = [*([CONTROL] if control else []), KEYS.get(name, name)]
        strokes = [{"type": "keyDown", "value": key} for key in keys]
        strokes += [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._do("POST", "/actions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def travel(self, steps):
        self._do("POST", "/back" if steps < 0 else "/forward")

    def reload(self):
        self._do("POST", "/refresh")

    def resize(self, size):
        self._do("POST", "/window/rect", width=size[0], height=size[1])

    def other(self):
        others = [one for one in self.session("GET", "/window/handles") if one != self.handle]
        return WebKitTab(self.base, self.session, others[0]) if others else None

    def keep_cookie(self, name, value):
        cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}
        self._do("POST", "/cookie", cookie=cookie)

    def close(self):
        """Close this window; another one is asked from now on."""
        self._do("DELETE", "/window")
        self.session.at = None

    def forget_cookies(self):
        self._do("DELETE", "/cookie")

    def picture(self, selector="html"):
        shot = self._do("GET", f"/element/{self._found(selector)}/screenshot")
        return base64.b64decode(shot)


class WebKit:
    """A running WebKit: a reader's traces are taken away before the next one comes."""

    def __init__(self, session):
        self.session = session
        self.handle = session("GET", "/window")
        session.at = self.handle

    @contextmanager
    def reader(self, address, size=PC):
        """Give a new reader's window."""
        tab = WebKitTab(address, self.session, self.handle)
        tab.open("/robots.txt")
        tab.resize(size)
        tab.until("() => document.hasFocus()")
        try:
            yield tab
        finally:
            self._forget(tab)

    def _forget(self, tab):
        while other := tab.other():
            other.close()
        tab.open("/robots.txt")
        tab.ask(EMPTY)
        tab.forget_cookies()


@contextmanager
def webkit(*, has_scripts=True):
    """Start the machine's WebKit."""
    port = free_port()
    with (
        cdn_proxy() as proxy,
        _surroundings() as told,
        run([program("WebKitWebDriver"), f"--port={port}"], env=os.environ | told),
    ):
        session = Session(f"http://127.0.0.1:{port}")
        session.begin(_asked(proxy, has_scripts=has_scripts))
        try:
            yield WebKit(session)
        finally:
            session("DELETE", "")


@contextmanager
def _surroundings():
    """Start a display that nobody looks at, with somebody who minds its windows; give what a program must know of it."""
    drawn = ["-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with (
        tempfile.TemporaryDirectory() as home,
        run([program("Xvfb"), "-displayfd", "1", *drawn], stdout=subprocess.PIPE) as screen,
    ):
        name = f":{screen.stdout.readline().strip()}"
        style = Path(home, "gtk-3.0", "gtk.css")
        style.parent.mkdir()
        style.write_text(TOOLBAR, "utf-8")
        told = {"DISPLAY": name, "XDG_CONFIG_HOME": home, "GDK_BACKEND": "x11"}
        with run([program("openbox"), "--sm-disable"], env=os.environ | told):
            yield told


def _asked(proxy, *, has_scripts):
    switches = [
        "--automation",
        f"--enable-javascript={str(has_scripts).lower()}",
        f"--proxy=http://{proxy}",  # as a capability, the driver would speak TLS to it
        "--ignore-host=127.0.0.1",
    ]
    browser = program(*map(str, Path("/usr/lib").glob(f"*/{BROWSER}")), BROWSER)
    return {
        "acceptInsecureCerts": True,
        "webkitgtk:browserOptions": {"binary": browser, "args": switches},
    }

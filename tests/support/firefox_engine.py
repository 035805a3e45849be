"""Firefox, driven by WebDriver BiDi, which it speaks itself: https://www.w3.org/TR/webdriver-bidi/.

geckodriver, which older clients need, is no package of Debian's; Playwright asks of Firefox what its long-lived
edition does not know yet (`emulation.setMediaFeaturesOverride`).
"""

import base64
import itertools
import json
import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from support.engines import PC, GoneError, Tab, program, run
from websockets.sync.client import connect

from gallery.cdn import cdn_proxy

KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Delete": "\ue017", "Escape": "\ue00c"}
CONTROL = "\ue009"
LEFT = {"no such frame", "no such node", "unknown error", "move target out of bounds"}
MOUSE = 6  # points finely, and hovers: without a display Firefox sees none
SETTINGS = {
    "intl.accept_languages": "ko-KR",
    "ui.primaryPointerCapabilities": MOUSE,
    "ui.allPointerCapabilities": MOUSE,
    "ui.prefersReducedMotion": 1,
    "dom.ipc.processPrelaunch.enabled": False,  # one site is read here, by few processes
    "dom.ipc.processCount": 1,
    "fission.autostart": False,
}
WHERE = """at => {
  const one = document.querySelector(at);
  if (!one) return null;
  one.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
  const {left, right, top, bottom} = one.getClientRects()[0] ?? {};
  const [x, y] = [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
  const hit = document.elementFromPoint(x, y);
  return hit && (one.contains(hit) || hit.contains(one) || one.labels?.[0] === hit.closest("label")) ? [x, y] : null;
}"""

LISTEN = """() => {
  window.isPressHeard = false;
  addEventListener("click", () => { window.isPressHeard = true; }, {capture: true, once: true});
}"""
UNHEARD = "() => window.isPressHeard === false"

PLACE = """at => {
  const {x, y, width, height} = document.querySelector(at).getBoundingClientRect();
  return [x, y, width, height];
}"""


class Line:
    """What is said to Firefox, and answered."""

    def __init__(self, socket):
        self.socket, self.numbers = socket, itertools.count(1)

    def __call__(self, method, **params):
        """Give the result of a command; GoneError if the page was left meanwhile."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv(60))).get("id") != number:
            pass
        if answer["type"] == "success":
            return answer["result"]
        kind = GoneError if answer["error"] in LEFT else RuntimeError
        raise kind(f"{method}: {answer['error']}: {answer['message']}")


class FirefoxTab(Tab):
    """A browsing context of one user context."""

    def __init__(self, address, line, user, context, *, has_scripts):
        super().__init__(address)
        self.line, self.user, self.context = line, user, context
        self.has_scripts = has_scripts

    def visit(self, url):
        self.line("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, expression):
        target = {"context": self.context}
        answer = self.line(
            "script.evaluate",
            expression=expression,
            target=target,
            awaitPromise=False,
            userActivation=False,
        )
        if answer["type"] == "exception":
            raise GoneError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]

    def click(self, selector):
        place = self.ask(WHERE, selector)
        if place is None:
            raise GoneError(f"{selector} is not to be pressed")
        if self.has_scripts:
            self.ask(LISTEN)
        move = {"type": "pointerMove", "x": place[0], "y": place[1]}
        presses = [{"type": f"pointer{way}", "button": 0} for way in ("Down", "Up")]
        self._act({"type": "pointer", "id": "mouse", "actions": [move, *presses]})
        if self.has_scripts and self._is_lost():
            raise GoneError(f"the press of {selector} came to no page")

    def _is_lost(self):
        """Tell if a press was never heard: on a busy machine Firefox drops one while it draws."""
        try:
            return self.ask(UNHEARD)
        except GoneError:
            return False

    def write(self, text):
        self._strike(*text)

    def key(self, name, *, control=False):
        self._strike(KEYS.get(name, name), held=[CONTROL] if control else [])

    def _strike(self, *keys, held=()):
        actions = [{"type": "keyDown", "value": key} for key in held]
        for key in keys:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        actions += [{"type": "keyUp", "value": key} for key in held]
        self._act({"type": "key", "id": "keys", "actions": actions})

    def _act(self, source):
        self.line("input.performActions", context=self.context, actions=[source])

    def travel(self, steps):
        self.line("browsingContext.traverseHistory", context=self.context, delta=steps)

    def reload(self):
        self.line("browsingContext.reload", context=self.context, wait="complete")

    def resize(self, size):
        viewport = {"width": size[0], "height": size[1]}
        self.line("browsingContext.setViewport", context=self.context, viewport=viewport)

    def other(self):
        for one in self.line("browsingContext.getTree", maxDepth=0)["contexts"]:
            if one["userContext"] == self.user and one["context"] != self.context:
                return FirefoxTab(
                    self.base, self.line, self.user, one["context"], has_scripts=self.has_scripts
                )
        return None

    def keep_cookie(self, name, value):
        cookie = {"name": name, "value": {"type": "string", "value": value}, "domain": "127.0.0.1"}
        partition = {"type": "storageKey", "userContext": self.user}
        self.line("storage.setCookie", cookie=cookie, partition=partition)

    def picture(self, selector="html"):
        x, y, width, height = self.ask(PLACE, selector)
        clip = {"type": "box", "x": x, "y": y, "width": width, "height": height}
        shot = self.line("browsingContext.captureScreenshot", context=self.context, clip=clip)
        return base64.b64decode(shot["data"])


class Firefox:
    """A running Firefox."""

    def __init__(self, line, *, has_scripts):
        self.line, self.has_scripts = line, has_scripts

    @contextmanager
    def reader(self, address, size=PC):
        """Give a new reader's window."""
        user = self.line("browser.createUserContext")["userContext"]
        made = self.line("browsingContext.create", type="tab", userContext=user)
        place = self.line, user, made["context"]
        tab = FirefoxTab(address, *place, has_scripts=self.has_scripts)
        tab.resize(size)
        try:
            yield tab
        finally:
            self.line("browser.removeUserContext", userContext=user)


@contextmanager
def firefox(*, has_scripts=True):
    """Start the machine's Firefox, in a profile of its own."""
    with (
        cdn_proxy() as proxy,
        _begun(SETTINGS | {"javascript.enabled": has_scripts}) as place,
        connect(f"{place}/session", max_size=None, compression=None) as socket,
    ):
        line = Line(socket)
        led = {"proxyType": "manual", "sslProxy": proxy}
        asked = {"acceptInsecureCerts": True, "proxy": led}
        line("session.new", capabilities={"alwaysMatch": asked})
        yield Firefox(line, has_scripts=has_scripts)


@contextmanager
def _begun(settings):
    """Run Firefox with these settings: the place where it listens."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in settings.items()
        ]
        Path(profile, "user.js").write_text("\n".join(lines), "utf-8")
        command = [
            program("firefox-esr", "firefox"),
            "--headless",
            "--no-remote",
            "--profile",
            profile,
        ]
        told = subprocess.PIPE
        with run([*command, "--remote-debugging-port", "0"], stderr=told) as process:
            yield _place(process)


def _place(process):
    """Wait until Firefox says where it listens."""
    for said in process.stderr:
        if place := re.search(r"ws://\S+", said):
            return place[0]
    raise AssertionError("Firefox ended before it listened")

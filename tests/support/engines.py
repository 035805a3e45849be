"""One small way of using a browser, for tests that hold in each: Chromium, Firefox and WebKit.

Each module beside this one drives one engine, as Debian packages it, by what that engine speaks itself.
A missing engine is a failure: tools/machine installs them.
"""

import json
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import contextmanager

PATIENCE_S = 30
PAUSE_S = 0.02
PC, PHONE, NARROW = (1280, 800), (390, 844), (320, 700)
VISIBLE = "(one => one.checkVisibility({visibilityProperty: true}))"

TO_THE_MIDDLE = (
    "at => document.querySelector(at)?.scrollIntoView({block: 'center', behavior: 'instant'})"
)

ARRIVED = """(path) => location.pathname === path && document.readyState === "complete" &&
  document.activeElement?.matches("h1, #summary")"""
FAULTS = """() => {
  const count = (at) => document.querySelectorAll(at).length;
  const ids = [...document.querySelectorAll("[id]")].map(({id}) => id);
  return [
    ...window.complaints,
    ...["body > header", "main", "h1"].filter((at) => count(at) !== 1),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} twice`),
    ...(document.documentElement.scrollWidth > innerWidth ? ["scrolls sideways"] : []),
  ];
}"""


class GoneError(Exception):
    """The page was left while it was asked, or what was to be pressed is not there yet."""


def program(*names):
    """Find the program of an engine on this machine."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise FileNotFoundError(f"no {names[0]}: run tools/machine")
    return found


@contextmanager
def run(command, **options):
    """Run a program of an engine until the end; what it says is nobody's unless it is asked for."""
    with subprocess.Popen(
        command,
        **({"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True} | options),
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


class Tab(ABC):
    """A window of one reader's browser: what differs between engines is abstract."""

    def __init__(self, address):
        self.base = address

    @abstractmethod
    def visit(self, url):
        """Load an address, and wait for it."""

    @abstractmethod
    def evaluate(self, expression):
        """Give the string that an expression of JavaScript gives; GoneError if the page was left."""

    @abstractmethod
    def click(self, selector):
        """Press the first that a selector finds, as a hand does; GoneError if it cannot be pressed."""

    @abstractmethod
    def write(self, text):
        """Type into what has the focus."""

    @abstractmethod
    def key(self, name, *, control=False):
        """Press one key: "Enter", "Tab", or a letter, perhaps with Control."""

    @abstractmethod
    def travel(self, steps):
        """Go through the history: -1 is Back, 1 Forward."""

    @abstractmethod
    def reload(self):
        """Load the page anew."""

    @abstractmethod
    def resize(self, size):
        """Give the window's inside a width and a height."""

    @abstractmethod
    def other(self):
        """Give the other window of this reader, or None."""

    @abstractmethod
    def keep_cookie(self, name, value):
        """Let the reader have a cookie of the site."""

    @abstractmethod
    def picture(self, selector="html"):
        """Give a PNG of what is in sight of one element."""

    def open(self, path):
        """Open a page of the site."""
        self.visit(self.base + path)

    def ask(self, function, *args):
        """Call a function of JavaScript in the page; give what it gives."""
        return json.loads(self.evaluate(f"JSON.stringify([({function})(...{json.dumps(args)})])"))[
            0
        ]

    def until(self, function, *args):
        """Ask until the answer is true; give it."""
        return self._patiently(lambda: self.ask(function, *args), function, args)

    def _patiently(self, attempt, *what):
        end, last = time.monotonic() + PATIENCE_S, None
        while time.monotonic() < end:
            try:
                if answer := attempt():
                    return answer
            except GoneError as error:
                last = error
            time.sleep(PAUSE_S)
        raise AssertionError(f"never so: {what} at {self.address()} ({last})")

    def press(self, selector):
        """Press as soon as it can be pressed; what something lies over is moved away from there, as a person does."""

        def pressed():
            try:
                self.click(selector)
            except GoneError:
                self.ask(TO_THE_MIDDLE, selector)
                raise
            return True

        self._patiently(pressed, "pressed", selector)

    def choose(self, selector):
        """Press what is chosen from, unless it is chosen."""
        if not self.ask("at => document.querySelector(at).checked", selector):
            self.press(selector)
        self.until("at => document.querySelector(at)?.checked", selector)

    def type(self, selector, text):
        """Type into a box in place of what stands there; a day is put there, as each engine asks for it otherwise."""
        kind = self.until("at => document.querySelector(at)?.type", selector)
        if kind == "date":
            put = "(at, day) => { const box = document.querySelector(at); box.value = day; box.dispatchEvent(new Event('input', {bubbles: true})); }"
            self.ask(put, selector, text)
            return
        self.ask(
            "at => { const box = document.querySelector(at); box.focus(); box.select(); }", selector
        )
        if text:
            self.write(text)
        else:
            self.key("Delete")

    def paste(self, selector, text):
        """Put a text on the clipboard as a person does, and from there into a box."""
        self._on_scratch(text)
        self.key("c", control=True)
        self._off_scratch()
        self.ask("at => document.querySelector(at).focus()", selector)
        self.key("v", control=True)

    def clipboard(self):
        """Give what a person would paste now."""
        self._on_scratch("?")
        self.key("v", control=True)
        pasted = self.until(
            "() => { const {value} = document.getElementById('scratch'); return value !== '?' && value }"
        )
        self._off_scratch()
        return pasted

    def _on_scratch(self, text):
        self.ask(
            "text => { const box = Object.assign(document.createElement('textarea'), {id: 'scratch', value: text});"
            " document.body.prepend(box); box.focus(); box.select(); }",
            text,
        )

    def _off_scratch(self):
        self.ask("() => document.getElementById('scratch').remove()")

    def faults(self):
        """Tell what no page may ever have, as soon as the page that is there is watched."""
        return self._patiently(lambda: [self.ask(FAULTS)], "faults")[0]

    def sound(self, path):
        """Wait until the page is at a path with the focus on what is new there; it may have no fault."""
        self.until(ARRIVED, path)
        assert self.faults() == []

    def window(self):
        """Wait for the window that the page opened."""
        return self._patiently(self.other, "another window")

    def address(self):
        """Give the path and the query that the page is at."""
        return self.ask("() => location.pathname + location.search")

    def at(self, path):
        """Wait until the page is at a path."""
        self.until("path => location.pathname === path && document.readyState === 'complete'", path)

    def count(self, selector):
        return self.ask("at => document.querySelectorAll(at).length", selector)

    def is_shown(self, selector):
        """Say whether anything that a selector finds can be seen."""
        return self.ask(f"at => [...document.querySelectorAll(at)].some{VISIBLE}", selector)

    def shows(self, selector, text=""):
        """Wait until what a selector finds can be seen and holds a text."""
        self.until(
            f"(at, text) => [...document.querySelectorAll(at)].filter{VISIBLE}.some(one => one.innerText.includes(text))",
            selector, text,
        )  # fmt: skip

    def text(self, selector):
        return self.ask("at => document.querySelector(at).innerText", selector)

    def value(self, selector):
        return self.ask("at => document.querySelector(at).value", selector)

    def style(self, selector, name):
        """Give how something is drawn."""
        return self.ask(
            "(at, name) => getComputedStyle(document.querySelector(at))[name]", selector, name
        )

    def is_focused(self, selector):
        return self.ask("at => Boolean(document.activeElement?.matches(at))", selector)

    def draw(self, rule):
        """Draw the page otherwise, by one more rule of style."""
        self.ask(
            "rule => document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)",
            rule,
        )

    def has_focus(self, selector):
        """Wait until something has the focus."""
        self.until("at => document.activeElement?.matches(at)", selector)

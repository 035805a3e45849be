"""A robot that presses everything on every page it can reach, and tells what is not as it was promised.

Two presses are the same where they look the same, stand in the same kind of page and lead to the same
kind of page: of them one is pressed. What somebody else pressed before is pressed again where what is
around it is built otherwise, or where it leads to a page that nobody was led to yet; where neither is so,
it is only asked of the server, as this reader, whether the press leads there. Words are no difference of
build.
"""

import time
from collections import Counter, deque
from pathlib import Path

from browser.press_names import Names
from playwright.sync_api import Error

SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
PATIENCE_MS = 15_000
"""So long the busiest machine may take for a press."""
ONE = [1, 1, 1]
FOLLOWED = 2
HERE = 0
"""Where a press leads that is no link."""
AT_ONCE = 20


def client_of(app, context):
    """Give a client without a browser, in which the same reader is."""
    client = app.test_client()
    for cookie in context.cookies():
        client.set_cookie(cookie["name"], cookie["value"])
    return client


class Robot:
    """One reader's way through the product."""

    def __init__(self, app, context, persona, known):
        """Give the robot a browser in which somebody is signed in, who that is, and what others pressed."""
        self.known = known
        self.names = Names(app)
        self.persona = persona
        self.faults, self.reached, self.pressed = [], set(), set()
        self.seen, self.followed, self.found = set(), Counter(), {}
        self.client, self.shown = client_of(app, context), set()
        self.complaints = []
        context.add_init_script(SCRIPT)
        self.scout, self.page = context.new_page(), context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._watch)

    def walk(self, *starts):
        """Look at every kind of page that can be reached from these, and press what is new on it."""
        self.scout.goto("/guides/start")
        waiting = deque(starts)
        while waiting:
            batch = [waiting.popleft() for _ in range(min(AT_ONCE, len(waiting)))]
            for sight in self._look(batch):
                waiting += self._onwards(sight)
                self.press_all(sight)

    def press_all(self, sight):
        """Press what was not pressed yet on a page; where others did so on one of the same build, nothing."""
        kind = self.names.kind(sight["final"])
        is_new = kind not in self.reached
        new = self._new_presses(sight)
        if not sight["is_page"] or sight["is_common"] or not (new or is_new):
            return
        self.reached.add(kind)
        page = (kind, sight["shape"])
        fresh = {built: key for built, key in new.items() if self._is_fresh(*built)}
        if page in self.known and not fresh:
            self._judge(sight["final"], sight)
        else:
            self._press_these(sight, fresh)
            self.known[page] = True
        self.pressed |= {key for (near, _), key in new.items() if self.known[near]}

    def _is_fresh(self, near, far):
        """Tell if a press is new in what is around it, or leads to what is new; not if it cannot be pressed."""
        return self.known.get(near, True) and (near not in self.known or far not in self.known)

    def _press_these(self, sight, fresh):
        """Open a page, and press what is fresh there, and what its scripts have brought."""
        sent = {self.names.key(sight["final"], press): None for press in sight["presses"]}
        sent |= {key: built for built, key in reversed(fresh.items())}
        self._open(sight["final"])
        for press in self._presses_here():
            key = self.names.key(sight["final"], press)
            built = sent[key] if key in sent else self._built(sight, press)
            if built and key not in self.pressed and self._is_fresh(*built):
                self._press_once(sight["final"], press, built)
        for (near, _), key in fresh.items():
            self.known.setdefault(near, key in self.pressed)

    def _new_presses(self, sight):
        """Name what was not pressed yet, by its build; of all else, see that it leads somewhere."""
        new = {}
        for press in sight["presses"]:
            key = self.names.key(sight["final"], press)
            if key not in self.pressed:
                new[self._built(sight, press)] = key
            elif press["kind"] == "go" and not self._is_shown(press["to"]):
                self._promised(sight["final"], press)
        return new

    def _is_shown(self, to):
        """Tell if the server shows this reader a page there: asked without a browser, once."""
        if to not in self.shown and to not in self.found:
            answer = self.client.get(to, follow_redirects=True)
            if answer.status_code < 400:
                self.shown.add(to)
        return to in self.shown

    def _built(self, sight, press):
        """Name a press by the build of what it stands in, and by that of the page that it leads to.

        A link stands in what is around it, as does all that is on every page; anything else, which may act on
        the whole page, in the page's main part.
        """
        is_link = press["kind"] == "go"
        place = press["around"] if is_link or press["everywhere"] else sight["main"]
        near = (*self.names.key(sight["final"], press), place)
        return near, self._promised(sight["final"], press)["main"] if is_link else HERE

    def press_shown(self, bring):
        """Press everything on a page that hands brought about: Back leads to what its address shows by itself."""
        bring(self.page)
        before = self.rest("")
        self._judge("shown", before)
        for press in self._presses_here():
            bring(self.page)
            self.rest("")
            before = self._aim(press)
            if before["aimed"]:
                self._press(before | {"h1": self._heading(before["address"])}, press)

    def rest(self, address, heading=""):
        """Wait until the page rests at an address, under a heading; give what is seen then."""
        args = [address, heading, PATIENCE_MS]
        return self._asked("([a, h, p]) => robot.rests(a, h, p)", args)

    def _asked(self, ask, args=None):
        """Ask the page; once more, if it was left while it was asked."""
        until = time.monotonic() + 3 * PATIENCE_MS / 1000
        while time.monotonic() < until:
            try:
                return self.page.evaluate(ask, args)
            except Error:  # the page was left meanwhile
                self.page.wait_for_load_state()
        raise AssertionError(f"{self.page.url} never came to rest")

    def _look(self, addresses):
        self.seen.update(addresses)
        ask = "([addresses, more]) => robot.scout(addresses, more)"
        sights = self.scout.evaluate(ask, [addresses, self.persona.is_seller])
        for sight in sights:
            self.found[sight["asked"]] = sight
        return sights

    def _onwards(self, sight):
        if sight["is_common"]:
            return
        for press in sight["presses"]:
            if press["kind"] not in {"go", "frame"} or press["to"] in self.seen:
                continue
            key, kind = self.names.key(sight["final"], press), self.names.kind(press["to"])
            if kind.partition(".")[0] in self.persona.left:
                continue
            self.followed[key] += 1
            if self.followed[key] <= FOLLOWED or kind in self.persona.wide:
                self.seen.add(press["to"])
                yield press["to"]

    def _presses_here(self):
        return self._asked("() => robot.plain(robot.presses())")

    def _press_once(self, address, press, built):
        self._close_meaning()
        before = self._aim(press)
        if before["address"] != address:
            self._open(address)
            before = self._aim(press)
        if before["aimed"]:
            self._press(before, press)
            self.pressed.add(self.names.key(address, press))
            self.known |= dict.fromkeys(built, True)

    def _close_meaning(self):
        """Close what a tapped word means, or what the keys do, as whoever has read it does: it may lie over the next press."""
        if self._asked("() => Boolean(document.querySelector(':popover-open, dialog[open]'))"):
            self.page.keyboard.press("Escape")

    def _aim(self, press):
        """Give what is seen before a press, and where to press: nowhere if there is nothing to press."""
        args = [press["sign"], press["to"], press["kind"]]
        return self._asked("([s, t, k]) => robot.aim(s, t, k)", args)

    def _press(self, before, press):
        """Press, and tell what does not follow as it was promised."""
        where = f"{before['address']} [{press['words'] or press['sign']}]"
        told = len(self.faults)
        expected = self._expected(before, press)
        try:
            self._touch(before["aimed"], press)
        except Error as error:
            self.faults.append(f"{where}: cannot be pressed: {error.message.splitlines()[0]}")
            self._open(before["address"])
            return
        after = self.rest(expected)
        self._shut_windows(after["opened"])
        self._judge(where, after, before)
        if press["kind"] == "frame":
            self._judge_frame(where, press["to"])
        if expected and after["address"] != expected:
            self.faults.append(f"{where}: is at {after['address']}, not at {expected}")
        if after["address"] != before["address"] and press["kind"] != "post":
            self._back(where, before)
        if press["kind"] == "post" or len(self.faults) > told:
            self._open(before["address"])

    def _shut_windows(self, has_opened):
        """Close what a press opened beside the page: it would take the next press to itself."""
        context = self.page.context
        others = context.pages[2:]
        if has_opened and not others:
            others = [context.wait_for_event("page")]
        for window in others:
            window.close()
            self.page.bring_to_front()

    def _touch(self, aimed, press):
        """Press as a hand does; what shows only when it has focus is pressed by key.

        What does not lie open is left to the driver, which waits, and says what lies above it.
        """
        if aimed["at"] and not aimed["skip"]:
            self.page.mouse.click(*aimed["at"])
            return
        args = [press["sign"], press["to"], press["kind"]]
        find = "([s, t, k]) => robot.find(s, t, k)"
        one = self.page.evaluate_handle(find, args).as_element()
        if aimed["skip"]:
            one.press("Enter")
        else:
            one.click(timeout=PATIENCE_MS)

    def _expected(self, before, press):
        """Give the address that a press promises; "" where it promises none."""
        if press["kind"] in {"ask", "go"}:
            return self._promised(before["address"], press | {"to": before["aimed"]["to"]})["final"]
        return before["address"] if press["kind"] == "frame" else ""

    def _promised(self, address, press):
        """Give the page that a press leads to; tell if this reader is refused it."""
        to = press["to"]
        [sight] = [self.found[to]] if to in self.found else self._look([to])
        fault = f"{address} [{press['words']}]: {to} is {sight['status']}"
        is_refused = (
            sight["status"] >= 400 and self.names.kind(sight["final"]) not in self.persona.refused
        )
        if is_refused and fault not in self.faults:
            self.faults.append(fault)
        return sight

    def _judge_frame(self, where, to):
        """Tell what is wrong with what a press showed in the frame beside it."""
        [sight] = [self.found[to]] if to in self.found else self._look([to])
        if not sight["is_page"]:
            return
        ask, args = (
            "([a, h, p]) => robot.rests(a, h, p)",
            [sight["final"], sight["h1"], PATIENCE_MS],
        )
        shown = self._evaluated_in_frame(ask, args)
        if shown["address"] != sight["final"]:
            self.faults.append(f"{where}: the frame is at {shown['address']}")
        self._judge(f"{where} in the frame", shown)

    def _evaluated_in_frame(self, ask, args):
        frame = self.page.frame("stage")
        while True:
            try:
                return frame.evaluate(ask, args)
            except Error:  # the frame was left meanwhile
                frame.wait_for_load_state()

    def _back(self, where, before):
        self.page.go_back(wait_until="commit")
        after = self.rest(before["address"], before["h1"])
        if not self._is_back(after, before):
            self.faults.append(f"{where}: Back is at {after['address']}: {after['h1']}")
        self._judge(f"{where} and Back", after)

    def _is_back(self, after, before):
        """Tell if a page is shown again, under the heading that it had, or has now: reading may change it."""
        if after["address"] != before["address"]:
            return False
        had, has = before["h1"], after["h1"]
        return has == had or has == self._heading(before["address"])

    def _heading(self, address):
        """Give the heading that the server shows now at an address."""
        return self.scout.evaluate("robot.heading", address)

    def _open(self, address):
        self._asked("(p) => window.robot?.leave(p)", PATIENCE_MS)
        self.page.goto(address)
        after = self.rest(address)
        self._judge(address, after)
        return after

    def _judge(self, where, after, before=None):
        """Tell what is wrong with what is seen."""
        wrong = [f"{self.complaints}"] if self.complaints else []
        self.complaints.clear()
        if after["counts"] != ONE:
            wrong.append(f"banners, mains, headings: {after['counts']}")
        if after["twice"]:
            wrong.append(f"ids twice: {after['twice']}")
        is_swapped = before and before["born"] == after["born"]
        is_moved = is_swapped and before["address"] != after["address"]
        if is_moved and after["focus"] not in {"h1", "summary"}:
            wrong.append(f"focus is on {after['focus']}")
        self.faults += [f"{where}: {one}" for one in wrong]

    def _hear(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _watch(self, answer):
        if answer.status >= 500:
            self.complaints.append(f"{answer.status} {answer.url}")

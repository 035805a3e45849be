"""Readers and sellers at work while something goes wrong, and what must be there after it."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from bench.browser import Answer
from bench.servers import CutOffError, MeasureError
from chaos.deployment import opened, values_of
from chaos.facts import count_events
from chaos.figure import Figure
from chaos.machines import Machines
from chaos.people import FORM, Person, bare, fields
from chaos.seller import SAVED, as_shown, form_in
from wizard.services.audit_events import Event

PATIENCE_S = 60.0
ASKED, NOTICE = 422, "form.notice"
"""A form that was opened while nobody could be looked up has not asked yet for what a seller agrees to."""

AGAIN = {0, 502, 503, 504}
"""What a person answers by pressing the same button once more."""


@dataclass
class Traffic:
    """Readers and sellers at work.

    Attributes:
        acknowledged: the names of the accounts of which somebody was told that they are saved.
        wrong: what nobody should have been shown.
        cut: answers that ended in their middle, with the machine that gave them; who was reading reads again.
        pressed_again: how often a form had to be sent once more.

    """

    machines: Machines
    expected: dict[str, str]
    acknowledged: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    read: int = 0
    pressed_again: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def going_on(self, sellers: Sequence[Person], readers: int) -> Iterator[None]:
        """Let them work meanwhile."""
        threads = [threading.Thread(target=self._sell, args=(one,)) for one in sellers]
        threads += [threading.Thread(target=self._read, args=(at,)) for at in range(readers)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join(PATIENCE_S)

    def wait_for(self, more: int) -> None:
        """Come back when so many more saves were acknowledged."""
        last, since = len(self.acknowledged), time.monotonic()
        aim = last + more
        while len(self.acknowledged) < aim:
            if len(self.acknowledged) > last:
                last, since = len(self.acknowledged), time.monotonic()
            if time.monotonic() - since > PATIENCE_S:
                raise MeasureError(f"nothing is saved any more: {self.wrong[-3:]}")
            time.sleep(0.02)

    def _sell(self, person: Person) -> None:
        while not self._over.is_set():
            name = uuid4().hex
            try:
                self._saved(person, name)
            except (OSError, CutOffError) as error:
                self.cut.append(f"a form: {error!r}"[:200])
            except MeasureError as error:
                self.wrong.append(f"a form: {error!r}"[:200])

    def _saved(self, person: Person, name: str) -> None:
        """Save one account; what was not taken is sent again as it is, until it is acknowledged."""
        form = form_in(self._page(person, FORM))
        data = as_shown(form) | fields(name)
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            answer = self._sent(person, str(form["action"]), data)
            if answer.status == SAVED:
                self.acknowledged.append(name)
                return
            if answer.status == ASKED and NOTICE in answer.text and NOTICE not in data:
                data = as_shown(form_in(answer)) | fields(name)
            elif answer.status not in AGAIN:
                self.wrong.append(f"a save met {answer.status}: {_said(answer)}")
                return
            self.pressed_again += 1
            time.sleep(0.1)
        self.wrong.append("a save was never taken")

    def _sent(self, person: Person, path: str, data: dict[str, str]) -> Answer:
        """Send a form; an answer of status 0 if the line broke."""
        try:
            return person.post(path, data)
        except (OSError, MeasureError):
            return Answer(0, "", "")

    def _page(self, person: Person, path: str) -> Answer:
        """Open the form as its seller; again, while nobody can be looked up."""
        until = time.monotonic() + PATIENCE_S
        while True:
            answer = person.get(path)
            if answer.status == 200 and "seller_number" not in answer.text:
                return answer
            if time.monotonic() > until:
                raise MeasureError(f"no form: {answer.status}")
            time.sleep(0.1)

    def _read(self, at: int) -> None:
        """Read on; each screen must be the one that was there before."""
        reader, paths = Person(self.machines.port, f"127.0.3.{at + 1}"), list(self.expected)
        while not self._over.is_set():
            path = paths[self.read % len(paths)]
            self.read += 1
            try:
                answer = reader.get(path)
            except (OSError, CutOffError) as error:
                self.cut.append(f"{path}: {error!r}"[:200])
                continue
            if answer.status != 200 or bare(answer.text) != self.expected[path]:
                self.wrong.append(f"{path}: {answer.status}")


def _said(answer: Answer) -> str:
    """Give what a page says is wrong."""
    said = answer.soup.select_one("[role=alert]") or answer.soup
    return " ".join(said.text.split())[:300]


def kept(machines: Machines, traffic: Traffic, people: int) -> list[Figure]:
    """Look at everything that was told and everything that is there.

    Args:
        machines: those that were at work.
        traffic: what they did.
        people: so many were at work when the one machine died: each of them may have lost the answer that was on
            its way from there, and no other.

    """
    with opened(machines.deployment) as (_, services):
        there = [values["login_id"] for values in values_of(services).values()]
        whole = services.audit.verify().broken
        events = count_events(services, Event.ACCOUNT_SAVED)
    lost = set(traffic.acknowledged) - set(there)
    double = len(there) - len(set(there))
    said = f"{len(traffic.acknowledged)} saves acknowledged, {len(lost)} lost, {double} twice, {events} of {len(there)} in the audit, which is {whole or 'whole'}; {traffic.pressed_again} pressed again"
    seen = f"{traffic.read} screens read, {len(traffic.wrong)} wrong {traffic.wrong[:3] or ''}"
    seen += f", {len(traffic.cut)} cut off"
    is_sound = bool(traffic.acknowledged) and not (lost or double or whole)
    return [
        Figure("saves under all that", said, is_sound and events == len(there)),
        Figure("screens under all that", seen, not traffic.wrong and len(traffic.cut) <= people),
    ]

"""What a step's template may know: a place in a journey, with the addresses around it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from flask import url_for

from wizard.guide.journey import Journey
from wizard.guide.minutes import write
from wizard.guide.model import Guide
from wizard.steps import Request, Step
from wizard.steps.base import Answers
from wizard.steps.help import Help
from wizard.steps.screen_look import ScreenLook
from wizard.web.site import site

ASKED = "help.ask"
"""What names a question of 막혔어요 in an address; no question of a guide can be called so."""

ABOUT = "help.about"
"""What names a question that the staff are asked, in the address of the form that asks them."""

CANNOT_ASK = "지금은 요청할 수 없어요"


def outside(endpoint: str, **values: Any) -> str:
    """Give the address of a page that is no guide's; in a preview, of what is said instead of it."""
    return site().outside or url_for(endpoint, **values)


def address(mall: str, place: str, answers: Answers, under: str = "") -> str:
    """Give the address of a screen: what was answered in the open stands in it.

    Args:
        mall: whose guide.
        place: the step; "" for the overview.
        answers: what was answered.
        under: the address under which the guides stand; "" for where this request stands.

    """
    base = f"{under or site().guides}/{mall}"
    pairs = [(name, option) for name, options in answers.items() for option in options]
    path = f"{base}/{place}" if place else base
    return f"{path}?{urlencode(pairs)}" if pairs else path


def word_address(mall: str, word: str) -> str:
    """Give the address of what a word of a guide means; no step can be called "-"."""
    return address(mall, f"-/words/{quote(word, safe='')}", {})


@dataclass(frozen=True)
class Screen:
    """One step as one visitor meets it."""

    journey: Journey
    step: Step
    problem: str = ""

    @property
    def guide(self) -> Guide:
        """The guide that the step belongs to."""
        return self.journey.guide

    @property
    def ends_renewal(self) -> bool:
        """Say whether the screen is the last one on the way to a new key."""
        return False

    @property
    def number(self) -> int:
        """The screen's number on the path, from 1."""
        return (self.journey.position(self.step.id) or 0) + 1

    @property
    def total(self) -> str:
        """How many screens there are: "6", or "2~7" while an answer is still to come."""
        journey = self.journey
        return "~".join(str(count) for count in sorted({journey.shortest, journey.longest}))

    @property
    def minutes(self) -> str:
        """How long the guide takes: "10", or "5~25" where that depends on an answer."""
        return write(self.journey.minutes)

    @property
    def minutes_left(self) -> int:
        """How long it takes from here, at most, of the minutes that this way takes; 0 at an end."""
        return 0 if self.step.ends else self.journey.minutes_left(self.number)

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The stages that may be met, each "past", "now" or "" for one to come."""
        names = self.journey.stages
        now = names.index(self.step.stage) if self.step.stage in names else -1
        states = ["past"] * now + ["now"] * (now >= 0) + [""] * len(names)
        return list(zip(names, states, strict=False))

    @property
    def here(self) -> str:
        """The screen's own address."""
        return address(self.guide.mall, self.step.id, self.journey.answers)

    @property
    def back(self) -> str:
        """The address of the screen before: the overview, before the first."""
        before = self.journey.before(self.step.id)
        return self.of_step(before.id if before else "")

    @property
    def forward(self) -> str:
        """The address of the next screen; "" if there is none, or an answer is due first."""
        step = self.journey.after(self.step.id)
        return self.of_step(step.id) if step else ""

    @property
    def waited_at(self) -> str:
        """Name the wait of the screen: each is waited for by itself."""
        return self.step.id

    @property
    def told(self) -> Answers:
        """What an address beside this screen says, so that it leads back to it."""
        return self.journey.answers

    def beside(self, page: str, name: str = "", option: str = "") -> str:
        """Give the address of a page beside this screen, with one word more if there is a name for it."""
        told = {**self.told, name: (option,)} if name else self.told
        return address(self.guide.mall, f"{self.step.id}/{page}", told)

    @property
    def helped(self) -> str:
        """The address for asking the staff about this screen."""
        return self.beside("help")

    def answered(self, asked: Help) -> str:
        """Give the address of the answer to what people ask here."""
        return self.beside("help", ASKED, asked.key)

    def leads(self, asked: Help) -> str:
        """Give the address that an answer leads to: a screen, or the form that asks the staff; "" for none."""
        if asked.asks_staff:
            return self.asks_about(asked)
        return self.of_step(asked.to) if asked.to else ""

    def of_step(self, step_id: str) -> str:
        """Give the address of another screen, under the same answers."""
        return address(self.guide.mall, step_id, self.journey.answers)

    def asks_about(self, asked: Help) -> str:
        """Give the address for asking the staff what an answer did not settle: the question goes along."""
        return self.beside("help", ABOUT, asked.key)

    @property
    def differs(self) -> str:
        """The address for telling the staff that the mall's console looks different."""
        return self.beside("help", "kind", "mismatch")

    @property
    def look(self) -> ScreenLook | None:
        """How the screen looks to this reader; None for today's look."""
        return self.step.look(self.journey.answers)

    @property
    def todays_look(self) -> str:
        """The address of the same screen as it looks today."""
        rest = dict(self.journey.answers)
        rest.pop(self.step.look_question, None)
        return self.place(rest)

    @property
    def other_looks(self) -> list[tuple[str, str]]:
        """The looks besides today's and the one that is shown: (its words, the address of the screen in it)."""
        question, now = self.step.look_question, self.look
        return [
            (look.words, self.place({**self.journey.answers, question: (look.key,)}))
            for look in self.step.screens
            if look != now
        ]

    def place(self, answers: Answers) -> str:
        """The address of this very screen under other answers."""
        return address(self.guide.mall, self.step.id, answers)

    @property
    def others(self) -> list[tuple[str, str]]:
        """The answers given elsewhere, which a question's form carries along."""
        return [
            (name, option)
            for name, options in self.journey.answers.items()
            for option in options
            if name != self.step.id
        ]

    @property
    def is_refused(self) -> bool:
        """Say whether the step asks the staff for what nobody can do at a mall that stopped."""
        return isinstance(self.step, Request) and not self.guide.takes(self.step.request)

    @property
    def heading(self) -> str:
        """What to do here; of what nobody can do, that it cannot be asked for."""
        return CANNOT_ASK if self.is_refused else self.step.title

    def chosen(self, option: str) -> bool:
        """Say whether this step's question was answered with `option`."""
        return option in self.journey.answers.get(self.step.id, ())

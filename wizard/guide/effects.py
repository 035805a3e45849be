"""What publishing another edition of a guide does to the people who use it, judged of what they have."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from wizard.guide.model import Guide
from wizard.guide.resume import resume
from wizard.steps import Credentials, Step
from wizard.steps.base import Answers

ANY = "*"
"""Accepts every loss, where the digest of one that was seen is asked for."""


@dataclass(frozen=True)
class Walkers:
    """Sellers on their way who have answered and seen the same."""

    answers: Answers
    seen: Collection[str]
    total: int


@dataclass(frozen=True)
class GuideUse:
    """What people have of one guide, as it is stored.

    Attributes:
        going: the runs on their way, those that are alike together.
        answered: question -> how many runs, going or done, keep an answer to it.
        accounts: form -> how many accounts were saved in it.
        values: (form, field) -> how many accounts keep a value of it.
        links: step, or "" for the overview -> how many invitations to it may still be opened.

    """

    going: Sequence[Walkers] = ()
    answered: Mapping[str, int] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[tuple[str, str], int] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Loss:
    """Something that sellers saved, or that leads them, and that has no place in the new edition.

    Attributes:
        kind: "form" with its accounts, "field" with its values, "answer" to a question, or "step" that
            runs stand on or links lead to.
        name: of the field, or of a question that is asked no more on a screen that stays; "" for the rest.
        title: what sellers read there.

    """

    kind: Literal["form", "field", "answer", "step"]
    step_id: str
    name: str
    title: str
    total: int


@dataclass(frozen=True)
class StepEffect:
    """What people have at one step as it is now.

    Attributes:
        runs: how many stand on it.
        asked_again: how many of all must answer its question anew.
        becomes: the title of the step it is in the new edition; "" if it is none there.

    """

    step_id: str
    title: str
    runs: int
    accounts: int
    answers: int
    links: int
    asked_again: int
    becomes: str

    @property
    def is_gone(self) -> bool:
        """Say whether the new edition has no such step, by no name."""
        return not self.becomes


@dataclass(frozen=True)
class Effects:
    """What a new edition of one guide does to people.

    Attributes:
        going: how many are on their way.
        steps: each step at which anybody has anything, in the guide's order.
        links: how many invitations may still be opened, to whichever screen.
        lost: what would be lost; such an edition is not published by one press.

    """

    mall: str
    title: str
    going: int = 0
    accounts: int = 0
    answers: int = 0
    links: int = 0
    steps: tuple[StepEffect, ...] = ()
    lost: tuple[Loss, ...] = ()

    @property
    def touches(self) -> bool:
        """Say whether there is anybody whom it may touch."""
        return bool(self.going or self.accounts or self.answers or self.links)

    @property
    def stranded(self) -> int:
        """Count who stands on a screen that goes away."""
        return sum(step.runs for step in self.steps if step.is_gone)

    @property
    def broken_links(self) -> int:
        """Count the invitations whose screen goes away."""
        return sum(step.links for step in self.steps if step.is_gone)

    @property
    def asked_again(self) -> int:
        """Count the answers that have to be given anew."""
        return sum(step.asked_again for step in self.steps)

    @property
    def digest(self) -> str:
        """Name what is lost, so that only what was seen is accepted; "" if nothing is."""
        told = sorted((loss.kind, loss.step_id, loss.name) for loss in self.lost)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16] if told else ""

    def is_accepted(self, word: str) -> bool:
        """Say whether somebody who said this word has seen all that is lost."""
        return not self.lost or word in {ANY, self.digest}


def loss_of(found: Iterable[Effects]) -> str:
    """Name all that several guides lose, so that only what was seen is accepted; "" if nothing is lost."""
    told = sorted((one.mall, one.digest) for one in found if one.lost)
    if len(told) < 2:
        return told[0][1] if told else ""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def effects(old: Guide, new: Guide | None, use: GuideUse) -> Effects:
    """Judge what a new edition does; None takes the guide away."""
    stand = _standing(old, use.going)
    asked = {name: step.id for step in old.steps for name in step.questions()}
    again = _asked_again(old, new, use.going)
    answers = Counter[str]()
    for question, total in use.answered.items():
        if question in asked and not _is_of_form(old, asked[question]):
            answers[asked[question]] += total
    accounts, links = _by_step(old, use.accounts), _by_step(old, use.links)
    steps = tuple(
        StepEffect(
            step.id,
            step.title,
            stand[step.id],
            accounts[step.id],
            answers[step.id],
            links[step.id],
            again[step.id],
            _title(new, new.called(step.id)) if new else "",
        )
        for step in old.steps
    )
    told = tuple(s for s in steps if s.runs or s.accounts or s.answers or s.links or s.asked_again)
    return Effects(
        old.mall,
        old.title,
        going=sum(one.total for one in use.going),
        accounts=sum(use.accounts.values()),
        answers=sum(answers.values()),
        links=sum(use.links.values()),
        steps=told,
        lost=(*_lost_values(old, new, use), *_lost_answers(old, new, use), *_lost_steps(told)),
    )


def _standing(guide: Guide, going: Sequence[Walkers]) -> Counter[str]:
    """Count who stands on which step."""
    found = Counter[str]()
    for one in going:
        found[resume(guide, one.answers, one.seen, is_edited=False).step.id] += one.total
    return found


def _asked_again(old: Guide, new: Guide | None, going: Sequence[Walkers]) -> Counter[str]:
    """Count, by the step as it is now, who has to answer anew."""
    found = Counter[str]()
    for one in going if new else ():
        changes = resume(new, one.answers, one.seen, is_edited=True).changes  # type: ignore[arg-type]
        for step in changes.ask_again:
            names = (step.id, *step.was)
            found[next((name for name in names if old.called(name)), step.id)] += one.total
    return found


def _by_step(guide: Guide, counted: Mapping[str, int]) -> Counter[str]:
    """Count by the name that a step has now."""
    found = Counter[str]()
    for name, total in counted.items():
        found[guide.called(name) or name] += total
    return found


def _is_of_form(guide: Guide, step_id: str) -> bool:
    return isinstance(guide.step(step_id), Credentials)


def _title(guide: Guide, step_id: str) -> str:
    return guide.step(step_id).title if step_id else ""


def _lost_values(old: Guide, new: Guide | None, use: GuideUse) -> list[Loss]:
    """Name the forms with accounts, and the fields with values, that have no place any more."""
    found = list[Loss]()
    for form_id, total in use.accounts.items():
        was, kept = _form(old, form_id), _form(new, form_id)
        if was is None:  # it was lost before
            continue
        if kept is None:
            found.append(Loss("form", form_id, "", was.title, total))
            continue
        found += [
            Loss("field", form_id, name, was.fields[name].label, count)
            for (step_id, name), count in use.values.items()
            if step_id == form_id and name in was.fields and name not in kept.fields
        ]
    return found


def _form(guide: Guide | None, step_id: str) -> Credentials | None:
    """Find the form of a name, now or before."""
    name = guide.called(step_id) if guide else ""
    step = guide.step(name) if guide and name else None
    return step if isinstance(step, Credentials) else None


def _lost_answers(old: Guide, new: Guide | None, use: GuideUse) -> Iterator[Loss]:
    """Name the questions with answers that no step asks any more, though the screen is there still."""
    asked = {name for step in new.steps for name in step.questions()} if new else set[str]()
    for step in old.steps:
        kept = _kept(step, new)
        for question in step.questions():
            name = kept.id if kept and question == step.id else question
            total = use.answered.get(question, 0)
            if kept and total and name not in asked:
                yield _lost_answer(step, question, total)


def _kept(step: Step, new: Guide | None) -> Step | None:
    """Give what a step is in the new edition, under any name."""
    name = new.called(step.id) if new else ""
    return new.step(name) if new and name else None


def _lost_answer(step: Step, question: str, total: int) -> Loss:
    title = step.fields[question].label if isinstance(step, Credentials) else step.title
    return Loss("answer", step.id, question, title, total)


def _lost_steps(steps: Sequence[StepEffect]) -> list[Loss]:
    """Name the steps that go away under people, or with what they answered."""
    found = list[Loss]()
    for step in steps:
        if step.is_gone and step.answers:
            found.append(Loss("answer", step.step_id, "", step.title, step.answers))
        if step.is_gone and (step.runs or step.links):
            found.append(Loss("step", step.step_id, "", step.title, step.runs + step.links))
    return found

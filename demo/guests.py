"""Sellers in every state: each made by what a seller or staff would do, some days ago."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from flask import Flask

from demo.firms import firm
from wizard.content.catalog import Catalog
from wizard.forms import submission
from wizard.guide.journey import asked_before, ways
from wizard.korean.calendar import in_korea
from wizard.services.account_inputs import NewAccount
from wizard.services.container import Services
from wizard.services.shown_screens import Mark
from wizard.steps import Credentials, Step, Wait
from wizard.steps.base import Answers
from wizard.web.state import AppState


@dataclass
class Clock:
    """The time at which people act: moved by whoever tells their story."""

    now: datetime

    def __call__(self) -> datetime:
        """Give it."""
        return self.now


@dataclass(frozen=True)
class Guest:
    """A firm, and how to come in as it.

    Attributes:
        state: what there is to see, in words.
        token: of its link.

    """

    name: str
    state: str
    token: str
    digits: str


@dataclass
class Story:
    """Makes firms, one after the other, and lets things happen to the newest."""

    app: Flask
    clock: Clock
    operator: str
    today: datetime
    guests: list[Guest] = field(default_factory=list)
    seller: str = ""
    account: str = ""

    @property
    def services(self) -> Services:
        """What the product does."""
        return self._state.services

    @property
    def catalog(self) -> Catalog:
        """The guides."""
        return self._state.catalog

    @property
    def _state(self) -> AppState:
        found: AppState = self.app.extensions["wizard"]
        return found

    def begin(self, state: str, days_ago: float = 0, *, comes: bool = True) -> None:
        """Make a firm with a link, so many days ago; it comes in by it, unless it does not."""
        self.clock.now = self.today - timedelta(days=days_ago)
        made = firm(len(self.guests))
        self.seller = self.services.sellers.add(made, self.operator)
        token = self.services.invitations.make(self.seller, f"staff:{self.operator}", days=14)
        if comes:
            self.services.link_sign_in.sign_in(token, made.business_number[-5:])
        self.guests.append(Guest(made.name, state, token, made.business_number[-5:]))

    def choose(self, *malls: str) -> None:
        """Let the firm say in which malls it is."""
        revisions = {mall: self.catalog.revisions[mall] for mall in malls}
        self.services.progress.choose(self.seller, revisions, f"seller:{self.seller}")

    def want_messages(self) -> None:
        """Let the firm agree to be told by 알림톡."""
        phone = self.services.sellers.firm(self.seller).phone
        self.services.message_consents.agree(self.seller, "talk", "saved", phone)

    def walk(self, mall: str, screens: int) -> None:
        """Let the firm look at so many screens of a guide."""
        answers, way = self._way(mall, {})
        for place, step in enumerate(way[:screens]):
            known = asked_before(answers, way[:place])
            waits = step.lasts if isinstance(step, Wait) else None
            mark = Mark(mall, self.catalog.revisions[mall], step.id, known, waits)
            self.services.progress.marks.put(self.seller, mark)

    def wait(self, mall: str) -> None:
        """Let the firm go on to the screen of a guide at which one waits."""
        _, way = self._way(mall, {})
        self.walk(mall, [isinstance(step, Wait) for step in way].index(True) + 1)

    def save(self, mall: str, typed: Mapping[str, str]) -> None:
        """Let the firm fill in the form of a mall, and save it."""
        self.account = self._state.accounts.save(self._draft(mall, typed), self.seller)[1]

    def change(self, mall: str, typed: Mapping[str, str]) -> None:
        """Let the firm put other values in place of those that it saved last."""
        self._state.accounts.replace(self._draft(mall, typed), self.seller, self.account)

    def _draft(self, mall: str, typed: Mapping[str, str]) -> NewAccount:
        """Give the form of a mall as the firm fills it in."""
        answers, way = self._way(mall, typed)
        form = next(step for step in way if isinstance(step, Credentials))
        today = in_korea(self.clock.now)
        read = submission.read(form, typed, answers, today=today)
        if read.errors:
            raise ValueError(f"{mall}: {read.errors}")
        return NewAccount(
            mall=mall,
            step_id=form.id,
            revision=self.catalog.revisions[mall],
            answers=read.answers,
            form_token=uuid4().hex,
            values=read.values,
            asked=frozenset(read.values),
            open_names=frozenset(n for n in read.values if not form.fields[n].secret),
            expires_on=submission.expiry(form, read.values),
            is_open=self.catalog.guides[mall].status.state == "open",
            missing=read.put_off,
        )

    def ask(self, kind: str) -> str:
        """Let the firm ask for something about the account that it saved; give the request."""
        self.services.requests.ask(self.seller, self.account, kind)
        return str(self.services.requests.of_seller(self.seller)[0].id)

    def _way(self, mall: str, wanted: Mapping[str, str]) -> tuple[Answers, tuple[Step, ...]]:
        """Give the first way through a guide on which what is wanted is answered."""
        return next(
            (answers, way)
            for answers, way in ways(self.catalog.guides[mall])
            if all(wanted.get(name, given[0]) == given[0] for name, given in answers.items())
        )

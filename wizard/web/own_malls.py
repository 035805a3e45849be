"""The malls on the list of the seller who is here: what is saved, and where to go on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app

from wizard.errors import DatabaseError
from wizard.guide.model import Guide
from wizard.guide.resume import Resumption, resume
from wizard.services.progress import Run
from wizard.steps import Outcome, Request
from wizard.web import sessions
from wizard.web.mall_standing import registered, standings, unfinished
from wizard.web.screen import Screen, address
from wizard.web.state import state

SAVED = "saved"
_NEXT = {"going": 0, "chosen": 1}


@dataclass(frozen=True)
class OwnMall:
    """One mall on a seller's list."""

    guide: Guide
    run: Run

    @cached_property
    def way(self) -> Resumption:
        """Where the run goes on."""
        return way_of(self.guide, self.run)

    @property
    def here(self) -> str:
        """The address to go on at: the overview of what was not begun."""
        if not self.way.is_begun:
            return address(self.guide.mall, "", {})
        return Screen(self.way.journey, self.way.step).here


@dataclass(frozen=True)
class OwnMalls:
    """A seller's list.

    Attributes:
        standings: mall -> how its accounts stand there, by `wizard.web.mall_standing`.
        in_imseller: the malls of which every account stands in 아임셀러 as it is saved here.
        unfinished: the malls of which an account has a value yet to come.

    """

    malls: tuple[OwnMall, ...] = ()
    standings: Mapping[str, str] = field(default_factory=dict)
    in_imseller: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many malls are on it."""
        return len(self.malls)

    @property
    def saved(self) -> int:
        """In how many an account is saved."""
        return sum(mall.run.state == SAVED for mall in self.malls)

    @property
    def connected(self) -> int:
        """Of how many that are saved the mall takes every account; never more than `saved`."""
        return sum(
            mall.run.state == SAVED and self.standings.get(mall.guide.mall) == "connected"
            for mall in self.malls
        )

    @property
    def registered(self) -> int:
        """Of how many that are saved every account stands in 아임셀러; never more than `saved`."""
        return sum(m.run.state == SAVED and m.guide.mall in self.in_imseller for m in self.malls)

    @property
    def states(self) -> dict[str, str]:
        """Mall -> how its run stands; "unfinished" where what is saved is not whole."""
        runs = {mall.guide.mall: mall.run.state for mall in self.malls}
        return {
            mall: "unfinished" if state == SAVED and mall in self.unfinished else state
            for mall, state in runs.items()
        }

    def following(self, but: str = "") -> OwnMall | None:
        """Give the mall to go on with, other than `but`: see `rank`; None if all are saved."""
        rest = [one for one in self.malls if one.run.state != SAVED and one.guide.mall != but]
        return min(rest, key=lambda one: rank(one.guide, one.run), default=None)


def own_malls() -> OwnMalls:
    """Give the list of the seller who is here, by two queries; an empty one for everybody else."""
    seller, guides = sessions.known_seller(), state().catalog.malls
    if not seller:
        return OwnMalls()
    try:
        runs = state().services.progress.of_seller(seller)
        tried = state().services.checks.of_sellers([seller]).get(seller, [])
    except DatabaseError as error:  # what can be read without a database stays readable
        current_app.logger.warning("a seller's list was not read: %s", error)
        return OwnMalls()
    if since := sessions.sees_from():
        runs = [run for run in runs if run.updated_at >= since]
        tried = [one for one in tried if one.created_at >= since]
    mine = tuple(OwnMall(guides[run.mall], run) for run in runs if run.mall in guides)
    return OwnMalls(mine, standings(tried), registered(tried), unfinished(tried))


def rank(guide: Guide, run: Run) -> tuple[bool, bool, int, float]:
    """Say what comes first: what can be connected, then what was last worked on, then what is to begin."""
    order = _NEXT.get(run.state, len(_NEXT))
    late = -run.updated_at.timestamp() if run.state == "going" else 0.0
    return run.state == SAVED, not guide.is_open, order, late


def way_of(guide: Guide, run: Run) -> Resumption:
    """Replay a run through the guide as it is now; before anything is saved it goes on at the form."""
    is_edited = run.revision != state().catalog.revisions[guide.mall]
    seen = run.seen if run.state == SAVED else [one for one in run.seen if one not in _later(guide)]
    return resume(guide, run.answers, seen, is_edited=is_edited)


def _later(guide: Guide) -> set[str]:
    """Name the screens that speak of what was saved."""
    return {
        step.id
        for step in guide.steps
        if isinstance(step, Request) or (isinstance(step, Outcome) and step.result == "done")
    }

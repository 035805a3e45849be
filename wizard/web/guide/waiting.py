"""When to come back to a screen at which one waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from wizard.errors import DatabaseError
from wizard.steps import Wait
from wizard.web import sessions
from wizard.web.screen import Screen
from wizard.web.site import site
from wizard.web.state import state


@dataclass(frozen=True)
class Waiting:
    """A wait as one reader meets it.

    Attributes:
        until: when it is over: for a seller, since they first came to this wait; else from now on.
        is_own: whether it has begun for the seller who is here.
        is_over: whether it is over.
        calendar: the address of the calendar file.

    """

    until: datetime
    is_own: bool
    is_over: bool
    calendar: str


def waiting_of(screen: Screen) -> Waiting | None:
    """Say when to come back to a screen; None for one at which nobody waits."""
    if not isinstance(screen.step, Wait):
        return None
    now, own = state().now(), _own_end(screen, screen.step.lasts)
    until = own or now + screen.step.lasts
    calendar = site().outside or screen.beside("wait.ics")
    return Waiting(until, own is not None, until <= now, calendar)


def _own_end(screen: Screen, lasts: timedelta) -> datetime | None:
    try:
        return _kept_end(screen, lasts)
    except DatabaseError as error:  # the screen matters more than since when
        current_app.logger.warning("the end of a wait was not read: %s", error)
        return None


def _kept_end(screen: Screen, lasts: timedelta) -> datetime | None:
    """Give the end of a wait; none of one that began before what this session may see."""
    seller, since = sessions.known_seller(), sessions.sees_from()
    kept = state().services.progress
    end = kept.wait_end(seller, screen.guide.mall, screen.waited_at) if seller else None
    is_older = end and since and end - lasts < since
    return None if is_older else end

"""Follows the guides: what changes in the folder is published, what is published is shown.

One thread in each process looks a few times a second. No reader waits for it: a request shows the set
that was there when it began.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask

from wizard.content.catalog import Catalog, open_catalog
from wizard.content.folder import Trace, snapshot
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.errors import DatabaseError, UnavailableError, WizardError
from wizard.services.publishing import Publishing
from wizard.web import background
from wizard.web.guide.known_answers import Application
from wizard.web.state import AppState
from wizard.web.workers import cache_warmer

EVERY_S, RETRY_S = 0.25, 15.0
ASKS_EVERY = 2
"""With every second look at the folder the database is asked: what is published anywhere is shown within a second."""

log = logging.getLogger(__name__)


def first_catalog(publishing: Publishing, notes: Path) -> Catalog:
    """Publish the folder as it is, and give what readers are to see.

    If it cannot be published, they see what was published last, as the database or this machine's own
    copy has it, or else the folder's sound guides.

    Args:
        publishing: what brings the folder to the readers.
        notes: where an older version kept what editors had typed.

    """
    try:
        publishing.take_over(notes)
        done = publishing.publish()
        catalog = publishing.release_store.catalog(done.release, done.faults)
    except (OSError, WizardError) as error:
        log.error("the guides could not be published: %s", type(error.__cause__ or error).__name__)
        is_away = isinstance(error, UnavailableError)
    else:
        _keep_here(publishing.release_store, done.release)
        return catalog
    try:
        newest = None if is_away else publishing.release_store.newest()
        newest = newest or publishing.release_store.local.newest()
        if newest:
            return publishing.release_store.catalog(newest, {})
    except (OSError, DatabaseError) as error:
        log.error("what was published cannot be read: %s", type(error).__name__)
    return open_catalog(publishing.folder)


def _keep_here(store: ReleaseStore, release: Release) -> None:
    """Keep a copy of a release on this machine, if the disk takes it."""
    try:
        store.keep_local(release)
    except OSError as error:
        log.error("no copy of release %d is kept here: %s", release.number, error.strerror)


def start(app: Flask) -> threading.Thread:
    """Follow the guides from now on, for as long as the process lives."""
    watcher = GuideWatcher(app, on_shown=lambda: cache_warmer.start(app))
    return background.start("guides", EVERY_S, watcher.tick)


@dataclass
class GuideWatcher:
    """One process's eye on the folder and on what was published.

    Attributes:
        seen: the folder as it was when it was last published.
        moving: the folder as it was a moment ago: while it changes, nothing is read.
        rests_until: when to try again what failed, in seconds of the monotonic clock.
        looks: how often it looked.
        is_away: the database could not be asked the last time.
        on_shown: what follows once another set is shown; the next one is not kept waiting by it.

    """

    app: Flask
    seen: Trace | None = None
    moving: Trace | None = None
    rests_until: float = 0.0
    looks: int = 0
    is_away: bool = False
    on_shown: Callable[[], object] = lambda: None

    @property
    def app_state(self) -> AppState:
        """What the application stands on."""
        found: AppState = self.app.extensions["wizard"]
        return found

    @property
    def publishing(self) -> Publishing:
        """What brings the folder to the readers."""
        return self.app_state.services.publishing

    def tick(self) -> None:
        """Look at the folder, and now and then at what is published."""
        try:
            self.look(asks=self.looks % ASKS_EVERY == 0)
        finally:  # what breaks a look that asks for nothing does not keep the next from asking
            self.looks += 1

    def look(self, *, asks: bool = True) -> None:
        """Publish the folder if it has changed and come to rest; show what is published now."""
        try:
            self._follow_folder()
        finally:  # a folder that breaks its publication keeps no other machine's from being shown
            if asks:
                self._show()

    def _follow_folder(self) -> None:
        now = snapshot(self.publishing.folder)
        is_at_rest, self.moving = now == self.moving, now
        if now != self.seen and is_at_rest and time.monotonic() >= self.rests_until:
            self._publish(now)

    def _publish(self, now: Trace) -> None:
        """Publish; what cannot be, as with a full disk or a closed database, is tried again after a rest."""
        try:
            faults = self.publishing.publish().faults
        except (OSError, WizardError) as error:
            log.error(
                "the guides could not be published: %s", type(error.__cause__ or error).__name__
            )
            self.rests_until = time.monotonic() + RETRY_S
            return
        self.seen, published_guides = now, self.app_state.published_guides
        self.looks = -1  # what was published is shown at the next look
        published_guides.catalog = replace(published_guides.catalog, faults=faults)

    def _show(self) -> None:
        """Put the newest set in place of the one that is shown, if it is another."""
        try:
            number = self.publishing.release_store.newest_number()
            if number != self.app_state.published_guides.catalog.release:
                self._swap()
        except DatabaseError as error:
            self._rest(error)
        else:
            self.is_away = False

    def _swap(self) -> None:
        store, published_guides = self.publishing.release_store, self.app_state.published_guides
        release = store.newest()
        if release is None:
            return
        published_guides.catalog = store.catalog(release, published_guides.catalog.faults)
        self.app_state.pages.clear()
        if isinstance(self.app, Application):
            self.app.known.clear()
        self.app_state.cached_forms.clear()
        log.info("guides of release %d are shown", release.number)
        _keep_here(store, release)
        self.on_shown()

    def _rest(self, error: DatabaseError) -> None:
        """Ask again later; say once that it has to."""
        if not self.is_away:
            log.error("it cannot be asked what was published: %s", error)
        self.is_away = True

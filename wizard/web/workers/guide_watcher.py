"""Follows the guides: what changes in the folder is published, what is published is shown.

One thread in each process looks a few times a second. No reader waits for it: a request shows the set
that was there when it began.
"""

import logging
import threading
import time
from dataclasses import dataclass, replace

from flask import Flask

from wizard.content.catalog import Catalog, open_catalog
from wizard.content.folder import Trace, snapshot
from wizard.errors import DatabaseError, WizardError
from wizard.services.publishing import Publishing
from wizard.web import background
from wizard.web.state import AppState
from wizard.web.workers.cache_warmer import warm_cache

EVERY_S, RETRY_S = 0.25, 15.0
log = logging.getLogger(__name__)


def first_catalog(publishing: Publishing) -> Catalog:
    """Publish the folder as it is, and give what readers are to see.

    If it cannot be published, they see what was published last, or else the folder's sound guides.
    """
    try:
        done = publishing.publish()
        return publishing.release_store.catalog(done.release, done.faults)
    except (OSError, WizardError) as error:
        log.error("the guides could not be published: %s", type(error.__cause__ or error).__name__)
    try:
        return publishing.catalog({}) or open_catalog(publishing.folder)
    except OSError as error:
        log.error("what was published cannot be read: %s", type(error).__name__)
        return open_catalog(publishing.folder)


def start(app: Flask) -> threading.Thread:
    """Follow the guides from now on, for as long as the process lives."""
    return background.start("guides", EVERY_S, GuideWatcher(app).look)


@dataclass
class GuideWatcher:
    """One process's eye on the folder and on what was published.

    Attributes:
        seen: the folder as it was when it was last published.
        moving: the folder as it was a moment ago: while it changes, nothing is read.
        rests_until: when to try again what failed, in seconds of the monotonic clock.

    """

    app: Flask
    seen: Trace | None = None
    moving: Trace | None = None
    rests_until: float = 0.0

    @property
    def app_state(self) -> AppState:
        """What the application stands on."""
        found: AppState = self.app.extensions["wizard"]
        return found

    def look(self) -> None:
        """Publish the folder if it has changed and come to rest; show what is published now."""
        now = snapshot(self.app_state.services.publishing.folder)
        if now != self.seen and now == self.moving and time.monotonic() >= self.rests_until:
            self._publish(now)
        self.moving = now
        self._show()

    def _publish(self, now: Trace) -> None:
        """Publish; what a full disk or a closed database forbids is tried again after a rest."""
        try:
            faults = self.app_state.services.publishing.publish().faults
        except (OSError, DatabaseError) as error:
            log.error(
                "the guides could not be published: %s", type(error.__cause__ or error).__name__
            )
            self.rests_until = time.monotonic() + RETRY_S
            return
        self.seen, published_guides = now, self.app_state.published_guides
        published_guides.catalog = replace(published_guides.catalog, faults=faults)

    def _show(self) -> None:
        """Put the newest set in place of the one that is shown, if it is another."""
        publishing, published_guides = (
            self.app_state.services.publishing,
            self.app_state.published_guides,
        )
        if publishing.release_store.numbers()[:1] == [published_guides.catalog.release]:
            return
        release = publishing.release_store.newest()
        if release is None or release.number == published_guides.catalog.release:
            return
        published_guides.catalog = publishing.release_store.catalog(
            release, published_guides.catalog.faults
        )
        self.app_state.pages.clear()
        self.app_state.cached_forms.clear()
        log.info("guides of release %d are shown", release.number)
        warm_cache(self.app)

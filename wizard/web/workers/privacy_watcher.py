"""Follows what is said of personal data: what changes in its folder and is sound is shown."""

import logging
import threading
from dataclasses import dataclass

from flask import Flask

from wizard.content import privacy_folder
from wizard.content.folder import Trace, snapshot
from wizard.errors import GuideError
from wizard.web import background
from wizard.web.state import AppState

EVERY_S = 1.0
log = logging.getLogger(__name__)


def start(app: Flask) -> threading.Thread:
    """Follow the texts from now on, for as long as the process lives."""
    return background.start("privacy", EVERY_S, PrivacyWatcher(app).look)


@dataclass
class PrivacyWatcher:
    """One process's eye on the folder.

    Attributes:
        seen: the folder as it was when it was last read.
        moving: the folder as it was a moment ago: while it changes, nothing is read.

    """

    app: Flask
    seen: Trace | None = None
    moving: Trace | None = None

    def look(self) -> None:
        """Read the folder if it has changed and come to rest; what is faulty is logged, and not shown."""
        app_state: AppState = self.app.extensions["wizard"]
        settings = app_state.settings
        folders = (settings.privacy / kind for kind in ("", "notice", "policy"))
        now: Trace = frozenset().union(*map(snapshot, folders))
        if now == self.moving and now not in (self.seen, None):
            self.seen = now
            try:
                found = privacy_folder.load(settings.privacy, settings.retention_days)
            except GuideError as error:
                log.error("what is said of personal data cannot be shown as it is:\n%s", error)
            else:
                app_state.published_privacy.texts = found.under(settings.registration)
        self.moving = now

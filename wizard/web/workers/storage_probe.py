"""Finds out, again and again, whether anything can be saved here; and takes up a key file that came meanwhile."""

import atexit
import logging
import threading
from pathlib import Path

from flask import Flask

from wizard.crypto import key_file
from wizard.errors import DatabaseError, KeysError
from wizard.services.storage import EVERY_S
from wizard.web import api, background
from wizard.web.state import AppState

log = logging.getLogger(__name__)


def start(app: Flask) -> threading.Thread:
    """Look now, and every few seconds while the process lives; at its end tell that it is gone."""
    app_state: AppState = app.extensions["wizard"]
    look(app)
    atexit.register(leave, app_state)
    return background.start("storage", EVERY_S, lambda: look(app))


def look(app: Flask) -> None:
    """Look once. Machines know one another's cookies and forms by the key that is taken up here."""
    app_state: AppState = app.extensions["wizard"]
    app_state.services.storage.probe()
    secret = session_key(app_state.settings.keys)
    if secret and secret != app.secret_key:
        app.secret_key = secret
        if "wizard_api" in app.extensions:
            api.take_secret(app.extensions["wizard_api"], secret)
        log.warning("cookies and forms are signed by the key file that is there now")


def leave(app_state: AppState) -> None:
    """Tell that this process is at work no more; if nobody can be told, the others notice by themselves."""
    try:
        app_state.services.machines.leave()
    except DatabaseError as error:
        log.warning("the end of this process was not told: %s", error)


def session_key(keys: Path) -> str:
    """Give the key that signs cookies; "" while there is no key file."""
    try:
        return key_file.load(keys).session
    except KeysError:
        return ""

"""Forgets, each minute, who had a request open; a page that is open says so again by itself."""

import threading

from wizard.services.presence import FORGOTTEN_EVERY_S, Presence
from wizard.web import background


def start(presence: Presence) -> threading.Thread:
    """Begin; it ends with the server."""
    return background.start("presence", FORGOTTEN_EVERY_S, presence.forget)

"""`wizard serve` with one bug: a form that asks for it breaks, with what was typed in the exception's words.

It is watched in every way there is: lines for programs have all that others have, and figures stand in files.
Started by `chaos.canaries`, as `python -m chaos.failing_server wizard CORE`.
"""

import os
import secrets
import sys

from flask import Flask, request

from wizard import server
from wizard.app import warm_app
from wizard.korean.calendar import clock
from wizard.services.machines import Here
from wizard.settings import Settings

BREAK = "X-Chaos-Break"


class UnforeseenError(Exception):
    """What no code of ours expects."""


def settings() -> Settings:
    """Give the deployment's settings, but that it is watched."""
    watched = {"WIZARD_LOG": "json", "WIZARD_METRICS_TOKEN": secrets.token_hex(24)}
    return Settings.from_env({**os.environ, **watched})


def make(told: Settings, here: Here) -> Flask:
    """Build the application, with the bug."""
    app = warm_app(told, here)
    app.before_request_funcs.setdefault(None, []).append(_break)  # it has been asked already
    return app


def _break() -> None:
    if BREAK in request.headers:
        raise UnforeseenError(str(request.form))


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[2])})
    watched = settings()
    command = Here(watched.data, clock())
    server.run(lambda: make(watched, command), watched)

"""`wizard serve` with one bug: a form that asks for it breaks, with what was typed in the exception's words.

Started by `chaos.canaries`, as `python -m chaos.failing_server wizard CORE`.
"""

import os
import sys

from flask import Flask, request

from wizard import server
from wizard.app import warm_app
from wizard.settings import Settings

BREAK = "X-Chaos-Break"


class UnforeseenError(Exception):
    """What no code of ours expects."""


def make() -> Flask:
    """Build the application, with the bug."""
    app = warm_app(Settings.from_env(os.environ))
    app.before_request_funcs.setdefault(None, []).append(_break)  # it has been asked already
    return app


def _break() -> None:
    if BREAK in request.headers:
        raise UnforeseenError(str(request.form))


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[2])})
    server.run(make, Settings.from_env(os.environ))

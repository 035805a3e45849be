"""One process to measure: a bare Flask app or the wizard, on one core, by the same server.

Run as `python -m bench.serve hello|wizard|preview CORE`; the settings come from the environment.
"""

import os
import sys

from flask import Flask

from wizard import cli, server
from wizard.settings import Settings


def hello() -> Flask:
    """Make the least that Flask can be: the measure of everything else."""
    app = Flask("hello")

    @app.get("/")
    def greet() -> str:
        return "hello"

    return app


def main(what: str, core: str) -> None:
    """Serve on one core until told to stop."""
    os.sched_setaffinity(0, {int(core)})
    if what == "hello":
        server.run(hello, Settings.from_env(os.environ))
    elif what == "preview":
        cli.main(["preview", "--port", os.environ["PORT"]])
    else:
        cli.main(["serve"])


if __name__ == "__main__":
    main(*sys.argv[1:])

"""One process to measure: a bare Flask app or the wizard, on one core, by the same server.

Run as `python -m bench.serve hello|floor|wizard|preview CORE`; the settings come from the environment.
"""

import os
import sys

from bench.floor import floor_app
from bench.servers import hello
from wizard import cli, server
from wizard.settings import Settings


def main(what: str, core: str) -> None:
    """Serve on one core until told to stop."""
    os.sched_setaffinity(0, {int(core)})
    server.FIXED["max_requests"] = 0  # no worker gives way to another in the middle of a load
    if what == "hello":
        server.run(hello, Settings.from_env(os.environ))
    elif what == "floor":
        server.run(lambda: floor_app(os.environ), Settings.from_env(os.environ))
    elif what == "preview":
        cli.main(["preview", "--port", os.environ["PORT"]])
    else:
        cli.main(["serve"])


if __name__ == "__main__":
    main(*sys.argv[1:])

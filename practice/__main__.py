"""`python -m practice`: the practice malls, until Ctrl-C."""

import json
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event

from practice.keys import OPERATOR
from practice.town import open_town


def main() -> None:
    """Open the malls, and print in JSON where they are, whom to trust, and what the operator has from them."""
    with tempfile.TemporaryDirectory() as folder, open_town(Path(folder)) as town:
        told = {
            "urls": town.urls,
            "authority": str(town.authority),
            "control": town.control,
            "operator": OPERATOR,
        }
        sys.stdout.write(json.dumps(told, indent=1) + "\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            Event().wait()


if __name__ == "__main__":
    main()

"""`python -m practice`: the practice malls, until Ctrl-C."""

import json
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event

from practice.town import open_town


def main() -> None:
    """Open the malls, and print in JSON the product's settings for them and the address of the control."""
    with tempfile.TemporaryDirectory() as folder, open_town(Path(folder)) as town:
        told = {"control": town.control, "env": town.env}
        sys.stdout.write(json.dumps(told, indent=1) + "\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            Event().wait()


if __name__ == "__main__":
    main()

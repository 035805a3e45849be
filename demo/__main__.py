"""`make demo`: practice malls, the product with made-up people, and how to come in. Ctrl-C ends all."""

import os
import signal
import socket
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from demo.cast import Cast
from demo.folder import fresh
from demo.making import make
from demo.serving import serving
from practice.town import Town, open_town
from wizard.errors import SettingsError
from wizard.settings import Settings

ROOT = Path(__file__).parents[1]
REAL = ("WIZARD_", "EGRESS_", "NAVER_", "ESM_")
"""How the names of settings begin; of those that do, the demo takes two."""

HTMX = ROOT / "node_modules/htmx.org/dist/htmx.min.js"


def main() -> None:
    """Open everything, say how to come in, and stay until told to stop."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _stop)
    cast = Cast()
    try:
        settings = Settings.from_env(own_env(os.environ))
        _ensure_free(settings)
        guides = fresh(settings.data)
        with open_town(settings.data, above=lambda: cast.page(datetime.now(UTC))) as town:
            site = f"http://{settings.host}:{settings.port}"
            env = {**own_env(os.environ), **_practising(town, guides), **town.telling(site)}
            make(Settings.from_env(env), cast)
            town.inbox.know(cast.secret)
            with serving(env, cast.address) as server:
                sys.stdout.write(cast.text(town.control, datetime.now(UTC)))
                sys.stdout.flush()
                sys.exit(server.wait())
    except (SettingsError, TimeoutError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.stdout.write("연습을 끝냈어요.\n")


def own_env(own: Mapping[str, str]) -> dict[str, str]:
    """Give the environment with a folder of the demo's own, and nothing that belongs to a real deployment."""
    kept = {name: text for name, text in own.items() if not name.startswith(REAL)}
    data = Path(own.get("WIZARD_DATA") or ROOT / "var") / "demo"
    return {**kept, "WIZARD_DATA": str(data), "WIZARD_WORKERS": own.get("WIZARD_WORKERS", "1")}


def _practising(town: Town, guides: Path) -> dict[str, str]:
    return {
        **town.env,
        "WIZARD_GUIDES": str(guides),
        "WIZARD_PRACTICE_HTMX": str(HTMX),
        "WIZARD_NEW_FIRM_LIMIT": "1000 per hour",
    }


def _ensure_free(settings: Settings) -> None:
    """Look whether the port can be had, before anything is made.

    Raises:
        SettingsError: somebody listens there.

    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise SettingsError(
                f"PORT: {settings.port}은 다른 프로그램이 쓰고 있어요. 다른 숫자를 적어 주세요"
            ) from None


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()

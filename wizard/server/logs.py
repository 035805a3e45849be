"""What is logged, and how a line reads: when, how grave, who says it, in which request, what.

Nothing that a client sent is in it: no address, query, header or body, and of an exception only its kind
and its place, for its message may quote what was typed.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from gunicorn.glogging import Logger

from wizard.web import request_id

MAX_KINDS = 64


class LineFormatter(logging.Formatter):
    """Writes a record as one line, an exception as one more for each place that it came through."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = record.getMessage().replace("\r", "").replace("\n", "\n  ")
        line = f"{at} {record.levelname} {record.name} [{request_id.current() or '-'}] {told}"
        raised = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{places(raised)}" if raised else line


class Repeats(logging.Filter):
    """Lets one line of a kind through in a second, with how many came before: a flood fills no disk."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[str, tuple[int, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether to write a record; a warning only, errors are all written."""
        if record.levelno > logging.WARNING:
            return True
        second = int(record.created)
        before, held = self._seen.get(record.msg, (0, 0))
        if second == before:
            self._seen[record.msg] = (before, held + 1)
            return False
        if len(self._seen) >= MAX_KINDS:
            self._seen.clear()
        self._seen[record.msg] = (second, 0)
        if held:
            record.msg = f"{record.msg} ({held} more in one second before)"
        return True


class ServerLogger(Logger):  # type: ignore[misc]
    """gunicorn's own log, in the same lines; it has no log of who asked for what."""

    def setup(self, cfg: Any) -> None:
        """Write as everything else of ours writes."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(LineFormatter())
            handler.addFilter(Repeats())


def configure() -> None:
    """Have everything of this process and its children logged on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter())
    handler.addFilter(Repeats())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("alembic", "flask_wtf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def places(raised: BaseException) -> str:
    """Give the kind of an exception and where it came through, without its message."""
    frames = traceback.extract_tb(raised.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([*lines, f"  {type(raised).__module__}.{type(raised).__qualname__}"])

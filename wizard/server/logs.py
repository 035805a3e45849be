"""What is logged, and how a line reads: when, how grave, who says it, in which request, what.

Nothing that a client sent is in it: no address, query, header or body, and of an exception only its kind
and its place, for its message may quote what was typed. A program reads the same as one JSON object a line.
"""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import has_request_context, request
from gunicorn.glogging import Logger

from wizard.watch_settings import LogKind
from wizard.web import answers, request_id

MAX_KINDS = 64


class LineFormatter(logging.Formatter):
    """Writes a record as one line, an exception as one more for each place that it came through."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        at = moment_of(record)
        told = record.getMessage().replace("\r", "").replace("\n", "\n  ")
        line = f"{at} {record.levelname} {record.name} [{request_id.current() or '-'}] {told}"
        raised = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{places(raised)}" if raised else line


class JsonFormatter(logging.Formatter):
    """Writes a record as one JSON object, in ASCII so that no locale of a terminal breaks it."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line: what is the same of every record, then what only some have."""
        told: dict[str, Any] = {
            "time": moment_of(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            told |= {"request_id": request_id.current(), "route": request.endpoint or ""}
        told |= {name: vars(record)[name] for name in answers.TOLD if name in vars(record)}
        raised = record.exc_info[1] if record.exc_info else None
        if raised:
            told["raised"] = [place.strip() for place in places(raised).splitlines()]
        return json.dumps(told)


FORMATTERS: Mapping[LogKind, type[logging.Formatter]] = {
    "text": LineFormatter,
    "json": JsonFormatter,
}


class Repeats(logging.Filter):
    """Lets one line of a kind through in a second, with how many came before: a flood fills no disk."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[str, tuple[int, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether to write a record: an error always, and what is told of each answer."""
        if record.levelno > logging.WARNING or record.name == answers.__name__:
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

    kind: LogKind = "text"

    def setup(self, cfg: Any) -> None:
        """Write as everything else of ours writes."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(FORMATTERS[self.kind]())
            handler.addFilter(Repeats())


class JsonServerLogger(ServerLogger):
    """The same for programs."""

    kind = "json"


SERVER_LOGGERS: Mapping[LogKind, type[ServerLogger]] = {
    "text": ServerLogger,
    "json": JsonServerLogger,
}


def configure(kind: LogKind) -> None:
    """Have everything of this process and its children logged on stderr, warnings of Python's too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATTERS[kind]())
    handler.addFilter(Repeats())
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("alembic", "flask_wtf"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def moment_of(record: logging.LogRecord) -> str:
    """Give when a record was made, in UTC to the millisecond."""
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def places(raised: BaseException) -> str:
    """Give the kind of an exception and where it came through, without its message."""
    frames = traceback.extract_tb(raised.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([*lines, f"  {type(raised).__module__}.{type(raised).__qualname__}"])

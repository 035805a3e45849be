"""Processes at work."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ProcessRecord:
    """A row of `machine_process`."""

    machine_id: str
    pid: int
    kind: str
    host: str
    version: str
    folder: str
    release: int
    started_at: datetime
    seen_at: datetime

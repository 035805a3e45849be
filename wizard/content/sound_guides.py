"""Guides that were read and found sound: of the same bytes this is found out once in a process.

An editor who publishes one guide of fifty, and every machine that follows, reads one guide anew, not fifty.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath

from wizard.errors import Fault, GuideError
from wizard.guide.model import Guide
from wizard.lint.check import Report, examine, outside_faults
from wizard.lint.shared import Known, Shared

MAX_KEPT = 64
"""A folder of fifty guides, and what editors type meanwhile; 0.2 MB each."""


@dataclass(frozen=True)
class SoundGuide:
    """A guide without a fault, and the names of the fragments that it uses."""

    guide: Guide
    fragments: tuple[str, ...]


def sound_guide(raw: bytes, name: str, known: Known, folder: Path | None = None) -> SoundGuide:
    """Read and prove one guide from its bytes.

    What stands beside it may change by itself: screenshots and recorded answers are looked at each time.

    Args:
        raw: the file's bytes.
        name: the file's path, for messages; its stem is the guide's id.
        known: what it may call by name.
        folder: where its screenshots stand; None to leave them unlooked at.

    Raises:
        GuideError: with every fault found.

    """
    own, shared = f"{PurePath(name).stem}.yaml", Shared.of(known)
    try:
        found = _proved(raw, own, shared)
    except _UnsoundError as unsound:
        report = unsound.report
        if not _lacks(report.guide, folder, also_samples=False):
            raise GuideError(_placed(report.faults, own, name)) from None
    else:
        if not _lacks(found.guide, folder):
            return found
    return _sound(examine(raw, name, shared, folder=folder))


class _UnsoundError(Exception):
    """A guide with faults of its own; nobody keeps it."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


@lru_cache(MAX_KEPT)
def _proved(raw: bytes, name: str, shared: Shared) -> SoundGuide:
    report = examine(raw, name, shared)
    if report.faults:
        raise _UnsoundError(report)
    return _sound(report)


def _lacks(guide: Guide | None, folder: Path | None, *, also_samples: bool = True) -> bool:
    """Say whether there is more to tell: of a file that stands beside a guide."""
    return bool(guide and folder and outside_faults(guide, folder, also_samples=also_samples))


def _placed(faults: Sequence[Fault], own: str, name: str) -> list[Fault]:
    """Tell faults by the path that was asked for: the guide's own, and those of the fragments beside it."""
    beside = PurePath(name).parent
    return [
        replace(one, file=name if one.file == own else str(beside / one.file)) for one in faults
    ]


def _sound(report: Report) -> SoundGuide:
    if report.guide is None or report.faults:
        raise GuideError(report.faults)
    return SoundGuide(report.guide, report.fragments)

"""Guides that were read and found sound: of the same bytes this is found out once in a process.

An editor who publishes one guide of fifty, and every machine that follows, reads one guide anew, not fifty.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath

from wizard.errors import GuideError
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
    try:
        found = _proved(raw, f"{PurePath(name).stem}.yaml", Shared.of(known))
    except GuideError:
        found = None
    if found and not (folder and outside_faults(found.guide, folder)):
        return found
    return _sound(examine(raw, name, known, folder=folder))


@lru_cache(MAX_KEPT)
def _proved(raw: bytes, name: str, shared: Shared) -> SoundGuide:
    return _sound(examine(raw, name, shared))


def _sound(report: Report) -> SoundGuide:
    if report.guide is None or report.faults:
        raise GuideError(report.faults)
    return SoundGuide(report.guide, report.fragments)

"""What the guides of a folder become by one text: a guide's own, or one that several of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wizard import strict_yaml
from wizard.content.folder import CONSTANTS, CONSTANTS_FILE, is_guide, place_of
from wizard.content.loader import GuideRevision, guide_revision, revision_of, scan_folder
from wizard.content.shared_files import NOTHING, shared_bytes, shared_in
from wizard.content.source import Contents
from wizard.errors import GuideError
from wizard.guide import screenshots
from wizard.guide.fragments import is_fragment
from wizard.lint.check import Report, examine


@dataclass(frozen=True)
class Edition:
    """What is published by one text.

    Attributes:
        name: of the text.
        revision: names what is saved: the guide with all that it shares, or the shared text alone.
        raw: the text.
        guides: mall -> the guide as it becomes, of those that the text is a part of.

    """

    name: str
    revision: str
    raw: bytes
    guides: Mapping[str, GuideRevision]

    @property
    def place(self) -> str:
        """The place of the text in the folder."""
        return place_of(self.name)

    @property
    def contents(self) -> Contents:
        """Part of a release -> its files."""
        guides = {mall: one.files for mall, one in self.guides.items()}
        own = {CONSTANTS: {CONSTANTS_FILE: self.raw}} if self.name == CONSTANTS else {}
        return {**guides, **own}

    @property
    def parts(self) -> dict[str, str]:
        """Part of a release -> the revision that it becomes."""
        guides = {mall: one.revision for mall, one in self.guides.items()}
        return {**guides, **({CONSTANTS: self.revision} if self.name == CONSTANTS else {})}


def edition_of(folder: Path, name: str, raw: bytes) -> Edition:
    """Read what the folder becomes if this stands at a text's place.

    Raises:
        GuideError: with every fault of the text, or of the guides that it would break.

    """
    if is_guide(name):
        made = guide_revision(folder / place_of(name), raw)
        return Edition(name, made.revision, raw, {name: made})
    if faults := reading_of(folder, name, raw).faults:
        raise GuideError(faults)
    place = place_of(name)
    found = scan_folder(folder, over={place: raw})
    broken = [one for mall, told in found.faults.items() if _is_sound(folder, mall) for one in told]
    if broken:
        raise GuideError(broken)
    users = {mall: one for mall, one in found.editions.items() if place in one.files}
    return Edition(name, revision_of([raw]), raw, users)


def reading_of(
    folder: Path,
    name: str,
    raw: bytes,
    today: date | None = None,
    beside: Mapping[str, bytes] = NOTHING,
) -> Report:
    """Say what is wrong with a text if it stood at its place in the folder; with advice, if a day is given.

    Args:
        folder: where the texts stand.
        name: of the text.
        raw: what would stand there.
        today: the day on which to judge what is stale; None to ask for no advice.
        beside: what of the shared files is to stand at its place, too: place -> bytes.

    """
    place = place_of(name)
    over = beside if is_guide(name) else {**beside, place: raw}
    try:
        shared = shared_in(shared_bytes(folder, over), folder)
    except GuideError as error:
        return Report(None, strict_yaml.read(raw), error.faults)
    if is_guide(name) or is_fragment(place):
        return examine(raw, str(folder / place), shared, today, folder / screenshots.FOLDER)
    return Report(None, strict_yaml.read(raw))


def _is_sound(folder: Path, mall: str) -> bool:
    """Say whether nothing is wrong with a guide as the folder has it now."""
    try:
        guide_revision(folder / place_of(mall))
    except GuideError:
        return False
    return True

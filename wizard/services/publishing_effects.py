"""What publishing does to people, asked of the database before it is done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Engine

from wizard.content.edition import Edition
from wizard.content.folder import CONSTANTS
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.content.source import Offered
from wizard.db.engine import reading
from wizard.db.queries.guide_use import guide_use
from wizard.errors import Fault, LossError
from wizard.guide import effect_words
from wizard.guide.effects import ANY, Effects, effects, loss_of
from wizard.guide.model import Guide
from wizard.korean.calendar import clock

Accepted = Mapping[str, str]
"""Mall -> the digest of what somebody has seen that it loses, or "*"."""

NOTHING: Accepted = MappingProxyType({})


@dataclass(frozen=True)
class PublishingEffects:
    """Judges a new edition against the one that readers see."""

    engine: Engine
    release_store: ReleaseStore
    now: Callable[[], datetime] = clock

    def of(self, before: Release | None, mall: str, new: Guide | None) -> Effects | None:
        """Say what an edition does to people; None for a guide that nobody has seen yet."""
        shown = self.release_store.shown(mall, before) if before else None
        if shown is None:
            return None
        with reading(self.engine) as connection:
            use = guide_use(connection, mall, self.now())
        return effects(shown.guide, new, use)

    def of_edition(self, before: Release | None, edition: Edition) -> list[Effects]:
        """Say what a text does to people, guide by guide; nothing of those that nobody has seen yet."""
        each = (self.of(before, mall, one.guide) for mall, one in edition.guides.items())
        return [found for found in each if found is not None]

    def accepted(self, before: Release | None, edition: Edition, word: str) -> Accepted:
        """Give, guide by guide, the losses that somebody has seen who said this word.

        Raises:
            LossError: they have not seen all that is lost.

        """
        losing = [one for one in self.of_edition(before, edition) if one.lost]
        if losing and word not in {ANY, loss_of(losing)}:
            raise LossError(losing[0].mall)
        return {one.mall: one.digest for one in losing}

    def between(self, before: Release, parts: Mapping[str, str]) -> Iterator[Effects]:
        """Say what another set does to people, guide by guide: mall -> revision."""
        for mall in sorted({*before.parts, *parts} - {CONSTANTS}):
            if before.parts.get(mall) == parts.get(mall):
                continue
            new = self.release_store.shown(mall, Release(0, before.at, "", parts))
            found = self.of(before, mall, new.guide if new else None)
            if found is not None:
                yield found

    def harmless(
        self, before: Release, offered: Offered, accepted: Accepted, folder: Path
    ) -> Offered:
        """Leave out by name what would lose what sellers saved, unless somebody has seen that."""
        contents, faults = dict(offered.contents), dict(offered.faults)
        held = dict(offered.held)
        parts = {part: rev for part, rev in offered.parts.items() if part in before.parts}
        for found in self.between(before, {**before.parts, **parts}):
            if not found.is_accepted(accepted.get(found.mall, "")):
                contents.pop(found.mall, None)
                faults[found.mall] = loss_faults(str(folder / f"{found.mall}.yaml"), found)
                if found.mall in before.held:
                    held[found.mall] = before.held[found.mall]
        return replace(offered, contents=contents, faults=faults, held=held)

    def refuse_losses(self, before: Release, parts: Mapping[str, str], accepted: Accepted) -> None:
        """Let a set pass that loses nothing, or only what somebody has seen.

        Raises:
            LossError: sellers would lose what they saved.

        """
        for found in self.between(before, parts):
            self.refuse(found, accepted.get(found.mall, ""))

    def refuse(self, found: Effects | None, accepted: str) -> None:
        """Let an edition pass that loses nothing, or what somebody has seen; else raise `LossError`."""
        if found is not None and not found.is_accepted(accepted):
            raise LossError(found.mall)


def loss_faults(file: str, found: Effects) -> list[Fault]:
    """Say why an edition that loses something is not published by itself."""
    hint = f"그래도 펴낼 것이면 `wizard publish --accept-loss {found.mall}`을 해 주세요"
    return [
        Fault(file, 1, 1, "Y00", f"{effect_words.lost(loss)}. 그래서 펴내지 않았어요", f"{effect_words.remedy(loss)}. {hint}")
        for loss in found.lost
    ]  # fmt: skip

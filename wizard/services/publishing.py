"""Publishing: what the folder says becomes what readers see, as one set, written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from wizard.content.catalog import Catalog
from wizard.content.edition import Edition
from wizard.content.release import Release, changes
from wizard.content.release_store import ReleaseStore
from wizard.content.source import OPERATOR, Source, Wish
from wizard.content.takeover import take_over
from wizard.content.way_back import way_back
from wizard.db.engine import at_one_moment
from wizard.errors import Fault, NotFoundError, OvertakenError
from wizard.guide.effects import Effects
from wizard.korean.calendar import clock
from wizard.services.audit_events import Event
from wizard.services.fragment_keeping import refuse_overtaken
from wizard.services.job_handlers import Write, nothing
from wizard.services.published import Published
from wizard.services.publishing_effects import NOTHING, Accepted, PublishingEffects
from wizard.services.release_writer import FOLDER, ReleaseWriter


@dataclass(frozen=True)
class Publishing:
    """Brings texts to the readers. Many processes may try at once: one of them does it.

    Attributes:
        folder: this machine's folder of guides; when it changes, there may be something to publish.
        source: what there is to publish.

    """

    engine: Engine
    release_store: ReleaseStore
    folder: Path
    source: Source
    now: Callable[[], datetime] = clock

    def take_over(self, notes: Path) -> None:
        """Take what an older version kept in files into the database, once.

        Args:
            notes: where it kept what editors had typed.

        Raises:
            DatabaseError: the database did not take it; the files are as they were.

        """
        take_over(self.engine, self.release_store.local.home, notes, self.now())

    @property
    def effects(self) -> PublishingEffects:
        """What publishing does to people."""
        return PublishingEffects(self.engine, self.release_store, self.now)

    @property
    def _writer(self) -> ReleaseWriter:
        return ReleaseWriter(self.engine, self.release_store)

    def publish(  # noqa: PLR0913 (a release is told whole)
        self,
        by: str = FOLDER,
        withdrawn: Sequence[str] = (),
        over: Sequence[str] = (),
        accepted: Accepted = NOTHING,
        note: str = "",
        *,
        also: Write = nothing,
    ) -> Published:
        """Publish every sound guide that is offered; a faulty or missing one stays as it was.

        Args:
            by: "folder" when the folder changed by itself, "staff:<id>" for who saved in it: what
                was rolled back stays so. "operator" publishes all that the folder says.
            withdrawn: malls that are to be no longer served, if their files are gone.
            over: parts to publish as the folder has them, whatever others have published since, and
                though they were rolled back.
            accepted: mall -> the losses that somebody has seen; what loses others is left out by name.
            note: why, in somebody's words.
            also: what is written with the release, if there is one; what it raises undoes that.

        Raises:
            LossError: what is withdrawn has what sellers saved.
            OSError, DatabaseError: the set could not be kept; readers see what they saw.

        """
        while True:
            before = self.release_store.newest() or Release(0, self.now(), by)
            found = self.source.offered(before, Wish(by, withdrawn, over))
            offered = self.effects.harmless(before, found, accepted, self.folder)
            kept = {part: rev for part, rev in before.parts.items() if part not in withdrawn}
            self.effects.refuse_losses(before, kept, accepted)
            losing = offered.faults.keys() - found.faults.keys()
            parts, held = kept | offered.parts, offered.held
            if parts == before.parts and held == before.held:
                self.source.note(before, offered)
                return Published(before, (), offered.faults, losing)
            made = Release(before.number + 1, self.now(), by, parts, held, note=note)
            if self._writer.add(made, before, offered.contents, also=also):
                self.source.note(made, offered)
                return Published(made, changes(before, made), offered.faults, losing)

    def pending(
        self, by: str = OPERATOR, withdrawn: Sequence[str] = (), over: Sequence[str] = ()
    ) -> list[Effects]:
        """Say what publishing now would do to people, guide by guide; nothing is published."""
        before = self.release_store.newest()
        if before is None:
            return []
        offered = self.source.offered(before, Wish(by, withdrawn, over))
        kept = {part: rev for part, rev in before.parts.items() if part not in withdrawn}
        return list(self.effects.between(before, kept | offered.parts))

    def put(
        self,
        before: Release,
        by: str,
        edition: Edition,
        *,
        note: str = "",
        also: Write = nothing,
    ) -> Published | None:
        """Publish a text as somebody saved it over what a release shows; None if that is overtaken.

        Raises:
            DatabaseError: it could not be kept; readers see what they saw.

        """
        parts = {**before.parts, **edition.parts}
        held = {part: text for part, text in before.held.items() if part != edition.name}
        made = Release(before.number + 1, self.now(), by, parts, held, note=note)
        saved = (Event.GUIDE_SAVED, edition.name, edition.revision)

        def as_read(connection: Connection) -> None:
            refuse_overtaken(connection, edition, before)

        try:
            is_added = self._writer.add(made, before, edition.contents, [saved], also, last=as_read)
        except OvertakenError:
            return None
        return Published(made, changes(before, made)) if is_added else None

    def roll_back(
        self, by: str, number: int = 0, accepted: Accepted = NOTHING, note: str = ""
    ) -> Published:
        """Show readers an earlier set again; the folder is not touched.

        Args:
            by: "operator" or "staff:<id>".
            number: the release to go back to; 0 for the newest that shows something else.
            accepted: mall -> the losses that somebody has seen.
            note: why, in their words.

        Raises:
            NotFoundError: there is no such release.
            RefusedError: it shows what readers see already, or cannot be read any more.
            LossError: sellers would lose what they saved since.

        """
        while True:
            with at_one_moment(self.engine):  # who was overtaken looks again, at another one
                before = self.release_store.newest()
                if before is None:
                    raise NotFoundError("nothing was published yet")
                wanted = self.way_back(before, number)
                held, at = self.source.holding(before, wanted), self.now()
                self.effects.refuse_losses(before, wanted.parts, accepted)
            made = Release(before.number + 1, at, by, wanted.parts, held, wanted.number, note)
            if self._writer.add(made, before, {}):
                return Published(made, changes(before, made))

    def way_back(self, before: Release, number: int) -> Release:
        """Find the release to go back to; raises as `roll_back` does."""
        return way_back(self.release_store, before, number)

    def catalog(self, faults: Mapping[str, list[Fault]]) -> Catalog | None:
        """Give the set that readers are to see now; None before anything was published."""
        newest = self.release_store.newest()
        return self.release_store.catalog(newest, faults) if newest else None

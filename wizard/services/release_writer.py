"""A release written down: with its revisions and its events, in one transaction, if nobody else was first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from wizard.content.release import Release, changes
from wizard.content.release_store import ReleaseStore
from wizard.content.source import OPERATOR, Contents
from wizard.db.engine import writing
from wizard.errors import ConstraintError
from wizard.korean.truncate import brief
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.fragment_keeping import follow_published
from wizard.services.job_handlers import Write, nothing
from wizard.services.unused_pictures import forget_published

FOLDER = "folder"
DETAIL_CHARS = 120


@dataclass(frozen=True)
class ReleaseWriter:
    """Writes releases; of many processes that try at once one does it."""

    engine: Engine
    release_store: ReleaseStore

    def add(  # noqa: PLR0913 (a release is told whole)
        self,
        made: Release,
        before: Release,
        contents: Contents,
        told: Sequence[tuple[Event, str, str]] = (),
        also: Write = nothing,
        *,
        last: Write = nothing,
    ) -> bool:
        """Add a release, its revisions and its events together; say whether nobody else was first.

        Args:
            made: the release.
            before: the one that readers see.
            contents: of its parts that are new.
            told: the events besides its own.
            also: what is written with it, before it.
            last: what is looked at when no other can be added any more; what it raises undoes all.

        """
        changed, actor = changes(before, made), OPERATOR if made.by == FOLDER else made.by
        kind = Event.GUIDES_ROLLED_BACK if made.after else Event.GUIDES_PUBLISHED
        what = (kind, str(made.number), brief(" ".join(changed), DETAIL_CHARS))
        new = {part: files for part, files in contents.items() if part in changed}
        try:
            with writing(self.engine) as connection:
                also(connection)
                for event, subject, detail in (*told, what):
                    record_event(connection, event, actor, made.at, subject=subject, detail=detail)
                self.release_store.add(connection, made, new)
                last(connection)
                forget_published(connection, new)
                follow_published(connection, new, made.at)
        except ConstraintError:
            if self.release_store.newest_number() < made.number:
                raise
            return False
        return True

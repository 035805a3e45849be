"""Fragments as they were published where machines share a database.

Readers see a fragment only in a guide that uses it, and a release is made of guides; so one that no guide
uses yet, or any more, stands beside the releases, for the editors of every machine.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from wizard.content.folder import name_at
from wizard.content.source import Contents
from wizard.db.queries import guide_fragments
from wizard.db.records import GuideFragmentRecord
from wizard.guide.fragments import is_fragment


def keep(
    connection: Connection, name: str, raw: bytes, before: bytes | None, now: datetime
) -> bool:
    """Keep a fragment over the very text that was seen; say whether nobody else was first."""
    record = GuideFragmentRecord(name, raw.decode(), now)
    is_changed = before is not None and guide_fragments.change(
        connection, record, before.decode("utf-8", "replace")
    )
    return is_changed or guide_fragments.begin(connection, record)


def follow_published(connection: Connection, contents: Contents, now: datetime) -> None:
    """Let the fragments that are kept say what a release says from now on."""
    for place, raw in _fragments_in(contents).items():
        record = GuideFragmentRecord(name_at(place), raw.decode("utf-8", "replace"), now)
        guide_fragments.follow(connection, record)


def _fragments_in(contents: Contents) -> Mapping[str, bytes]:
    files = (pair for held in contents.values() for pair in held.items())
    return {place: raw for place, raw in files if is_fragment(place)}

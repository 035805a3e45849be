"""Fragments as they were published where machines share a database.

Readers see a fragment only in a guide that uses it, and a release is made of guides; so one that no guide
uses yet, or any more, stands beside the releases, for the editors of every machine. One that was withdrawn
is noted there as well: the folder of a machine may still have its file.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from wizard.content.edition import Edition
from wizard.content.folder import name_at, place_of
from wizard.content.published_tree import published_places
from wizard.content.release import Release
from wizard.content.source import Contents
from wizard.content.tree import digest_of
from wizard.db.models.guide_fragments import WITHDRAWN
from wizard.db.queries import guide_fragments, releases
from wizard.db.records import GuideFragmentRecord
from wizard.errors import OvertakenError
from wizard.guide.fragments import is_fragment


def keep(
    connection: Connection, name: str, raw: bytes, before: bytes | None, now: datetime
) -> bool:
    """Keep a fragment over the very text that was seen; say whether nobody else was first."""
    record = GuideFragmentRecord(name, raw.decode(), now)
    seen = before.decode("utf-8", "replace") if before else WITHDRAWN
    return guide_fragments.change(connection, record, seen) or guide_fragments.begin(
        connection, record
    )


def withdraw(connection: Connection, name: str, seen: bytes, now: datetime) -> None:
    """Note that a fragment stands nowhere any more, though a machine's folder may have it.

    Raises:
        OvertakenError: somebody published it otherwise in this very moment.

    """
    if not keep(connection, name, WITHDRAWN.encode(), seen, now):
        raise OvertakenError


def refuse_newer(connection: Connection, release: Release) -> None:
    """Refuse what was read with a release that is not the newest: a guide may use the fragment by now.

    Raises:
        OvertakenError: another was added; one that is added from now on waits for the fragment that is kept.

    """
    if releases.newest_number(connection) != release.number:
        raise OvertakenError


def refuse_overtaken(connection: Connection, edition: Edition, before: Release) -> None:
    """Refuse a text that was read with a fragment that somebody published otherwise in this very moment.

    Raises:
        OvertakenError: one is kept as another text than it was read with, and readers did not see that.

    """
    read = {
        place: raw
        for place, raw in _fragments_in(edition.contents).items()
        if place != edition.place
    }
    kept = guide_fragments.held(connection, map(name_at, read)) if read else ()
    others = [place_of(one.name) for one in kept if one.text.encode() != read[place_of(one.name)]]
    shown = published_places(connection, before) if others else {}
    if any(shown.get(place) != digest_of(read[place]) for place in others):
        raise OvertakenError


def follow_published(connection: Connection, contents: Contents, now: datetime) -> None:
    """Let the fragments that are kept say what a release says from now on."""
    for place, raw in _fragments_in(contents).items():
        record = GuideFragmentRecord(name_at(place), raw.decode("utf-8", "replace"), now)
        guide_fragments.follow(connection, record)


def _fragments_in(contents: Contents) -> Mapping[str, bytes]:
    files = (pair for held in contents.values() for pair in held.items())
    return {place: raw for place, raw in files if is_fragment(place)}

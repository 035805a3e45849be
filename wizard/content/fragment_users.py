"""Which texts use a fragment: guides as they stand and as readers see them, and whatever is on its way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from wizard import strict_yaml
from wizard.content.folder import guide_files, name_at, place_of
from wizard.db.queries import drafts, releases, schedules
from wizard.guide.fragments import USE, name_of


@dataclass(frozen=True)
class FragmentUser:
    """One text that uses a fragment, or is to take its place.

    Attributes:
        name: of the text.
        id: of the draft, or of what waits for its moment; "" for a guide that stands.
        author: the id of who types the draft, or said when it goes out.

    """

    name: str
    kind: Literal["guide", "draft", "schedule"]
    id: str = ""
    author: str = ""


def fragment_users(connection: Connection, folder: Path, name: str) -> list[FragmentUser]:
    """Find every text that uses a fragment, or is another text of it.

    Args:
        connection: of the transaction.
        folder: where the texts stand that editors open.
        name: of the fragment's text.

    """
    standing = dict.fromkeys([*_in_folder(folder, name), *_published(connection, name)])
    typed = [
        FragmentUser(one.mall, "draft", one.id, one.author)
        for one in drafts.everybodys(connection)
        if one.mall == name or _uses(one.text, name) or _uses(one.good, name)
    ]
    waiting = [
        FragmentUser(one.mall, "schedule", one.id, one.by)
        for one in schedules.shown(connection)
        if one.state == schedules.WAITING and (one.mall == name or _uses(one.text, name))
    ]
    return [*(FragmentUser(mall, "guide") for mall in standing), *typed, *waiting]


def _in_folder(folder: Path, name: str) -> Iterator[str]:
    for file in guide_files([folder]):
        if _uses(file.read_bytes().decode(errors="replace"), name):
            yield name_at(str(file))


def _published(connection: Connection, name: str) -> Iterator[str]:
    """Name the guides that readers see with it: what editors open may be another text by now."""
    newest, place = releases.newest(connection), place_of(name)
    parts = newest.parts if newest else {}
    kept = releases.revisions(connection, parts.items())
    for part, revision in parts.items():
        record = kept.get((part, revision))
        if record and any(at == place for at, _ in record.files):
            yield part


def _uses(text: str, name: str) -> bool:
    """Say whether a line of a text uses a fragment; of one that cannot be read to its end, whether it may."""
    document, fragment = strict_yaml.read(text.encode()), name_of(name)
    called = {one.value for path, one in document.scalars.items() if path[-1:] == (USE,)}
    if fragment in called or not document.problems:
        return fragment in called
    return re.search(rf"{USE}['\"]?\s*:\s*['\"]?{re.escape(fragment)}(?![a-z0-9-])", text) is not None  # fmt: skip

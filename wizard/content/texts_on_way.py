"""The texts that are no reader's yet: typed, waiting for their moment, or shared by no guide; and their pictures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Connection

from wizard import strict_yaml
from wizard.db.queries import drafts, guide_fragments, schedules

ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
_WORD = re.compile(r"[a-z0-9.-]+")


def texts_on_way(connection: Connection) -> Sequence[str]:
    """Give every one: as it is typed and as it was sound last, as it goes out, as it is kept for every machine."""
    typed = [text for one in drafts.everybodys(connection) for text in (one.text, one.good)]
    waiting = [one.text for one in schedules.shown(connection)]
    return [*typed, *waiting, *(one.text for one in guide_fragments.fragments(connection))]


def pictures_in(texts: Iterable[str]) -> frozenset[str]:
    """Name the pictures that texts say, however that is written; see `wizard.steps.image.Image.file`."""
    return frozenset(name for text in texts for name in _names_in(text))


@dataclass
class PicturesOnWay:
    """The names of the pictures that the texts on their way say; each text is read once."""

    _seen: tuple[frozenset[object], Mapping[str, frozenset[str]]] = field(
        default=(frozenset(), MappingProxyType({})), repr=False
    )

    def names(self, connection: Connection, typed: str = "") -> frozenset[str]:
        """Give them as they are now, with those of one more that is typed."""
        now, (before, known) = _editions(connection), self._seen
        if now != before:
            texts = frozenset(texts_on_way(connection))
            known = {one: known[one] if one in known else pictures_in([one]) for one in texts}
            self._seen = now, known
        more = pictures_in([typed]) if typed and typed not in known else frozenset[str]()
        return more.union(*known.values())


def _editions(connection: Connection) -> frozenset[object]:
    """Say which texts there are without reading one."""
    kept = guide_fragments.editions(connection).items()
    return frozenset([*drafts.versions(connection), *schedules.shown_ids(connection), *kept])


def _names_in(text: str) -> Iterable[str]:
    """Give what the values of a text say; where it cannot be read to its end, all that stands in it."""
    document = strict_yaml.read(text.encode())
    said = [scalar.value for scalar in document.scalars.values()]
    words = _WORD.findall("\n".join([*said, text] if document.problems else said))
    return (word for word in (one.strip(".-") for one in words) if word.endswith(ENDINGS))

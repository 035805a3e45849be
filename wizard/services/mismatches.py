"""화면이 달라요, for the editors of a guide: what was said and shown of each step, not by whom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from wizard.db.engine import reading
from wizard.db.queries import mismatches, requests
from wizard.db.queries.mismatches import Mismatch
from wizard.errors import NotFoundError
from wizard.korean.hidden_numbers import hide_numbers
from wizard.services.photos import Photos


@dataclass(frozen=True)
class Report:
    """One report with its own words: none that were said to staff after they spoke, no long number."""

    mismatch: Mismatch
    texts: Sequence[str]


@dataclass(frozen=True)
class Mismatches:
    """Shows editors what is theirs to mend; who said it stays with those who talk to sellers."""

    engine: Engine
    photos: Photos

    def waiting(self, mall: str) -> Sequence[Report]:
        """Give the reports about a guide that are not put away, oldest first."""
        with reading(self.engine) as connection:
            found = mismatches.waiting(connection, mall)
            words = mismatches.words(connection, [one.id for one in found]) if found else ()
        said = defaultdict(list)
        for word in words:
            said[word.request_id].append(hide_numbers(word.text))
        return [Report(one, said[one.id]) for one in found]

    def counts(self) -> Mapping[str, int]:
        """Give how many reports are not put away, of each guide that has any."""
        with reading(self.engine) as connection:
            return {one.mall: one.reports for one in mismatches.counts(connection)}

    def photo(self, mall: str, request_id: str) -> bytes:
        """Give the picture of a report that is not put away, as JPEG.

        Raises:
            KeysError, SealError: it cannot be opened.
            NotFoundError: there is no such report, or it came without a picture.

        """
        with reading(self.engine) as connection:
            asked = requests.request(connection, request_id)
        if asked is None or (asked.kind, asked.mall) != (mismatches.KIND, mall):
            raise NotFoundError(f"no report {request_id[:40]!r} of this guide")
        if asked.state not in mismatches.WAITING:
            raise NotFoundError(f"report {request_id[:40]!r} was put away")
        return self.photos.open(request_id)

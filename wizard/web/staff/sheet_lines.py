"""The lines of a list of sellers as they are shown before anything is made, and as they are wanted then."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wizard.content.catalog import Catalog
from wizard.forms.sheet import headings
from wizard.forms.sheet.lines import Line, Sheet
from wizard.korean.firms import fold, write_phone
from wizard.services.account_inputs import NewSeller
from wizard.services.seller_batches import WantedSeller
from wizard.services.sellers import Firm

NEW, KNOWN, JOINED, DOUBTFUL, FAULTY = "new", "known", "joined", "doubtful", "faulty"
GROUPS = (FAULTY, DOUBTFUL, KNOWN, JOINED, NEW)
"""What a person must look at first stands first."""


@dataclass(frozen=True)
class ShownLine:
    """One line as it would become.

    Attributes:
        group: one of `GROUPS`.
        firm: the seller who has this number already, or None.
        differs: what the file says otherwise than their record.
        malls: the titles of the malls that it names.
        is_stranger: nobody has spoken with the firm yet: it started by itself, and its phone may be anybody's.
        mark: by what its tick names it: as it was shown, and not as it may be read later.

    """

    line: Line
    group: str
    firm: Firm | None
    differs: Sequence[str]
    malls: Sequence[str]
    is_stranger: bool = False

    @property
    def mark(self) -> str:
        """Name the line as it is shown; another one if it is read otherwise, or is another firm's, the next time."""
        cells = [(c.value, c.doubt, c.fault) for c in self.line.cells.values()]
        told = repr((cells, self.firm.id if self.firm else "", self.is_stranger))
        return f"{self.line.line}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"

    @property
    def may_be_made(self) -> bool:
        """Say whether it can be ticked."""
        return self.group in {NEW, KNOWN, DOUBTFUL}


def mall_names(catalog: Catalog) -> Mapping[str, str]:
    """Give every name of each mall as it is compared -> its id."""
    return {
        headings.key(name): mall
        for mall, guide in catalog.malls.items()
        for name in (mall, guide.title, *guide.aka)
    }


def shown(
    sheet: Sheet, known: Mapping[str, Firm], strangers: Collection[str], catalog: Catalog
) -> list[ShownLine]:
    """Say of each line what it would become; `strangers` are ids of those that are known by nobody."""
    return [_shown(line, known.get(line.number.value), strangers, catalog) for line in sheet.lines]


def wanted(lines: Sequence[ShownLine], catalog: Catalog) -> list[WantedSeller]:
    """Give the lines as they are to be made."""
    return [
        WantedSeller(
            one.line.line,
            NewSeller(one.line.name.value, one.line.number.value, one.line.phone.value),
            {mall: catalog.revisions[mall] for mall in one.line.mall_ids},
            one.firm.id if one.firm else "",
        )
        for one in lines
    ]


def _shown(
    line: Line, firm: Firm | None, strangers: Collection[str], catalog: Catalog
) -> ShownLine:
    malls = [catalog.malls[mall].title for mall in line.mall_ids]
    is_stranger = firm is not None and firm.id in strangers
    group, differs = _group(line, firm, is_stranger), _differs(line, firm) if firm else ()
    return ShownLine(line, group, firm, differs, malls, is_stranger)


def _group(line: Line, firm: Firm | None, is_stranger: bool) -> str:
    if line.is_faulty:
        return FAULTY
    if line.joins:
        return JOINED
    if line.is_doubtful or is_stranger:
        return DOUBTFUL
    return KNOWN if firm else NEW


def _differs(line: Line, firm: Firm) -> list[str]:
    said = []
    if line.name.value and fold(line.name.value) != firm.folded:
        said.append(f"기록된 상호는 ‘{firm.name}’. 그대로 둬요.")
    if line.phone.value and line.phone.value != firm.phone:
        said.append(f"기록된 연락처는 {write_phone(firm.phone)}. 그대로 둬요.")
    return said

"""A table of firms, read line by line: who each would become, and what is to be looked at before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wizard.errors import SheetError
from wizard.forms.sheet import cells, headings, mall_cells
from wizard.forms.sheet.cells import Cell
from wizard.forms.sheet.headings import Columns
from wizard.forms.sheet.rows import Row
from wizard.korean.firms import fold

MAX_LINES = 1000
_READERS = {"name": cells.name, "number": cells.number, "phone": cells.phone}
_WORDS = {"name": "상호", "number": "사업자등록번호", "phone": "연락처"}


@dataclass(frozen=True)
class Line:
    """One line of a table as it was read.

    Attributes:
        line: on which line of the text it stands.
        malls: the value of this cell is ids of malls, with blanks between.
        surplus: what stands in the row beyond its last heading; "" if nothing.
        joins: the line of the same firm that takes its malls along; 0 for a line of its own.

    """

    line: int
    name: Cell
    number: Cell
    phone: Cell
    malls: Cell
    surplus: str = ""
    joins: int = 0

    @property
    def cells(self) -> Mapping[str, Cell]:
        """Its cells by what they are."""
        return {
            "name": self.name,
            "number": self.number,
            "phone": self.phone,
            "malls": self.malls,
        }

    @property
    def is_faulty(self) -> bool:
        """Say whether it cannot be taken as it is."""
        return bool(self.surplus) or any(cell.fault for cell in self.cells.values())

    @property
    def is_doubtful(self) -> bool:
        """Say whether somebody must look before it is taken."""
        return any(cell.doubt for cell in self.cells.values())

    @property
    def mall_ids(self) -> tuple[str, ...]:
        """The malls that it names."""
        return tuple(self.malls.value.split())


@dataclass(frozen=True)
class Sheet:
    """A table as it was read; its columns too, so that what was not read can be told."""

    columns: Columns
    lines: Sequence[Line]


def read(text: str, malls: Mapping[str, str]) -> Sheet:
    """Read a table.

    Args:
        text: the table, with its headings.
        malls: the name of a mall, as `headings.key` gives it -> its id.

    Raises:
        SheetError: it cannot be read as a table at all; the message says why and what to do.

    """
    columns, rows = headings.read(text, malls)
    if not rows:
        raise SheetError("제목 줄 아래에 판매자가 한 줄도 없어요.")
    if len(rows) > MAX_LINES:
        raise SheetError(
            f"한 번에 {MAX_LINES:,}줄까지 만들 수 있는데 {len(rows):,}줄이에요. 표를 나누어 주세요."
        )
    return Sheet(columns, _told_twice([_line(row, columns, malls) for row in rows]))


def _line(row: Row, columns: Columns, malls: Mapping[str, str]) -> Line:
    written, surplus = _within(row, columns)
    name, number, phone = (_field(field, written, columns) for field in _READERS)
    return Line(row.line, name, number, phone, _malls(written, columns, malls), surplus)


def _within(row: Row, columns: Columns) -> tuple[Sequence[str], str]:
    """Give a row's cells, and what is beyond the last heading: more malls, where the last column names malls."""
    width = len(columns.titles)
    written, beyond = list(row.cells[:width]), [c for c in row.cells[width:] if c.strip()]
    written += [""] * (width - len(written))
    if beyond and columns.of.get("malls") == [width - 1]:
        written[-1] = ", ".join([written[-1], *beyond])
        beyond = []
    return written, cells.shown(", ".join(beyond))


def _field(name: str, written: Sequence[str], columns: Columns) -> Cell:
    """Read the first column of a kind in which anything stands; others that say something else are a doubt."""
    told = [written[column] for column in columns.of[name] if written[column].strip()]
    found = [_READERS[name](one) for one in told or [""]]
    first = found[0]
    values = {fold(one.value) if name == "name" else one.value for one in found}
    if name == "phone" or first.fault or len(values) == 1:
        return first
    said = f"{_WORDS[name]} 칸이 둘인데 서로 달라요. ‘{first.written}’로 읽었어요. 맞나요?"
    return replace(first, doubt=" ".join(filter(None, (first.doubt, said))))


def _malls(written: Sequence[str], columns: Columns, malls: Mapping[str, str]) -> Cell:
    named = [mall_cells.named(written[column], malls) for column in columns.of.get("malls", ())]
    marked = [
        mall_cells.marked(written[column], mall, columns.titles[column], malls)
        for column, mall in columns.malls.items()
    ]
    ids = dict.fromkeys(mall for cell in named + marked for mall in cell.value.split())
    doubt = " ".join(cell.doubt for cell in named + marked if cell.doubt)
    return Cell(" ".join(ids), " ".join(c.written for c in named if c.written), doubt=doubt)


def _told_twice(lines: Sequence[Line]) -> list[Line]:
    """Let a firm's later lines join its first one, which takes their malls; name those that say otherwise."""
    firsts: dict[str, Line] = {}
    told = [_beside(line, firsts) for line in lines]
    taken = {one.line: one for one in firsts.values()}
    return [replace(one, malls=taken[one.line].malls) if one.line in taken else one for one in told]


def _beside(line: Line, firsts: dict[str, Line]) -> Line:
    if line.is_faulty:
        return line
    first = firsts.setdefault(line.number.value, line)
    if first is line:
        return line
    if (fold(first.name.value), first.phone.value) != (fold(line.name.value), line.phone.value):
        fault = (
            f"{first.line}번째 줄과 번호가 같은데 상호나 연락처가 달라요. 맞는 줄만 남겨 주세요."
        )
        return replace(line, number=replace(line.number, fault=fault))
    ids = dict.fromkeys((*first.mall_ids, *line.mall_ids))
    malls = replace(first.malls, value=" ".join(ids))
    firsts[line.number.value] = replace(first, malls=malls)
    return replace(line, joins=first.line)

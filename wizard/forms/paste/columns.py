"""Malls side by side in a sheet: of the columns that stand under several malls' names, those of ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wizard.forms.paste.cells import read_cell
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.rows import Row
from wizard.forms.paste.view import Span, View


def own_columns(lexicon: Lexicon, view: View, rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows of a text; below a row of several malls only what stands before the first of them and under ours."""
    starts: dict[int, bool] = {}
    for row in rows:
        found = _malls(lexicon, view, row)
        if set(found.values()) == {True, False}:
            starts = found
        elif found or (row.is_apart and not row.is_table):
            starts = {}
        cells = _kept(row.cells, starts)
        if cells:
            yield replace(row, cells=cells, is_table=len(cells) > 1)


def _malls(lexicon: Lexicon, view: View, row: Row) -> dict[int, bool]:
    """Give column -> whether its mall is ours, of a row in which only malls stand."""
    if not any(lexicon.malls_in(view.text, row.cells[0][0], row.cells[-1][1])):
        return {}
    read = {n: read_cell(lexicon, view, span) for n, span in enumerate(row.cells)}
    told = {n: cell for n, cell in read.items() if cell.kind not in {"empty", "noise"}}
    malls = [n for n, cell in told.items() if cell.kind == "mall"]
    facts = [cell for cell in told.values() if cell.kind != "mall"]
    is_bare = all(c.kind == "labels" and all(n.box == OTHER for n in c.labels) for c in facts)
    if not malls or not is_bare:
        return {}
    return {n: _is_ours(lexicon, view, row.cells[n]) for n in malls}


def _is_ours(lexicon: Lexicon, view: View, cell: Span) -> bool:
    return any(lexicon.is_ours(mall.group()) for mall in lexicon.malls_in(view.text, *cell))


def _kept(cells: Sequence[Span], starts: dict[int, bool]) -> tuple[Span, ...]:
    kept, is_kept = list[Span](), True
    for column, cell in enumerate(cells):
        is_kept = starts.get(column, is_kept)
        if is_kept:
            kept.append(cell)
    return tuple(kept)

import csv
import io

import pytest

from wizard.forms.spreadsheet import lines


@pytest.mark.parametrize("cell", ["=1+1", "+82 10", "-1", "@x", "\t=1", "\r=1", "  =1", "\u3000=1"])
def test_no_cell_is_taken_for_a_formula(cell):
    [[read, after]] = csv.reader(io.StringIO(lines([[cell, "끝"]]), newline=""))

    assert (read, after) == (f"'{cell}", "끝")


def test_all_else_is_read_as_it_was_written():
    rows = [["가, 나", 'a"b', "두\n줄", "2026-11-27", ""]]

    assert list(csv.reader(io.StringIO(lines(rows), newline=""))) == rows

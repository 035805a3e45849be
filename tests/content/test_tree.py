from errno import ENOSPC
from pathlib import Path

import pytest

from wizard.content.tree import written

TREE = {"fork.yaml": b"title: x", "images/menu.png": b"png"}


def test_a_folder_that_a_power_cut_left_half_empty_is_written_anew(tmp_path):
    place = written(TREE, tmp_path)
    (place / "images/menu.png").write_bytes(b"")

    assert written(TREE, tmp_path) == place
    assert (place / "images/menu.png").read_bytes() == b"png"


def test_what_a_full_disk_does_not_take_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(ENOSPC, "planted")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="planted"):
        written(TREE, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_what_stands_in_another_folder_just_so_is_one_file_in_both(tmp_path):
    first = written(TREE, tmp_path)

    second = written({**TREE, "fork.yaml": b"title: y"}, tmp_path, first)

    assert (second / "images/menu.png").samefile(first / "images/menu.png")
    assert (second / "fork.yaml").read_bytes() == b"title: y"
    assert (first / "fork.yaml").read_bytes() == b"title: x"


def test_where_a_disk_knows_no_second_names_or_the_other_folder_is_gone_files_are_written(
    tmp_path, monkeypatch
):
    def refused(*_args):
        raise PermissionError(1, "planted")

    first = written(TREE, tmp_path)
    monkeypatch.setattr(Path, "hardlink_to", refused)

    for like in (first, tmp_path / "gone"):
        more = written({**TREE, f"{like.name}.yaml": b"z"}, tmp_path, like)
        assert (more / "images/menu.png").read_bytes() == b"png"

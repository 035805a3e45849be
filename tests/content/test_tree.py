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

"""A disk that fills up while we run ends no process: shared memory has its place on it, or is no file."""

import os
from errno import ENOSPC

import pytest
from prometheus_client import values

from wizard.settings import Rate
from wizard.web.counters import FILE_BYTES, Counters
from wizard.web.limit_table import TABLE_BYTES, LimitTable


def on_disk(file):
    return file.stat().st_blocks * 512


@pytest.fixture
def full(monkeypatch):
    def refuse(*_args):
        raise OSError(ENOSPC, "planted")

    monkeypatch.setattr(os, "posix_fallocate", refuse)


def test_shared_memory_is_on_the_disk_as_a_whole_before_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")  # it is left as it is found
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    LimitTable.of_machine(tmp_path / "limits")
    Counters.of_machine(tmp_path / "figures" / "one")

    assert on_disk(tmp_path / "limits") >= TABLE_BYTES
    counted = list((tmp_path / "figures" / "one").glob("*.db"))
    assert len(counted) == 2
    assert all(on_disk(file) >= FILE_BYTES for file in counted)


@pytest.mark.usefixtures("full")
def test_where_the_disk_is_full_each_process_counts_for_itself(tmp_path):
    table = LimitTable.of_machine(tmp_path / "limits")

    assert [table.passes("one", Rate(1, 60), 100.0) for _ in range(2)] == [True, False]
    assert Counters.of_machine(tmp_path / "figures" / "one").slots is None

"""Every operation keeps what its document promises, on both databases: see `every_operation.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENGINE = Path(__file__).with_name("every_operation.py")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_operation_does_what_its_document_says_whatever_is_sent(database):
    """In a process of its own: what Hypothesis draws depends on which modules were read before."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    asked = [
        sys.executable,
        "-m",
        "pytest",
        "-vv",
        "-p",
        "no:cacheprovider",
        "-k",
        database,
        ENGINE,
    ]

    done = subprocess.run(
        asked, check=False, env=own, cwd=ENGINE.parents[3], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout[-8000:]
    assert "1 passed" in done.stdout

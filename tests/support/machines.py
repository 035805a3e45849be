"""Machines that share a database and nothing else: each has a folder of guides and of data of its own."""

import pytest
from support.folders import folder_in, store_in

from wizard.content.draft_store import DraftStore
from wizard.content.shared_database import SharedDatabase
from wizard.services.editing import Editing
from wizard.services.publishing import Publishing
from wizard.services.saving_for_all import SavingForAll


def machine_in(engine, place, names=("fork", "keys", "agency", "constants")):
    """Give publishing as a machine does it that has just been set up at `place`."""
    place.mkdir()
    return restarted(engine, folder_in(place, names))


def restarted(engine, folder):
    """Give publishing as a machine does it after a start."""
    store = store_in(engine, folder.parent / "var")
    return Publishing(engine, store, folder, SharedDatabase(folder, store))


def editing_on(machine):
    """Give editing as a machine does it."""
    return Editing(machine.source, DraftStore(machine.engine), SavingForAll(machine))


@pytest.fixture
def machines(engine, tmp_path):
    """Two machines, of which the first has published."""
    first, second = (machine_in(engine, tmp_path / name) for name in "ab")
    first.publish()
    second.publish()
    return first, second

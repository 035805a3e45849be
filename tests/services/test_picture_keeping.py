"""A picture that is put in is there whole and written down, or neither; whenever a process is killed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from support.folders import kill_after, publishing_of
from support.machines import machine_in

from wizard.korean.calendar import clock
from wizard.services.picture_keeping import KeepingForAll, KeepingInFolder, NewPicture
from wizard.services.unused_pictures import UNUSED_DAYS, UnusedPictures

PICTURE = NewPicture("fork-left-0123456789ab.webp", "fork", "anna", b"RIFF" + b"picture" * 9999)

KILLED = """
import sys, time
from pathlib import Path
import sqlalchemy as sa
from wizard.db.tuning import tune
from wizard.services import picture_keeping
from wizard.services.picture_keeping import KeepingForAll, KeepingInFolder, NewPicture

home, engine = Path(sys.argv[1]), sa.create_engine({url!r})
tune(engine)
module, name = {moment}
did = getattr(module, name)

def hang(*told, **more):
    if {does_it}:
        did(*told, **more)
    print("ready", flush=True)
    time.sleep(60)

setattr(module, name, hang)
keeping = {keeping}
keeping.keep(NewPicture("fork-left-0123456789ab.webp", "fork", "anna", b"RIFF" + b"picture" * 9999))
"""
WRITE, SYNC, NOTE = (
    "(picture_keeping.content_folder, 'write')", "(picture_keeping.content_folder.os, 'fsync')",
    "(picture_keeping, '_note')",
)  # fmt: skip
MOMENTS = {
    "before its file": (WRITE, False),
    "in the middle of its file": (SYNC, False),
    "between its file and the log": (WRITE, True),
    "before it is in the log for good": (NOTE, True),
}
KEEPINGS = {
    "files": "KeepingInFolder(engine, home / 'guides')",
    "shared": "KeepingForAll(engine, lambda: home / 'guides')",
}


def events(engine, kind="picture.added"):
    with engine.connect() as connection:
        found = connection.execute(sa.text("select actor, subject, detail from audit_event where kind = :kind"), {"kind": kind})  # fmt: skip
        return [tuple(row) for row in found]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_machine_killed_while_it_keeps_one_in_its_folder_leaves_it_to_the_next_press(
    engine, tmp_path, moment
):
    machine = publishing_of(engine, machine_in(engine, tmp_path / "a").folder)
    at, does_it = MOMENTS[moment]
    url = engine.url.render_as_string(hide_password=False)
    code = KILLED.format(url=url, moment=at, does_it=does_it, keeping=KEEPINGS["files"])
    kill_after(0, code, tmp_path / "a")
    file = machine.folder / "images" / PICTURE.name
    assert events(engine) == []
    assert not file.exists() or file.read_bytes() == PICTURE.data

    for _ in range(2):
        KeepingInFolder(engine, machine.folder).keep(PICTURE)

    assert file.read_bytes() == PICTURE.data
    assert events(engine) == [("staff:anna", "fork", PICTURE.name)]
    later = clock() + timedelta(days=UNUSED_DAYS, hours=1)
    UnusedPictures(engine, machine.folder, lambda: later).clear()
    assert [*file.parent.iterdir()] == []


def test_a_machine_killed_while_it_keeps_one_for_all_leaves_it_to_the_next_press(engine, tmp_path):
    first, second = (machine_in(engine, tmp_path / name) for name in "ab")
    first.publish()
    url = engine.url.render_as_string(hide_password=False)
    code = KILLED.format(url=url, moment=NOTE, does_it=True, keeping=KEEPINGS["shared"])
    kill_after(0, code, tmp_path / "a")
    assert (events(engine), (second.source.folder() / "images").exists()) == ([], False)

    for machine in (first, second):
        KeepingForAll(engine, machine.source.folder).keep(PICTURE)

    assert (second.source.folder() / "images" / PICTURE.name).read_bytes() == PICTURE.data
    assert events(engine) == [("staff:anna", "fork", PICTURE.name)]


def test_a_picture_that_one_machines_folder_has_by_itself_is_kept_for_all(engine, tmp_path):
    first, second = (machine_in(engine, tmp_path / name) for name in "ab")
    first.publish()
    own = first.folder / "images" / PICTURE.name
    own.parent.mkdir()
    own.write_bytes(PICTURE.data)

    for _ in range(2):
        KeepingForAll(engine, first.source.folder).keep(PICTURE)

    assert (second.source.folder() / "images" / PICTURE.name).read_bytes() == PICTURE.data
    assert events(engine) == [("staff:anna", "fork", PICTURE.name)]

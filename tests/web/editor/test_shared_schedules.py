"""Several machines: what is scheduled on one goes out once, whichever of them does it, and all show it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from conftest import prepared, settings_for, soup_of
from support.folders import edit, folder_in
from support.jobs import run_jobs
from support.people import carried, events, services_of, staff_client
from support.pictures import picture
from support.publishing import press, shown
from support.schedules import DUE, clock, scheduled, under_way

from wizard.app import create_app
from wizard.content.release_store import ReleaseStore
from wizard.db.engine import reading
from wizard.db.queries import guide_pictures
from wizard.errors import UnavailableError

FIXTURES = (clock,)


@pytest.fixture
def machines(database_url, tmp_path, clock):
    """Two machines with one database and one key file, each with a folder of its own; a seller is under way."""
    made, keys = [], tmp_path / "keys.json"
    for name in ("a", "b"):
        home = tmp_path / name
        home.mkdir(mode=0o700)
        folder = folder_in(home, ("fork", "keys", "constants"))
        settings = settings_for(home, database_url=database_url, guides=folder, keys=keys, shared=True)  # fmt: skip
        made.append(create_app(settings if made else prepared(settings), clock))
        services_of(made[-1]).publishing.publish()
    under_way(made[0])
    yield made
    for app in made:
        services_of(app).audit.engine.dispose()


def number(app):
    return services_of(app).publishing.release_store.newest_number()


def folder_of(app):
    return app.extensions["wizard"].settings.guides


def titles(machines):
    return {shown(app).title for app in machines}


def test_it_goes_out_once_though_all_machines_run_at_its_moment(machines, clock):
    first, second = machines
    scheduled(staff_client(first, "editor"))
    before = number(first)
    run_jobs(second)
    assert titles(machines) == {"갈림길"}

    clock.moment = DUE
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run_jobs, machines * 2))

    told = [kind for kind, _ in events(first)]
    assert (number(second), titles(machines)) == (before + 1, {"새갈래"})
    assert told.count("guide.saved") == 1
    assert services_of(first).schedules.shown() == []
    assert services_of(second).drafts.everybodys() == []
    assert [services_of(app).publishing.publish().changed for app in machines] == [(), ()]


def test_a_machine_that_breaks_as_it_publishes_leaves_it_to_the_other(machines, clock, monkeypatch):
    first, second = machines
    scheduled(staff_client(first, "editor"))
    before, clock.moment = number(first), DUE

    def broken(*_args):
        raise UnavailableError("it went away")

    with monkeypatch.context() as patched:
        patched.setattr(ReleaseStore, "add", broken)
        run_jobs(first)
    assert (number(first), titles(machines)) == (before, {"갈림길"})
    [line] = services_of(first).schedules.shown()
    assert line.schedule.state == "waiting"
    clock.moment = DUE + timedelta(hours=1)
    run_jobs(second)

    assert (number(first), titles(machines)) == (before + 1, {"새갈래"})


def test_over_what_another_machine_published_meanwhile_it_does_not_go_out(machines, clock):
    first, second = machines
    scheduled(staff_client(first, "editor"))
    edit(folder_of(second))
    services_of(second).publishing.publish()
    before, clock.moment = number(first), DUE

    run_jobs(first)

    assert (number(second), titles(machines)) == (before, {"갈림길"})
    [line] = services_of(second).schedules.shown()
    assert (line.schedule.state, line.schedule.reason) == ("failed", "changed")
    assert shown(first).aka == ("샛길",)


def test_its_picture_goes_out_with_it_from_a_machine_that_never_had_it(machines, clock):
    first, second = machines
    editor = staff_client(first, "editor")
    place = "/editor/fork/pictures/hello"
    form = soup_of(editor.get(place)).select_one("form#picturing")
    sent = carried(form, alt="단추가 있는 화면", act="save") | {"where": ""}
    editor.post(place, data=sent | {"picture": (BytesIO(picture()), "a.png")})
    before = soup_of(editor.get("/editor/fork/publish"))
    press(editor, before, "이때 펴내기", day="2026-12-01", time="00:00")
    clock.moment = DUE

    run_jobs(second)

    [name] = [step.image.file for step in shown(first).steps if step.image]
    assert name in {shot.name for shot in services_of(second).publishing.catalog({}).images.values()}  # fmt: skip
    assert (folder_of(second) / "images" / name).is_file()
    assert services_of(first).pictures.file(name).data
    with reading(services_of(first).audit.engine) as connection:
        assert guide_pictures.names(connection) == []

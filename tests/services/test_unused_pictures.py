"""Pictures that were put in and that nothing names go away after their days; whatever is named anywhere stays."""

import os
import threading
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from support.folders import publishing_of
from support.machines import machine_in, restarted
from support.services import NOON

from wizard.content import revision_files
from wizard.content.draft_store import Draft
from wizard.db.engine import reading, writing
from wizard.db.queries import drafts, guide_pictures, releases, schedules
from wizard.db.records import ScheduleRecord
from wizard.services import unused_pictures
from wizard.services.picture_keeping import KeepingForAll, KeepingInFolder, NewPicture
from wizard.services.publishing import Publishing
from wizard.services.unused_pictures import UNUSED_DAYS, UnusedPictures

NAME, OTHER = "fork-left-0123456789ab.webp", "fork-left-ba9876543210.webp"
ESCAPED = f'"\\x66\\u006frk{NAME.removeprefix("fork")}"'
OLD = timedelta(days=UNUSED_DAYS, minutes=1)


@dataclass
class Place:
    """Where pictures are kept: in one machine's folder, or for several machines."""

    machine: Publishing
    is_shared: bool

    def put(self, name=NAME, before=OLD):
        at = NOON - before
        engine, source, folder = self.machine.engine, self.machine.source, self.machine.folder
        if self.is_shared:
            KeepingForAll(engine, source.folder, lambda: at).keep(picture(name))
        else:
            KeepingInFolder(engine, folder, lambda: at).keep(picture(name))
            os.utime(folder / "images" / name, (at.timestamp(),) * 2)

    def there(self):
        images = self.machine.source.folder() / "images"
        return sorted(file.name for file in images.iterdir()) if images.is_dir() else []

    def clear(self, now=NOON):
        folder = None if self.is_shared else self.machine.folder
        return UnusedPictures(self.machine.engine, folder, lambda: now).clear()

    def cleared(self):
        with self.machine.engine.connect() as connection:
            rows = connection.execute(sa.text("select actor, subject, detail from audit_event where kind = 'picture.cleared' order by id"))  # fmt: skip
            return [tuple(row) for row in rows]


def picture(name):
    return NewPicture(name, "fork", "anna", f"RIFF {name}".encode())


@pytest.fixture(params=["files", "shared"])
def place(request, engine, tmp_path):
    made = machine_in(engine, tmp_path / "a")
    is_shared = request.param == "shared"
    machine = made if is_shared else publishing_of(engine, made.folder)
    machine.publish()
    return Place(machine, is_shared)


def test_what_nothing_names_goes_after_its_days_and_that_is_written_down_once(place):
    place.put()
    place.put(OTHER, before=OLD - timedelta(days=1))
    assert place.there() == [NAME, OTHER]

    assert [place.clear(), place.clear()] == [1, 0]

    assert place.there() == [OTHER]
    assert place.cleared() == [("system", "fork", NAME)]


def typed(connection, text, good=""):
    drafts.put(connection, Draft(text, "", good).record("ben", "fork", NOON))


def waits(connection, state="waiting"):
    times = (NOON, NOON)
    schedules.add(connection, ScheduleRecord(uuid4().hex, "fork", "ben", f"file: {NAME}", "", "", "", *times, state))  # fmt: skip


NAMED = {
    "a draft": lambda connection: typed(connection, f"image: {{file: {NAME}}}"),
    "a draft as it was sound last": lambda connection: typed(connection, "", f"file: {NAME}"),
    "a text that waits for its moment": waits,
    "one that could not go out, and nobody has read why": lambda connection: waits(connection, "failed"),
    "a draft that writes it otherwise": lambda connection: typed(connection, f"image: {{file: {ESCAPED}}}"),
    "a draft of which a line is broken": lambda connection: typed(connection, f"a: [\nimage: {{file: {NAME}}}"),
    "a draft that calls it with more around it": lambda connection: typed(connection, f"a: images/{NAME}, 옛 그림"),
}  # fmt: skip


@pytest.mark.parametrize("names", NAMED.values(), ids=NAMED)
def test_what_is_named_stays_however_old(place, names):
    place.put()
    place.put(OTHER)
    with writing(place.machine.engine) as connection:
        names(connection)

    assert place.clear() == 1

    assert place.there() == [NAME]


def test_what_only_a_note_beside_a_text_says_goes(place):
    place.put()
    with writing(place.machine.engine) as connection:
        typed(connection, f"# {NAME}\nimage: {{file: {OTHER}}}\n")

    assert place.clear() == 1


def publish_once(machine, name=NAME):
    """Keep a set with a picture, as one that was published long ago."""
    data = picture(name).data
    files = {"fork.yaml": b"mall: fork", f"images/{name}": data}
    with writing(machine.engine) as connection:
        revision_files.keep(connection, "fork", "old", files, NOON)


@pytest.mark.parametrize("place", ["files"], indirect=True)
def test_what_was_published_once_stays_in_the_folder(place):
    place.put()
    publish_once(place.machine)

    assert (place.clear(), place.there()) == (0, [NAME])


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_what_is_put_in_again_after_it_was_published_goes_after_its_days(place):
    publish_once(place.machine)
    place.put()
    place.put(OTHER, before=OLD - timedelta(days=1))
    assert place.there() == [NAME, OTHER]

    assert place.clear() == 0

    assert (place.there(), place.cleared()) == ([OTHER], [])
    assert rows(place) == [OTHER]


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_a_text_that_names_what_was_published_once_is_given_it_though_its_row_is_gone(place):
    publish_once(place.machine)
    place.put()
    with writing(place.machine.engine) as connection:
        typed(connection, f"image: {{file: {NAME}}}")

    place.clear()

    assert (rows(place), place.there()) == ([], [NAME])
    file = place.machine.source.folder() / "images" / NAME
    assert file.read_bytes() == picture(NAME).data


def rows(place):
    with reading(place.machine.engine) as connection:
        return list(guide_pictures.names(connection))


def test_what_was_put_in_again_stays_for_as_long_again(place):
    place.put()
    place.put(before=timedelta(days=1))

    assert place.clear() == 0

    assert place.there() == [NAME]
    assert place.clear(NOON + timedelta(days=UNUSED_DAYS)) == 1


def test_what_is_cleared_can_be_put_in_once_more(place):
    place.put()
    place.clear()

    place.put(before=timedelta(0))

    assert place.there() == [NAME]


@pytest.mark.parametrize("place", ["files"], indirect=True)
def test_a_text_of_the_folder_keeps_what_it_names_even_if_it_is_faulty(place):
    place.put()
    for name in ("new.yaml", "fragments/half.yaml"):
        file = place.machine.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"없는항목: [\nfile: {NAME}\n", "utf-8")

        assert place.clear() == 0
        file.unlink()

    assert place.clear() == 1


@pytest.mark.parametrize("place", ["files"], indirect=True)
def test_a_picture_that_somebody_laid_in_the_folder_themselves_stays(place):
    place.put()
    own = place.machine.folder / "images" / OTHER
    own.write_bytes(b"RIFF own")
    os.utime(own, ((NOON - OLD).timestamp(),) * 2)

    assert place.clear() == 1

    assert place.there() == [OTHER]


@pytest.mark.parametrize("place", ["files"], indirect=True)
def test_a_folder_that_cannot_be_changed_stays_as_it_is_and_nothing_is_written_down(
    place, monkeypatch
):
    place.put()
    images = type(place.machine.folder)

    def refused(*_args, **_more):
        raise PermissionError(13, "planted")

    with monkeypatch.context() as patched:
        patched.setattr(images, "unlink", refused)
        assert place.clear() == 0

    assert (place.there(), place.cleared()) == ([NAME], [])
    assert place.clear() == 1


@pytest.mark.parametrize("place", ["files"], indirect=True)
def test_where_nothing_was_put_in_or_the_folder_is_gone_nothing_happens(place):
    assert place.clear() == 0
    place.machine.folder.rename(place.machine.folder.with_name("elsewhere"))

    assert place.clear() == 0


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_a_machine_that_has_the_picture_loses_it_with_the_others(place, tmp_path):
    other = machine_in(place.machine.engine, tmp_path / "b")
    place.put()
    assert (other.source.folder() / "images" / NAME).exists()

    place.clear()

    assert not (other.source.folder() / "images" / NAME).exists()
    assert not (restarted(other.engine, other.folder).source.folder() / "images" / NAME).exists()


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_what_is_put_in_again_while_it_is_cleared_is_there_afterwards(place, monkeypatch):
    place.put()
    found_unnamed = unused_pictures._unnamed
    again = threading.Thread(target=place.put, kwargs={"before": timedelta(0)})

    def put_in_meanwhile(*told):
        found = found_unnamed(*told)
        again.start()  # one that waits for the clearing, as on SQLite, comes after it
        again.join(0.5)
        return found

    monkeypatch.setattr(unused_pictures, "_unnamed", put_in_meanwhile)
    place.clear()
    again.join()

    assert place.there() == [NAME]


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_what_is_cleared_between_look_and_press_is_put_in_anew(place):
    place.put()
    machine = place.machine

    def cleared_meanwhile():
        folder = machine.source.folder()
        assert place.clear() == 1
        return folder

    KeepingForAll(machine.engine, cleared_meanwhile, lambda: NOON).keep(picture(NAME))

    assert place.there() == [NAME]


def test_where_they_are_many_those_go_that_nothing_names(place, monkeypatch):
    monkeypatch.setattr(releases, "LOOKED_FOR", 1)
    published = NAME.replace("left", "shown")
    for name in (NAME, OTHER, published):
        place.put(name)
    publish_once(place.machine, published)
    with writing(place.machine.engine) as connection:
        typed(connection, f"image: {{file: {OTHER}}}")

    place.clear()

    assert place.there() == ([OTHER] if place.is_shared else [OTHER, published])
    assert place.cleared() == [("system", "fork", NAME)]


@pytest.mark.parametrize("count", [1, 100, 101, 1100])
def test_what_was_published_last_at_a_place_is_found_among_however_many(place, count):
    publish_once(place.machine)
    asked = [f"images/{NAME}", *(f"images/p-{number}.webp" for number in range(1, count))]

    with reading(place.machine.engine) as connection:
        found = releases.last_digests(connection, asked)

    assert found == {f"images/{NAME}": revision_files.digest_of(picture(NAME).data)}

"""Machines with folders of their own show one set, whoever publishes, saves or goes back."""

import shutil
import threading
from datetime import date

import pytest
import sqlalchemy as sa
from conftest import GUIDES
from support.folders import edit, spoil
from support.machines import editing_on, machine_in, machines, restarted

from wizard.content import loader, texts_on_way
from wizard.content.loader import load
from wizard.errors import ConflictError, GuideError, NotFoundError, RefusedError
from wizard.services.picture_keeping import KeepingForAll, NewPicture

FIXTURES = (machines,)
TODAY = date(2026, 11, 27)


def shown(machine):
    return machine.catalog({}).guides["fork"]


def numbers(machine):
    return [release.number for release in machine.release_store.releases()]


def events(engine):
    with engine.connect() as connection:
        rows = connection.execute(sa.text("select kind, actor, subject from audit_event order by id"))  # fmt: skip
        return [tuple(row) for row in rows]


def retitled(text, title):
    return text.replace("title: 갈림길", f"title: {title}")


def save(machine, title, editor="anna"):
    """Save as an editor does who opens the text on this machine."""
    editing = editing_on(machine)
    opened = editing.open("fork", editor, TODAY)
    return editing.save("fork", editor, retitled(opened.text, title), opened.base)


def test_a_second_machine_with_the_same_folder_publishes_nothing(machines):
    assert numbers(machines[1]) == [1]


def test_what_is_changed_in_one_folder_is_shown_by_all_and_stays(machines):
    first, second = machines
    edit(first.folder)

    assert first.publish().changed == ["fork"]
    for machine in (second, first, second):
        assert machine.publish().changed == ()
    assert shown(second).aka == ("샛길",)


def test_a_change_that_is_undone_in_its_folder_is_undone_for_all(machines):
    first, second = machines
    before = (first.folder / "fork.yaml").read_bytes()
    edit(first.folder)
    first.publish()
    (first.folder / "fork.yaml").write_bytes(before)

    assert first.publish().changed == ["fork"]
    assert shown(second).aka == ()


def test_changes_of_two_guides_in_two_folders_are_both_shown(machines):
    first, second = machines
    edit(first.folder)
    edit(second.folder, "keys", "열쇠")

    first.publish()
    second.publish()

    assert shown(first).aka == ("샛길",)
    assert first.catalog({}).guides["keys"].aka == ("열쇠",)


def test_who_changes_a_file_over_an_older_text_is_told_and_takes_nothing_from_the_readers(machines):
    first, second = machines
    edit(first.folder)
    first.publish()
    edit(second.folder, aka="큰길")

    done = second.publish()

    [fault] = done.faults["fork"]
    assert done.changed == ()
    assert fault.file == str(second.folder / "fork.yaml")
    assert "wizard publish --over fork" in fault.hint
    assert shown(second).aka == ("샛길",)
    assert second.publish("operator").faults == done.faults
    assert second.publish("operator", over=["fork"]).changed == ["fork"]
    assert shown(first).aka == ("큰길",)
    assert second.publish().faults == {}


def test_who_copies_the_text_that_is_shown_agrees_again(machines):
    first, second = machines
    text = edit(first.folder).read_bytes()
    first.publish()
    edit(second.folder, aka="큰길")
    second.publish()
    (second.folder / "fork.yaml").write_bytes(text)

    assert second.publish().faults == {}
    edit(second.folder, aka="큰길")
    assert second.publish().changed == ["fork"]


def test_a_machine_that_comes_later_with_an_older_folder_takes_nothing_back(
    machines, engine, tmp_path
):
    edit(machines[0].folder)
    machines[0].publish()

    late = machine_in(engine, tmp_path / "late")

    assert late.publish().changed == ()
    assert shown(late).aka == ("샛길",)


@pytest.mark.usefixtures("machines")
def test_a_machine_without_a_single_guide_shows_what_is_published(engine, tmp_path):
    late = machine_in(engine, tmp_path / "late", names=())

    done = late.publish()

    assert (done.release.number, done.faults) == (1, {})
    assert list(late.catalog({}).guides) == ["agency", "fork", "keys"]


def test_a_new_versions_texts_are_published_once_by_whichever_machine_comes_first(machines, engine):
    for machine in machines:
        edit(machine.folder, "keys", "새판")

    made = [restarted(engine, machine.folder).publish() for machine in machines]

    assert [done.changed for done in made] == [["keys"], ()]
    assert numbers(machines[0]) == [2, 1]


def test_a_new_versions_texts_leave_alone_what_was_saved_in_a_browser(machines, engine):
    first, _ = machines
    save(first, "새갈래")
    for name in ("fork", "keys"):
        shutil.copy(GUIDES / f"{name}.yaml", first.folder)
    edit(first.folder, "keys", "새판")
    shutil.rmtree(first.folder.parent / "var")  # a container begins with an empty folder

    done = restarted(engine, first.folder).publish()

    assert done.changed == ["keys"]
    assert shown(first).title == "새갈래"


def test_a_guide_withdrawn_on_one_machine_does_not_come_back_from_another(machines, engine):
    first, second = machines
    (first.folder / "fork.yaml").unlink()
    assert list(first.publish().faults) == ["fork"]

    first.publish("operator", withdrawn=["fork"])

    assert second.publish().changed == ()
    shutil.rmtree(second.folder.parent / "var")
    assert restarted(engine, second.folder).publish().changed == ()
    assert list(second.catalog({}).guides) == ["agency", "keys"]


def test_a_rollback_anywhere_stays_until_there_is_another_text(machines):
    first, second = machines
    edit(first.folder)
    first.publish()

    second.roll_back("operator")

    for machine in machines:
        assert machine.publish().changed == ()
    assert shown(first).aka == ()
    edit(first.folder, aka="큰길")
    assert first.publish().changed == ["fork"]
    assert second.release_store.newest().held == {}


def test_what_was_rolled_back_is_published_again_by_the_operators_word(machines):
    first, second = machines
    edit(first.folder)
    first.publish()
    second.roll_back("operator")

    assert first.publish("operator").changed == ["fork"]
    assert shown(second).aka == ("샛길",)


def test_a_faulty_file_is_told_with_its_own_place_and_holds_up_no_other(machines):
    first, _ = machines
    file = spoil(first.folder)
    edit(first.folder, "keys", "열쇠")

    done = first.publish()

    assert done.changed == ["keys"]
    assert [(fault.file, fault.code) for fault in done.faults["fork"]] == [(str(file), "K02")]


def test_constants_changed_in_one_folder_come_with_every_guide(machines):
    first, second = machines
    (first.folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    first.publish()

    assert second.catalog({}).guides["keys"].step("place").enter[0].value == "192.0.2.99"
    assert second.publish().changed == ()


def test_what_several_guides_use_is_changed_in_one_folder_and_can_be_edited_on_another(
    engine, tmp_path
):
    folders = [shutil.copytree(GUIDES / "shared", tmp_path / name / "guides") for name in "ab"]
    first, second = (restarted(engine, folder) for folder in folders)
    first.publish()
    tool = folders[0] / "fragments" / "selling-tool.yaml"
    tool.write_text(tool.read_text("utf-8").replace("도구", "연장"), "utf-8")

    first.publish()

    editing = editing_on(second)
    opened = editing.open("borrowing", "anna", TODAY)
    editing.save("borrowing", "anna", f"{opened.text}# 끝\n", opened.base)
    assert (
        first.catalog({}).guides["borrowing"].step("tool-menu").title == "빌린몰 연장 메뉴를 열어요"
    )


def test_an_editor_sees_and_saves_the_newest_text_whichever_machine_answers(machines, engine):
    first, second = machines
    before = len(events(engine))

    save(first, "하나")
    saved = save(second, "갈림길")  # there it is called "하나" by now

    assert saved.revision == ""
    opened = editing_on(second).open("fork", "anna", TODAY)
    assert "title: 하나" in opened.text
    editing_on(second).save("fork", "anna", opened.text.replace("하나", "둘"), opened.base)
    assert shown(first).title == "둘"
    assert events(engine)[before:] == [
        ("guide.saved", "staff:anna", "fork"), ("guides.published", "staff:anna", "2"),
        ("guide.saved", "staff:anna", "fork"), ("guides.published", "staff:anna", "3"),
    ]  # fmt: skip


def test_the_file_follows_a_save_on_its_own_machine_and_no_folder_takes_it_back(machines):
    first, second = machines

    save(first, "새갈래")

    assert load(first.folder / "fork.yaml").title == "새갈래"
    assert load(second.folder / "fork.yaml").title == "갈림길"
    assert [machine.publish().changed for machine in (second, first, second)] == [()] * 3


def test_a_folder_that_cannot_be_written_keeps_nobody_from_saving(machines):
    first, second = machines
    shutil.rmtree(first.folder)

    save(first, "새갈래")

    assert shown(second).title == "새갈래"


def test_a_text_over_which_another_machine_saved_is_not_saved_and_the_editor_sees_theirs(machines):
    first, second = machines
    opened = editing_on(second).open("fork", "berta", TODAY)
    save(first, "하나")

    with pytest.raises(ConflictError) as conflict:
        editing_on(second).save("fork", "berta", retitled(opened.text, "둘"), opened.base)

    assert "title: 하나" in conflict.value.text
    assert shown(second).title == "하나"


def test_of_many_who_save_at_once_on_two_machines_one_does_and_the_others_hear(machines):
    opened = editing_on(machines[0]).open("fork", "anna", TODAY)
    begin, told = threading.Barrier(6), []

    def work(number):
        editing, title = editing_on(machines[number % 2]), f"제목{number}"
        begin.wait()
        try:
            editing.save("fork", f"ed{number}", retitled(opened.text, title), opened.base)
            told.append(title)
        except ConflictError:
            told.append("")

    run_at_once(work, 6)

    assert sorted(told)[:5] == [""] * 5
    assert shown(machines[0]).title == max(told)
    assert numbers(machines[0]) == [2, 1]


def test_many_who_publish_different_guides_at_once_make_one_order_in_which_all_are(
    engine, tmp_path
):
    names = ("fork", "keys", "agency")
    machines = [machine_in(engine, tmp_path / name) for name in names]
    machines[0].publish()
    for machine in machines:
        machine.publish()
    for machine, name in zip(machines, names, strict=True):
        edit(machine.folder, name, "함께")
    begin = threading.Barrier(len(machines))

    def work(number):
        begin.wait()
        machines[number].publish()

    run_at_once(work, len(machines))

    guides = machines[0].catalog({}).guides
    assert [guides[name].aka for name in names] == [("함께",)] * 3
    assert numbers(machines[0]) == [4, 3, 2, 1]


def run_at_once(work, count):
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_faulty_text_is_not_saved(machines, engine):
    opened, before = editing_on(machines[0]).open("fork", "anna", TODAY), events(engine)

    with pytest.raises(GuideError):
        editing_on(machines[1]).save("fork", "anna", f"{opened.text}없는항목: 가\n", opened.base)

    assert events(engine) == before
    assert numbers(machines[0]) == [1]


@pytest.mark.parametrize("mall", ["nowhere", "glossary-of-none", "..", "../guides/fork", ""])
def test_only_a_guide_that_is_published_is_opened(machines, mall):
    with pytest.raises(NotFoundError):
        editing_on(machines[0]).open(mall, "anna", TODAY)


def test_a_change_of_one_guide_has_no_other_read(machines, monkeypatch):
    read, guide_revision = [], loader.guide_revision

    def reading(file, text=None, **over):
        read.append(file.stem)
        return guide_revision(file, text, **over)

    monkeypatch.setattr(loader, "guide_revision", reading)
    edit(machines[0].folder)

    machines[0].publish()

    assert read == ["fork"]


def test_a_picture_put_in_on_one_machine_stands_beside_the_texts_of_all_and_of_no_release(machines):
    first, second = machines
    picture = NewPicture("fork-left-1.webp", "fork", "anna", b"RIFF picture")
    places = [machine.source.folder() for machine in machines]

    for _ in range(2):
        KeepingForAll(first.engine, first.source.folder).keep(picture)

    folders = [machine.source.folder() for machine in machines]
    files = [folder / "images" / picture.name for folder in folders]
    assert [file.read_bytes() for file in files] == [picture.data] * 2
    assert not any((place / "images").exists() for place in places)
    assert numbers(second) == [1]
    assert [kind for kind, *_ in events(first.engine)].count("picture.added") == 1


def test_a_picture_of_another_ones_name_is_refused(machines):
    first, second = machines
    KeepingForAll(first.engine, first.source.folder).keep(NewPicture("a-1.webp", "fork", "anna", b"1"))  # fmt: skip

    with pytest.raises(RefusedError, match="다른 그림"):
        KeepingForAll(second.engine, second.source.folder).keep(NewPicture("a-1.webp", "fork", "ben", b"2"))  # fmt: skip


def put_in(machine, name, data=b""):
    made = NewPicture(name, "fork", "anna", data or name.encode())
    KeepingForAll(machine.engine, machine.source.folder).keep(made)


def inodes(folder):
    return {str(file.relative_to(folder)): file.stat().st_ino for file in folder.rglob("*.*")}


def test_a_picture_more_is_one_file_more_to_write_on_each_machine(machines):
    first, second = machines
    put_in(first, "a-1.webp")
    before = [inodes(machine.source.folder()) for machine in machines]

    put_in(second, "a-2.webp")

    for machine, known in zip(machines, before, strict=True):
        now = inodes(machine.source.folder())
        assert now == {**known, "images/a-2.webp": now["images/a-2.webp"]}
        assert len(now) == len(known) + 1


def test_of_the_pictures_only_those_that_a_machine_does_not_have_are_read(machines, engine):
    first, second = machines
    put_in(first, "a-1.webp")
    second.source.folder()
    put_in(first, "a-2.webp")
    told = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def listen(_connection, _cursor, statement, parameters, *_rest):
        if ".data" in statement:
            told.append((statement.partition("WHERE")[0].split()[-1], str(parameters)))

    for _ in range(3):
        second.source.folder()

    sa.event.remove(engine, "before_cursor_execute", listen)
    [(table, asked)] = told
    assert (table, "a-2" in asked, "a-1" in asked) == ("guide_picture", True, False)


def test_a_folder_that_was_damaged_meanwhile_is_made_of_the_database_again(machines):
    first, _ = machines
    put_in(first, "a-1.webp")
    folder = first.source.folder()
    (folder / "fork.yaml").unlink()
    put_in(first, "a-2.webp")

    found = first.source.folder()

    assert (found / "fork.yaml").read_bytes() == (first.folder / "fork.yaml").read_bytes()
    assert {file.name for file in (found / "images").iterdir()} == {"a-1.webp", "a-2.webp"}


PICTURE = (GUIDES / "images" / "console.png").read_bytes()
SHOWING = "- {id: hello, kind: info, title: 인사해요, image: {file: menu-1.png, alt: 메뉴, captured: 2026-11-01}}"


def drops_its_picture(machine):
    """Publish a guide with a picture, and again without; give the text that names it."""
    editing, plain = editing_on(machine), "- {id: hello, kind: info, title: 인사해요}"
    opened = editing.open("fork", "anna", TODAY)
    put_in(machine, "menu-1.png", PICTURE)
    with_picture = opened.text.replace(plain, SHOWING)
    editing.save("fork", "anna", with_picture, opened.base)
    editing.note("fork", "berta", with_picture + "# 더\n", editing.open("fork", "berta", TODAY).base, TODAY)  # fmt: skip
    opened = editing.open("fork", "anna", TODAY)
    editing.save("fork", "anna", opened.text.replace(SHOWING, plain), opened.base)
    return with_picture


def images_on(machine):
    images = machine.source.folder() / "images"
    return {file.name: file.read_bytes() for file in images.iterdir()} if images.is_dir() else {}


def test_a_picture_that_no_reader_sees_any_more_is_there_on_every_machine_while_a_text_names_it(
    machines,
):
    first, second = machines
    drops_its_picture(first)
    shutil.rmtree(first.folder / "images")
    assert all(machine.source.folder() for machine in machines)

    drafted = editing_on(second).open("fork", "berta", TODAY)

    assert [images_on(machine) for machine in machines] == [{"menu-1.png": PICTURE}] * 2
    assert drafted.is_note
    assert drafted.reading.faults == []
    editing_on(second).drop("fork", "berta")
    restarted_one = restarted(second.engine, second.folder)
    assert images_on(restarted_one) == {}


def test_a_machine_that_stands_writes_what_a_text_names_anew_and_no_other_file(machines):
    first, second = machines
    text = drops_its_picture(first)
    for machine in machines:
        editing_on(machine).drop("fork", "berta")
    before = inodes(second.source.folder())
    editing = editing_on(second)

    noted = editing.note("fork", "carla", text, editing.open("fork", "carla", TODAY).base, TODAY)

    assert noted.reading.faults == []
    now = inodes(second.source.folder())
    assert now == {**before, "images/menu-1.png": now["images/menu-1.png"]}


def test_typing_has_no_text_read_for_each_look_and_no_folder_written(machines, monkeypatch):
    first, _ = machines
    editing = editing_on(first)
    opened = editing.open("fork", "anna", TODAY)
    place, read = first.source.folder(), []
    pictures_in = texts_on_way.pictures_in
    monkeypatch.setattr(texts_on_way, "pictures_in", lambda told: read.extend(told) or pictures_in(told))  # fmt: skip

    for end in ("# 가\n", "# 가나\n"):
        editing.note("fork", "anna", opened.text + end, opened.base, TODAY)
        assert [first.source.folder() for _ in range(3)] == [place] * 3

    assert [*dict.fromkeys(read)] == [opened.text + "# 가\n", opened.text + "# 가나\n"]
    assert len(read) == 4  # before it is kept, and after

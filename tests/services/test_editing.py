"""A guide's text is typed, kept, saved over nothing unseen, written down and published."""

import os
import threading
from datetime import date

import pytest
import sqlalchemy as sa
from support.folders import edit, editing_of, folder_in, kill_after, publishing_of, spoil

from wizard.content.draft_store import DraftStore, Page
from wizard.content.loader import load
from wizard.content.release_store import ReleaseStore
from wizard.errors import (
    ConflictError,
    DatabaseError,
    GuideError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)

TODAY = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path):
    return folder_in(tmp_path)


@pytest.fixture
def services(engine, folder):
    """Editing of a folder whose guides are published."""
    publishing = publishing_of(engine, folder)
    publishing.publish()
    return editing_of(publishing)


def opened(services, editor="anna", mall="fork"):
    return services.open(mall, editor, TODAY)


def renamed(manuscript, title):
    return manuscript.text.replace("title: 갈림길", f"title: {title}")


def save(services, manuscript, text, editor="anna"):
    return services.save(manuscript.name, editor, text, manuscript.base)


def events(engine):
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("select kind, actor, subject, detail from audit_event order by id")
        )
        return [tuple(row) for row in rows]


def test_the_file_is_opened_as_it_is(services, folder):
    manuscript = opened(services)

    assert manuscript.text == (folder / "fork.yaml").read_text("utf-8")
    assert (manuscript.is_note, manuscript.is_stale, manuscript.reading.faults) == (
        False,
        False,
        [],
    )


def test_what_is_saved_is_in_the_folder_written_down_and_published(services, folder, engine):
    manuscript = opened(services)
    before = len(events(engine))

    saved = save(services, manuscript, renamed(manuscript, "새갈래"))

    assert load(folder / "fork.yaml").title == "새갈래"
    assert saved.published.changed == ["fork"]
    assert services.saving.publishing.catalog({}).guides["fork"].title == "새갈래"
    assert events(engine)[before:] == [
        ("guide.saved", "staff:anna", "fork", saved.revision),
        ("guides.published", "staff:anna", "2", "fork"),
    ]


def test_a_text_on_its_way_is_kept_until_it_is_saved(services):
    manuscript = opened(services)
    services.note("fork", "anna", renamed(manuscript, "새갈래"), manuscript.base, TODAY)

    assert "새갈래" in opened(services).text
    assert opened(services, "berta").is_note is False
    save(services, manuscript, opened(services).text)
    assert opened(services).is_note is False


def test_the_last_sound_text_of_a_note_is_remembered(services):
    manuscript = opened(services)
    good = renamed(manuscript, "새갈래")
    services.note("fork", "anna", good, manuscript.base, TODAY)

    noted = services.note("fork", "anna", good + "없는항목: 가\n", manuscript.base, TODAY)

    assert [fault.code for fault in noted.reading.faults] == ["K02"]
    assert services.draft_store.read("anna", "fork").good == good


def test_a_text_like_the_files_needs_no_note(services):
    manuscript = opened(services)
    services.note("fork", "anna", renamed(manuscript, "새갈래"), manuscript.base, TODAY)

    services.note("fork", "anna", manuscript.text.replace("\n", "\r\n"), manuscript.base, TODAY)

    assert services.draft_store.all_of("anna") == {}


@pytest.mark.parametrize("mark", ["\r\n", "\r"], ids=["as a browser sends it", "as of old"])
def test_lines_end_in_the_file_as_files_lines_do_here(services, folder, mark):
    manuscript = opened(services)

    save(services, manuscript, renamed(manuscript, "새갈래").rstrip("\n").replace("\n", mark))

    assert (folder / "fork.yaml").read_bytes() == renamed(manuscript, "새갈래").encode()


def test_a_text_like_the_files_changes_nothing_and_is_no_event(services, folder, engine):
    manuscript, before = opened(services), events(engine)
    stamp = (folder / "fork.yaml").stat().st_mtime_ns

    saved = save(services, manuscript, manuscript.text.replace("\n", "\r\n"))

    assert (saved.revision, saved.published) == ("", None)
    assert (folder / "fork.yaml").stat().st_mtime_ns == stamp
    assert events(engine) == before


def test_a_faulty_text_is_not_saved(services, folder, engine):
    manuscript, before = opened(services), events(engine)

    with pytest.raises(GuideError) as refused:
        save(services, manuscript, manuscript.text + "없는항목: 가\n")

    assert [fault.code for fault in refused.value.faults] == ["K02"]
    assert (folder / "fork.yaml").read_text("utf-8") == manuscript.text
    assert events(engine) == before


def test_a_file_that_changed_meanwhile_is_not_overwritten(services, folder):
    manuscript = opened(services)
    edit(folder)
    theirs = (folder / "fork.yaml").read_text("utf-8")

    with pytest.raises(ConflictError) as conflict:
        save(services, manuscript, renamed(manuscript, "새갈래"))

    assert conflict.value.text == theirs
    assert (folder / "fork.yaml").read_text("utf-8") == theirs


def test_a_note_begun_on_another_file_says_so_and_is_saved_only_over_what_was_seen(
    services, folder
):
    manuscript = opened(services)
    mine = renamed(manuscript, "새갈래")
    services.note("fork", "anna", mine, manuscript.base, TODAY)
    edit(folder)

    stale = opened(services)

    assert (stale.text, stale.is_stale) == (mine, True)
    assert "aka: [샛길]" in stale.theirs
    again = services.note("fork", "anna", mine, stale.present, TODAY)
    assert again.is_stale is False
    assert save(services, again, mine).published.changed == ["fork"]


def test_of_two_who_save_at_once_exactly_one_does_and_the_other_hears(services, folder):
    manuscript, told = opened(services), []
    start = threading.Barrier(6)

    def work(number):
        start.wait()
        try:
            save(services, manuscript, renamed(manuscript, f"제목{number}"), f"editor{number}")
            told.append(f"제목{number}")
        except ConflictError:
            told.append("")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told)[:5] == [""] * 5
    assert load(folder / "fork.yaml").title == max(told)


def test_what_was_rolled_back_is_published_only_as_another_text(services):
    manuscript = opened(services)
    bad = renamed(manuscript, "나쁜제목")
    save(services, manuscript, bad)
    services.saving.publishing.roll_back("operator")
    save(services, opened(services), manuscript.text)

    saved = save(services, opened(services), renamed(manuscript, "좋은제목"))

    assert saved.published.changed == ["fork"]
    assert saved.published.release.held == {}


def full(*_args):
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_file_as_it_was_and_writes_no_event(
    services, folder, engine, monkeypatch
):
    manuscript, before = opened(services), events(engine)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            save(services, manuscript, renamed(manuscript, "새갈래"))

    assert (folder / "fork.yaml").read_text("utf-8") == manuscript.text
    assert sorted(file.name for file in folder.iterdir()) == [
        "agency.yaml", "constants.yaml", "fork.yaml", "keys.yaml",
    ]  # fmt: skip
    assert events(engine) == before


def test_nothing_is_saved_that_could_not_be_written_down(services, folder, engine):
    manuscript = opened(services)
    with engine.begin() as connection:
        connection.execute(sa.text("alter table audit_event rename to elsewhere"))

    with pytest.raises(DatabaseError):
        save(services, manuscript, renamed(manuscript, "새갈래"))

    assert (folder / "fork.yaml").read_text("utf-8") == manuscript.text


def test_a_save_whose_event_fails_at_the_last_moment_is_taken_back(services, folder, engine):
    manuscript = opened(services)

    def fail(_connection):
        raise sa.exc.OperationalError("commit", {}, Exception("gone"))

    sa.event.listen(engine, "commit", fail)
    with pytest.raises(DatabaseError):
        save(services, manuscript, renamed(manuscript, "새갈래"))
    sa.event.remove(engine, "commit", fail)

    assert (folder / "fork.yaml").read_text("utf-8") == manuscript.text


def away(*_args):
    raise UnavailableError("OperationalError")


def test_what_is_typed_while_the_database_takes_nothing_is_said_to_be_unkept(services, monkeypatch):
    manuscript = opened(services)
    monkeypatch.setattr(DraftStore, "write", away)

    noted = services.note("fork", "anna", renamed(manuscript, "새갈래"), manuscript.base, TODAY)

    assert noted.is_kept is False
    assert "새갈래" in noted.text


def test_what_is_saved_and_cannot_be_published_yet_is_said_to_be(services, folder, monkeypatch):
    manuscript = opened(services)
    monkeypatch.setattr(ReleaseStore, "add", away)

    saved = save(services, manuscript, renamed(manuscript, "새갈래"))

    assert saved.published is None
    assert load(folder / "fork.yaml").title == "새갈래"


def test_what_is_saved_is_said_to_be_though_its_note_cannot_be_thrown_away(
    services, folder, monkeypatch
):
    manuscript = opened(services)
    monkeypatch.setattr(DraftStore, "drop", away)

    assert save(services, manuscript, renamed(manuscript, "새갈래")).published
    assert load(folder / "fork.yaml").title == "새갈래"


@pytest.mark.parametrize(
    "mall",
    ["fragments", "fragments/../fork", "", "..", "../guides/fork", "fork.yaml", "Fork", "fork\0", "images/x",
     "alias", "folder", "a" * 300],
)  # fmt: skip
def test_only_a_text_of_the_folder_is_opened(services, folder, mall):
    (folder / "alias.yaml").symlink_to(folder / "fork.yaml")
    (folder / "folder.yaml").mkdir()

    for act in (
        lambda: opened(services, mall=mall),
        lambda: services.note(mall, "anna", "가", "", TODAY),
        lambda: services.save(mall, "anna", "가", ""),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert services.draft_store.all_of("anna") == {}


def test_a_fragment_that_nobody_has_begun_is_not_opened_and_one_of_no_sound_name_never_begun(
    services,
):
    with pytest.raises(NotFoundError):
        opened(services, mall="fragments/none")
    for name in (
        "fragments/-none", "fragments/none_", f"fragments/{'a' * 41}", "fragments\\none", "x\\fragments\\none",
        "fragments/..\\fragments\\none", "fragments/fragments/none", "x/fragments/none",
    ):  # fmt: skip
        with pytest.raises(NotFoundError):
            services.note(name, "anna", "가", "", TODAY)


def test_a_guide_that_is_none_yet_is_begun_as_a_draft_and_saved_as_a_file(services, folder):
    text = (folder / "fork.yaml").read_text("utf-8").replace("mall: fork", "mall: spoon")
    with pytest.raises(NotFoundError):
        opened(services, mall="spoon")

    noted = services.note("spoon", "anna", text, "", TODAY)
    assert (noted.is_new, noted.is_note, (folder / "spoon.yaml").exists()) == (True, True, False)
    assert opened(services, mall="spoon").text == text

    saved = services.save("spoon", "anna", text, "")
    assert saved.published.changed == ["spoon"]
    assert (folder / "spoon.yaml").read_text("utf-8") == text


def test_of_two_who_begin_the_same_new_guide_the_second_is_told(services, folder):
    text = (folder / "fork.yaml").read_text("utf-8").replace("mall: fork", "mall: spoon")
    services.save("spoon", "anna", text, "")

    with pytest.raises(ConflictError):
        services.save("spoon", "berta", text.replace("인사해요", "안녕"), "")
    assert (folder / "spoon.yaml").read_text("utf-8") == text


def test_what_another_window_typed_since_is_not_written_over_and_given_back(services):
    manuscript = opened(services)
    mine, other = Page("mine", 0), Page("other", 0)
    first = renamed(manuscript, "첫째")
    services.note("fork", "anna", first, manuscript.base, TODAY, page=mine)
    services.note("fork", "anna", renamed(manuscript, "둘째"), manuscript.base, TODAY, page=mine)

    late = services.note("fork", "anna", renamed(manuscript, "늦음"), manuscript.base, TODAY, page=other)  # fmt: skip

    assert late.newer.text == renamed(manuscript, "둘째")
    assert opened(services).text == renamed(manuscript, "둘째")
    seen = Page("other", late.newer.version)
    services.note("fork", "anna", renamed(manuscript, "늦음"), manuscript.base, TODAY, page=seen)
    assert opened(services).text == renamed(manuscript, "늦음")
    again = services.note("fork", "anna", first, manuscript.base, TODAY, page=mine)
    assert again.newer.text == renamed(manuscript, "늦음")


@pytest.mark.parametrize(
    "raw",
    ["제목: 가".encode("cp949"), b"mall: fork\0\n", b"# " + b"x" * 400_001],
    ids=["cp949", "NUL", "huge"],
)
def test_a_file_that_a_browser_would_spoil_is_not_opened(services, folder, raw):
    (folder / "fork.yaml").write_bytes(raw)

    with pytest.raises(RefusedError):
        opened(services)
    with pytest.raises((RefusedError, ConflictError)):
        services.save("fork", "anna", "mall: fork\n", "")
    assert (folder / "fork.yaml").read_bytes() == raw


def test_a_file_with_a_bom_is_opened_without_and_mended_by_saving(services, folder):
    file = folder / "fork.yaml"
    good = file.read_bytes()
    file.write_bytes(b"\xef\xbb\xbf" + good)

    manuscript = opened(services)
    save(services, manuscript, manuscript.text)

    assert file.read_bytes() == good


def test_a_file_too_big_for_a_guide_can_be_opened_to_make_it_smaller(services, folder):
    file = folder / "fork.yaml"
    good = file.read_text("utf-8")
    file.write_text(good + "# " + "x" * 200_000 + "\n", "utf-8")

    manuscript = opened(services)

    assert [fault.code for fault in manuscript.reading.faults] == ["Y03"]
    assert save(services, manuscript, good).revision


def test_a_text_too_big_is_not_kept(services):
    manuscript = opened(services)

    noted = services.note(
        "fork", "anna", manuscript.text + "# " + "x" * 200_000, manuscript.base, TODAY
    )

    assert noted.is_kept is False
    assert services.draft_store.all_of("anna") == {}


def test_faulty_constants_are_told_beside_any_text(services, folder):
    (folder / "constants.yaml").write_text("phone: [가]\n", "utf-8")

    assert [fault.code for fault in opened(services).reading.faults] == ["Y10"]


def test_a_faulty_file_is_opened_with_its_faults(services, folder):
    spoil(folder)

    assert [fault.code for fault in opened(services).reading.faults] == ["K02"]


KILLED = """
import sys
from datetime import date
from pathlib import Path
import sqlalchemy as sa
from wizard.content.draft_store import DraftStore, Page
from wizard.content.local_copy import LocalCopy
from wizard.content.own_folder import OwnFolder
from wizard.content.release_store import ReleaseStore
from wizard.db.tuning import tune
from wizard.services.editing import Editing
from wizard.services.saving_in_folder import SavingInFolder
from wizard.services.publishing import Publishing

home = Path(sys.argv[1])
engine = sa.create_engine(f"sqlite:///{home}/wizard.db")
tune(engine)
store = ReleaseStore(engine, LocalCopy(home / "published"))
publishing = Publishing(engine, store, home / "guides", OwnFolder(home / "guides", store))
editing = Editing(publishing.source, DraftStore(engine), SavingInFolder(engine, publishing))
print("ready", flush=True)
for round in range(10_000):
    manuscript = editing.open("fork", "anna", date(2026, 11, 24))
    editing.save("fork", "anna", manuscript.text + f"# {round}\\n" * 500, manuscript.base) if round % 2 else \\
        editing.save("fork", "anna", manuscript.text.split("# ")[0], manuscript.base)
"""


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("after_s", [0.02, 0.1, 0.25])
def test_an_editor_killed_at_any_moment_leaves_a_whole_file_and_nothing_locked(tmp_path, after_s):
    folder = folder_in(tmp_path)
    kill_after(after_s, KILLED, tmp_path)

    assert load(folder / "fork.yaml").title == "갈림길"
    text = (folder / "fork.yaml").read_text("utf-8")
    assert text.count("# ") in {0, 500}

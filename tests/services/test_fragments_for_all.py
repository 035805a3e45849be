"""Where machines share a database, a fragment that no guide uses is there for the editors of each: one text, one writer."""

import threading
from datetime import UTC, date, datetime

import pytest
from support.machines import editing_on, machines

from wizard.db.engine import writing
from wizard.errors import ConflictError, RefusedError
from wizard.guide.scaffold.fragment import FragmentPlan, first_fragment
from wizard.services import fragment_keeping, saving_for_all

FIXTURES = (machines,)
TODAY = date(2026, 11, 27)
NOON = datetime(2026, 11, 27, 3, tzinfo=UTC)
NAME = "fragments/esm-login"
FIRST = first_fragment(FragmentPlan("esm-login", "메뉴를 열어요", "센터"))
HELLO = "  - {id: hello, kind: info, title: 인사해요}\n"


def standing(machine):
    file = machine.source.folder() / f"{NAME}.yaml"
    return file.read_text("utf-8") if file.exists() else None


def save(machine, text, base=None):
    editing = editing_on(machine)
    begun = editing.open(NAME, "anna", TODAY).base if base is None else base
    return editing.save(NAME, "anna", text, begun)


def in_guide(machine, old, new):
    editing = editing_on(machine)
    fork = editing.open("fork", "anna", TODAY)
    return editing.save("fork", "anna", fork.text.replace(old, new), fork.base)


def test_saved_on_one_it_is_opened_on_every_other_and_no_release_is_made(machines):
    first, second = machines

    saved = save(first, FIRST, "")

    assert (bool(saved.revision), [*saved.parts], saved.published.changed) == (True, [], ())
    assert standing(first) == standing(second) == FIRST
    assert (first.folder / f"{NAME}.yaml").read_text("utf-8") == FIRST
    assert not (second.folder / f"{NAME}.yaml").exists()
    assert second.release_store.newest_number() == 1
    assert second.publish().changed == ()


def test_of_two_who_write_the_same_name_the_second_is_told(machines):
    first, second = machines
    save(first, FIRST, "")

    with pytest.raises(ConflictError):
        save(second, FIRST.replace("메뉴를", "창을"), "")
    assert standing(first) == FIRST


def test_it_is_written_only_over_the_text_that_was_seen(machines, engine):
    save(machines[0], FIRST, "")
    with writing(engine) as connection:
        keep = fragment_keeping.keep

        assert not keep(connection, NAME, b"steps: [1]\n", b"another\n", NOON)
        assert not keep(connection, NAME, b"steps: [1]\n", None, NOON)
        assert keep(connection, NAME, b"steps: [2]\n", FIRST.encode(), NOON)
    assert standing(machines[1]) == "steps: [2]\n"


def test_it_follows_the_guides_that_use_it_and_stays_when_none_does_any_more(machines):
    first, second = machines
    save(first, FIRST, "")
    in_guide(second, HELLO, f"{HELLO}  - use: esm-login\n")
    save(first, FIRST.replace("메뉴를", "창을"))
    assert second.catalog({}).guides["fork"].step("esm-login").title == "창을 열어요"

    in_guide(second, "  - use: esm-login\n", "")

    assert standing(first) == standing(second) == FIRST.replace("메뉴를", "창을")
    save(second, FIRST)
    assert standing(first) == FIRST


def test_what_one_machines_folder_makes_of_it_is_followed_too(machines):
    first, second = machines
    save(first, FIRST, "")
    in_guide(first, HELLO, f"{HELLO}  - use: esm-login\n")
    file = first.folder / f"{NAME}.yaml"
    first.publish()
    file.write_text(FIRST.replace("메뉴를", "창을"), "utf-8")

    assert first.publish().changed == ["fork"]

    in_guide(second, "  - use: esm-login\n", "")
    assert "창을 열어요" in standing(second)


def test_a_guide_that_is_published_with_it_meanwhile_takes_nothing_of_it_back(
    machines, monkeypatch
):
    first, second = machines
    save(first, FIRST, "")
    accepted, changed = saving_for_all.accepted_by, []

    def saved_meanwhile(*told):
        if not changed:
            changed.append(FIRST.replace("메뉴를", "창을"))
            save(first, changed[0])
        return accepted(*told)

    monkeypatch.setattr(saving_for_all, "accepted_by", saved_meanwhile)
    in_guide(second, HELLO, f"{HELLO}  - use: esm-login\n")

    assert [standing(first), standing(second)] == changed * 2
    assert first.catalog({}).guides["fork"].step("esm-login").title == "창을 열어요"


def test_saved_while_the_first_guide_takes_it_it_goes_to_that_guides_readers(machines, monkeypatch):
    first, second = machines
    save(first, FIRST, "")
    taken = threading.Thread(
        target=in_guide, args=(second, HELLO, f"{HELLO}  - use: esm-login\n"), daemon=True
    )
    keep = fragment_keeping.keep

    def kept_after(*told):
        if not taken.ident:
            taken.start()  # on SQLite it waits for who writes
            taken.join(0.5)
        return keep(*told)

    monkeypatch.setattr(fragment_keeping, "keep", kept_after)
    saved = save(first, FIRST.replace("메뉴를", "창을"))
    taken.join()

    assert (bool(saved.revision), standing(second)) == (True, FIRST.replace("메뉴를", "창을"))
    assert second.catalog({}).guides["fork"].step("esm-login").title == "창을 열어요"


def test_a_guide_that_is_faulty_elsewhere_keeps_its_fragment_as_it_is(machines, monkeypatch):
    first, _ = machines
    save(first, FIRST, "")
    in_guide(first, HELLO, f"{HELLO}  - use: esm-login\n")
    monkeypatch.setattr("wizard.content.edition.scan_folder", lambda *_, **__: _NOTHING)

    with pytest.raises(RefusedError):
        save(first, FIRST.replace("메뉴를", "창을"))
    assert standing(first) == FIRST


class _NOTHING:
    editions, faults = {}, {}

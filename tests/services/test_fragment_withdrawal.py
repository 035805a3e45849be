"""A fragment that is withdrawn stands on no machine any more, whichever folder has it; one that is used meanwhile stays."""

import threading
from datetime import date

import pytest
from support.folders import editing_of, publishing_of
from support.machines import editing_on, machine_in, machines, restarted

from wizard.content.fragment_users import FragmentUser
from wizard.db.engine import reading
from wizard.db.queries import guide_fragments
from wizard.errors import ConflictError, GuideError, NotFoundError, RefusedError
from wizard.guide.scaffold.fragment import FragmentPlan, first_fragment
from wizard.services import fragment_keeping, fragment_withdrawal
from wizard.services.drafts import Drafts
from wizard.services.fragment_withdrawal import (
    FragmentWithdrawal,
    TakingOutForAll,
    TakingOutOfFolder,
)

FIXTURES = (machines,)
TODAY = date(2026, 11, 27)
NAME = "fragments/esm-login"
FIRST = first_fragment(FragmentPlan("esm-login", "메뉴를 열어요", "센터"))
OTHER = FIRST.replace("메뉴를", "창을")
HELLO = "  - {id: hello, kind: info, title: 인사해요}\n"
CALL = "  - use: esm-login\n"


def standing(machine):
    file = machine.source.folder() / f"{NAME}.yaml"
    return file.read_text("utf-8") if file.exists() else None


def publish(machine, text=FIRST):
    editing_on(machine).save(NAME, "anna", text, base_on(machine))


def base_on(machine):
    return editing_on(machine).look(NAME, None, "", TODAY).present if standing(machine) else ""


def withdrawing(machine):
    return FragmentWithdrawal(machine.engine, machine.source, TakingOutForAll(machine))


def withdraw(machine, base=None):
    withdrawing(machine).withdraw(NAME, "anna", base_on(machine) if base is None else base)


def use_in_guide(machine, old=HELLO, new=HELLO + CALL):
    editing = editing_on(machine)
    fork = editing.open("fork", "berta", TODAY)
    editing.save("fork", "berta", fork.text.replace(old, new), fork.base)


def lay(machine, text=FIRST):
    """Lay its file in a machine's own folder, by hand."""
    file = machine.folder / f"{NAME}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")


def drafts(machine):
    return [(one.mall, one.author) for one in Drafts(machine.engine).everybodys()]


def test_it_goes_on_every_machine_though_one_has_its_file_and_no_release_is_made(machines):
    first, second = machines
    publish(first)
    lay(second)

    withdraw(second)

    assert [standing(machine) for machine in machines] == [None, None]
    assert standing(restarted(first.engine, first.folder)) is None
    assert not (second.folder / f"{NAME}.yaml").exists()
    assert drafts(first) == [(NAME, "anna")]
    assert first.release_store.newest_number() == 1
    assert [machine.publish().changed for machine in machines] == [(), ()]


def test_one_that_only_a_machines_own_folder_has_goes_too(machines):
    for machine in machines:
        lay(machine)

    withdraw(machines[0])

    assert [standing(machine) for machine in machines] == [None, None]
    assert (machines[1].folder / f"{NAME}.yaml").exists()


def test_a_machines_own_file_that_says_something_else_stays_where_it_is_and_is_not_shown(machines):
    first, _ = machines
    publish(first)
    lay(first, OTHER)

    withdraw(first)

    assert standing(first) is None
    assert (first.folder / f"{NAME}.yaml").read_text("utf-8") == OTHER


def test_published_again_it_stands_on_every_machine(machines):
    publish(machines[0])
    withdraw(machines[0])
    opened = editing_on(machines[1]).open(NAME, "anna", TODAY)
    assert (opened.text, opened.base, opened.reading.faults) == (FIRST, "", [])

    editing_on(machines[1]).save(NAME, "anna", OTHER, opened.base)

    assert [standing(machine) for machine in machines] == [OTHER] * 2
    assert drafts(machines[0]) == []


def test_a_guide_that_readers_were_shown_with_it_brings_it_back_by_a_rollback(machines):
    first, second = machines
    publish(first)
    use_in_guide(second)
    use_in_guide(second, CALL, "")
    withdraw(first)

    second.roll_back("operator", 2)

    assert [standing(machine) for machine in machines] == [FIRST] * 2
    assert first.catalog({}).guides["fork"].step("esm-login")


@pytest.fixture
def rolled_back(machines, monkeypatch):
    """Show readers an older text of it than the one that is kept; nobody tries for ever to take it out."""
    first, second = machines
    publish(first)
    use_in_guide(second)
    publish(first, OTHER)
    second.roll_back("operator", 2)
    told, tries = fragment_keeping.withdraw, []

    def counted(*said):
        tries.append(said)
        assert len(tries) < 5
        return told(*said)

    monkeypatch.setattr(fragment_keeping, "withdraw", counted)
    with reading(first.engine) as connection:
        [kept] = guide_fragments.fragments(connection)
    assert (standing(first), kept.text) == (FIRST, OTHER)
    return first


def test_that_a_guide_shows_an_older_text_of_it_than_is_kept_is_told_as_its_use(rolled_back):
    with pytest.raises(RefusedError, match="부르거나 고치는 글"):
        withdraw(rolled_back)

    assert withdrawing(rolled_back).users(NAME) == [(FragmentUser("fork", "guide"), "")]
    assert (standing(rolled_back), drafts(rolled_back)) == (FIRST, [])


def test_another_text_that_is_kept_and_goes_on_to_be_is_a_conflict(rolled_back):
    base, left = base_on(rolled_back), []

    with pytest.raises(ConflictError):
        TakingOutForAll(rolled_back).take_out(NAME, base, lambda *_: left.append(base))

    assert (standing(rolled_back), len(left)) == (FIRST, 2)


def test_a_folder_that_brings_a_guide_with_it_brings_it_back(machines):
    first, second = machines
    lay(second)
    withdraw(first if standing(first) else second)
    lay(second)
    fork = second.folder / "fork.yaml"
    fork.write_text(fork.read_text("utf-8").replace(HELLO, HELLO + CALL), "utf-8")

    assert second.publish().changed == ["fork"]

    assert [standing(machine) for machine in machines] == [FIRST] * 2


def test_who_saw_another_text_is_told_and_nothing_goes(machines):
    first, second = machines
    publish(first)
    seen = base_on(first)
    publish(second, OTHER)

    with pytest.raises(ConflictError):
        withdraw(first, seen)

    assert (standing(first), drafts(first)) == (OTHER, [])


def test_a_second_time_there_is_nothing_to_withdraw(machines):
    publish(machines[0])
    seen = base_on(machines[0])
    withdraw(machines[0])

    with pytest.raises(NotFoundError):
        withdraw(machines[1], seen)


def test_a_guide_that_takes_it_in_this_very_moment_keeps_it_or_is_told(machines, monkeypatch):
    first, second = machines
    publish(first)
    told, outcome = fragment_keeping.withdraw, []

    def take():
        try:
            use_in_guide(second)
            outcome.append("used")
        except GuideError:
            outcome.append("told")

    taken = threading.Thread(target=take, daemon=True)

    def after(*said):
        if not taken.ident:
            taken.start()  # on SQLite it waits for who writes
            taken.join(0.5)
        return told(*said)

    monkeypatch.setattr(fragment_keeping, "withdraw", after)
    try:
        withdraw(first)
        outcome.append("withdrawn")
    except RefusedError:
        outcome.append("refused")
    taken.join()

    assert sorted(outcome) in (["refused", "used"], ["told", "withdrawn"])
    is_used = "esm-login" in {step.id for step in second.catalog({}).guides["fork"].steps}
    assert is_used == ("used" in outcome) == (standing(second) is not None)


def test_on_one_machine_the_guides_of_its_folder_are_asked_sound_or_not(engine, tmp_path):
    machine = publishing_of(engine, machine_in(engine, tmp_path / "a").folder)
    machine.publish()
    editing = editing_of(machine)
    editing.save(NAME, "anna", FIRST, "")
    base = editing.look(NAME, None, "", TODAY).present
    fork = machine.folder / "fork.yaml"
    before = fork.read_text("utf-8")
    one = FragmentWithdrawal(engine, machine.source, TakingOutOfFolder(engine, machine.folder))
    for call in (f"{HELLO}{CALL}", f"{HELLO}  - {{use: 'esm-login', 없는항목: 가}}\n", f"{HELLO}  - use: [\n  - use: esm-login\n"):  # fmt: skip
        fork.write_text(before.replace(HELLO, call), "utf-8")

        with pytest.raises(RefusedError, match="부르거나 고치는 글"):
            one.withdraw(NAME, "anna", base)
        assert one.users(NAME) == [(FragmentUser("fork", "guide"), "")]

    fork.write_text(before.replace(HELLO, f"{HELLO}  # use: esm-login\n  - use: esm-login-2\n"), "utf-8")  # fmt: skip
    one.withdraw(NAME, "anna", base)
    assert not (machine.folder / f"{NAME}.yaml").exists()


def test_a_text_that_no_draft_could_hold_stays(machines, monkeypatch):
    publish(machines[0])
    monkeypatch.setattr(fragment_withdrawal, "MAX_DRAFT_CHARS", 10)

    with pytest.raises(RefusedError, match="너무 길어서"):
        withdraw(machines[0])

    assert (standing(machines[0]), drafts(machines[0])) == (FIRST, [])

from datetime import timedelta

import pytest
from support.services import FIRM, NOON, count, draft, services_of

from wizard.db.engine import writing
from wizard.errors import NotFoundError
from wizard.services.progress import Progress
from wizard.services.progress_marks import GATHERED_S
from wizard.services.shown_screens import Mark, WaitMark

LATER = NOON + timedelta(seconds=1)


class Moment:
    at = NOON

    def __call__(self):
        return self.at


@pytest.fixture
def moment():
    return Moment()


@pytest.fixture
def machine(engine, moment):
    """What one machine keeps of progress, as it serves: gathered, until it is brought."""
    return gathering(Progress(engine, moment))


@pytest.fixture
def other_machine(engine, moment):
    return gathering(Progress(engine, moment))


@pytest.fixture
def seller(engine, tmp_path):
    seller_id, _ = services_of(engine, tmp_path).save(draft(), FIRM)
    return seller_id


def gathering(progress):
    progress.marks.on_first = lambda: None
    return progress


def mark(step="a", **answers):
    return Mark("fork", "r1", step, {name: (option,) for name, option in answers.items()})


def fork(progress, seller):
    return next((run for run in progress.of_seller(seller) if run.mall == "fork"), None)


def test_what_is_gathered_is_read_with_what_is_stored_before_it_is_written(machine, seller):
    machine.marks.put(seller, mark("a"))
    machine.marks.bring()
    machine.marks.put(seller, mark("b", which="left"))

    before, malls = fork(machine, seller), [run.mall for run in machine.of_seller(seller)]
    machine.marks.bring()

    assert fork(machine, seller) == before
    assert (before.seen, before.answers) == (("a", "b"), {"which": ("left",)})
    assert sorted(malls) == ["fork", "keys"]


def test_two_machines_agree_once_what_each_gathered_is_written(machine, other_machine, seller):
    machine.marks.put(seller, mark("a"))
    assert fork(other_machine, seller) is None
    other_machine.marks.put(seller, mark("b"))

    machine.marks.bring(), other_machine.marks.bring()

    assert fork(machine, seller) == fork(other_machine, seller)
    assert fork(machine, seller).seen == ("a", "b")
    assert GATHERED_S <= 1


def test_a_mark_that_comes_late_takes_no_newer_answer_back(machine, other_machine, seller, moment):
    machine.marks.put(seller, mark("which", which="left"))
    moment.at = LATER
    other_machine.marks.put(seller, mark("end", which="right"))

    other_machine.marks.bring(), machine.marks.bring()

    run = fork(machine, seller)
    assert (run.answers, run.updated_at) == ({"which": ("right",)}, LATER)
    assert run.seen == ("end", "which")


def test_what_is_gathered_stays_when_what_it_was_brought_with_is_undone(machine, seller):
    machine.marks.put(seller, mark("a"))

    with pytest.raises(NotFoundError), machine.marks.brought(seller):
        raise NotFoundError
    with machine.marks.brought(seller):
        pass

    assert not machine.marks.has_some
    assert fork(machine, seller).seen == ("a",)


def test_who_leaves_leaves_nothing_behind_in_memory(machine, other_machine, seller):
    machine.marks.put(seller, mark("a"))

    machine.marks.settle(seller)

    assert not machine.marks.has_some
    assert fork(other_machine, seller).seen == ("a",)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_a_database_that_is_locked_does_not_take_is_kept_and_taken_later(
    engine, machine, seller
):
    machine.marks.put(seller, mark("a"))
    with writing(engine):
        assert not machine.marks.bring()
    assert machine.marks.has_some

    assert machine.marks.bring()

    assert not machine.marks.has_some


def test_one_seller_who_is_gone_costs_no_other_their_marks(machine, seller):
    for who in ("0" * 32, seller, "f" * 32):
        machine.marks.put(who, mark("a"))

    assert machine.marks.bring()

    assert fork(machine, seller).seen == ("a",)
    assert not machine.marks.has_some


def test_a_wait_on_the_way_to_a_new_key_begins_no_run(engine, machine):
    machine.marks.put("nobody", WaitMark("fork", "renew/wait", timedelta(hours=24)))

    assert machine.marks.bring()

    assert count(engine) == {}

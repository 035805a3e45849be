from concurrent.futures import ThreadPoolExecutor

import pytest
from support.services import FIRM, NOON, count, draft, dump, services_of

from wizard.services.progress import Progress
from wizard.services.shown_screens import Mark


@pytest.fixture
def runs(engine):
    return Progress(engine, lambda: NOON)


@pytest.fixture
def seller(engine, tmp_path):
    seller_id, _ = services_of(engine, tmp_path).save(draft(), FIRM)
    return seller_id


def mark(step="a", mall="fork", revision="r1", **answers):
    return Mark(mall, revision, step, {name: (option,) for name, option in answers.items()})


def fork(runs, seller):
    [run] = [run for run in runs.of_seller(seller) if run.mall == "fork"]
    return run


def test_marks_are_gathered_and_the_answers_with_them(runs, seller):
    for one in (mark("a"), mark("b", which="left"), mark("c"), mark("a")):
        runs.marks.put(seller, one)

    run = fork(runs, seller)
    assert (run.seen, run.answers, run.state) == (("a", "b", "c"), {"which": ("left",)}, "going")


def test_marking_again_writes_nothing(runs, seller):
    runs.marks.put(seller, mark("a", which="left"))
    before = dump(runs.engine)

    runs.marks.put(seller, mark("a", which="left"))

    assert dump(runs.engine) == before


def test_a_new_revision_is_remembered_when_the_seller_goes_on(runs, seller):
    runs.marks.put(seller, mark("a"))
    runs.marks.put(seller, mark("a", revision="r2"))

    assert fork(runs, seller).revision == "r2"


def test_marks_from_twenty_devices_at_once_are_all_kept(runs, seller):
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda number: runs.marks.put(seller, mark(f"s{number:02}")), range(20)))

    assert len(fork(runs, seller).seen) == 20


def test_a_mark_of_a_seller_who_is_gone_is_dropped_without_a_word(runs):
    runs.marks.put("nobody", mark())

    assert count(runs.engine) == {}


def test_chosen_malls_are_added_and_those_not_begun_can_be_taken_off(runs, seller):
    runs.choose(seller, {"fork": "r", "agency": "r"}, "seller:x")
    runs.marks.put(seller, mark("a"))
    runs.choose(seller, {}, "seller:x")

    assert {run.mall: run.state for run in runs.of_seller(seller)} == {
        "keys": "saved",
        "fork": "going",
    }


def test_saving_marks_a_run_as_saved_and_deleting_the_last_account_takes_it_back(engine, tmp_path):
    services = services_of(engine, tmp_path)
    seller, account = services.save(draft(), FIRM)
    _, other = services.save(draft("form-2"), seller)
    states = []
    for gone in (account, other):
        services.delete(seller, gone)
        states.append(Progress(engine).of_seller(seller)[0].state)

    assert states == ["saved", "chosen"]


def test_twenty_pages_that_choose_at_once_each_choose_and_none_breaks(runs, seller):
    malls = ("fork", "agency", "short")
    pages = [dict.fromkeys(malls[: number % 3 + 1], "r1") for number in range(20)]

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda page: runs.choose(seller, page, f"seller:{seller}"), pages))

    chosen = {run.mall: run.revision for run in runs.of_seller(seller) if run.state == "chosen"}
    assert chosen in pages

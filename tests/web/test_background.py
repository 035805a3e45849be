import logging
import threading

from wizard.server import FIXED
from wizard.web import background


def test_what_fails_once_is_done_again_and_told_without_its_words(caplog):
    tries, done = [], threading.Event()

    def do():
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("CANARY")
        done.set()

    with caplog.at_level(logging.ERROR):
        thread = background.start("small", 0.01, do)
        assert done.wait(5)

    assert (thread.daemon, thread.name) == (True, "small")
    assert "small: not this time: ValueError" in caplog.text
    assert "CANARY" not in caplog.text
    background.stop()
    assert not thread.is_alive()


def test_the_end_of_a_process_waits_for_what_is_under_way_but_not_for_ever(caplog):
    begun, may_end, ended = threading.Event(), threading.Event(), []

    def do():
        begun.set()
        may_end.wait(5)
        ended.append(1)

    thread = background.start("slow", 0.01, do)
    assert begun.wait(5)
    background.stop(within_s=0.05)
    assert "slow: still at work at the end" in caplog.text
    assert not ended

    may_end.set()
    thread.join(5)
    assert not thread.is_alive()
    assert ended == [1]


def test_a_worker_that_ends_stops_what_goes_on_in_it():
    done = threading.Event()
    thread = background.start("small", 0.01, done.set)
    assert done.wait(5)

    FIXED["worker_exit"](None, None)

    assert not thread.is_alive()


def test_what_rests_is_woken_and_one_that_is_woken_before_it_rests_does_not_rest():
    rest = background.Rest()
    rest.wake()

    assert rest.wait(3600)
    rest.end()
    assert not rest.wait(3600)
    assert not rest.wait(3600)


def test_what_is_still_at_work_at_the_end_is_given_up():
    begun, may_end, given_up = threading.Event(), threading.Event(), []

    def loop(_rest):
        begun.set()
        may_end.wait(5)

    thread = background.begin("slow", loop, lambda: given_up.append(1))
    assert begun.wait(5)
    background.stop(within_s=0.01)
    may_end.set()
    thread.join(5)

    assert given_up == [1]

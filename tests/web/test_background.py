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

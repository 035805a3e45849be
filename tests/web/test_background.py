import logging
import threading

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

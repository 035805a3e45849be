import time

from support.people import seller_client, services_of

from wizard.db.queries import progress
from wizard.web import background
from wizard.web.workers import mark_writer


def stored(app, seller):
    with services_of(app).audit.engine.connect() as connection:
        return [run.mall for run in progress.runs(connection, [seller])]


def test_what_a_seller_is_shown_is_stored_soon_after_and_what_comes_last_when_the_process_ends(app):
    marks = services_of(app).progress.marks
    client = seller_client(app)
    mark_writer.start(marks)
    while marks.on_first is None:
        time.sleep(0.001)

    client.get("/guides/fork/hello")
    until = time.monotonic() + 10
    while not stored(app, client.seller_id) and time.monotonic() < until:
        time.sleep(0.01)
    client.get("/guides/keys/place")
    background.stop()
    marks.bring()

    assert sorted(stored(app, client.seller_id)) == ["fork", "keys"]
    assert marks.on_first is None


def test_an_error_of_ours_ends_no_thread_and_what_was_gathered_is_written_later(app, monkeypatch):
    marks, tried = services_of(app).progress.marks, []
    bring = type(marks).bring

    def break_once(self):
        tried.append(None)
        if len(tried) == 1:
            raise LookupError("planted")
        return bring(self)

    client = seller_client(app)
    monkeypatch.setattr(type(marks), "bring", break_once)
    monkeypatch.setattr(mark_writer, "AGAIN_S", 0.01)
    mark_writer.start(marks)
    while len(tried) < 1:
        time.sleep(0.001)
    client.get("/guides/fork/hello")
    until = time.monotonic() + 10
    while not stored(app, client.seller_id) and time.monotonic() < until:
        time.sleep(0.01)
    background.stop()

    assert stored(app, client.seller_id) == ["fork"]

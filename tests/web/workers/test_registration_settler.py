"""The staff's queue fits the setting soon after a start, and a database that is away stops nothing."""

from threading import Event

from wizard.errors import UnavailableError
from wizard.web import background
from wizard.web.workers import registration_settler


class Registrations:
    """Refuses once, and then settles."""

    def __init__(self):
        self.tries, self.is_settled = 0, Event()

    def settle(self):
        self.tries += 1
        if self.tries == 1:
            raise UnavailableError("OperationalError")
        self.is_settled.set()


def test_it_settles_soon_after_a_start_and_goes_on_after_a_refusal(monkeypatch):
    monkeypatch.setattr(registration_settler, "AFTER_START_S", 0.001)
    registrations = Registrations()

    registration_settler.start(registrations)

    assert registrations.is_settled.wait(10)
    background.stop()

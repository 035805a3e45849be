"""A press of a button, stopped just before it is sent: so that a test sends it as it likes."""

import copy
import threading
from dataclasses import dataclass, field

import pytest
from support.browser_client import BrowserClient
from support.people import hidden_on, token_of

EVIL = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
OWN = {"staff_id", "seller_id", "secret"}
"""What a browser of a test knows of who is in it."""


class Stopped(Exception):  # noqa: N818 (it is no error)
    """What was about to be sent."""


@dataclass
class Press:
    """A form as a browser is about to send it.

    Attributes:
        client: the browser, as it was when the form had been drawn.

    """

    client: BrowserClient
    path: str
    data: dict = field(default_factory=dict)

    def send(self, client=None, headers=None, **changes):
        data = {name: value for name, value in (self.data | changes).items() if value is not None}
        return (client or self.client).post(self.path, data=data, headers=headers)

    def forked(self):
        """Give a browser with the cookies of now, which a lost answer leaves as they are."""
        other = self.client.application.test_client()
        other._cookies = copy.deepcopy(self.client._cookies)
        return other

    def anew(self):
        """Give the same press in a browser of its own, that is whose this one is."""
        other = self.forked()
        for name in OWN & vars(self.client).keys():
            setattr(other, name, getattr(self.client, name))
        return Press(other, self.path, dict(self.data))

    def at_once(self):
        """Send it twice at the same moment; give both answers."""
        barrier, answers = threading.Barrier(2), []

        def send(client):
            barrier.wait()
            answers.append(self.send(client))

        threads = [threading.Thread(target=send, args=(self.forked(),)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers


def stopped(app, prepare):
    """Make all ready for an act, and stop before it is sent."""
    act = prepare(app)

    def stop(client, path, data, **_options):
        raise Stopped(client, path, data)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BrowserClient, "post", stop)
        try:
            act()
        except Stopped as caught:
            client, path, data = caught.args
    return Press(client, path, with_showing(client, path, dict(data)))


def with_showing(client, path, data):
    """Add what every form on a page of the staff's carries along."""
    if path == "/enter/requests":
        return {**hidden_on(client, "/guides/keys/place/help"), **data}
    is_desk = path.startswith("/staff") and hasattr(client, "staff_id")
    return {**hidden_on(client, "/staff/sellers/new"), **data} if is_desk else data


def stranger(app, press):
    """Give a browser in which nobody came in, and the fields that it can have: its own token."""
    client = app.test_client()
    return client, {"csrf_token": token_of(client)} if "csrf_token" in press.data else {}

"""Test clients speak as browsers do: each request says that it comes from a page of ours."""

from flask import Flask
from flask.testing import FlaskClient


class BrowserClient(FlaskClient):
    """A client as a browser of today; a test may give `Sec-Fetch-Site` otherwise, or be silent."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"

    def open(self, *args, **options):
        """Send it; what was sent is closed then: Werkzeug keeps a large body in an open file."""
        response = super().open(*args, **options)
        response.request.input_stream.close()
        return response

    def be_silent(self):
        """Say nothing of where requests come from, as browsers of before 2020."""
        del self.environ_base["HTTP_SEC_FETCH_SITE"]
        return self


def speak_as_browsers():
    Flask.test_client_class = BrowserClient

"""The signed cookie of a browser, read when somebody first asks what stands in it: most pages never do."""

from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer


def may_hold_news(cookie: str) -> bool:
    """Say whether something may wait in a cookie to be told; unsigned it is looked at, so that most are not read at all.

    Who forges one is only shown what is shown to everybody.
    """
    payload = cookie.partition(".")[0]
    if not payload:  # none, or packed: it begins with a dot then
        return bool(cookie)
    try:
        return b"_flashes" in urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    except ValueError:
        return True


class SignedSession(SessionMixin):
    """What stands in a browser's cookie; its signature is looked at with the first question.

    Attributes:
        accessed: set by Flask itself when anybody asks for the session.

    """

    accessed = False

    def __init__(self, read: Callable[[], SecureCookieSession]) -> None:
        self._read = read
        self._found: SecureCookieSession | None = None

    @property
    def found(self) -> SecureCookieSession:
        """What was in the cookie, and what was put there since."""
        if self._found is None:
            self._found = self._read()
        return self._found

    @property
    def modified(self) -> bool:
        """Whether something was put there since, or taken away."""
        return self._found is not None and self._found.modified

    @modified.setter
    def modified(self, value: bool) -> None:
        self.found.modified = value

    def __getitem__(self, name: str) -> Any:
        return self.found[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.found[name] = value

    def __delitem__(self, name: str) -> None:
        del self.found[name]

    def __contains__(self, name: object) -> bool:
        return name in self.found

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


class SignedSessions(SecureCookieSessionInterface):
    """Flask's own way to keep sessions, but that nothing is read or written for whoever never asks."""

    def __init__(self) -> None:
        self._serializers: dict[object, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Give what signs by the application's key, made once."""
        key = app.secret_key
        if key not in self._serializers:
            self._serializers = {key: super().get_signing_serializer(app)}
        return self._serializers[key]

    def open_session(self, app: Flask, request: Request) -> SignedSession:  # type: ignore[override]
        """Give the session of a request, unread."""
        opened = super().open_session
        return SignedSession(lambda: opened(app, request) or self.session_class())

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie if something was put into it."""
        if session.accessed or session.modified:
            super().save_session(app, session, response)

"""Letters by a mail server: nothing is sent before the line is encrypted, and no answer's words are kept."""

import logging
import smtplib
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path

from wizard.egress.deadline import Deadline
from wizard.korean.calendar import clock
from wizard.message_settings import ADDRESS, SmtpSettings
from wizard.messaging.channel import EMAIL, Accepted, Delivery, Outcome, Rejected, Retry, Unsure

DEADLINE_S, CONNECT_S = 30.0, 5.0
SOON, LATER = timedelta(minutes=5), timedelta(hours=1)
PERMANENT = 500
"""From this code on an answer says "never"; below it, "not now".  Source: RFC 5321, 4.2.1."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, repr=False)
class SmtpChannel:
    """Sends letters.

    Attributes:
        ca: whom to trust; the system's authorities if it is None.

    """

    settings: SmtpSettings
    ca: Path | None = None
    deadline_s: float = DEADLINE_S
    name: str = EMAIL
    tells_delivery: bool = False

    def carries(self, kind: str) -> bool:  # noqa: ARG002 a letter carries anything
        """Say whether messages of a kind can go this way: all can."""
        return True

    def send(self, kind: str, to: str, variables: Mapping[str, str], dedupe_key: str) -> Outcome:
        """Send one letter; its Message-ID is made of the key, so that it is known wherever it comes to."""
        if not ADDRESS.fullmatch(to):
            return Rejected("address")
        try:
            letter = self._letter(to, variables, dedupe_key)
        except ValueError:
            return Rejected("header")
        with Deadline(self.deadline_s) as deadline:
            outcome = self._sent(deadline, to, letter)
        if not isinstance(outcome, Accepted):
            log.warning("smtp: %s: %s: %s", kind, type(outcome).__name__, outcome.reason)
        return outcome

    def status(self, provider_id: str) -> Delivery:  # noqa: ARG002 no mail server tells
        """Say what became of a letter: nobody can."""
        return "waiting"

    def _letter(self, to: str, variables: Mapping[str, str], dedupe_key: str) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        letter["From"] = self.settings.sender
        letter["To"] = to
        letter["Subject"] = variables["subject"]
        letter["Date"] = format_datetime(clock())
        letter["Message-ID"] = self._id(dedupe_key)
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(variables["text"] + "\n", charset="utf-8")
        return letter

    def _id(self, dedupe_key: str) -> str:
        return f"<{dedupe_key}@{self.settings.sender.partition('@')[2]}>"

    def _sent(self, deadline: Deadline, to: str, letter: EmailMessage) -> Outcome:
        is_handed = False
        try:
            with closing(self._opened(deadline)) as server:
                self._log_in(server)
                _agreed(server.mail(self.settings.sender))
                _agreed(server.rcpt(to))
                is_handed = True
                _agreed(server.data(letter.as_bytes()))
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()  # the letter is theirs by now, whatever they say to this
        except _RefusedError as refused:
            return _outcome(refused.code)
        except smtplib.SMTPResponseException as refused:
            return _outcome(refused.smtp_code)
        except (OSError, smtplib.SMTPException) as trouble:
            kind = type(trouble).__name__
            return Unsure(kind) if is_handed else Retry(SOON, kind)
        return Accepted(str(letter["Message-ID"]))

    def _opened(self, deadline: Deadline) -> "_Line":
        place = (self.settings.host.strip("[]"), self.settings.port)
        connection = socket.create_connection(place, deadline.left_s(CONNECT_S))
        deadline.guard(connection)
        connection.settimeout(deadline.seconds)
        server = _Line(local_hostname=self.settings.sender.partition("@")[2])
        try:
            if self.settings.security == "tls":
                connection = self._secured(connection)
            server.begin(connection, self.settings.host)
            if self.settings.security == "starttls":
                # Of a server that does not offer it nothing is asked: the letter waits.
                server.starttls(context=self._trusting)
                _agreed(server.ehlo())
        except BaseException:
            server.close()
            connection.close()
            raise
        return server

    def _secured(self, connection: socket.socket) -> ssl.SSLSocket:
        return self._trusting.wrap_socket(connection, server_hostname=self.settings.host)

    @cached_property
    def _trusting(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.ca) if self.ca else None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _log_in(self, server: smtplib.SMTP) -> None:
        if self.settings.user:
            server.login(self.settings.user, self.settings.password)


class _RefusedError(Exception):
    """An answer that was not the one that lets us go on."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


class _Line(smtplib.SMTP):
    """A line that we opened ourselves."""

    def begin(self, connection: socket.socket, host: str) -> None:
        """Take a connection to a host, which STARTTLS has to prove itself to be, and greet."""
        self._host, self.sock, self.file = host, connection, None
        _agreed(self.getreply())
        _agreed(self.ehlo())


def _agreed(reply: tuple[int, bytes]) -> None:
    """Go on, or not.

    Raises:
        _RefusedError: the server does not.

    """
    if not 200 <= reply[0] < 400:
        raise _RefusedError(reply[0])


def _outcome(code: int) -> Outcome:
    """Say what an answer's number means; what has to do with our own sign-in is for us to mend."""
    reason = f"smtp {code}"
    if code in {530, 534, 535, 538}:
        return Retry(LATER, reason)
    return Rejected(reason) if code >= PERMANENT else Retry(SOON, reason)

"""Letters by a real mail server: nothing before the line is encrypted, no header slips in, no word of it is told."""

import logging
import ssl
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.smtp import AuthResult
from support.mail_server import MailServer
from support.mall_server import authority

from wizard.message_settings import SmtpSettings
from wizard.messaging.channel import Accepted, Rejected, Retry, Unsure
from wizard.messaging.smtp import LATER, SmtpChannel

CANARY = "canary0123456789abcdef"
TEXT = {"subject": "[아임셀러] 롯데온 키가 2026년 12월 5일에 끝나요", "text": "안녕하세요.\nhttps://guide.example.kr/my\n.\n끝"}  # fmt: skip


class Box:
    """Takes letters, or answers as a test wants."""

    def __init__(self):
        self.letters, self.answers, self.said = [], {}, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, ARG002
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answers.get("DATA") == "hangs up":
            server.transport.abort()
            return "250 OK"
        if "DATA" not in self.answers:
            is_safe = session.ssl is not None
            self.letters.append((message_from_bytes(envelope.content, policy=default), is_safe))
        return self.answers.get("DATA", "250 OK")


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def trusted(tmp_path):
    file = tmp_path / "ca.pem"
    authority().cert_pem.write_to_path(file)
    return file


@pytest.fixture
def open_box(box, trusted):
    """Open the box, encrypted as asked; give a channel to it."""
    opened = []

    def give(security="starttls", offers="starttls", logs_in=None, **changes):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority().issue_cert("localhost").configure_cert(context)
        options = {}
        if offers == "starttls":
            options = {"tls_context": context, "require_starttls": True}
        if logs_in:
            options["authenticator"] = lambda *told: AuthResult(
                success=told[-1].password.decode() == logs_in,
                handled=False,  # the server says no itself, else the line stays silent
            )
            options["auth_required"] = True
        server = MailServer(box, context if offers == "tls" else None, **options)
        opened.append(server)
        settings = SmtpSettings("localhost", server.port, security, "guide@example.kr")
        return SmtpChannel(replace(settings, **changes), trusted, deadline_s=5.0)

    yield give
    for server in opened:
        server.close()


def send(channel, to="kim@example.com", text=None):
    return channel.send("expiry", to, text or TEXT, "a" * 32)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_arrives_as_it_was_written_and_only_by_an_encrypted_line(open_box, box, security):
    outcome = send(open_box(security, security))

    [(letter, is_safe)] = box.letters
    assert outcome == Accepted(f"<{'a' * 32}@example.kr>")
    assert is_safe or security == "tls"
    assert letter["Subject"] == TEXT["subject"]
    assert letter["To"] == "kim@example.com"
    assert letter["Message-ID"] == outcome.provider_id
    assert letter.get_content().split() == TEXT["text"].split()


def test_a_server_that_offers_no_encryption_is_told_nothing(open_box, box):
    outcome = send(open_box("starttls", offers="nothing", user="me", password=CANARY))

    assert isinstance(outcome, Retry)
    assert box.letters == []


def test_a_server_that_proves_to_be_another_is_told_nothing(open_box, box):
    channel = open_box()
    stranger = replace(channel, settings=replace(channel.settings, host="127.0.0.1"))

    assert isinstance(send(stranger), Retry)
    assert isinstance(send(replace(channel, ca=None)), Retry)
    assert box.letters == []


@pytest.mark.parametrize(
    "to",
    [
        "kim@example.com\r\nBcc: all@example.com",
        "kim@example.com\nX: y",
        "<kim@example.com>",
        "kim@example.com, lee@example.com",
        "김@example.com",
        "kim@localhost",
        "",
    ],
)
def test_an_address_that_could_be_more_than_one_is_not_written_to(open_box, box, to):
    assert send(open_box(), to) == Rejected("address")
    assert box.letters == []


def test_a_subject_with_a_line_in_it_is_no_header(open_box, box):
    outcome = send(open_box(), text={**TEXT, "subject": "키\r\nBcc: all@example.com"})

    assert outcome == Rejected("header")
    assert box.letters == []


@pytest.mark.parametrize(
    ("stage", "said", "kind"),
    [
        ("RCPT", "550 no such user", Rejected),
        ("RCPT", "451 try later", Retry),
        ("DATA", "554 spam", Rejected),
        ("DATA", "452 full", Retry),
        ("DATA", "hangs up", Unsure),
    ],
)
def test_only_what_surely_was_not_taken_is_sent_again(open_box, box, stage, said, kind):
    box.answers[stage] = said

    outcome = send(open_box())

    assert type(outcome) is kind


def test_nobody_who_listens_is_tried_later(open_box):
    channel = open_box()
    away = replace(channel, settings=replace(channel.settings, port=1))

    assert isinstance(send(away), Retry)


def test_it_signs_in_and_a_wrong_password_waits_for_the_operator(open_box, box):
    right = send(open_box(logs_in="right", user="me", password="right"))
    wrong = send(open_box(logs_in="right", user="me", password="wrong"))

    assert isinstance(right, Accepted)
    assert wrong == Retry(LATER, "smtp 535")
    assert len(box.letters) == 1


def test_nothing_that_is_secret_is_told_whatever_becomes_of_it(open_box, box, caplog):
    caplog.set_level(logging.DEBUG, "wizard")
    box.answers["DATA"] = f"554 {CANARY} kim@example.com"
    channel = open_box(logs_in=CANARY, user="me", password=CANARY)

    outcome = send(channel, text={**TEXT, "text": CANARY})

    heard = [vars(one) for one in caplog.records if one.name.startswith("wizard")]
    told = f"{outcome!r}{channel!r}{channel.settings!r}{heard}"
    assert isinstance(outcome, Rejected)
    assert CANARY not in told
    assert "kim@example.com" not in told

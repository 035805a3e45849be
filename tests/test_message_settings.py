"""What is set for telling sellers, and what is refused without telling a value."""

import pytest

from wizard.errors import SettingsError
from wizard.message_settings import MessageSettings
from wizard.settings import Settings

SITE = {"WIZARD_MESSAGE_SITE": "https://guide.example.kr/"}
SMTP = SITE | {"WIZARD_SMTP_HOST": "smtp.example.kr", "WIZARD_SMTP_FROM": "guide@example.kr"}
TALK = SITE | {
    "WIZARD_MESSAGE_API_KEY": "NCS1",
    "WIZARD_MESSAGE_API_SECRET": "planted",
    "WIZARD_MESSAGE_SENDER": "02-1588-0000",
    "WIZARD_MESSAGE_PROFILE": "KA01PF1",
    "WIZARD_MESSAGE_TEMPLATES": "expiry=KA01TP1, check=KA01TP2",
}


def test_nothing_needs_to_be_set():
    assert MessageSettings.from_env({}) == MessageSettings() == Settings.from_env({}).messages


def test_a_mail_server_is_encrypted_unless_it_is_said_how():
    found = MessageSettings.from_env(SMTP).smtp

    assert (found.security, found.port) == ("starttls", 587)
    assert MessageSettings.from_env(SMTP | {"WIZARD_SMTP_SECURITY": "tls"}).smtp.port == 465


def test_a_gateway_has_its_number_in_digits_and_its_templates_by_kind():
    found = MessageSettings.from_env(TALK)

    assert found.site == "https://guide.example.kr"
    assert found.gateway.sender == "0215880000"
    assert found.gateway.templates == {"expiry": "KA01TP1", "check": "KA01TP2"}
    assert "planted" not in repr(found) + repr(found.gateway)


def test_a_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("planted\n")
    env = TALK | {"WIZARD_MESSAGE_API_SECRET_FILE": str(tmp_path / "secret")}
    del env["WIZARD_MESSAGE_API_SECRET"]

    assert MessageSettings.from_env(env).gateway.secret == "planted"


@pytest.mark.parametrize(
    "env",
    [
        SMTP | {"WIZARD_MESSAGE_SITE": ""},
        SMTP | {"WIZARD_MESSAGE_SITE": "http://guide.example.kr"},
        SMTP | {"WIZARD_MESSAGE_SITE": "https://guide.example.kr/my"},
        SMTP | {"WIZARD_SMTP_HOST": "smtp example"},
        SMTP | {"WIZARD_SMTP_SECURITY": "none"},
        SMTP | {"WIZARD_SMTP_SECURITY": "ssl"},
        SMTP | {"WIZARD_SMTP_PORT": "0"},
        SMTP | {"WIZARD_SMTP_FROM": "guide"},
        SMTP | {"WIZARD_SMTP_FROM": "guide@example.kr\r\nBcc: a@example.kr"},
        SMTP | {"WIZARD_SMTP_USER": "me"},
        SMTP | {"WIZARD_SMTP_PASSWORD": "planted"},
        SMTP | {"WIZARD_PRACTICE": "127.0.0.1:8443"},
        TALK | {"WIZARD_MESSAGE_API_SECRET": ""},
        TALK | {"WIZARD_MESSAGE_API_KEY": ""},
        TALK | {"WIZARD_MESSAGE_SENDER": "1588"},
        TALK | {"WIZARD_MESSAGE_PROFILE": ""},
        TALK | {"WIZARD_MESSAGE_TEMPLATES": ""},
        TALK | {"WIZARD_MESSAGE_TEMPLATES": "invitation=KA01TP1"},
        TALK | {"WIZARD_MESSAGE_TEMPLATES": "expiry=한글"},
    ],
)
def test_what_cannot_be_used_is_named_without_its_value(env):
    with pytest.raises(SettingsError) as refused:
        MessageSettings.from_env(env)

    assert str(refused.value).startswith("WIZARD_")
    assert "planted" not in str(refused.value)

"""Settings for telling sellers: a mail server, a gateway for 알림톡, and our own address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Self
from urllib.parse import urlsplit

from wizard.errors import SettingsError
from wizard.mall_settings import HERE, written

Security = Literal["starttls", "tls", "none"]
SECURITIES: Mapping[str, Security] = {"starttls": "starttls", "tls": "tls", "none": "none"}
PORTS = {"starttls": 587, "tls": 465, "none": 25}
ADDRESS = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
)
"""An address of e-mail that we write to: plain ASCII, as the mail servers of the world take it."""

KINDS = ("expiry", "check", "answer", "returned", "stuck", "wait", "unfinished")
"""The kinds of reminders that sellers are told; see `wizard.reminding.causes`."""

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9a-f:.]+\]")
_TEMPLATE = re.compile(r"([a-z]+)=([A-Za-z0-9_-]{1,60})")


@dataclass(frozen=True, repr=False)
class SmtpSettings:
    """A mail server.

    Attributes:
        security: how it is made sure that nobody reads along; "none" only to this machine itself.
        sender: from whom letters come.

    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = ""


@dataclass(frozen=True, repr=False)
class GatewaySettings:
    """An account at the gateway (Solapi).

    Attributes:
        sender: the number that was registered there, digits only.
        profile: the 카카오톡 channel's id there (pfId).
        templates: kind -> the id of the template that was approved for it; other kinds are not sent.

    """

    key: str
    secret: str
    sender: str
    profile: str
    templates: Mapping[str, str]


@dataclass(frozen=True, repr=False)
class MessageSettings:
    """How sellers are told; docs/operating.md explains each setting. What is not set is not sent.

    Attributes:
        site: our own address as sellers reach it, for the link in a message; no slash at its end.

    """

    site: str = ""
    smtp: SmtpSettings | None = None
    gateway: GatewaySettings | None = field(default=None)

    def __repr__(self) -> str:
        """Tell what is set, and no value."""
        return f"<MessageSettings smtp={bool(self.smtp)} gateway={bool(self.gateway)}>"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the environment.

        Raises:
            SettingsError: naming the first setting that cannot be used, and no value.

        """
        smtp, gateway = _smtp(env), _gateway(env)
        if smtp and env.get("WIZARD_PRACTICE") and smtp.host not in HERE:
            raise SettingsError("WIZARD_SMTP_HOST: 연습에서는 이 컴퓨터의 메일 서버만 쓸 수 있어요")
        return cls(_site(env, is_needed=bool(smtp or gateway)), smtp, gateway)


def _site(env: Mapping[str, str], *, is_needed: bool) -> str:
    raw = env.get("WIZARD_MESSAGE_SITE", "").rstrip("/")
    parts = urlsplit(raw)
    here = parts.hostname in HERE
    is_whole = parts.scheme in {"https", *(["http"] if here else [])} and bool(parts.hostname)
    if (raw or is_needed) and (not is_whole or parts.path or parts.query or parts.username):
        raise SettingsError(
            "WIZARD_MESSAGE_SITE: https://guide.example.kr처럼 판매자가 여는 주소를 적어 주세요"
        )
    return raw


def _smtp(env: Mapping[str, str]) -> SmtpSettings | None:
    if not (host := env.get("WIZARD_SMTP_HOST", "")):
        return None
    if not _HOST.fullmatch(host):
        raise SettingsError("WIZARD_SMTP_HOST: smtp.example.kr처럼 적어 주세요")
    security = SECURITIES.get(env.get("WIZARD_SMTP_SECURITY") or "starttls")
    if security is None:
        raise SettingsError("WIZARD_SMTP_SECURITY: starttls, tls 가운데 골라 주세요")
    if security == "none" and host not in HERE:
        raise SettingsError("WIZARD_SMTP_SECURITY: none은 이 컴퓨터의 메일 서버에만 쓸 수 있어요")
    sender = env.get("WIZARD_SMTP_FROM", "")
    if not ADDRESS.fullmatch(sender):
        raise SettingsError("WIZARD_SMTP_FROM: guide@example.kr처럼 적어 주세요")
    user, password = env.get("WIZARD_SMTP_USER", ""), written(env, "WIZARD_SMTP_PASSWORD")
    if bool(user) != bool(password):
        raise SettingsError("WIZARD_SMTP_USER: WIZARD_SMTP_PASSWORD와 함께 적어 주세요")
    return SmtpSettings(host, _port(env, PORTS[security]), security, sender, user, password)


def _port(env: Mapping[str, str], usual: int) -> int:
    raw = env.get("WIZARD_SMTP_PORT") or str(usual)
    if not re.fullmatch(r"[1-9][0-9]{0,4}", raw) or int(raw) > 65535:
        raise SettingsError("WIZARD_SMTP_PORT: 1부터 65535까지의 숫자를 적어 주세요")
    return int(raw)


def _gateway(env: Mapping[str, str]) -> GatewaySettings | None:
    key = written(env, "WIZARD_MESSAGE_API_KEY")
    secret = written(env, "WIZARD_MESSAGE_API_SECRET")
    if not key and not secret:
        return None
    if not key or not secret:
        raise SettingsError("WIZARD_MESSAGE_API_KEY: WIZARD_MESSAGE_API_SECRET과 함께 적어 주세요")
    sender = re.sub(r"[\s-]", "", env.get("WIZARD_MESSAGE_SENDER", ""))
    if not re.fullmatch(r"0[0-9]{7,10}", sender):
        raise SettingsError("WIZARD_MESSAGE_SENDER: 등록한 발신번호를 02-123-4567처럼 적어 주세요")
    profile = env.get("WIZARD_MESSAGE_PROFILE", "")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", profile):
        raise SettingsError("WIZARD_MESSAGE_PROFILE: 카카오톡 채널의 pfId를 적어 주세요")
    return GatewaySettings(key, secret, sender, profile, _templates(env))


def _templates(env: Mapping[str, str]) -> dict[str, str]:
    raw = [one for one in re.split(r"[\s,]+", env.get("WIZARD_MESSAGE_TEMPLATES", "")) if one]
    found = [_TEMPLATE.fullmatch(one) for one in raw]
    told = {one[1]: one[2] for one in found if one}
    if not told or len(told) != len(raw) or not set(told) <= set(KINDS):
        raise SettingsError(
            f"WIZARD_MESSAGE_TEMPLATES: expiry=템플릿ID처럼, 쉼표로 이어서 적어 주세요 ({', '.join(KINDS)})"
        )
    return told

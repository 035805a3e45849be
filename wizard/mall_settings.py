"""Settings for asking malls: the way out, and what only the operator has."""

import base64
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self, get_args
from urllib.parse import unquote, urlsplit

from wizard.errors import SettingsError

HostAlias = Literal["coupang", "elevenst", "naver-agency", "naver-own", "esm", "auction", "lotteon"]
ALIASES: tuple[HostAlias, ...] = get_args(HostAlias)
"""What guides call the servers of malls; their addresses are in `wizard.malls.hosts`."""
PROXY_NAMES = {f"EGRESS_PROXY_{alias.upper().replace('-', '_')}": alias for alias in ALIASES}
OPERATORS_OWN = (
    "naver_agency_id",
    "naver_agency_secret",
    "esm_master_id",
    "esm_secret_key",
    "esm_domain",
    "esm_control_gmarket",
    "esm_control_auction",
)
"""What `{setting: …}` in a guide may name; each is an environment variable in capitals."""
NAVER_SECRET = re.compile(r"\$2[aby]\$(?:0[4-9]|1[0-2])\$[./A-Za-z0-9]{22}")
"""A salt of bcrypt, no dearer than 2 ** 12 rounds.  Source: apicenter.commerce.naver.com/docs/auth."""
VISIBLE = re.compile(r"[!-~]+")
HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True, repr=False)
class Proxy:
    """A way out through another server, by CONNECT.

    Attributes:
        authorization: what it wants to be told first, if anything.

    """

    host: str
    port: int
    authorization: str = ""


@dataclass(frozen=True)
class Practice:
    """A server on this machine that stands in for every mall.

    Attributes:
        ca: the file of the certificate that it is trusted by.
        page: where it shows its keys on this machine; "" if nowhere.
        htmx: a copy of htmx to serve, so that no page needs a network.

    """

    host: str
    port: int
    ca: Path
    page: str = ""
    htmx: Path | None = None


@dataclass(frozen=True, repr=False)
class MallSettings:
    """How malls are asked; docs/operating.md explains each setting.

    Attributes:
        proxies: by alias; a mall without one is asked directly.
        ips: the addresses that malls see us come from, for sellers to register.
        own: what the operator alone has, by the names of `OPERATORS_OWN`; what is not set is missing.
        practice: stands in for all malls, and for whoever is told of events, if it is set.
        webhooks_proxy: the way to who is told of events; without one they are told directly.
        own_store: whether `wizard try` may ask for an application that a store has made for itself.

    """

    proxies: Mapping[str, Proxy] = field(default_factory=dict)
    ips: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    practice: Practice | None = None
    webhooks_proxy: Proxy | None = None
    own_store: bool = False

    def __repr__(self) -> str:
        """Tell what is set, and no value."""
        return f"<MallSettings {sorted(self.proxies)} {sorted(self.own)} {self.practice}>"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the environment.

        Raises:
            SettingsError: naming the first setting that cannot be used, and no value.

        """
        return cls(
            proxies=_proxies(env),
            ips=_ips(env),
            own=_operators_own(env),
            practice=_practice(env),
            webhooks_proxy=_webhooks_proxy(env),
            own_store=_own_store(env),
        )


def _webhooks_proxy(env: Mapping[str, str]) -> Proxy | None:
    address = env.get("EGRESS_PROXY_WEBHOOKS", "")
    return _proxy("EGRESS_PROXY_WEBHOOKS", address) if address else None


def _proxies(env: Mapping[str, str]) -> dict[str, Proxy]:
    known = {*PROXY_NAMES, "EGRESS_PROXY_WEBHOOKS"}
    for name in env:
        if name.startswith("EGRESS_PROXY_") and name not in known:
            raise SettingsError(
                f"{name}: 그런 이름은 없어요. {', '.join(PROXY_NAMES)} 가운데 골라 주세요"
            )
    chosen = {
        alias: name if env.get(name) else "EGRESS_PROXY" for name, alias in PROXY_NAMES.items()
    }
    return {alias: _proxy(name, env[name]) for alias, name in chosen.items() if env.get(name)}


def _proxy(name: str, address: str) -> Proxy:
    """Read http://host:port, perhaps with a user and a password."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port or parts.scheme != "http" or parts.path not in {"", "/"}:
        raise SettingsError(
            f"{name}: http://이름:포트 또는 http://아이디:비밀번호@이름:포트로 적어 주세요"
        )
    if parts.username is None:
        return Proxy(host, port)
    who = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Proxy(host, port, f"Basic {base64.b64encode(who.encode()).decode()}")


def _ips(env: Mapping[str, str]) -> tuple[str, ...]:
    written = [one for one in re.split(r"[\s,]+", env.get("EGRESS_IP", "")) if one]
    try:
        return tuple(str(ipaddress.ip_address(one)) for one in written)
    except ValueError:
        raise SettingsError("EGRESS_IP: 203.0.113.7처럼 적어 주세요 (여럿이면 쉼표로)") from None


def _own_store(env: Mapping[str, str]) -> bool:
    raw = env.get("WIZARD_NAVER_OWN_STORE") or "0"
    if raw not in {"0", "1"}:
        raise SettingsError("WIZARD_NAVER_OWN_STORE: 1 또는 0을 적어 주세요")
    return raw == "1"


def _operators_own(env: Mapping[str, str]) -> dict[str, str]:
    own = {name: written(env, name.upper()) for name in OPERATORS_OWN}
    secret = own["naver_agency_secret"]
    if secret and not NAVER_SECRET.fullmatch(secret):
        raise SettingsError(
            "NAVER_AGENCY_SECRET: $2a$10$으로 시작하는 29자예요. $가 사라지지 않게 파일에 적고 "
            "NAVER_AGENCY_SECRET_FILE로 알려 주셔도 돼요"
        )
    return {name: value for name, value in own.items() if value}


def written(env: Mapping[str, str], name: str) -> str:
    """Give a value as it stands in the environment, or in the file that is named there.

    Raises:
        SettingsError: naming the setting, and no value.

    """
    value, file = env.get(name, ""), env.get(f"{name}_FILE", "")
    if value and file:
        raise SettingsError(f"{name}: {name}_FILE과 함께 쓸 수 없어요. 하나만 적어 주세요")
    if file:
        try:
            value = Path(file).read_text("utf-8-sig").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError(f"{name}_FILE: 파일을 읽을 수 없어요") from None
    if (value or file) and not VISIBLE.fullmatch(value):
        raise SettingsError(f"{name}: 영문자, 숫자, 기호만, 빈칸 없이 적어 주세요")
    return value


def _practice(env: Mapping[str, str]) -> Practice | None:
    address, ca = env.get("WIZARD_PRACTICE", ""), env.get("WIZARD_PRACTICE_CA", "")
    if not address and not ca:
        return None
    host, _, port = address.rpartition(":")
    if host not in HERE or not re.fullmatch(r"[1-9][0-9]{0,4}", port) or int(port) > 65535:
        raise SettingsError("WIZARD_PRACTICE: 127.0.0.1:8443처럼 이 컴퓨터의 주소를 적어 주세요")
    if not Path(ca).is_file():
        raise SettingsError("WIZARD_PRACTICE_CA: 연습 쇼핑몰의 인증서 파일을 적어 주세요")
    htmx, page = env.get("WIZARD_PRACTICE_HTMX", ""), env.get("WIZARD_PRACTICE_PAGE", "")
    if htmx and not Path(htmx).is_file():
        raise SettingsError("WIZARD_PRACTICE_HTMX: 이 컴퓨터에 있는 htmx 파일을 적어 주세요")
    if page and not re.fullmatch(r"http://127\.0\.0\.1:[1-9][0-9]{0,4}", page):
        raise SettingsError("WIZARD_PRACTICE_PAGE: http://127.0.0.1:8444처럼 적어 주세요")
    return Practice(
        "127.0.0.1", int(port), Path(ca).absolute(), page, Path(htmx).absolute() if htmx else None
    )

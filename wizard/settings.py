"""Settings: read once, at the start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self, cast, get_args
from urllib.parse import quote, unquote

from wizard.errors import SettingsError
from wizard.mall_settings import MallSettings
from wizard.message_settings import MessageSettings
from wizard.watch_settings import WatchSettings

INSTALLED = Path(__file__).with_name("shipped")
"""Where an installed package has what a checkout has in `content`; see `pyproject.toml`."""

SHIPPED = INSTALLED if INSTALLED.is_dir() else Path(__file__).parents[1] / "content"
GUIDES, PRIVACY = SHIPPED / "guides", SHIPPED / "privacy"
TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"([a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:.]+\]")
SERVER = re.compile(
    r"([\w.-]*|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?(/[^/@#?]*)?(\?[a-z_]+=.*)?", re.ASCII
)
NO_ADDRESS = (
    "DATABASE_URL: sqlite:///… 또는 postgresql://아이디:비밀번호@이름:포트/데이터베이스처럼 적어 주세요. "
    "비밀번호의 @ / ? # %는 %40 %2F %3F %23 %25로 적어 주세요"
)
PERIODS_S = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


Registrar = Literal["staff", "api"]
"""Who enters in 아임셀러 what sellers save: the staff by hand, or its own system by the API."""


@dataclass(frozen=True)
class Rate:
    """So many times in a period."""

    count: int
    period_s: int


@dataclass(frozen=True)
class Settings:
    """Everything a deployment may choose; docs/operating.md explains each.

    Attributes:
        data: folder of the database and, unless `keys` says otherwise, the keys.
        save_limit: how often one address may save; of so many accounts one seller has a mall's at most.
        privacy: folder of what is said of personal data; see `wizard.content.privacy_folder`.
        new_firm_limit: how many firms may start by themselves from one address.
        api_limit: how often one token may ask the API.
        retention_days: a seller who did nothing for so long is forgotten by
            `wizard sellers expire`.
        staff_rest_minutes: after so long without an act a member of staff is signed out.
        runs_jobs: whether `wizard serve` does the jobs too; if not, `wizard work` must.
        shared: other machines may publish too: what readers see is the database's, and this folder
            brings what is changed in it; else this folder says what they see.
        review: what an editor publishes in a browser, another has approved first.
        preview: only the editors' pages, for whoever sits at this computer: `wizard preview`.
        proxies: how many trusted proxies stand in front and set X-Forwarded-*.
        malls: how malls are asked.
        registration: who registers in 아임셀러 what sellers save.
        messages: how sellers are told.
        watch: how it is watched over.
        hosts: the names, without port, by which sellers and staff reach this: it answers by no
            other, and passkeys belong to one of them.

    """

    data: Path
    database_url: str
    keys: Path
    guides: Path
    privacy: Path = PRIVACY
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    https: bool = False
    proxies: int = 0
    self_start: bool = True
    save_limit: Rate = Rate(300, 60)
    new_firm_limit: Rate = Rate(5, 3600)
    api_limit: Rate = Rate(600, 60)
    retention_days: int = 1095
    staff_rest_minutes: int = 60
    runs_jobs: bool = True
    shared: bool = False
    review: bool = False
    preview: bool = False
    hosts: frozenset[str] = frozenset()
    malls: MallSettings = field(default_factory=MallSettings)
    registration: Registrar = "staff"
    messages: MessageSettings = field(default_factory=MessageSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)

    @property
    def known_hosts(self) -> frozenset[str]:
        """The names by which it may be asked: those told, the one it listens on, and this machine's."""
        return frozenset({*self.hosts, self.host.lower(), *LOOPBACK})

    @property
    def published(self) -> Path:
        """The folder of this machine's own copy of what readers see; see `wizard.content.local_copy`."""
        return self.data / "published"

    @property
    def notes(self) -> Path:
        """Where an older version kept what editors had typed; see `wizard.content.takeover`."""
        return self.data / "notes"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the environment, usually `os.environ`.

        Raises:
            SettingsError: naming the first setting that cannot be used.

        """
        data = Path(env.get("WIZARD_DATA") or "var").absolute()
        database_url = _address(env.get("DATABASE_URL") or sqlite_url(data / "wizard.db"))
        shared = env.get("WIZARD_SHARED") or ("0" if database_url.startswith("sqlite") else "1")
        return cls(
            data=data,
            database_url=database_url,
            keys=Path(env.get("WIZARD_KEYS") or data / "keys.json").absolute(),
            guides=Path(env.get("WIZARD_GUIDES") or GUIDES).absolute(),
            privacy=Path(env.get("WIZARD_PRIVACY") or PRIVACY).absolute(),
            host=env.get("HOST") or "127.0.0.1",
            port=_number(env, "PORT", 8000, 65535),
            workers=_number(env, "WIZARD_WORKERS", 2, 64),
            https=_truth(env, "WIZARD_HTTPS", default="0"),
            proxies=_number(env, "WIZARD_PROXIES", 0, 8),
            self_start=_truth(env, "WIZARD_SELF_START", default="1"),
            retention_days=_number(env, "WIZARD_RETENTION_DAYS", 1095, 36500),
            staff_rest_minutes=_number(env, "WIZARD_STAFF_REST_MINUTES", 60, 600) or 600,
            runs_jobs=_truth(env, "WIZARD_JOBS", default="1"),
            shared=_truth({"WIZARD_SHARED": shared}, "WIZARD_SHARED", default=shared),
            review=_truth(env, "WIZARD_REVIEW", default="0"),
            hosts=_hosts(env, "WIZARD_HOSTS"),
            malls=MallSettings.from_env(env),
            registration=_registrar(env, "WIZARD_REGISTRATION"),
            messages=MessageSettings.from_env(env),
            watch=WatchSettings.from_env(env),
            save_limit=_rate(env, "WIZARD_SAVE_LIMIT", "300 per minute"),
            new_firm_limit=_rate(env, "WIZARD_NEW_FIRM_LIMIT", "5 per hour"),
            api_limit=_rate(env, "WIZARD_API_LIMIT", "600 per minute"),
        )


def sqlite_url(file: Path) -> str:
    """Give the address of a database file, whatever its path holds."""
    return f"sqlite:///{quote(str(file))}"


def _address(url: str) -> str:
    """Give the address that SQLAlchemy takes for the one that everybody writes."""
    scheme, mark, rest = url.partition("://")
    if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        return sqlite_url(Path(unquote(rest[1:])).absolute())
    if mark and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{_server(rest)}"
    raise SettingsError(NO_ADDRESS)


def _server(rest: str) -> str:
    """Read where a server is and who asks it, though a password may hold any letter.

    Nothing of it is told if that fails: what looks like the name of a server may be half a password.
    """
    ends = [place for place, letter in enumerate(rest) if letter == "@"] or [-1]
    for end in ends:
        if SERVER.fullmatch(rest, end + 1):
            return rest[: max(end, 0)].replace("@", "%40") + rest[max(end, 0) :]
    raise SettingsError(NO_ADDRESS)


def _number(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    raw = env.get(name) or str(default)
    if not raw.isascii() or not raw.isdigit() or int(raw) > most:
        raise SettingsError(f"{name}: 0부터 {most}까지의 숫자를 적어 주세요 (지금은 {raw!r})")
    return int(raw)


def _truth(env: Mapping[str, str], name: str, *, default: str) -> bool:
    raw = env.get(name, default).lower()
    if raw not in TRUTHS:
        raise SettingsError(f"{name}: 1 또는 0을 적어 주세요 (지금은 {raw!r})")
    return TRUTHS[raw]


def _registrar(env: Mapping[str, str], name: str) -> Registrar:
    raw = (env.get(name) or "staff").lower()
    if raw not in get_args(Registrar):
        raise SettingsError(f"{name}: staff 또는 api를 적어 주세요 (지금은 {raw!r})")
    return cast("Registrar", raw)


def _hosts(env: Mapping[str, str], name: str) -> frozenset[str]:
    """Read names of hosts, without scheme and port, set apart by commas or spaces."""
    names = frozenset(re.split(r"[\s,]+", env.get(name, "").strip().lower())) - {""}
    for found in names:
        if not HOST.fullmatch(found):
            raise SettingsError(f"{name}: guide.example.kr처럼 적어 주세요 (지금은 {found!r})")
    return names


def _rate(env: Mapping[str, str], name: str, default: str) -> Rate:
    raw = env.get(name) or default
    found = re.fullmatch(r"([1-9][0-9]{0,7}) per (second|minute|hour|day)", raw)
    if not found:
        raise SettingsError(f"{name}: 300 per minute처럼 적어 주세요 (지금은 {raw!r})")
    return Rate(int(found[1]), PERIODS_S[found[2]])

"""Settings for those who watch over it: how a line of the log reads, and who may ask for figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Self, cast, get_args

from wizard.errors import SettingsError
from wizard.mall_settings import written

LogKind = Literal["text", "json"]
"""How a line of the log reads: for people, or as one JSON object."""

MIN_TOKEN_CHARS = 24
"""What cannot be guessed, whatever letters it is of that a generator gives."""


@dataclass(frozen=True)
class WatchSettings:
    """How it is watched; docs/operating.md explains each setting.

    Attributes:
        metrics_token: by what `/metrics` is asked; "" if nobody may ask.

    """

    log: LogKind = "text"
    metrics_token: str = field(default="", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the environment.

        Raises:
            SettingsError: naming the first setting that cannot be used, and no token.

        """
        log = (env.get("WIZARD_LOG") or "text").lower()
        if log not in get_args(LogKind):
            raise SettingsError(f"WIZARD_LOG: text 또는 json을 적어 주세요 (지금은 {log!r})")
        token = written(env, "WIZARD_METRICS_TOKEN")
        if token and len(token) < MIN_TOKEN_CHARS:
            raise SettingsError(
                f"WIZARD_METRICS_TOKEN: {MIN_TOKEN_CHARS}자 이상이어야 해요. "
                "`openssl rand -hex 24`로 만들 수 있어요"
            )
        return cls(cast("LogKind", log), token)

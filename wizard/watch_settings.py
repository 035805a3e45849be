"""Settings for those who watch over it: how a line of the log reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self, cast, get_args

from wizard.errors import SettingsError

LogKind = Literal["text", "json"]
"""How a line of the log reads: for people, or as one JSON object."""


@dataclass(frozen=True)
class WatchSettings:
    """How it is watched; docs/operating.md explains each setting."""

    log: LogKind = "text"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the environment.

        Raises:
            SettingsError: naming the first setting that cannot be used, and what is wrong.

        """
        log = (env.get("WIZARD_LOG") or "text").lower()
        if log not in get_args(LogKind):
            raise SettingsError(f"WIZARD_LOG: text 또는 json을 적어 주세요 (지금은 {log!r})")
        return cls(cast("LogKind", log))

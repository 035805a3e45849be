"""Steps that several guides have in common: how a fragment is written, and how a guide calls it."""

import re
from typing import Annotated, Any

from pydantic import Field

from wizard.steps.base import Condition, Model, Name, StepId, Text

FOLDER = "fragments"
USE = "use"
_SLASH = re.compile(r"[/\\]")


class Fragment(Model):
    """The file of a fragment."""

    steps: Annotated[tuple[dict[str, Any], ...], Field(min_length=1, max_length=40)]
    """여러 안내에 들어갈 화면을 차례대로 적어요."""


class Use(Model):
    """The line that stands for a fragment's steps."""

    use: StepId
    """함께 쓰는 단계의 이름이에요. fragments 폴더의 파일 이름과 같아요."""
    when: Condition = {}
    """이 답을 고른 사람에게만 그 단계들을 보여 줘요."""
    stage: Name | None = None
    """그 단계들이 속한 단락이에요. 단계에 적혀 있으면 그것이 먼저예요."""
    values: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)], Text] = Field(
        default={}, alias="with"
    )
    """그 단계들이 ${이름}으로 부를 값이에요."""


def is_fragment(name: str) -> bool:
    """Say whether a path is a fragment's: it stands in the folder of that name."""
    return _SLASH.split(name)[-2:-1] == [FOLDER]


def path_of(name: str) -> str:
    """Give the place of a fragment's file in the folder of guides."""
    return f"{FOLDER}/{name}.yaml"


def name_of(path: str) -> str:
    """Give the name of a fragment by the place of its file."""
    return _SLASH.split(path)[-1].removesuffix(".yaml")

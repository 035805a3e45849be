"""A real screenshot, with numbered boxes over it."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from wizard.steps.base import Model
from wizard.steps.picture import Mark
from wizard.steps.values import Day

Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=1)]


class Box(Model):
    """A rectangle over an image, in percent of its width and height."""

    left: Percent
    """왼쪽에서 몇 %인지 적어요."""
    top: Percent
    """위에서 몇 %인지 적어요."""
    width: Annotated[Percent, Field(gt=0)]
    """너비가 몇 %인지 적어요."""
    height: Annotated[Percent, Field(gt=0)]
    """높이가 몇 %인지 적어요."""
    mark: Mark
    """상자에 붙는 번호예요. do의 (1)이 가리켜요."""


class Image(Model):
    """A screenshot that stands in `images/` beside the guides."""

    file: Annotated[
        str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*\.(png|jpe?g|webp)$", max_length=80)
    ]
    """images 폴더에 있는 파일 이름이에요. 소문자, 숫자, 줄표만 써요."""
    alt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    """그림을 보지 못하는 사람에게 읽어 줄 글이에요."""
    captured: Day
    """화면을 찍은 날이에요. 180일이 지나면 다시 찍어 주세요."""
    boxes: tuple[Box, ...] = ()
    """그림 위의 번호 상자예요."""

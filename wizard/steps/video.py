"""A film of a step, to be opened beside it: it is linked, never embedded."""

from typing import Annotated

from pydantic import Field

from wizard.steps.base import ForSome, Name, WebAddress
from wizard.steps.values import Day, Number


class Video(ForSome):
    """Where it is, and what one may expect of it."""

    url: WebAddress
    """영상의 주소예요. 새 창에서 열려요."""
    title: Name
    """영상의 제목이에요."""
    minutes: Annotated[Number, Field(ge=1, le=120)]
    """영상이 몇 분인지 적어요."""
    on: Day
    """영상이 쇼핑몰 화면과 같은지 본 날이에요."""

"""Another look of a step's screen: as it was once, or as it is on another device."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from wizard.steps.base import Answers, Name
from wizard.steps.shown import Shown

DEVICES = {"pc": "PC", "phone": "휴대폰"}
SCREEN = "화면"
LOOK_SUFFIX = ".screen"
"""How the question ends that a look answers; no other question's name has a dot."""


class ScreenLook(Shown):
    """One look; what it does not say is as in the step itself, but for a picture to other words."""

    name: Name | None = None
    """이 모습을 부르는 이름이에요. 비우면 “2021년 화면”, “휴대폰 화면”처럼 불러요."""
    device: Literal["pc", "phone"] | None = None
    """PC나 휴대폰에서만 이런 모습이면 적어요."""

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        if not (self.as_of or self.device):
            raise PydanticCustomError("look", "as_of나 device 가운데 하나는 있어야 해요")
        return self

    @property
    def key(self) -> str:
        """What stands for it in an address: 2021, phone, 2021-pc."""
        return "-".join(str(part) for part in (self.as_of, self.device) if part)

    @property
    def words(self) -> str:
        """What it is called: 2021년 화면."""
        when, where = self.as_of.words if self.as_of else "", DEVICES.get(self.device or "", "")
        return self.name or " ".join(filter(None, [when, where, SCREEN]))

    @property
    def screen_words(self) -> str:
        """The same as the name of a screen: ESM API 관리 화면."""
        return self.words if self.words.endswith(SCREEN) else f"{self.words} {SCREEN}"

    @property
    def way_back(self) -> str:
        """What leads back to the step's own look: 요즘 화면 from an older one, PC 화면 from a telephone's."""
        other = next((words for device, words in DEVICES.items() if device != self.device), "")
        return f"{'요즘' if self.as_of else other} {SCREEN} 보기"

    @property
    def parts(self) -> dict[str, object]:
        """What it says, to stand in the place of what the step says.

        Where it tells what to do anew, the values and the picture of the step are of another screen.
        """
        told = (self.model_fields_set & Shown.model_fields.keys()) | {"as_of"}
        if "do" in told:
            told |= {"enter", "picture", "image"}
        elif {"picture", "image"} & told:
            told |= {"picture", "image"}
        return {name: getattr(self, name) for name in Shown.model_fields if name in told}


def without_looks(answers: Answers) -> Answers:
    """Leave out how a reader's screens look: that says nothing of what is connected."""
    return {name: ids for name, ids in answers.items() if not name.endswith(LOOK_SUFFIX)}

"""What every kind of step has in common."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from wizard.steps.base import Condition, Entry, From, Model, Name, StepId, Update, Where
from wizard.steps.image import Image
from wizard.steps.instructions import Instruction, Value, instructions, loose
from wizard.steps.lines import Act, Lines
from wizard.steps.picture import Picture


class BaseStep(Model):
    """One screen of a guide.

    A kind of step is this class's subclass in `steps/<kind>.py`, a partial in
    `templates/steps/<kind>.html` and a test in `tests/steps/test_<kind>.py`.
    """

    ends: ClassVar[bool] = False

    id: StepId
    """단계의 이름이고 주소예요. open-api처럼 소문자, 숫자, 줄표만 써요."""
    was: tuple[StepId, ...] = ()
    """이 단계의 예전 이름이에요. 이름을 바꿀 때 적어 두면, 예전 주소로 보낸 링크가 이 화면을 열어요: [open-api]"""
    title: Annotated[str, Field(min_length=1, max_length=60)]
    """화면의 제목이에요. 지금 할 일을 해요체로 적어요: API 정보 화면을 열어요"""
    when: Condition = {}
    """이 답을 고른 사람에게만 보여 줘요: {질문: 답}. 여러 질문이면 모두 맞아야 하고, 답은 목록으로 여럿 적을 수 있어요."""
    only: Literal["renew"] | None = None
    """renew라고 적으면 새 키를 받는 길(renew)에서만 지나요. 처음 연결하는 길에는 나오지 않고 화면 수에도 들지 않아요."""
    stage: Name | None = None
    """이 단계가 속한 단락이에요. 위의 진행 표시에 나와요."""
    say: Lines = ()
    """먼저 알아 둘 것을 짧게 적어요. 한 문장이나 목록이에요."""
    where: Where | None = None
    """이 일을 하는 쇼핑몰 화면이에요."""
    do: tuple[Act, ...] = ()
    """할 일을 차례대로 적어요. 끝의 (1)은 그림의 mark: 1을 가리켜요."""
    enter: tuple[Entry, ...] = ()
    """쇼핑몰 화면에 그대로 넣을 값이에요. 할 일(do)에 그 칸 이름이 **굵게** 나오면 그 줄 안에 보여요."""
    caution: Lines = ()
    """누르기 전에 알아야 할 것이에요."""
    picture: Picture | None = None
    """쇼핑몰 화면을 글로 그려요."""
    image: Image | None = None
    """진짜 화면을 찍은 그림이에요. picture보다 먼저 보여 줘요."""
    updates: tuple[Update, ...] = ()
    """매뉴얼이 나온 뒤에 바뀐 것이에요. 날짜와 출처가 있어야 해요."""
    origin: From | None = Field(None, alias="from")
    """이 화면의 내용을 어디서 알았나요. 비우면 매뉴얼이에요."""

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """What to do, each line with the values that belong into it."""
        return instructions(self.do, self.enter)

    @property
    def loose_values(self) -> tuple[Value, ...]:
        """The values that belong into no line."""
        return loose(self.do, self.enter)

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Name what this step asks in the open: question id -> option ids in order."""
        return {}

"""What every kind of step has in common."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from wizard.steps.base import Answers, Condition, Name, StepId, Update
from wizard.steps.help import Help
from wizard.steps.screen_look import LOOK_SUFFIX, ScreenLook
from wizard.steps.shown import Shown
from wizard.steps.video import Video

MAX_LOOKS = 4


class BaseStep(Shown):
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
    video: Video | None = None
    """이 화면에서 할 일을 보여 주는 영상이에요. 주소만 적어요."""
    help: tuple[Help, ...] = ()
    """이 화면에서 사람들이 묻는 것과 그 대답이에요. ‘막혔어요’를 누르면 담당자에게 묻기 전에 나와요."""
    updates: tuple[Update, ...] = ()
    """매뉴얼이 나온 뒤에 바뀐 것이에요. 날짜와 출처가 있어야 해요."""
    screens: Annotated[tuple[ScreenLook, ...], Field(max_length=MAX_LOOKS)] = ()
    """같은 화면의 다른 모습이에요: 예전 화면, 휴대폰 화면. 단계에 적은 것은 요즘 모습이고, “내 화면은 이렇게 생겼어요”로 바꿔 봐요."""

    @property
    def look_question(self) -> str:
        """What the looks are chosen under, in an address: issue.screen."""
        return f"{self.id}{LOOK_SUFFIX}"

    def looks(self) -> dict[str, tuple[str, ...]]:
        """Name the question of how the screen looks, with its answers; it parts no way, and none is today's."""
        return (
            {self.look_question: tuple(look.key for look in self.screens)} if self.screens else {}
        )

    def look(self, answers: Answers) -> ScreenLook | None:
        """Give the look that was chosen; None for today's."""
        if not self.screens:  # asked of every step on every screen
            return None
        chosen = answers.get(self.look_question, ())
        return next((look for look in self.screens if look.key in chosen), None)

    def chosen_look(self, given: Answers) -> dict[str, tuple[str, ...]]:
        """Give how the screen looks as an answer; none for today's look."""
        look = self.look(given)
        return {self.look_question: (look.key,)} if look else {}

    def looking(self, look: ScreenLook | None) -> Self:
        """Give the step as it is where its screen has another look; itself for today's."""
        return self.model_copy(update=look.parts) if look else self

    @property
    def printed_looks(self) -> list[tuple[str, Self]]:
        """The other looks of its screen, each by its words, with ids that differ on one page."""
        seen = ((look, self.looking(look)) for look in self.screens)
        return [(look.words, step.as_another(f"{self.id}.{look.key}")) for look, step in seen]

    def as_another(self, name: str) -> Self:
        """Give it for a page on which it stands in several looks: what is the same in all is told there once.

        Args:
            name: its id there; with a dot, which the id of no step has.

        """
        return self.model_copy(update={"id": name, "updates": (), "video": None})

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Name what this step asks in the open: question id -> option ids in order."""
        return {}

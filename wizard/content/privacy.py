"""What is said of personal data: the notice that is agreed to, the policy, and what only the operator knows."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from wizard.guide import markup
from wizard.steps.base import Model, Name, Text, Texts
from wizard.steps.values import Day

YEAR = 365
_CALLED = re.compile(r"\$\{([^{}]*)\}")


class Mode(Model):
    """Under which settings a sentence is true."""

    registration: Literal["staff", "api"]
    """저장한 계정을 아임셀러에 누가 등록하는지예요 (WIZARD_REGISTRATION)."""


class Point(Model):
    """One thing that is said; it may hold under some settings only."""

    say: Text
    """한 문장이에요. **굵게**와 링크만 쓸 수 있어요."""
    when: Mode | None = None
    """이 설정일 때만 보여 줘요."""


def _point(value: Any) -> Any:
    """Let an editor write a sentence where nothing depends on a setting."""
    return {"say": value} if isinstance(value, str) else value


class Section(Model):
    """One heading with what is said under it."""

    title: Name
    """이 부분의 제목이에요."""
    say: Texts = ()
    """문단이에요."""
    points: tuple[Annotated[Point, BeforeValidator(_point)], ...] = ()
    """한 줄씩 적는 것이에요."""


class PrivacyText(Model):
    """One version of the notice or of the policy; it holds from a day on, and is never changed.

    Attributes:
        short: of a notice: the lines that stand beside the button by which it is agreed to.
        changes: of a policy: what is different from the version before.

    """

    version: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}$")]
    """파일 이름과 같은 번호예요."""
    as_of: Day
    """이 날부터 써요. 한국 날짜예요."""
    title: Name
    """화면의 제목이에요."""
    changes: Text | None = None
    """지난 것과 무엇이 다른지 한 문장으로 적어요."""
    intro: Texts = ()
    """제목 아래에 나오는 글이에요."""
    short: Annotated[Texts, Field(max_length=3)] = ()
    """저장 단추 위에 나오는 세 줄이에요."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """나머지를 차례대로 적어요."""

    def under(self, registration: str) -> "PrivacyText":
        """Give it with what is true under a setting only."""
        kept = tuple(
            section.model_copy(update={"points": _holding(section.points, registration)})
            for section in self.sections
        )
        return self.model_copy(update={"sections": kept})

    @property
    def digest(self) -> str:
        """Name what it says, 64 letters: what somebody agreed to can be shown by it for good."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def sentences(self) -> list[str]:
        """Everything that it says."""
        said = [*self.intro, *self.short, *([self.changes] if self.changes else [])]
        for section in self.sections:
            said += [section.title, *section.say, *(point.say for point in section.points)]
        return said


class Operator(Model):
    """What only the operator knows; each may be `UNKNOWN`."""

    operator: Name
    """개인정보처리자의 이름이에요."""
    phone: Name
    """판매자가 거는 전화번호예요."""
    officer: Name
    """개인정보 보호책임자의 이름과 직책이에요."""
    officer_contact: Name
    """책임자의 전화번호나 전자우편이에요."""
    desk: Name
    """열람 청구를 받는 부서와 연락처예요."""
    hosting: Text
    """서버를 맡긴 곳과 맡긴 일이에요. 스스로 하면 그렇게 적어요."""
    messenger: Text
    """알림톡, 문자, 전자우편을 보내는 곳이에요. 보내지 않으면 그렇게 적어요."""
    backups: Text
    """백업 사본을 얼마나 두는지예요."""
    imseller_keeps: Text
    """아임셀러에 등록된 것을 거기서 얼마나 보관하는지예요."""


@dataclass(frozen=True)
class PrivacyTexts:
    """All versions of both texts, each in the order of their days.

    Attributes:
        revision: names the whole content: another one, and what was drawn of it is old.

    """

    notices: tuple[PrivacyText, ...]
    policies: tuple[PrivacyText, ...]
    revision: str

    def notice(self, today: date) -> PrivacyText:
        """Give the notice that holds on a day."""
        return in_force(self.notices, today)

    def policy(self, today: date) -> PrivacyText:
        """Give the policy that holds on a day."""
        return in_force(self.policies, today)

    def under(self, registration: str) -> "PrivacyTexts":
        """Give them with what is true under a setting only."""
        notices = tuple(one.under(registration) for one in self.notices)
        policies = tuple(one.under(registration) for one in self.policies)
        return PrivacyTexts(notices, policies, self.revision)


def in_force(versions: Sequence[PrivacyText], today: date) -> PrivacyText:
    """Give the newest version whose day has come; the first one before that."""
    return next((one for one in reversed(versions) if one.as_of <= today), versions[0])


def coming(versions: Sequence[PrivacyText], today: date) -> list[PrivacyText]:
    """Give the versions whose day has not come, the next one first."""
    return [one for one in versions if one.as_of > today and one is not versions[0]]


def write_period(days: int) -> str:
    """Write how long something is kept: 3년, 1,000일."""
    years, rest = divmod(days, YEAR)
    return f"{years}년" if years and not rest else f"{days:,}일"


def called(text: str) -> list[str]:
    """Name the values that a sentence calls as ${name}."""
    return _CALLED.findall(text)


def filled(value: Any, values: dict[str, str]) -> Any:
    """Put the values that are called into every text of a file; what is unknown stays as it is."""
    if isinstance(value, dict):
        return {key: filled(one, values) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, values) for one in value]
    return _CALLED.sub(lambda found: values.get(found[1], found[0]), value)


def stray_marks(text: PrivacyText) -> list[str]:
    """Give what looks like a mark in a text and is none: HTML, half a bold."""
    return [found for one in text.sentences if (found := markup.stray(one))]


def _holding(points: tuple[Point, ...], registration: str) -> tuple[Point, ...]:
    return tuple(p for p in points if p.when is None or p.when.registration == registration)

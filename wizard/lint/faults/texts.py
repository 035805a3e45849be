"""No sentence carries HTML, a template, half a mark, or a character that nobody sees."""

from collections.abc import Iterator
from typing import Any

from wizard.guide import markup
from wizard.guide.model import Guide, Path, Problem
from wizard.korean.invisible import UNWANTED
from wizard.steps.base import Model


def texts(guide: Guide) -> Iterator[Problem]:
    """Find texts that a screen would show otherwise than meant."""
    for path, text in every_text(guide, ()):
        if path[-1] != "pattern" and (mark := markup.stray(text)):
            message = f"'{mark}'은 화면에 그대로 보여요"
            yield Problem(path, "P15", message, "**굵게**와 [글](https://…)만 쓸 수 있어요")
        if unseen := UNWANTED.search(text):
            message = (
                f"보이지 않는 글자(U+{ord(unseen[0]):04X})가 {unseen.start() + 1}번째에 있어요"
            )
            hint = "지우고 다시 적어 주세요. `wizard check --fix`가 지워요"
            yield Problem(path, "P17", message, hint)


def every_text(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Give every text in a guide with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Model):
        for name, held in type(value).file_keys().items():
            yield from every_text(getattr(value, held), (*path, name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from every_text(part, (*path, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from every_text(part, (*path, index))

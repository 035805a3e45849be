"""A pattern made ready: the only module that knows RE2."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import re2

from wizard.patterns.letters import ASCII, Letters, letters
from wizard.patterns.tokens import PatternError, Some, tokens

MAX_MEM_BYTES = 1 << 18
"""What one program and the states it keeps may take; with more a hostile value costs more."""
MAX_STEPS = 4_000
"""The largest program: 500 characters took 15 ms at most."""
LARGE_STEPS = 1_000
"""From here on an editor is told: no value of a mall needs so much."""
KEPT = 128
"""So many patterns stay ready: the published guides have about half as many."""
_FOLDS = re.compile(r"\(\?[ms]*i")
_TOO_LARGE = "정규식이 너무 커요"
_TOLD = {
    "missing ]": "대괄호가 닫히지 않았어요",
    "missing )": "괄호가 닫히지 않았어요",
    "unexpected )": "닫는 괄호가 더 있어요",
    "no argument for repetition operator": "되풀이할 것이 앞에 없어요",
    "bad repetition operator": "되풀이가 겹쳤어요",
    "invalid repetition": "되풀이가 1000번을 넘거나 수가 거꾸로예요",
    "too large": _TOO_LARGE,
    "nesting": "괄호 안의 괄호가 너무 깊어요",
}


@dataclass(frozen=True)
class Matcher:
    """A pattern made ready.

    Attributes:
        steps: how many steps one character of a value can cost at most: the program's size.

    """

    steps: int
    _letters: Letters = field(repr=False)
    _program: Any = field(repr=False)

    @classmethod
    @lru_cache(maxsize=KEPT)
    def of(cls, pattern: str) -> "Matcher":
        """Make a pattern ready; the last ones stay so, for an edited guide has mostly the same.

        Raises:
            PatternError: it is no pattern, or asks for too much time or room.

        """
        parts = list(tokens(pattern))
        choices = [part for part in parts if isinstance(part, Some)]
        if any(isinstance(part, str) and _FOLDS.match(part) for part in parts):
            _refuse_cases(choices)
        own = letters(choices)
        written = b"".join(
            own.pattern(part) if isinstance(part, Some) else part.encode() for part in parts
        )
        program = _compiled(written)
        if program.programsize > MAX_STEPS:
            raise PatternError(_TOO_LARGE)
        return cls(program.programsize, own, program)

    def fits(self, value: str) -> bool:
        """Say whether the whole of `value` matches; it takes at most its length times `steps`."""
        return self._program.fullmatch(self._letters.encode(value)) is not None


def _refuse_cases(choices: list[Some]) -> None:
    """Refuse letters with two cases beyond ASCII: a byte stands for one of them only."""
    ends = {chr(code) for some in choices for ends in some.ranges for code in ends if code >= ASCII}
    if odd := min((letter for letter in ends if letter.lower() != letter.upper()), default=""):
        raise PatternError(f"(?i)는 영문에만 쓸 수 있어요: '{odd}'")


def _compiled(written: bytes) -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = MAX_MEM_BYTES
    options.never_capture = True
    options.log_errors = False
    try:
        return re2.compile(written, options)
    except re2.error as error:
        why = error.args[0].decode("latin-1") if isinstance(error.args[0], bytes) else str(error)
        told = (said for sign, said in _TOLD.items() if sign in why)
        raise PatternError(next(told, f"읽을 수 없는 곳이 있어요: {why}")) from None

"""Regular expressions that a hostile or unlucky value could make run for minutes.

Source: OWASP, "Regular expression Denial of Service": a repeat without end inside a repeat, or a
repeated choice whose branches begin alike, can be matched in exponentially many ways.
"""

import re
from dataclasses import dataclass, field

MANY = 8
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|<?[=!]|[:aiLmsux-]+:?))?|.", re.DOTALL
)
_REPEAT = re.compile(r"[*+]|\{(\d*)(,?)(\d*)\}")


@dataclass
class _Group:
    start: int
    is_endless: bool = False
    branches: list[str] = field(default_factory=lambda: [""])

    @property
    def is_ambiguous(self) -> bool:
        """Say whether two branches could take the same character first."""
        firsts = [branch for branch in self.branches if branch]
        return len(firsts) != len(set(firsts)) or ("." in firsts and len(firsts) > 1)


def slow_part(pattern: str) -> str:
    """Give the part of `pattern` that may take exponential time; "" if none does.

    Adjacent repeats cost at most a power of the value's length, which is capped at 500 characters;
    three wide ones in a row are told too.
    """
    stack, wide, place = [_Group(0)], 0, 0
    while place < len(pattern):
        token = _TOKEN.match(pattern, place)
        text = token[0] if token else pattern[place]
        end = place + len(text)
        if text.startswith("(") and text[-1:] != "\\":
            stack.append(_Group(place))
        elif text == "|":
            stack[-1].branches.append("")
        else:
            closed = stack.pop() if text == ")" and len(stack) > 1 else None
            repeat = _REPEAT.match(pattern, end)
            most = _most(repeat)
            if closed and most > MANY and (closed.is_endless or closed.is_ambiguous):
                return pattern[closed.start : repeat.end() if repeat else end]
            wide += most > MANY * 10 and text in {".", r"\S", r"\w"}
            if wide > 2:
                return pattern
            own = stack[-1]
            own.is_endless |= most > MANY * 10 or bool(closed and closed.is_endless)
            own.branches[-1] = own.branches[-1] or (text if not closed else closed.branches[0])
            end = repeat.end() if repeat else end
        place = end
    return ""


def _most(repeat: re.Match[str] | None) -> float:
    """Give how often a repeat may go round; 1 without one."""
    if repeat is None:
        return 1
    if repeat[0] in "*+" or (repeat[2] and not repeat[3]):
        return float("inf")
    return int(repeat[3] or repeat[1] or 1)

"""Comments that let one rule pass on one line: each must name a rule that may, say why, and be needed."""

from wizard.guide.model import Problem
from wizard.lint.rules import RULES
from wizard.strict_yaml import Place, Suppression

Placed = tuple[Place, Problem]


def unsuppressed(
    placed: list[Placed], suppressions: list[Suppression]
) -> tuple[list[Placed], set[Suppression]]:
    """Leave out what a comment lets pass; say which comments did."""
    good = {
        (suppression.line, suppression.code): suppression
        for suppression in suppressions
        if _may(suppression)
    }
    used = {good[at[0], p.code] for at, p in placed if (at[0], p.code) in good}
    return [(at, p) for at, p in placed if (at[0], p.code) not in good], used


def _may(suppression: Suppression) -> bool:
    return suppression.code in RULES and RULES[suppression.code].can_pass


def suppression_faults(suppressions: list[Suppression]) -> list[Placed]:
    """A comment must name a rule that may pass, and say why."""
    found: list[Placed] = []
    for suppression in suppressions:
        code = suppression.code or "코드"
        if not _may(suppression):
            message = f"'{code}' 규칙은 넘길 수 없어요"
            found.append((suppression.place, Problem((), "Y13", message, "잘못을 고쳐 주세요")))
        elif not suppression.reason:
            message = f"'{code}' 규칙을 넘기는 까닭이 없어요"
            hint = f"'# wizard:ok {code}: 까닭'처럼 적어 주세요"
            found.append((suppression.place, Problem((), "Y12", message, hint)))
    return found


_ACROSS = frozenset({"A74", "A75"})
"""Rules that only several guides together can break."""


def idle(suppressions: list[Suppression], used: set[Suppression]) -> list[Placed]:
    """Name the comments that let nothing pass."""
    found = [
        suppression
        for suppression in suppressions
        if _may(suppression) and suppression not in used and suppression.code not in _ACROSS
    ]
    message, hint = "이 줄은 '{}' 규칙을 어기지 않아요", "주석을 지워 주세요"
    return [
        (suppression.place, Problem((), "A02", message.format(suppression.code), hint))
        for suppression in found
    ]

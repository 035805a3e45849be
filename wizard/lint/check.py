"""One guide out of its bytes: proved, with every fault and every advice at its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from wizard import strict_yaml
from wizard.errors import Fault
from wizard.guide.constants import NAMES, Constants, called
from wizard.guide.messages import nearest
from wizard.guide.model import Guide, Problem, parse
from wizard.guide.model import Path as DataPath
from wizard.korean.particles import PAIRS, particled
from wizard.lint.advice import advise
from wizard.lint.faults import find_faults
from wizard.lint.faults.samples import unproved
from wizard.lint.faults.screenshots import missing
from wizard.lint.recovery import more_problems
from wizard.lint.rules import RULES
from wizard.strict_yaml import Document, Place, Suppression
from wizard.verdicts.samples import FOLDER as SAMPLES

MAX_TOLD = 500
"""So many faults of one file are told at once, in its order; the last one says that there are more."""
Placed = tuple[Place, Problem]


@dataclass(frozen=True)
class Report:
    """What one file says.

    Attributes:
        guide: the guide, if the file is well-formed; only without `faults` may it be served.
        faults: what keeps it from being served, in file order.
        advice: what could be better, in file order.
        untold: how many more faults there are than were told.

    """

    guide: Guide | None
    document: Document
    faults: list[Fault] = field(default_factory=list)
    advice: list[Fault] = field(default_factory=list)
    untold: int = 0


def examine(
    raw: bytes,
    name: str,
    constants: Mapping[str, str],
    today: date | None = None,
    folder: Path | None = None,
) -> Report:
    """Read and prove one guide.

    Args:
        raw: the file's bytes.
        name: the file's path, for messages; its stem is the guide's id.
        constants: the named facts it may call.
        today: the day on which to judge what is stale; None to ask for no advice.
        folder: where the guide's screenshots stand, its samples beside; None to leave both unlooked at.

    """
    document = strict_yaml.read(raw)
    guide, problems = None, list[Problem]()
    if isinstance(document.data, dict):
        known = Constants.of(constants)
        data = _fill(document.data, known, document, ())
        guide, problems = parse(data)
        if guide is not None:
            problems = [*_named(guide, name), *find_faults(guide)]
            problems += missing(guide, folder) if folder else []
            if folder and not problems:
                problems += unproved(guide, folder.parent / SAMPLES)
        else:
            problems += more_problems(data)
    placed = [
        *_placed(document, problems),
        *document.problems,
        *_suppression_faults(document.suppressions),
    ]
    faults, used = _unsuppressed(placed, document.suppressions)
    advice: list[Placed] = []
    if today and guide is not None and not faults:
        found = _placed(document, advise(guide, document, constants, today))
        advice, more = _unsuppressed(found, document.suppressions)
        advice += _idle(document.suppressions, used | more)
    untold = max(0, len(faults) - MAX_TOLD)
    return Report(guide, document, _faults(name, faults), _faults(name, advice), untold)


def _faults(name: str, placed: list[Placed]) -> list[Fault]:
    first = sorted(placed, key=lambda one: (one[0], one[1].code))[:MAX_TOLD]
    told = sorted(
        {Fault(name, *at, p.code, particled(p.message), particled(p.hint)) for at, p in first}
    )
    if len(placed) > MAX_TOLD:
        more = f"고치면 뒤의 {len(placed) - MAX_TOLD}개도 알려 드려요"
        told[-1] = replace(told[-1], hint=f"{told[-1].hint}. {more}" if told[-1].hint else more)
    return told


def _placed(document: Document, problems: list[Problem]) -> list[Placed]:
    """An unknown key is shown at the key; everything else at its value."""
    return [
        (
            document.place(p.path, of_key=RULES[p.code].at_key or "[key]" in p.path),
            p,
        )
        for p in problems
    ]


def _unsuppressed(
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


def _suppression_faults(suppressions: list[Suppression]) -> list[Placed]:
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


def _idle(suppressions: list[Suppression], used: set[Suppression]) -> list[Placed]:
    """Name the comments that let nothing pass."""
    idle = [
        suppression for suppression in suppressions if _may(suppression) and suppression not in used
    ]
    message, hint = "이 줄은 '{}' 규칙을 어기지 않아요", "주석을 지워 주세요"
    return [
        (suppression.place, Problem((), "A02", message.format(suppression.code), hint))
        for suppression in idle
    ]


def _named(guide: Guide, name: str) -> list[Problem]:
    stem = PurePath(name).stem
    if guide.mall == stem:
        return []
    message = f"mall은 '{guide.mall}'인데 파일 이름은 '{stem}'이에요"
    return [Problem(("mall",), "P16", message, "둘을 같게 해 주세요")]


def _fill(value: Any, constants: Constants, document: Document, path: DataPath) -> Any:
    """Put the named constants into every string, and note the unknown ones."""
    if isinstance(value, dict):
        return {k: _fill(v, constants, document, (*path, k)) for k, v in value.items()}
    if isinstance(value, list):
        return [_fill(v, constants, document, (*path, i)) for i, v in enumerate(value)]
    for call in dict.fromkeys(call for _, call in called(value) if call is not None):
        if not constants.has(call) and len(document.problems) <= MAX_TOLD:
            problem = Problem(path, *_uncalled(call, constants))
            document.problems.append((document.place(path), problem))
    return constants.fill(value)


def _uncalled(call: str, constants: Constants) -> tuple[str, str, str]:
    """Say why a call cannot be filled: code, message and hint."""
    name, _, way = call.partition(":")
    if name in constants:
        hint = f"{', '.join(PAIRS)} 또는 {NAMES}를 적어 주세요"
        return "P72", f"'{way}'으로는 상수를 부를 수 없어요", hint
    hint = nearest(name, constants) if constants else "constants.yaml을 먼저 만들어 주세요"
    return "P13", f"'{name}'이라는 상수가 없어요", hint

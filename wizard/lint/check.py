"""One guide out of its bytes: proved, with every fault and every advice at its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath

from wizard import strict_yaml
from wizard.errors import Fault
from wizard.guide.fragments import is_fragment
from wizard.guide.model import Guide, Problem, parse
from wizard.korean.particles import particled
from wizard.lint.advice import advise
from wizard.lint.assembly import Assembly, Source, assemble
from wizard.lint.faults import find_faults
from wizard.lint.faults.samples import unproved
from wizard.lint.faults.screenshots import missing
from wizard.lint.filling import MAX_TOLD
from wizard.lint.fragment import judge_fragment
from wizard.lint.passing import Placed, idle, suppression_faults, unsuppressed
from wizard.lint.recovery import more_problems
from wizard.lint.rules import RULES
from wizard.lint.shared import Known, Shared
from wizard.strict_yaml import Document, Suppression
from wizard.verdicts.samples import FOLDER as SAMPLES


@dataclass(frozen=True)
class Report:
    """What one file says.

    Attributes:
        guide: the guide, if the file is well-formed; only without `faults` may it be served.
        faults: what keeps it from being served, in file order.
        advice: what could be better, in file order.
        untold: how many more faults there are than were told.
        fragments: the names of the fragments that it uses.

    """

    guide: Guide | None
    document: Document
    faults: list[Fault] = field(default_factory=list)
    advice: list[Fault] = field(default_factory=list)
    untold: int = 0
    fragments: tuple[str, ...] = ()


def examine(
    raw: bytes, name: str, known: Known, today: date | None = None, folder: Path | None = None
) -> Report:
    """Read and prove one guide, or a fragment by itself.

    Args:
        raw: the file's bytes.
        name: the file's path, for messages; its stem is the guide's id.
        known: what it may call by name: all that is shared, or only constants.
        today: the day on which to judge what is stale; None to ask for no advice.
        folder: where the guide's screenshots stand, its samples beside; None to leave both unlooked at.

    """
    shared = Shared.of(known)
    document = strict_yaml.read(raw, "steps" if is_fragment(name) else "mall")
    whole = Assembly({}, Source(name, document))
    if not isinstance(document.data, dict):
        return _report(whole, None, [])
    if is_fragment(name):
        problems, advice = judge_fragment(document, shared)
        report = _report(whole, None, problems)
        return _advised(report, whole, problems, advice) if today else report
    whole = assemble(document, name, shared)
    guide, problems = _judged(whole, name, folder)
    report = _report(whole, guide, problems)
    if not today or guide is None or report.faults:
        return report
    return _advised(report, whole, problems, advise(guide, whole.main.document, shared, today))


def outside_faults(guide: Guide, folder: Path, *, also_samples: bool = True) -> list[Problem]:
    """Say what is wrong with the files that stand beside a guide.

    Args:
        guide: a well-formed guide.
        folder: where its screenshots stand, its samples beside.
        also_samples: look at the samples too, if the screenshots are there.

    """
    found = [*missing(guide, folder)]
    if also_samples and not found:
        found += unproved(guide, folder.parent / SAMPLES)
    return found


def _judged(whole: Assembly, name: str, folder: Path | None) -> tuple[Guide | None, list[Problem]]:
    """Make the guide, if it is well-formed, and say what is wrong with it."""
    guide, problems = parse(whole.data)
    if not whole.is_complete:
        return None, problems
    if guide is None:
        return None, [*problems, *more_problems(whole.data)]
    problems = [*_named(guide, name), *find_faults(guide)]
    if folder:
        problems += outside_faults(guide, folder, also_samples=not problems)
    return guide, problems


def _report(whole: Assembly, guide: Guide | None, problems: list[Problem]) -> Report:
    """Put what is wrong at its place, in the file that it is about."""
    faults, untold = list[Fault](), 0
    for source in whole.sources:
        left, _ = _left(whole, source, problems)
        faults += _faults(source.name, left)
        untold += max(0, len(left) - MAX_TOLD)
    return Report(guide, whole.main.document, faults, untold=untold, fragments=whole.used)


def _advised(
    report: Report, whole: Assembly, problems: list[Problem], advice: list[Problem]
) -> Report:
    """Add what could be better, and the comments that let nothing pass."""
    found = list[Fault]()
    for source in whole.sources:
        suppressions = source.document.suppressions
        placed, more = unsuppressed([*_placed(whole, source, advice)], suppressions)
        if source is whole.main and report.guide is not None:
            placed += idle(suppressions, _left(whole, source, problems)[1] | more)
        found += _faults(source.name, placed)
    return replace(report, advice=found)


def _left(
    whole: Assembly, source: Source, problems: list[Problem]
) -> tuple[list[Placed], set[Suppression]]:
    """Give what is wrong with one file and no comment lets pass, and the comments that did.

    A value that calls a constant which is not there is told as that alone, not by what it lacks.
    """
    document = source.document
    uncalled = {at for at, one in document.problems if one.code == "P13"}
    judged = (one for one in _placed(whole, source, problems) if one[0] not in uncalled)
    placed = [*judged, *document.problems]
    placed += suppression_faults(document.suppressions)
    return unsuppressed(placed, document.suppressions)


def _faults(name: str, placed: list[Placed]) -> list[Fault]:
    first = sorted(placed, key=lambda one: (one[0], one[1].code))[:MAX_TOLD]
    told = sorted(
        {Fault(name, *at, p.code, particled(p.message), particled(p.hint)) for at, p in first}
    )
    if len(placed) > MAX_TOLD:
        more = f"고치면 뒤의 {len(placed) - MAX_TOLD}개도 알려 드려요"
        told[-1] = replace(told[-1], hint=f"{told[-1].hint}. {more}" if told[-1].hint else more)
    return told


def _placed(whole: Assembly, source: Source, problems: list[Problem]) -> Iterator[Placed]:
    """Give those of one file: an unknown key is shown at the key; everything else at its value."""
    for p in problems:
        found, path = whole.find(p.path, is_doubled=p.code == "P01")
        if found is source:
            of_key = RULES[p.code].at_key or "[key]" in path
            yield source.document.place(path, of_key=of_key), p


def _named(guide: Guide, name: str) -> list[Problem]:
    stem = PurePath(name).stem
    if guide.mall == stem:
        return []
    message = f"mall은 '{guide.mall}'인데 파일 이름은 '{stem}'이에요"
    return [Problem(("mall",), "P16", message, "둘을 같게 해 주세요")]

"""A guide put together from its file and the fragments it uses, and where each part of it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, NamedTuple

from wizard import strict_yaml
from wizard.guide import messages
from wizard.guide.constants import Constant, Constants, called
from wizard.guide.fragments import USE, Use, name_of, path_of
from wizard.guide.model import Path, Problem
from wizard.lint.filling import fill
from wizard.lint.fragment_shape import complain, is_sound, read_part, uses
from wizard.lint.shared import Shared
from wizard.steps.base import several
from wizard.strict_yaml import Document


class Source(NamedTuple):
    """A file, by its name, and what it says."""

    name: str
    document: Document


class Borrowed(NamedTuple):
    """A step that stands in a fragment, there the step `at`; `own` are the names that it says there itself."""

    source: Source
    at: int
    own: frozenset[str]


@dataclass
class Assembly:
    """A guide's data with its fragments in their places.

    Attributes:
        main: the guide's own file; its places are those of the whole: a step of a fragment stands
            where it is used.
        borrowed: index of a step in the whole -> where it stands in a fragment.
        fragments: the files of those that are used, each time one is.
        is_complete: whether every line that uses a fragment found its steps.

    """

    data: dict[str, Any]
    main: Source
    borrowed: dict[int, Borrowed] = field(default_factory=dict)
    fragments: list[Source] = field(default_factory=list)
    is_complete: bool = True

    @property
    def sources(self) -> tuple[Source, ...]:
        """The guide's own file, and those of its fragments."""
        return (self.main, *self.fragments)

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the fragments that are used."""
        return tuple(dict.fromkeys(name_of(one.name) for one in self.fragments))

    def find(self, path: Path) -> tuple[Source, Path]:
        """Give the file in which a part of the whole stands, and its path there."""
        step = self.borrowed.get(int(path[1])) if path[:1] == ("steps",) and path[1:] else None
        if step is None or self._is_outside(step, path):
            return self.main, path
        return step.source, ("steps", step.at, *path[2:])

    def _is_outside(self, step: Borrowed, path: Path) -> bool:
        """Say whether the line that uses a fragment, and not the fragment, says this of a step."""
        said = path[2:3] == ("when",) or (path[2:3] == ("stage",) and "stage" not in step.own)
        return said and path[:4] in self.main.document.values


def assemble(document: Document, name: str, shared: Shared) -> Assembly:
    """Fill a guide's constants in, and put the steps of its fragments in place of the lines that use them."""
    data = fill(document.data, shared.constants, document)
    steps = data.get("steps")
    whole = Assembly(data, Source(name, document))
    if not isinstance(steps, list) or not any(uses(step) for step in steps):
        return whole
    found: list[Any] = []
    moved: dict[int, list[int]] = {}
    for at, step in enumerate(steps):
        first = len(found)
        found += _borrowed(whole, at, first, shared) if uses(step) else [step]
        moved[at] = [*range(first, max(len(found), first + 1))]
    data["steps"] = found
    whole.main = Source(name, _moved(document, moved))
    return whole


def _borrowed(whole: Assembly, at: int, first: int, shared: Shared) -> list[Any]:
    """Give the steps that a line stands for; none, with what is wrong, if it stands for none."""
    line, path = whole.data["steps"][at], ("steps", at)
    use, problems = read_part(Use, line, path)
    if use is not None and use.use in shared.fragments:
        source = _source(use.use, whole.main.name, shared)
        whole.fragments.append(source)
        steps = _filled(source, use, shared)
        problems += [*_uncalled(use, source.document, path), *_apart(steps, line, path)]
    else:
        problems += _missing(use, shared, path) if use else []
        steps = []
    complain(whole.main.document, problems)
    whole.is_complete &= bool(steps)
    for index, step in enumerate(steps):
        whole.borrowed[first + index] = Borrowed(source, index, frozenset(step))
    return [_with_line(step, line) for step in steps]


def _missing(use: Use, shared: Shared, path: Path) -> list[Problem]:
    hint = messages.nearest(use.use, shared.fragments) if shared.fragments else ""
    hint = hint or f"{path_of(use.use)} 파일을 먼저 만들어 주세요"
    return [Problem((*path, USE), "P73", f"'{use.use}'이라는 함께 쓰는 단계가 없어요", hint)]


def _source(name: str, guide: str, shared: Shared) -> Source:
    """Read a fragment's file."""
    document = strict_yaml.read(shared.fragments[name])
    return Source(str(PurePath(guide).parent / path_of(name)), document)


def _filled(source: Source, use: Use, shared: Shared) -> list[Any]:
    """Give a fragment's steps with constants and the values of the line; none of a faulty file."""
    document = source.document
    if not is_sound(document):
        return []
    given = {name: Constant(value=value) for name, value in use.values.items()}
    constants = Constants({**shared.constants.whole, **given})
    return list(fill(document.data, constants, document)["steps"])


def _uncalled(use: Use, document: Document, path: Path) -> Iterator[Problem]:
    """Find values that the fragment never calls."""
    calls = {
        (call or "").partition(":")[0]
        for scalar in document.scalars.values()
        for _, call in called(scalar.value)
    }
    for name in use.values:
        if name not in calls and not document.problems:
            message = f"'{use.use}'에서 '{name}'을 부르지 않아요"
            yield Problem(
                (*path, "with", name), "P74", message, messages.nearest(name, calls - {""})
            )


def _apart(steps: list[Any], line: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Find steps that nobody could meet: their own condition and that of the line never hold together."""
    for step in steps:
        for name, answers in _both(line.get("when", {}), step.get("when", {})).items():
            if answers == []:
                message = f"'{step.get('id', '')}' 단계의 when과 함께 맞을 수 없어요"
                hint = "두 when에 같은 답이 하나는 있어야 해요"
                yield Problem((*path, "when", name), "P74", message, hint)


def _with_line(step: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
    """Give a fragment's step with what the line that uses it says: both conditions, and the stage."""
    told = {"stage": line["stage"]} if "stage" in line else {}
    if "when" not in line or not isinstance(step.get("when", {}), dict):
        return {**told, **step}
    both = _both(line["when"], step.get("when", {}))
    when = {name: answers or line["when"][name] for name, answers in both.items()}
    return {**told, **step, "when": when}


def _both(one: dict[str, Any], other: Any) -> dict[str, Any]:
    """Give the condition that holds where two do."""
    if not isinstance(other, dict):
        return one
    shared = {
        name: [answer for answer in several(one[name]) if answer in several(other[name])]
        for name in one.keys() & other.keys()
    }
    return {**one, **other, **shared}


def _moved(document: Document, moved: dict[int, list[int]]) -> Document:
    """Give a file with its places as they are in the whole; a line that uses stands for all its steps."""

    def everywhere(path: Path) -> list[Path]:
        if path[:1] != ("steps",) or not path[1:]:
            return [path]
        return [("steps", index, *path[2:]) for index in moved[int(path[1])]]

    return replace(
        document,
        values={to: at for path, at in document.values.items() for to in everywhere(path)},
        keys={to: at for path, at in document.keys.items() for to in everywhere(path)},
        scalars={everywhere(path)[0]: one for path, one in document.scalars.items()},
        names={everywhere(path)[0]: one for path, one in document.names.items()},
    )

"""A guide put together from its file and the fragments it uses, and where each part of it stands."""

from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, NamedTuple

from wizard import strict_yaml
from wizard.guide import messages
from wizard.guide.constants import Constant, Constants
from wizard.guide.fragments import USE, Use, path_of
from wizard.guide.model import MAX_STEPS, Path, Problem
from wizard.lint.filling import fill
from wizard.lint.fragment_shape import complain, is_sound, read_part, uses
from wizard.lint.shared import Shared
from wizard.lint.using_lines import apart, calls_in, uncalled, ungiven, with_line
from wizard.strict_yaml import Document


class Source(NamedTuple):
    """A file, by its name, and what it says; a fragment's may be malformed."""

    name: str
    document: Document
    is_sound: bool = True


class Borrowed(NamedTuple):
    """A step that stands in a fragment.

    Attributes:
        at: its place there.
        own: the names that it says there itself.
        given: the names of the values that the line which uses it gives.

    """

    source: Source
    at: int
    own: frozenset[str]
    given: frozenset[str]


@dataclass
class Assembly:
    """A guide's data with its fragments in their places.

    Attributes:
        main: the guide's own file; its places are those of the whole: a step of a fragment stands
            where it is used.
        borrowed: index of a step in the whole -> where it stands in a fragment.
        fragments: name -> the file of one that is used; read and judged once.
        is_complete: whether every line that uses a fragment found its steps.

    """

    data: dict[str, Any]
    main: Source
    borrowed: dict[int, Borrowed] = field(default_factory=dict)
    fragments: dict[str, Source] = field(default_factory=dict)
    is_complete: bool = True

    @property
    def sources(self) -> tuple[Source, ...]:
        """The guide's own file, and those of its fragments."""
        return (self.main, *self.fragments.values())

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the fragments that are used."""
        return tuple(self.fragments)

    def find(self, path: Path, *, is_doubled: bool = False) -> tuple[Source, Path]:
        """Give the file in which a part of the whole stands, and its path there.

        What a line gives to a fragment stands at the line, and so does what is there twice only by its use.
        """
        step = self.borrowed.get(int(path[1])) if path[:1] == ("steps",) and path[1:] else None
        if step is None or self._is_outside(step, path):
            return self.main, path
        inside = ("steps", step.at, *path[2:])
        if is_doubled:
            return self.main, (*path[:2], USE)
        if name := _given_at(step, inside):
            return self.main, (*path[:2], "with", name)
        return step.source, inside

    def _is_outside(self, step: Borrowed, path: Path) -> bool:
        """Say whether the line that uses a fragment, and not the fragment, says this of a step."""
        said = path[2:3] == ("when",) or (path[2:3] == ("stage",) and "stage" not in step.own)
        return said and path[:4] in self.main.document.values


def _given_at(step: Borrowed, inside: Path) -> str:
    """Name the value of the line that a text of a fragment calls; "" if it calls none."""
    said = step.source.document.scalars.get(inside)
    return next((name for name in calls_in(said.value) if name in step.given), "") if said else ""


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
    steps: list[Any] = []
    if use is not None and use.use in shared.fragments:
        source = _source(whole, use.use, shared)
        steps, told = _filled(source, use, first, shared, path)
        problems += [*told, *apart(steps, line, path)]
    else:
        problems += _missing(use, shared, path) if use else []
    complain(whole.main.document, problems)
    whole.is_complete &= bool(steps)
    for index, step in enumerate(steps):
        whole.borrowed[first + index] = Borrowed(
            source, index, frozenset(step), frozenset(use.values if use else ())
        )
    return [with_line(step, line) for step in steps]


def _missing(use: Use, shared: Shared, path: Path) -> list[Problem]:
    hint = messages.nearest(use.use, shared.fragments) if shared.fragments else ""
    hint = hint or f"{path_of(use.use)} 파일을 먼저 만들어 주세요"
    return [Problem((*path, USE), "P73", f"'{use.use}'이라는 함께 쓰는 단계가 없어요", hint)]


def _source(whole: Assembly, name: str, shared: Shared) -> Source:
    """Give a fragment's file; it is read and judged the first time that a line uses it."""
    if name not in whole.fragments:
        document = strict_yaml.read(shared.fragments[name], "steps")
        place = str(PurePath(whole.main.name).parent / path_of(name))
        whole.fragments[name] = Source(place, document, is_sound(document))
    return whole.fragments[name]


def _filled(
    source: Source, use: Use, first: int, shared: Shared, path: Path
) -> tuple[list[Any], list[Problem]]:
    """Give a fragment's steps with constants and the values of the line; none of a faulty file, or too many."""
    document = source.document
    if not source.is_sound:
        return [], []
    if first + len(document.data["steps"]) > MAX_STEPS:
        hint = f"한 안내에 {MAX_STEPS}개까지 쓸 수 있어요. 안내를 나누거나 줄여 주세요"
        return [], [Problem((*path, USE), "K10", f"여기서 단계가 {MAX_STEPS}개를 넘어요", hint)]
    given = {name: Constant(value=value) for name, value in use.values.items()}
    constants = Constants({**shared.constants.whole, **given})
    steps = fill(document.data, constants, document)["steps"]
    told = [*uncalled(use, document, path), *ungiven(use, constants, document, path)]
    return steps, told


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

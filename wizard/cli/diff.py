"""`wizard diff`: what an edit changes for those who walk the guide."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from wizard.content import folder
from wizard.content.shared_files import shared_of
from wizard.errors import GuideError
from wizard.guide.diff import Comparison, WayChange, compare
from wizard.guide.fragments import is_fragment
from wizard.guide.glossary import Term
from wizard.guide.journey import format_answers
from wizard.guide.model import Guide
from wizard.lint.check import examine
from wizard.lint.shared import Shared

FILE = click.Path(exists=True, path_type=Path)


OF_FRAGMENTS = "fragments의 파일은 그것을 쓰는 안내로 견줘요. 안내가 있는 폴더 둘을 적어 주세요."


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
def diff(old: Path, new: Path) -> None:
    """OLD와 NEW(파일이나 폴더)를 견줘요: 늘고 준 단계, 바뀐 길, 그 길에 있는 답."""
    files = [file for side in (old, new) for file in folder.guide_files([side])]
    if any(is_fragment(str(file.absolute())) for file in files):
        raise click.ClickException(OF_FRAGMENTS)
    was, now = _shared(old, new), _shared(new, old)
    if old.is_file() and new.is_file():
        _tell(new.stem, _load(old, was), _load(new, now))
    else:
        for name in dict.fromkeys(file.name for file in files):
            _tell_file(name, (old, was), (new, now))
    _tell_words(was.glossary.terms, now.glossary.terms)


def _tell_file(name: str, *sides: tuple[Path, Shared]) -> None:
    """Compare the guides of one file name in two places."""
    places = [side / name if side.is_dir() else side for side, _ in sides]
    there = [place.exists() for place in places]
    if all(there):
        guides = [_load(place, shared) for place, (_, shared) in zip(places, sides, strict=True)]
        _tell(Path(name).stem, *guides)
    else:
        click.echo(f"{name}: 안내가 {'없어졌어요' if there[0] else '새로 생겼어요'}")


def _shared(side: Path, other: Path) -> Shared:
    """Read what a side's guides share; a single file, far from what it shares, borrows that of the other."""
    try:
        own, theirs = (shared_of(folder.homes_of([one])[0]) for one in (side, other))
    except GuideError as error:
        raise click.ClickException(str(error)) from error
    if side.is_dir():
        return own
    return Shared(
        own.constants or theirs.constants,
        own.fragments or theirs.fragments,
        own.glossary if own.glossary.terms else theirs.glossary,
    )


def _load(file: Path, shared: Shared) -> Guide:
    """Read a guide, even a copy under another name."""
    reading = examine(file.read_bytes(), str(file), shared)
    faults = [fault for fault in reading.faults if fault.code != "P16"]
    if reading.guide is None or faults:
        told = "\n".join(map(str, faults))
        raise click.ClickException(f"먼저 잘못을 고쳐 주세요.\n{told}")
    return reading.guide


def _tell_words(old: Mapping[str, Term], new: Mapping[str, Term]) -> None:
    """Tell which words are explained in another way: on each screen that says them."""
    if old == new:
        return
    click.echo(f"{folder.GLOSSARY_FILE}: 풀이가 달라졌어요")
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            mark = "+" if name not in old else "~" if name in new else "-"
            click.echo(f"  {mark} {name}")


def _tell(name: str, old: Guide, new: Guide) -> None:
    found = compare(old, new)
    if found.is_same:
        click.echo(f"{name}: 달라진 것이 없어요")
        return
    click.echo(f"{name}: 화면 {len(old.steps)}개 → {len(new.steps)}개")
    for line in (*_steps(found, old, new), *_ways(found)):
        click.echo(f"  {line}")


def _steps(found: Comparison, old: Guide, new: Guide) -> Iterator[str]:
    yield from (f"+ {name}  {new.step(name).title}" for name in found.added)
    yield from (f"- {name}  {old.step(name).title}" for name in found.removed)
    yield from (f"↕ {name}  자리가 바뀌었어요" for name in found.moved)
    yield from (f"~ {name}  {', '.join(keys)}" for name, keys in found.changed.items())
    if found.about:
        yield f"~ 안내  {', '.join(found.about)}"
    for name, now in found.renamed.items():
        yield f"→ {name} 주소로 보낸 링크는 {now} 화면을 열어요"
    yield from (f"! {broken_line(name)}" for name in found.broken)
    for question, options in found.withdrawn.items():
        yield f"! {question}={'+'.join(options)}로 답한 판매자는 다시 골라야 해요"


def broken_line(name: str) -> str:
    """Say what becomes of links to a step that is there no more, and what to do."""
    return f"{name} 주소로 보낸 링크는 안내의 첫 화면으로 가요. 이름만 바뀌었으면 새 단계에 was: [{name}]를 적어 주세요"


def _ways(found: Comparison) -> Iterator[str]:
    if not found.ways:
        yield "길: 바뀐 길이 없어요"
    for way in found.ways:
        who = format_answers(way.answers)
        yield f"길 {'모두' if who == '늘' else who}: {_path(way)}"


def _path(way: WayChange) -> str:
    if way.before == way.after:
        return f"길은 같고 {', '.join(way.touched)}의 내용이 달라요"
    gone = [f"-{name}" for name in way.before if name not in way.after]
    come = [f"+{name}" for name in way.after if name not in way.before]
    what = " ".join([*gone, *come]) or "차례가 달라요"
    return f"{len(way.before)}화면 → {len(way.after)}화면 ({what})"

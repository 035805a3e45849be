"""`wizard diff`: what an edit changes for those who walk the guide."""

from collections.abc import Iterator
from pathlib import Path

import click

from wizard.content import folder
from wizard.content.shared_files import shared_of
from wizard.errors import GuideError
from wizard.guide.diff import Comparison, WayChange, compare
from wizard.guide.journey import format_answers
from wizard.guide.model import Guide
from wizard.lint.check import examine
from wizard.lint.shared import Shared

FILE = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
def diff(old: Path, new: Path) -> None:
    """OLD와 NEW(파일이나 폴더)를 견줘요: 늘고 준 단계, 바뀐 길, 그 길에 있는 답."""
    names = {file.name: None for side in (old, new) for file in folder.guide_files([side])}
    if old.is_file() and new.is_file():
        _tell(new.stem, _load(old, new), _load(new, old))
        return
    for name in names:
        sides = [side / name if side.is_dir() else side for side in (old, new)]
        there = [side.exists() for side in sides]
        if not all(there):
            click.echo(f"{name}: 안내가 {'없어졌어요' if there[0] else '새로 생겼어요'}")
            continue
        _tell(Path(name).stem, _load(*sides), _load(*reversed(sides)))


def _load(file: Path, other: Path) -> Guide:
    """Read a guide, even a copy under another name and far from what it shares."""
    try:
        own, theirs = shared_of(file.parent), shared_of(other.parent)
    except GuideError as error:
        raise click.ClickException(str(error)) from error
    shared = Shared(
        own.constants or theirs.constants, own.fragments or theirs.fragments, own.glossary
    )
    reading = examine(file.read_bytes(), str(file), shared)
    faults = [fault for fault in reading.faults if fault.code != "P16"]
    if reading.guide is None or faults:
        told = "\n".join(map(str, faults))
        raise click.ClickException(f"먼저 잘못을 고쳐 주세요.\n{told}")
    return reading.guide


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

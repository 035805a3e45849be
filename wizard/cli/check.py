"""`wizard check`: every fault of every guide, at once."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from wizard.cli import environment
from wizard.cli.diff import broken_line
from wizard.content import constants_file, loader, privacy_folder
from wizard.content.folder import guides_and_fragments, home_of, write
from wizard.content.kept_guides import guide_of
from wizard.content.local_copy import LocalCopy
from wizard.content.privacy_folder import Reading
from wizard.content.release import Release
from wizard.content.shared_files import faults_of_shared, shared_of, unused
from wizard.errors import Fault, NotFoundError
from wizard.guide.diff import broken_addresses
from wizard.guide.fragments import is_fragment
from wizard.guide.model import Guide
from wizard.lint.across import repeated, reused_in_vain
from wizard.lint.autofix import autofix
from wizard.lint.check import Report

PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))


@click.command()
@PATHS
@click.option("--json", "as_json", is_flag=True, help="기계가 읽을 수 있게 JSON으로 적어요.")
@click.option("--fix", is_flag=True, help="물어볼 것 없는 잘못을 고쳐요.")
@click.option("--advice", is_flag=True, help="더 좋아질 곳도 한 줄씩 적어요.")
@click.option("--strict", is_flag=True, help="조언도 잘못으로 보고 1로 끝나요.")
def check(paths: tuple[Path, ...], *, as_json: bool, fix: bool, advice: bool, strict: bool) -> None:
    """안내 파일이 올바른지 살펴봐요. 잘못이 있으면 모두 적고 1로 끝나요."""
    told_of_data = _privacy(paths)
    places = [one for one in paths if not _is_privacy(one)]
    places = places if paths else [environment.settings().guides]
    files, today = guides_and_fragments(places), environment.today()
    with _uncollected():
        found = [_mended(file, today) if fix else loader.check(file, today) for file in files]
    faults = [fault for reading in found for fault in reading.faults]
    faults = list(dict.fromkeys([*faults_of_shared(places), *faults, *told_of_data.faults]))
    advised = [fault for reading in found for fault in reading.advice] + told_of_data.advice
    advised = list(dict.fromkeys([*advised, *_across(places, files, found)]))
    if strict:
        faults, advised = [*faults, *advised], []
    asked = constants_file.open_questions(places) if advice else []
    told = sorted([*faults, *advised, *asked]) if advice else faults
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in told], ensure_ascii=False, indent=1))
    else:
        untold = 0 if advice else len(advised)
        _tell(told, faults, _guides(files), untold, of_data=told_of_data.texts is not None)
    _tell_broken(found)
    sys.exit(1 if faults else 0)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector rest: all that is read is held to the end, and going through it costs a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _guides(files: list[Path]) -> int:
    """Count the files that are guides, or what was asked for if none is."""
    return sum(not is_fragment(str(file)) for file in files) or len(files)


def _across(places: list[Path], files: list[Path], found: list[Report]) -> list[Fault]:
    """Give the advice that only all guides of a folder together can be given."""
    read = {str(file): one.document for file, one in zip(files, found, strict=True)}
    return [*_unused(places, files, found), *repeated(read), *_in_vain(places, files, found)]


def _in_vain(places: list[Path], files: list[Path], found: list[Report]) -> list[Fault]:
    """Name what is reused from nowhere, in each folder whose guides were all looked at."""
    guides = [
        {
            str(file): (one.guide, one.document)
            for file, one in zip(files, found, strict=True)
            if file.parent == place
        }
        for place in places
        if place.is_dir()
    ]
    return [fault for read in guides for fault in reused_in_vain(read)]


def _unused(places: list[Path], files: list[Path], found: list[Report]) -> list[Fault]:
    """Name the fragments that no guide uses, of each folder whose guides were all looked at."""
    used = {
        place: {
            name
            for file, one in zip(files, found, strict=True)
            if file.parent == place
            for name in one.fragments
        }
        for place in places
        if place.is_dir()
    }
    return [fault for place, names in used.items() for fault in unused(place, names)]


def _is_privacy(path: Path) -> bool:
    """Say whether a path is in the folder of what is said of personal data, or is that folder."""
    home = environment.settings().privacy
    return path.absolute() == home or home in path.absolute().parents


def _privacy(paths: tuple[Path, ...]) -> Reading:
    """Read what is said of personal data: asked for by name, or with everything."""
    settings = environment.settings()
    if paths and not any(map(_is_privacy, paths)):
        return Reading()
    return privacy_folder.read(settings.privacy, settings.retention_days)


def _tell(
    told: list[Fault], faults: list[Fault], files: int, untold: int, *, of_data: bool
) -> None:
    """Write a line for each fault, or one that says that all is well.

    Args:
        told: what is told line by line.
        faults: those of it that keep something from being shown.
        files: how many guides were looked at.
        untold: how many pieces of advice are not told.
        of_data: what is said of personal data was looked at.

    """
    for fault in told:
        click.echo(str(fault))
    if not files and not faults and not of_data:
        raise click.ClickException("살펴볼 안내 파일이 없어요. 안내가 있는 폴더를 적어 주세요.")
    if not faults:
        more = f" 조언 {untold}개는 --advice로 볼 수 있어요." if untold else ""
        what = f"안내 {files}개가" if files else "개인정보 글이"
        click.echo(f"{what} 모두 올바라요.{more}")


def _tell_broken(found: list[Report]) -> None:
    """Say on the side which addresses that were sent would lead to a screen no more."""
    local = LocalCopy(environment.published())
    newest = local.newest()
    for guide in (reading.guide for reading in found if reading.guide):
        shown = _shown(local, newest, guide.mall) if newest else None
        for name in broken_addresses(shown, guide) if shown else ():
            click.echo(f"{guide.mall}: {broken_line(name)}", err=True)


def _shown(local: LocalCopy, release: Release, mall: str) -> Guide | None:
    """Give a guide as this machine showed it last, if it did."""
    try:
        return guide_of(mall, local.files(mall, release.parts.get(mall, ""))).guide
    except NotFoundError:
        return None


def _mended(file: Path, today: date) -> Report:
    """Mend a file where that is safe, and say on the side what was mended."""
    reading = loader.check(file, today)
    if not reading.document.lines or not (reading.faults or reading.advice):
        return reading
    raw = file.read_bytes()
    done = autofix(raw, str(file), shared_of(home_of(file)), today)
    if done.raw != raw:
        try:
            write(file, done.raw)
        except OSError as error:
            raise click.ClickException(f"{file}에 쓸 수 없어요: {error.strerror}") from error
    for fault in done.mended:
        click.echo(f"고쳤어요: {fault}", err=True)
    return done.reading

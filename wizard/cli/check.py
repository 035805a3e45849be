"""`wizard check`: every fault of every guide, at once."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from wizard import library
from wizard.cli import deployment
from wizard.errors import Fault, GuideError

PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))


@click.command()
@PATHS
@click.option("--json", "as_json", is_flag=True, help="기계가 읽을 수 있게 JSON으로 적어요.")
def check(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """안내 파일이 올바른지 살펴봐요. 잘못이 있으면 모두 적고 1로 끝나요."""
    places = list(paths) or [deployment.settings().guides]
    files = library.guide_files(places)
    found = [fault for file in files for fault in _faults(file)]
    faults = list(dict.fromkeys([*library.constants_faults(places), *found]))
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(str(fault))
        if not files and not faults:
            raise click.ClickException("살펴볼 안내 파일이 없어요. 안내가 있는 폴더를 적어 주세요.")
        if not faults:
            click.echo(f"안내 {len(files)}개가 모두 올바라요.")
    sys.exit(1 if faults else 0)


def _faults(file: Path) -> list[Fault]:
    try:
        library.load(file)
    except GuideError as error:
        return error.faults
    return []

"""`wizard links`: the addresses that guides send sellers to."""

import os
import sys
from pathlib import Path
from time import sleep

import click

from wizard.cli import environment
from wizard.content import loader
from wizard.content.folder import guides_and_fragments
from wizard.content.link_checker import Answer, GuideUrl, LinkChecker, addresses, doubts

BAD = {"gone", "failed"}
WORDS = {
    "ok": "열려요",
    "moved": "옮겼어요 →",
    "refused": "프로그램에는 보여 주지 않아요. 직접 열어 봐 주세요:",
    "gone": "없어졌어요:",
    "failed": "열지 못했어요:",
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--online", is_flag=True, help="쇼핑몰에 하나씩 물어봐요. 대답은 7일 동안 기억해요.")
def links(paths: tuple[Path, ...], *, online: bool) -> None:
    """안내에 적힌 주소를 모두 적고 살펴봐요. --online이 없으면 인터넷에 묻지 않아요."""
    settings = environment.settings()
    files = guides_and_fragments(list(paths) or [settings.guides])
    if online and os.environ.get("CI"):
        raise click.ClickException("CI에서는 쇼핑몰에 묻지 않아요. --online을 빼 주세요.")
    asker = LinkChecker(settings.data / "links.json", _epoch_s, sleep) if online else None
    is_bad = False
    for address, found in _by_address(files).items():
        click.echo(address)
        for link in found:
            click.echo(f"  {link.file}:{link.line}:{link.column}")
        for doubt in doubts(address, is_source=any(found.values())):
            click.echo(f"  ? {doubt}")
        if asker:
            answer = asker.ask(address)
            is_bad |= answer.state in BAD
            click.echo(f"  {_told(answer)}")
    sys.exit(1 if is_bad else 0)


def _epoch_s() -> float:
    """Give the seconds of the epoch, by which answers are kept."""
    return environment.now().timestamp()


def _by_address(files: list[Path]) -> dict[str, dict[GuideUrl, bool]]:
    """Gather the places of each address; of each place, whether it names a source."""
    found: dict[str, dict[GuideUrl, bool]] = {}
    for file in files:
        reading = loader.check(file, environment.today())
        sources = {
            scalar.start
            for path, scalar in reading.document.scalars.items()
            if path[-1:] == ("source",)
        }
        for link in addresses(reading, str(file)):
            is_source = (link.line, link.column) in sources
            found.setdefault(link.address, {})[link] = is_source
    return found


def _told(answer: Answer) -> str:
    mark = "!" if answer.state in BAD else "·"
    return f"{mark} {WORDS[answer.state]} {answer.told}".rstrip()

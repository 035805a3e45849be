"""`wizard graph`: a guide drawn, to see its branches at a glance."""

from pathlib import Path

import click

from wizard.charts import chart, lines, svg
from wizard.content import folder, loader
from wizard.errors import GuideError
from wizard.guide.journey import reached
from wizard.guide.model import Guide
from wizard.web.screen import address


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--svg", "out", type=click.Path(dir_okay=False, path_type=Path), help="그림을 쓸 파일"
)
@click.option("--base", default="", help="화면이 열리는 주소. 예: http://127.0.0.1:8000")
def graph(file: Path, out: Path | None, base: str) -> None:
    """안내의 화면, 갈림길, 끝을 글로 보여 줘요. --svg를 적으면 그림으로도 그려요."""
    try:
        guide = loader.load(file)
    except GuideError as error:
        raise click.ClickException(f"먼저 잘못을 고쳐 주세요.\n{error}") from error
    drawn = chart(guide)
    for line in lines(drawn):
        click.echo(line)
    if out:
        folder.write(out, svg(drawn, _links(guide, base) if base else {}).encode())
        click.echo(f"{out}에 그렸어요.")


def _links(guide: Guide, base: str) -> dict[str, str]:
    """Give the address at which each screen can be seen."""
    return {
        step_id: base.rstrip("/") + address(guide.mall, step_id, answers)
        for step_id, answers in reached(guide).items()
    }

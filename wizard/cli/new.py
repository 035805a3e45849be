"""`wizard new`: a sound, commented guide to begin with."""

from pathlib import Path

import click

from wizard.cli import environment
from wizard.content import constants_file
from wizard.content import folder as content_folder
from wizard.errors import GuideError
from wizard.guide.scaffold import Plan, draft
from wizard.lint.check import examine
from wizard.services.text_names import wrong_mall

ISSUES = click.Choice(["self", "agency", "inside", "ask"])

SERVED = (
    "서버가 이 폴더를 열고 있으면 곧 펴내서 판매자의 목록에 나와요. 다 고칠 때까지 보이지 않게 하려면 "
    "브라우저의 ‘새 안내 시작하기’로 시작하거나, --folder로 다른 폴더에 써 주세요."
)


@click.command()
@click.argument("mall")
@click.option("--title", prompt="쇼핑몰 이름", help="판매자가 보는 이름이에요.")
@click.option("--category", prompt="묶음", default="오픈마켓", show_default=True)
@click.option(
    "--issue",
    type=ISSUES,
    show_choices=False,
    prompt="키를 누가 발급하나요 (self 판매자, agency 저희, inside 아임셀러, ask 물어봄)",
    default="self",
)
@click.option("--console", prompt="쇼핑몰 관리 화면의 이름", help="예: 스마트스토어센터")
@click.option("--url", prompt="그 화면의 주소 (없으면 Enter)", default="", show_default=False)
@click.option(
    "--values",
    prompt="복사해 올 값의 이름 (쉼표로 나눠요)",
    default="API 인증키",
    help="쇼핑몰 화면에 보이는 이름이에요.",
)
@click.option("--minutes", type=click.IntRange(1, 120), default=10, show_default=True)
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def new(mall: str, folder: Path | None, values: str, **known: object) -> None:
    """MALL의 안내를 새로 써요. 적지 않은 것은 물어보고, 고쳐 쓸 자리를 주석으로 알려 줘요."""
    folder = folder or environment.settings().guides
    file = folder / f"{mall}.yaml"
    if wrong := wrong_mall(mall):
        raise click.BadParameter(wrong, param_hint="MALL")
    if file.exists():
        raise click.ClickException(
            f"{file}이 이미 있어요. 그 파일을 고치거나 다른 이름을 적어 주세요."
        )
    labels = [label.strip() for label in values.split(",") if label.strip()]
    is_own = known["issue"] == "self"
    plan = Plan(mall=mall, values=tuple(dict.fromkeys(labels)) if is_own else (), **known)  # type: ignore[arg-type]
    _write(file, plan)
    click.echo(f"{file}을 썼어요. 메뉴와 단추 이름을 화면과 똑같이 고쳐 주세요.")
    click.echo(f"다 고치면 `wizard check {file}`로 살펴봐요.")
    if folder.resolve() == environment.settings().guides.resolve():
        click.echo(SERVED)


def _write(file: Path, plan: Plan) -> None:
    """Write the guide, unless what was answered would make it unsound."""
    today = environment.today()
    try:
        constants = constants_file.constants_of(file.parent)
    except GuideError as error:
        raise click.ClickException(str(error)) from error
    text = draft(plan, constants, today)
    found = examine(text.encode(), str(file), constants, today)
    if found.faults:
        told = "\n".join(f"{fault.message} ({fault.hint})" for fault in found.faults)
        raise click.ClickException(f"적어 주신 것으로는 올바른 안내가 되지 않아요.\n{told}")
    content_folder.write(file, text.encode())

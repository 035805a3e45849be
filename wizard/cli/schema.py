"""`wizard schema`: what an editor's YAML tool needs to complete and underline."""

import click

from wizard.guide.json_schema import written
from wizard.guide.shared_schemas import SCHEMAS


@click.command()
@click.argument("what", type=click.Choice([*SCHEMAS]), default="guide")
def schema(what: str) -> None:
    """안내 파일의 JSON Schema를 적어요.

    WHAT은 guide, constants, glossary, fragment 가운데 하나예요. VS Code가 이것으로 밑줄을 보여 줘요.
    """
    click.echo(written(SCHEMAS[what]()), nl=False)

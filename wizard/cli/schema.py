"""`wizard schema`: what an editor's YAML tool needs to complete and underline."""

import click

from wizard.guide.json_schema import written


@click.command()
def schema() -> None:
    """안내 파일의 JSON Schema를 적어요. VS Code가 이것으로 자동 완성과 밑줄을 보여 줘요."""
    click.echo(written(), nl=False)

"""`wizard openapi`: the document of the API, for programs and for whoever writes them."""

import click

from wizard.web.api.openapi import written


@click.command()
def openapi() -> None:
    """API의 OpenAPI 문서를 적어요. docs/openapi.json이 이것이에요."""
    click.echo(written(), nl=False)

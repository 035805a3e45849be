"""`wizard rules`: what `wizard check` looks at, and why."""

import click

from wizard.guide.messages import nearest
from wizard.lint.rules import RULES
from wizard.lint.rules.rules_page import entry, page


@click.command()
@click.argument("codes", nargs=-1)
def rules(codes: tuple[str, ...]) -> None:
    """규칙을 보기와 함께 적어요. 코드를 적으면 그 규칙만 보여 줘요."""
    if not codes:
        click.echo(page(RULES.values()), nl=False)
    for code in codes:
        if code.upper() not in RULES:
            hint = nearest(code.upper(), RULES)
            raise click.ClickException(f"'{code}'라는 규칙이 없어요. {hint}")
        click.echo(entry(RULES[code.upper()]))

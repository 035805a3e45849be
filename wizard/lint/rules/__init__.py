"""Every rule of `wizard check`, declared once: the page of rules and the checks of it follow."""

from wizard.lint.rules import (
    acts,
    conditions,
    facts,
    file,
    forms,
    shape,
    steps,
    structure,
    texts,
    verification,
    wording,
)
from wizard.lint.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (
        file,
        shape,
        steps,
        conditions,
        forms,
        texts,
        wording,
        structure,
        verification,
        facts,
        acts,
    )
    for rule in module.RULES
}

__all__ = ["RULES", "Rule"]

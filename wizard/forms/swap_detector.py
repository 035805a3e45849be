"""Two values that stand in each other's box."""

from collections.abc import Mapping
from itertools import combinations

from wizard.steps.fields import AnyField, TextField


def swapped(fields: Mapping[str, AnyField], values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name the pairs of fields whose values fit each other's format and not their own.

    Args:
        fields: the boxes of a form, in order.
        values: field -> cleaned value; an empty one is in nobody's box.

    Returns:
        Pairs in the order of the form; a field is in one pair at most.

    """
    shaped = {
        name: what
        for name, what in fields.items()
        if isinstance(what, TextField) and what.format and values.get(name)
    }
    astray = [name for name, what in shaped.items() if not what.fits(values[name])]
    pairs: list[tuple[str, str]] = []
    for one, other in combinations(astray, 2):
        is_free = all(name not in pair for pair in pairs for name in (one, other))
        if is_free and shaped[one].fits(values[other]) and shaped[other].fits(values[one]):
            pairs.append((one, other))
    return pairs

"""What a model says under each of its keys, read from its source when somebody asks for a schema.

Pydantic can read the same while it makes the class (`use_attribute_docstrings`), at a tenth of a second
for every start of every command; only the schema of the guides needs it.
"""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise, takewhile

from pydantic import BaseModel


@cache
def key_descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Give the text that stands under each key of a model, those of its parents included.

    Returns:
        name of the attribute -> its docstring. A model of which no source is left says nothing.

    """
    found = dict[str, str]()
    for parent in takewhile(lambda one: one is not BaseModel, model.__mro__):
        found = _own(parent) | found
    return found


def _own(model: type) -> dict[str, str]:
    try:
        source = textwrap.dedent(inspect.getsource(model))
    except (OSError, TypeError):
        return {}
    (declared,) = ast.parse(source).body
    body = declared.body if isinstance(declared, ast.ClassDef) else []
    return {
        key.target.id: inspect.cleandoc(text.value.value)
        for key, text in pairwise(body)
        if isinstance(key, ast.AnnAssign)
        and isinstance(key.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }

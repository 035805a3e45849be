"""What an editor's own tools do with a guide: read its YAML, and hold it against the schema."""

import re

import jsonschema
import yaml

from wizard.guide.json_schema import guide_schema

SCHEMA = guide_schema()
SOUND = set()
"""(definition, value) that was judged and found sound: another seed of the same guide has it too."""


def judged_once(validator, ref, instance, schema):
    """Judge a value by a definition, unless it was found sound before: a definition knows no place."""
    asked = ref, repr(instance)
    if asked not in SOUND:
        errors = [*REF(validator, ref, instance, schema)]
        yield from errors
        if not errors:
            SOUND.add(asked)


REF = jsonschema.Draft7Validator.VALIDATORS["$ref"]
VALIDATOR = jsonschema.validators.extend(jsonschema.Draft7Validator, {"$ref": judged_once})(SCHEMA)


class Core(yaml.CSafeLoader):
    """YAML 1.2's core schema, as VS Code's YAML extension reads a file."""

    yaml_implicit_resolvers = {}


for tag, words in {
    "bool": r"true|True|TRUE|false|False|FALSE",
    "null": r"|~|null|Null|NULL",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{words})$"), None)


def complaints(text):
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Core))]


def parsed(text):
    """Give what any YAML tool reads, or nothing if it reads nothing."""
    try:
        return yaml.load(text, Core)
    except yaml.YAMLError:
        return None

"""The schemas of what guides share agree with what reads it."""

import jsonschema
import pytest
import yaml
from conftest import CONTENT, GUIDES
from referencing import Registry
from referencing.jsonschema import DRAFT7

from wizard.cli.schema import SCHEMAS
from wizard.guide.json_schema import written

HERE = {
    "constants": "constants.yaml",
    "glossary": "glossary.yaml",
    "fragment": "fragments/selling-tool.yaml",
}


GUIDE = DRAFT7.create_resource(SCHEMAS["guide"]())


def validator(what):
    registry = Registry().with_resource("guide.schema.json", GUIDE)
    return jsonschema.Draft7Validator(SCHEMAS[what](), registry=registry)


@pytest.mark.parametrize(("what", "file"), HERE.items(), ids=HERE)
def test_a_sound_file_is_sound_to_its_schema(what, file):
    told = yaml.load((GUIDES / "shared" / file).read_text("utf-8"), yaml.BaseLoader)

    validator(what).validate(told)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("constants", "server_ip: {value: 192.0.2.15, kind: address}"),
        ("constants", "server_ip: {valeu: 192.0.2.15}"),
        ("glossary", "API: {sey: 문이에요}"),
        ("glossary", "API: 문이에요"),
        ("fragment", "step: []"),
        ("fragment", "steps: [{use: other}]"),
        ("fragment", "steps: [{id: a, kind: inof, title: 가}]"),
    ],
)
def test_a_faulty_file_is_faulty_to_its_schema(what, text):
    told = yaml.load(text, yaml.BaseLoader)

    assert not validator(what).is_valid(told)


@pytest.mark.parametrize("what", HERE)
def test_the_file_beside_the_guides_is_the_schema(what):
    file = CONTENT.parent / f"{what}.schema.json"

    assert file.read_text("utf-8") == written(SCHEMAS[what]()), f"run: wizard schema {what}"

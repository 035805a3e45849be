"""The schema agrees with what reads guides, as far as a schema can know."""

import re
from collections.abc import Iterator

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from conftest import CONTENT, GUIDES
from support.editors_tools import SCHEMA, VALIDATOR, Core, complaints
from support.small_guides import HEAD, faults_of, form, with_steps

from wizard.cli import main
from wizard.content import folder
from wizard.guide.json_schema import written
from wizard.steps.base import Model
from wizard.steps.key_descriptions import key_descriptions

INFO = "{id: hello, kind: info, title: 인사해요, %s}"


def models(model=Model):
    for one in model.__subclasses__():
        yield one
        yield from models(one)


def properties(part) -> Iterator[tuple[str, dict]]:
    if isinstance(part, dict):
        for name, one in part.get("properties", {}).items():
            yield name, one
        for one in part.values():
            yield from properties(one)
    elif isinstance(part, list):
        for one in part:
            yield from properties(one)


def test_the_schema_is_a_schema_of_the_draft_that_editors_tools_read():
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_the_file_beside_the_guides_is_the_schema_of_today():
    file = CONTENT.parent / "guide.schema.json"

    assert file.read_text("utf-8") == written(SCHEMA), (
        "run: wizard schema > content/guide.schema.json"
    )


def test_every_guide_names_the_schema_in_its_first_line():
    for file in folder.guide_files([CONTENT]):
        first = file.read_text("utf-8").split("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, file.name
        assert (file.parent / named[1]).resolve() == CONTENT.parent / "guide.schema.json"


@pytest.mark.parametrize("file", folder.guide_files([CONTENT, GUIDES]), ids=lambda f: f.name)
def test_every_sound_guide_is_valid(file):
    assert complaints(file.read_text("utf-8")) == []


def test_every_key_of_every_model_is_described_in_korean():
    bare = [
        f"{model.__name__}.{name}"
        for model in models()
        for name in model.model_fields
        if not re.search("[가-힣]", key_descriptions(model).get(name, ""))
    ]

    assert bare == []


def test_every_key_that_completes_shows_a_description_or_its_kinds():
    bare = [
        name
        for name, one in properties(SCHEMA)
        if not {"description", "enumDescriptions", "const"} & set(one)
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        (with_steps(INFO % "say: 가"), True),
        (with_steps(INFO % "say: [가, 나]"), True),
        (with_steps(INFO % "when: {}"), True),
        (
            with_steps(INFO % "updates: [{since: 2026-11-23, say: 가, source: 'https://e.kr'}]"),
            True,
        ),
        (with_steps(INFO % "picture: {title: 가, items: [{menu: 나}]}"), True),
        (with_steps(INFO % "picture: {title: 가, items: [{kind: menu, text: 나}]}"), True),
        (with_steps(INFO % "picture: {title: 가, items: [{mark: 1}]}"), False),
        (with_steps(INFO % "picture: {title: 가, items: [{menu: 나, tab: 다}]}"), False),
        (with_steps(INFO % "fields: {}"), False),
        (with_steps(form("login_id: {label: 가}")), True),
        (with_steps(form("login_id: {label: 가, kind: secret}")), True),
        (with_steps(form("login_id: {label: 가, options: {}}")), False),
        (with_steps(form("Login: {label: 가}", "- {가: Login}")), False),
        (with_steps(form("login_id: {label: 가}", "- {when: {}}")), False),
        (with_steps(form("login_id: {label: 가}", "- {when: {}, 가: login_id}")), True),
        (with_steps(INFO % "say: 가").replace("minutes: 3", "minutes: 121"), False),
        (with_steps(INFO % "say: 가").replace("title: 시험", "title: ''"), False),
        (HEAD + "steps: []\n", False),
        (HEAD, False),
    ],
)
def test_schema_and_parser_say_the_same_of_a_shape(text, is_valid):
    shapes = [fault for fault in faults_of(text) if fault.code.startswith("K")]

    assert (complaints(text) == [], shapes == []) == (is_valid, is_valid)


def test_a_constant_may_stand_for_an_address():
    text = with_steps(INFO % 'where: {console: 가, url: "${phone}"}')

    assert complaints(text) == []


def test_a_fault_is_told_where_it_is_and_not_at_the_whole_step():
    text = with_steps(form("login_id: {label: 가, kind: date, expires_years: 11}"))

    [error] = VALIDATOR.iter_errors(yaml.load(text, Core))
    assert list(error.absolute_path) == ["steps", 0, "fields", "login_id", "expires_years"]


def test_the_schema_is_served_as_it_is_printed(client):
    response = client.get("/schema/guide.json")

    assert response.status_code == 200
    assert response.mimetype == "application/schema+json"
    assert response.text == CliRunner().invoke(main, ["schema"]).output
    again = client.get("/schema/guide.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert "Set-Cookie" not in response.headers

"""The document of the API is sound, current, and leaves nothing out."""

from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from wizard.services.api_tokens import Scope
from wizard.web.api.openapi import document, written
from wizard.web.api.operations import OPERATIONS
from wizard.web.api.problems import KINDS

KEPT = Path(__file__).parents[3] / "docs" / "openapi.json"
ABOUT = {"GET /v1/openapi.json", "GET /v1/problems/<name>"}


def test_the_document_is_sound_openapi_3_1():
    found = document()

    assert found["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(found).validate()


def test_the_document_in_the_repository_is_the_one_that_is_served(app):
    served = app.test_client().get("/api/v1/openapi.json")

    assert served.text == written()
    assert KEPT.read_text("utf-8") == written(), "run: wizard openapi > docs/openapi.json"


def test_every_route_is_an_operation_of_the_document(app):
    api = app.extensions["wizard_api"]
    routes = {
        f"{method} {rule.rule}"
        for rule in api.url_map.iter_rules()
        for method in rule.methods - {"HEAD"}
    }

    told = {
        f"{one.method} /v1{one.path}".replace("{", "<id:").replace("}", ">") for one in OPERATIONS
    }
    assert routes == told | ABOUT
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)


def test_every_scope_opens_something_and_each_operation_has_one():
    assert {one.scope for one in OPERATIONS} == set(Scope)


@pytest.mark.parametrize("name", KINDS)
def test_the_type_of_a_problem_leads_to_what_it_means(app, name):
    told = app.test_client().get(f"/api/v1/problems/{name}").json

    assert told["type"] == f"/api/v1/problems/{name}"
    assert (told["status"], told["title"]) == (KINDS[name].status, KINDS[name].title)

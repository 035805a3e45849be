"""What was sent once leads somewhere for ever: glued text, capitals, a step renamed or gone."""

import shutil

import pytest
from conftest import GUIDES, prepared, settings_for, soup_of

from wizard.app import create_app

CODE = "Ab-_" * 10 + "xyz"


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.mark.parametrize("tail", ["", ".", "입니다", "?fbclid=1"])
@pytest.mark.parametrize(
    "path", ["/enter%23{}", "/enter/{}", "/Enter%23{}", "/enter/%23{}", "/enter%2523{}"]
)
def test_a_code_in_the_path_is_led_behind_the_number_sign(client, path, tail):
    answer = client.get(path.format(CODE) + tail)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/enter#{CODE}"


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/enter/", "/enter"),
        ("/ENTER", "/enter"),
        ("/enter.", "/enter"),
        ("/enter입니다", "/enter"),
        ("/guides/keys/", "/guides/keys"),
        ("/guides/KEYS/Place", "/guides/keys/place"),
        ("/guides/keys/place)", "/guides/keys/place"),
        ("/guides/keys/place이에요", "/guides/keys/place"),
        ("/guides/fork/ways/?way=self&x=1", "/guides/fork/ways?way=self&x=1"),
        ("/My/", "/my"),
    ],
)
def test_an_address_with_something_glued_to_it_leads_to_the_real_one(client, asked, there):
    answer = client.get(asked)

    assert (answer.status_code, answer.headers["Location"]) == (301, there)


@pytest.mark.parametrize(
    "path", ["/nothing", "/guides/none", "/guides/keys/none", "/enter/abc", "/guides/nope/"]
)
def test_what_never_was_is_not_found(client, path):
    assert client.get(path, follow_redirects=True).status_code == 404


@pytest.fixture
def edited(tmp_path, clock):
    """The application after its guides were published twice: one step is called otherwise, one is gone."""
    guides = tmp_path / "guides"
    shutil.copytree(GUIDES, guides)
    settings = prepared(settings_for(tmp_path / "data", guides=guides))
    create_app(settings, clock).extensions["wizard"].accounts.engine.dispose()
    file = guides / "keys.yaml"
    text = file.read_text("utf-8").replace("id: place", "id: address\n    was: [place]")
    text = text.replace("find: place", "find: address").replace(
        "steps: [place]", "steps: [address]"
    )
    text = text.replace("  - id: form\n", "  - id: account\n")
    file.write_text(text, "utf-8")
    app = create_app(settings, clock)
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("rest", ["", "?x=1", "/help", "/help?kind=mismatch", "/handoff"])
def test_an_old_name_of_a_step_leads_to_the_step(edited, rest):
    answer = edited.get(f"/guides/keys/place{rest}")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/guides/keys/address{rest}")
    assert edited.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("rest", ["", "?remit=online", "/help", "/handoff", "/lesson"])
def test_a_step_that_once_was_leads_to_the_overview_with_one_line(edited, rest):
    answer = edited.get(f"/guides/keys/form{rest}", follow_redirects=True)

    assert answer.request.path == "/guides/keys"
    assert "없어졌거나" in soup_of(answer).select_one("[role=status]").text


def test_a_step_that_never_was_is_not_found_after_an_edit_either(edited):
    assert edited.get("/guides/keys/never").status_code == 404


def test_a_step_that_these_answers_do_not_lead_to_leads_to_where_they_do(client):
    answer = client.get("/guides/fork/west/help")

    assert answer.status_code == 303
    assert client.get(answer.headers["Location"], follow_redirects=True).status_code == 200

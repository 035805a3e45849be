"""`wizard preview` asks nobody who they are, so it answers to few names and shows little."""

import pytest
from conftest import prepared, settings_for

from wizard.app import create_app


@pytest.fixture
def preview(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, preview=True)))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize(
    "path", ["/", "/editor", "/editor/fork/text", "/static/x/wizard.css", "/nowhere"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_shown_under_a_name_that_is_not_this_computers(preview, method, path):
    answer = preview.open(path, method=method, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert answer.text.startswith("보내 주신 내용을 읽지 못했어요")


@pytest.mark.parametrize(
    "path", ["/", "/my", "/staff/sellers", "/guides/fork/hello", "/enter", "/nowhere"]
)
def test_everything_but_the_editors_pages_leads_to_them(preview, path):
    answer = preview.get(path)

    assert (answer.status_code, answer.location) == (303, "/editor")


@pytest.mark.parametrize(
    "path", ["/editor", "/stage/folder/fork", "/healthz", "/schema/guide.json"]
)
def test_the_editors_pages_and_what_they_show_are_open(preview, path):
    assert preview.get(path).status_code == 200

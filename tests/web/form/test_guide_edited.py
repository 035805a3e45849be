"""A guide that is edited while a seller types: what was typed is saved by the guide it was typed for."""

import pytest
import sqlalchemy as sa
from conftest import DEPOSIT, FIRM, filled, soup_of
from support.folders import app, folder
from support.people import services_of
from support.services import opened

from wizard.web.workers.guide_watcher import GuideWatcher

FIXTURES = (app, folder)
FORM = "/guides/keys/form?remit=deposit"
QUESTION = """\
  - id: which
    kind: choice
    title: 어느 쪽인가요?
    options: {left: {label: 왼쪽}, right: {label: 오른쪽}}
  - id: form
"""
EDITS = {
    "its step renamed": ("- id: form\n", "- id: account\n"),
    "a question put before it": ("  - id: form\n", QUESTION),
}


def publish(app, folder, old, new):
    file = folder / "keys.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    services_of(app).publishing.publish()
    GuideWatcher(app).look()


def stored(app):
    with services_of(app).accounts.engine.connect() as connection:
        [account] = connection.execute(sa.text("select id, step_id, revision from account")).all()
    return account


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
@pytest.mark.parametrize("stumbles", [False, True], ids=["at once", "after a refusal"])
def test_the_account_is_saved_by_the_revision_that_its_form_was_opened_with(
    app, client, folder, edit, stumbles
):
    page = soup_of(client.get(FORM))
    revision = app.extensions["wizard"].published_guides.catalog.revisions["keys"]
    publish(app, folder, *edit)

    if stumbles:
        refusal = client.post(FORM, data=filled(page, **DEPOSIT, **FIRM) | {"login_id": ""})
        assert refusal.status_code == 422
        page = soup_of(refusal)
        answer = client.post(FORM, data=filled(page, login_id=DEPOSIT["login_id"]))
    else:
        answer = client.post(FORM, data=filled(page, **DEPOSIT, **FIRM))

    account = stored(app)
    assert answer.status_code == 303
    assert (account.step_id, account.revision) == ("form", revision)
    assert opened(services_of(app).accounts, account.id)["password"] == DEPOSIT["password"]
    after = client.get(answer.location)
    assert after.status_code == 200
    assert "새 안내로 이어져요" in after.text


def test_a_form_whose_revision_never_was_is_not_found(app, client, folder):
    form = filled(soup_of(client.get(FORM)), **DEPOSIT, **FIRM)
    publish(app, folder, *EDITS["its step renamed"])

    for said in ("", "0" * 64, "../../keys"):
        assert client.post(FORM, data=form | {"form.revision": said}).status_code == 404

"""A machine that does not show yet what another has published: nobody who was there meets it."""

import pytest
import sqlalchemy as sa
from conftest import DEPOSIT, FIRM, filled, prepared, settings_for, soup_of
from support.folders import folder_in
from support.people import services_of

from wizard.app import create_app
from wizard.services.sellers import Filter

NEW_STEP = "  - {id: fresh, kind: info, title: 새로 생긴 화면이에요}\n"
NEW_FIELD = "      shop_no: {label: 상점 번호, find: fresh}\n"


@pytest.fixture
def machines(tmp_path):
    """One that has published a new step and a new field just now, and one that shows what was before."""
    settings = prepared(settings_for(tmp_path, guides=folder_in(tmp_path)))
    first, behind = (create_app(settings) for _ in range(2))
    file = settings.guides / "keys.yaml"
    text = file.read_text("utf-8").replace("  - id: form\n", f"{NEW_STEP}  - id: form\n")
    text = text.replace("      login_id:", f"{NEW_FIELD}      login_id:")
    file.write_text(
        text.replace("사용자ID: login_id,", "사용자ID: login_id, 상점: shop_no,"), "utf-8"
    )
    published = services_of(first).publishing.publish()
    assert published.changed == ["keys"]
    app_state = first.extensions["wizard"]
    store = services_of(first).publishing.release_store
    app_state.published_guides.catalog = store.catalog(published.release, {})
    yield first, behind
    for app in (first, behind):
        services_of(app).accounts.engine.dispose()


def test_a_step_that_was_published_a_moment_ago_is_shown_where_it_is_not_known_yet(machines):
    first, behind = machines
    there = first.test_client().get("/guides/keys/fresh")

    here = behind.test_client().get("/guides/keys/fresh")

    assert here.status_code == 200
    assert soup_of(here).h1.text == soup_of(there).h1.text == "새로 생긴 화면이에요"
    assert behind.test_client().get("/guides/keys/nowhere").status_code == 404


def test_a_form_of_the_newest_guide_loses_no_field_where_that_is_not_shown_yet(machines):
    first, behind = machines
    browser, other = first.test_client(), behind.test_client()
    form = filled(soup_of(browser.get("/guides/keys/form?remit=deposit")), **DEPOSIT, **FIRM)
    cookie = first.config["SESSION_COOKIE_NAME"]
    other.set_cookie(cookie, browser.get_cookie(cookie).value)

    answer = other.post(
        "/guides/keys/form?remit=deposit", data=form | {"shop_no": "planted-number-7777"}
    )

    assert answer.status_code == 303
    services = services_of(first)
    [seller] = services.sellers.page(Filter(), None)
    [card] = services.accounts.cards(seller.id)
    assert card.tails["shop_no"].endswith("7777")
    with services.accounts.engine.connect() as connection:
        revision = connection.execute(sa.text("select revision from account")).scalar_one()
    assert revision == first.extensions["wizard"].catalog.revisions["keys"]

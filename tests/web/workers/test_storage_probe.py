from conftest import DEPOSIT, FIRM, filled, prepared, settings_for, soup_of
from support.people import services_of

from wizard.app import create_app
from wizard.services import storage
from wizard.web.workers import storage_probe

FORM = "/guides/keys/form?remit=deposit"


def test_a_machine_whose_key_file_comes_later_takes_the_forms_of_the_others_without_a_restart(
    tmp_path, postgres_url
):
    first = create_app(prepared(settings_for(tmp_path / "first", database_url=postgres_url)))
    late_settings = settings_for(tmp_path / "late", database_url=postgres_url)
    late = create_app(late_settings)
    storage_probe.look(first)
    storage_probe.look(late)
    assert services_of(late).storage.closed == storage.NO_KEYS
    assert services_of(first).storage.closed == ""

    late_settings.keys.write_bytes((tmp_path / "first" / "keys.json").read_bytes())
    storage_probe.look(late)

    browser, other = first.test_client(), late.test_client()
    form = filled(soup_of(browser.get(FORM)), **DEPOSIT, **FIRM)
    cookie = first.config["SESSION_COOKIE_NAME"]
    other.set_cookie(cookie, browser.get_cookie(cookie).value)
    assert other.post("/guides/keys/form", data=form).status_code == 303
    assert late.extensions["wizard_api"].secret_key == first.secret_key
    assert len(services_of(first).machines.all()) == 2
    for app in (first, late):
        services_of(app).accounts.engine.dispose()

"""What Prometheus is told: figures, to who has the token; nothing of anybody, and no name without an end."""

import re

import pytest
import requests
from conftest import DEPOSIT, FIRM, GUIDES, filled, prepared, settings_for, soup_of
from support.jobs import failed_job
from support.people import PASSWORD, hire, post, staff_client
from support.serving import program

from wizard.app import create_app
from wizard.services import happenings
from wizard.services.audit_events import Event
from wizard.settings import Rate
from wizard.watch_settings import WatchSettings
from wizard.web.slots import Slots, drop_others

TOKEN = "0123456789abcdef" * 2
FORM = "/guides/keys/form?remit=deposit"


@pytest.fixture
def app(tmp_path):
    watch = WatchSettings("text", TOKEN)
    settings = settings_for(tmp_path / "data", watch=watch, save_limit=Rate(1, 3600))
    made = create_app(prepared(settings))
    yield made
    happenings.count_with(None)
    made.extensions["wizard"].accounts.engine.dispose()


def page(app, token=TOKEN):
    return app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})


def figures(app):
    """Read the page: figure with its labels -> value."""
    lines = [line for line in page(app).text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def save(client):
    form = filled(soup_of(client.get(FORM)))
    return client.post("/guides/keys/form", data=form | FIRM | DEPOSIT | {"action": "save"})


def test_where_no_token_is_set_there_is_no_such_page_whatever_is_shown(tmp_path):
    app = create_app(prepared(settings_for(tmp_path / "open")))

    for token in ("", TOKEN):
        answer = page(app, token)
        assert answer.status_code == 404
        assert "# TYPE" not in answer.text
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize("told", [None, "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer 열쇠".encode().decode("latin-1")])  # fmt: skip
def test_who_has_not_the_token_is_told_nothing(app, told):
    answer = app.test_client().get("/metrics", headers={"Authorization": told} if told else {})

    assert (answer.status_code, answer.data) == (401, b"")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_answers_saves_and_refusals_are_counted_by_view_event_and_limit(app):
    client = app.test_client()
    client.get("/guides/keys/place")
    client.get("/no/such/page")
    assert save(client).status_code == 303
    assert save(app.test_client()).status_code == 429

    found = figures(app)

    assert found['wizard_requests_total{route="guide.step",status="2xx"}'] >= 1
    assert found['wizard_requests_total{route="none",status="4xx"}'] == 1
    assert found['wizard_request_seconds_count{part="none"}'] == 1
    assert found['wizard_events_total{event="account.saved"}'] == 1
    assert found['wizard_limits_hit_total{limit="save"}'] == 1
    assert found['wizard_limits_full{limit="save"}'] == 1


def test_what_was_taken_back_is_not_counted(app):
    services, (admin, _) = app.extensions["wizard"].services, hire(app, "admin")

    def look_in_vain():
        with services.together():
            services.audit.page(admin, None, "")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        look_in_vain()

    assert 'wizard_events_total{event="audit.read"}' not in figures(app)


def test_how_it_stands_is_told_of_jobs_locks_keys_machines_and_backups(app):
    services = app.extensions["wizard"].services
    services.storage.probe()
    failed_job(services.jobs.engine)
    hire(app, "support")
    for _ in range(5):
        told = {"email": "support@example.com", "password": f"not {PASSWORD}", "code": "000000"}
        assert post(app.test_client(), "/staff/enter", **told).status_code == 422

    found = figures(app)

    assert found['wizard_jobs{state="failed"}'] == 1
    assert found['wizard_locks{kind="pair"}'] == 1
    assert found["wizard_sealing_keys"] == 1
    assert found["wizard_sealing_keys_missing"] == 0
    assert found["wizard_saving_open"] == 1
    assert found["wizard_database_up"] == 1
    assert found["wizard_database_schema_current"] == 1
    assert found["wizard_backup_age_seconds"] == float("inf")
    assert found["wizard_database_size_bytes"] > 100_000
    assert found['wizard_processes{kind="serve"}'] == 1


def test_while_the_database_is_away_the_rest_is_told(app):
    home = app.extensions["wizard"].settings.data
    app.extensions["wizard"].accounts.engine.dispose()
    (home / "wizard.db").rename(home / "away")
    (home / "wizard.db").mkdir()

    found = figures(app)

    assert found["wizard_database_up"] == 0
    assert "wizard_sealing_keys" not in found
    assert "wizard_probe_seconds" in found


def test_no_name_is_of_who_asked_and_all_names_are_of_lists_that_end(app):
    client = staff_client(app, "admin")
    save(client)
    client.get("/canary-path?canary=1", headers={"User-Agent": "canary", "Host": "localhost"})
    client.open("/guides/keys/place", method="CANARY")

    said = page(app).text

    assert "canary" not in said.lower()
    for told in (*FIRM.values(), *DEPOSIT.values(), "example.com", "127.0.0.1"):
        assert told not in said
    routes = {*app.view_functions, "none"}
    assert set(re.findall(r'route="([^"]*)"', said)) <= routes
    assert set(re.findall(r'event="([^"]*)"', said)) <= {*Event}


def test_a_place_is_one_process_s_and_free_again_after(tmp_path):
    first, second = (Slots.take(tmp_path / "run") for _ in range(2))

    assert (first.mine, second.mine) == (0, 1)
    assert {number for number, _ in first.processes()} == {0, 1}
    assert len(first.memory_bytes()) == 2
    second.release()
    assert {number for number, _ in first.processes()} == {0}
    third = Slots.take(tmp_path / "run")
    assert third.mine == 1
    first.release()
    third.release()


def test_what_a_command_left_is_dropped_unless_another_is_still_at_it(tmp_path):
    other = Slots.take(tmp_path / "other")
    Slots.take(tmp_path / "ended").release()
    mine = Slots.take(tmp_path / "mine")

    drop_others(mine.folder)

    assert {folder.name for folder in tmp_path.iterdir()} == {"other", "mine"}
    other.release()
    mine.release()


def test_two_processes_answer_for_both_and_each_line_of_their_log_is_an_object(tmp_path):
    env = {
        "WIZARD_GUIDES": str(GUIDES),
        "WIZARD_WORKERS": "2",
        "WIZARD_METRICS_TOKEN": TOKEN,
        "WIZARD_LOG": "json",
    }
    with program(tmp_path, **env) as (port, log):
        site = f"http://127.0.0.1:{port}"
        for _ in range(30):  # each on a line of its own: both processes take some
            assert requests.get(f"{site}/guides/fork?canary=1", timeout=60).status_code == 200
        told = {"Authorization": f"Bearer {TOKEN}"}
        seen = [requests.get(f"{site}/metrics", headers=told, timeout=60).text for _ in range(4)]
        text = log.read_text("utf-8")

    counted = 'wizard_requests_total{route="guide.overview",status="2xx"} 30.0'
    assert [counted in one for one in seen] == [True] * 4
    assert len(set(re.findall(r'resident_bytes\{process="(\d)"', "".join(seen)))) == 2
    lines = text[text.index('{"time"') :].splitlines()
    assert all(line.startswith('{"time": ') and line.endswith("}") for line in lines)
    assert text.count('"route": "guide.overview"') == 30
    assert "canary" not in text
    assert TOKEN not in text

"""`wizard serve` where the database does not answer: what this machine showed last can be read."""

import pytest
from conftest import prepared, settings_for
from support.commands import run_wizard
from support.folders import folder_in
from support.serving import free_port

from wizard.app import create_app


@pytest.fixture
def env(tmp_path):
    """The environment of a machine that served once, and whose database is away now."""
    folder, data = folder_in(tmp_path), tmp_path / "data"
    app = create_app(prepared(settings_for(data, guides=folder, shared=True)))
    app.extensions["wizard"].accounts.engine.dispose()
    (folder / "fork.yaml").unlink()
    away = f"postgresql://me:canary@127.0.0.1:{free_port()}/shop"
    return {"WIZARD_DATA": str(data), "WIZARD_GUIDES": str(folder), "DATABASE_URL": away}


@pytest.fixture
def begun(monkeypatch):
    """What would be served: the settings, and what is left for later."""
    found = []
    monkeypatch.setattr("wizard.cli.serve.warm_app", lambda *args: found.append(args))
    monkeypatch.setattr("wizard.server.run", lambda make, *_: make())
    return found


def test_it_says_so_and_shows_what_was_published(env, begun):
    done = run_wizard("serve", env=env)

    assert done.returncode == 0
    assert "연결할 수 없어요" in done.stderr
    assert "사본으로 안내만 읽을 수 있고" in done.stderr
    assert "canary" not in done.stderr
    [(settings, _, late)] = begun
    client = create_app(settings).test_client()
    assert client.get("/guides/fork/hello").status_code == 200
    assert client.get("/healthz").json["release"] == 1
    with pytest.raises(Exception, match="refused"):
        late()


@pytest.mark.parametrize("missing", ["published/newest.json", "keys.json"])
def test_a_machine_that_never_served_or_has_no_keys_does_not_begin(env, begun, tmp_path, missing):
    (tmp_path / "data" / missing).unlink()

    done = run_wizard("serve", env=env)

    assert (done.returncode, begun) == (1, [])
    assert "연결할 수 없어요" in done.stderr


def test_a_machine_whose_database_answers_leaves_nothing_for_later(env, begun):
    run_wizard("serve", env=env | {"DATABASE_URL": ""})

    assert begun[0][2] is None

"""Practice and the real thing never meet in one database, whichever command comes first."""

import pytest
from conftest import prepared, settings_for
from support.commands import run_wizard
from support.people import ACE

from wizard.app import create_app
from wizard.services.audit_events import Event


@pytest.fixture
def app(tmp_path):
    app = create_app(prepared(settings_for(tmp_path / "data")))
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def env(tmp_path):
    return {"WIZARD_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "WIZARD_KEYS": ""}


@pytest.fixture
def practising(tmp_path, env):
    ca = tmp_path / "ca.pem"
    ca.touch()
    return env | {"WIZARD_PRACTICE": "127.0.0.1:8443", "WIZARD_PRACTICE_CA": str(ca)}


def kinds(app):
    with app.extensions["wizard"].services.audit.engine.connect() as connection:
        rows = connection.exec_driver_sql("select kind from audit_event").all()
    return [kind for (kind,) in rows]


@pytest.mark.parametrize("command", [("serve",), ("work", "--once")], ids=["serve", "work"])
def test_practice_is_refused_where_a_seller_is(app, practising, command):
    app.extensions["wizard"].services.sellers.add(ACE, "nobody")

    done = run_wizard(*command, env=practising)

    assert done.returncode == 1
    assert "판매자나 담당자가 있어서 연습에 쓸 수 없어요" in done.stderr
    assert Event.PRACTICE_BEGUN.value not in kinds(app)


@pytest.mark.usefixtures("app")
def test_practice_is_refused_where_a_member_of_staff_is(env, practising):
    added = run_wizard(
        "staff", "add", "a@example.com", "--role", "admin", "--password-stdin",
        env=env, input="correct horse battery\n",
    )  # fmt: skip

    assert added.returncode == 0
    assert run_wizard("work", "--once", env=practising).returncode == 1


@pytest.mark.parametrize("command", [("serve",), ("work", "--once")], ids=["serve", "work"])
def test_what_was_practised_on_is_not_opened_as_the_real_one(app, env, practising, command):
    assert run_wizard("work", "--once", env=practising).returncode == 0
    app.extensions["wizard"].services.sellers.add(ACE, "nobody")

    done = run_wizard(*command, env=env)

    assert done.returncode == 1
    assert "이 데이터베이스는 연습용이에요" in done.stderr
    assert run_wizard("work", "--once", env=practising).returncode == 0
    assert kinds(app).count(Event.PRACTICE_BEGUN.value) == 1


def test_a_real_database_is_not_marked_by_being_used(app, env):
    assert run_wizard("work", "--once", env=env).returncode == 0

    assert Event.PRACTICE_BEGUN.value not in kinds(app)

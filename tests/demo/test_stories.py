"""The people of the demo are in every state that there is, once what waits is done."""

from datetime import UTC, datetime

from conftest import CONTENT, settings_for

from demo.cast import Cast
from demo.making import make
from practice.town import open_town
from wizard.app import create_app
from wizard.mall_settings import MallSettings
from wizard.services.roles import Role
from wizard.verdicts.classes import CLASSES
from wizard.web.workers.job_runner import JobRunner


def everything(connection, column, table):
    return {value for (value,) in connection.exec_driver_sql(f"select {column} from {table}")}


def test_the_demo_has_staff_of_each_role_requests_in_each_state_and_every_verdict(tmp_path):
    cast = Cast()
    with open_town(tmp_path) as town:
        malls = MallSettings.from_env(town.env)
        settings = settings_for(tmp_path / "demo", guides=CONTENT, malls=malls)
        make(settings, cast)
        app = create_app(settings)
        runner = JobRunner.of(app.extensions["wizard"].services)
        while not runner.round():
            pass

    engine = app.extensions["wizard"].accounts.engine
    with engine.connect() as connection:
        assert everything(connection, "verdict", "account_check") == set(CLASSES)
        assert everything(connection, "state", "request") == {"open", "answered", "closed"}
        assert "unfinished" in everything(connection, "state", "registration")
        [ends] = everything(connection, "waits_until", "run") - {None}
        assert ends > f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    engine.dispose()
    assert {one.role for one in cast.colleagues} == set(Role)
    assert len({guest.name for guest in cast.guests}) == len(cast.guests)

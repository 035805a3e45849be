"""The whole product tells a seller by the gateway of practice: agreed on the page, signed, taken, delivered, shown."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from conftest import prepared, settings_for, soup_of
from support.people import save_account, seller_client, services_of

from practice.town import open_town
from wizard.app import create_app
from wizard.db.models import Account
from wizard.korean.calendar import in_korea
from wizard.mall_settings import MallSettings
from wizard.message_settings import MessageSettings
from wizard.web.workers.job_runner import JobRunner


class Noon:
    """Noon in Korea today, until a test moves it."""

    def __init__(self):
        self.moment = datetime.now(UTC).replace(hour=3, minute=0)

    def __call__(self):
        return self.moment


@pytest.fixture
def clock():
    return Noon()


@pytest.fixture
def town(tmp_path, clock):
    """Practice malls that live at noon too."""
    with open_town(tmp_path, clock) as town:
        yield town


def test_a_seller_who_agrees_is_told_once_by_the_gateway_and_sees_that_it_arrived(
    town, clock, tmp_path
):
    settings = settings_for(
        tmp_path / "product",
        malls=MallSettings.from_env(town.env),
        messages=MessageSettings.from_env(town.telling("http://127.0.0.1:8000")),
    )
    app = create_app(prepared(settings), clock)
    client = seller_client(app)
    account = save_account(client)
    page = soup_of(client.get("/guides/keys/done")).select_one("form.told")
    client.post(
        "/my/messages", data={tag["name"]: tag["value"] for tag in page.select("input[name]")}
    )
    with services_of(app).accounts.engine.begin() as connection:
        ends = in_korea(clock()) + timedelta(days=3)
        connection.execute(sa.update(Account.__table__).values(expires_on=ends))
    runner = JobRunner.of(services_of(app))

    for minutes in (0, 2, 90):
        clock.moment += timedelta(minutes=minutes)
        while not runner.round():
            pass

    mine = [one for one in town.registry.messages.values() if one["to"] == "01098765432"]
    assert [one["template"] for one in mine] == ["KA01TPpracticeexpiry"]
    link = mine[0]["variables"]["#{링크}"]
    assert link == f"http://127.0.0.1:8000/guides/keys/renew?account={account}"
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 303
    assert "도착했어요" in client.get("/my/messages").text
    app.extensions["wizard"].accounts.engine.dispose()

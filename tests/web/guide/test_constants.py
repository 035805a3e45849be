"""What constants say on a reader's screen, and what is said of those that nobody knows yet."""

import pytest
from conftest import prepared, settings_for, soup_of
from support.folders import folder_in
from support.small_guides import with_steps

from wizard.app import create_app

CONSTANTS = """\
phone: 02-0000-0000
agency: {names: [유통원, 아임셀러], kind: name}
home: {kind: url, unknown: 아직 확인되지 않음, ask: 주소가 무엇인가요?}
server_ip: {kind: ip, unknown: 아직 확인되지 않음, ask: IP가 무엇인가요?}
"""
STEP = """\
id: read
kind: info
title: 읽어요
where: {console: 아임셀러, url: "${home}"}
say: "**${agency:을/를}** 골라요. 이름은 ${agency:names} 가운데 하나예요."
do: ["**IP**에 넣어요"]
enter:
  - {label: IP, value: "${server_ip}"}
  - {label: 업체명, value: "${agency}"}
"""


HOURS = ("", "hours: {kind: hours, value: 평일 9시부터 18시까지}\n")


@pytest.fixture(params=HOURS[:1])
def client(request, tmp_path):
    folder = folder_in(tmp_path, ())
    (folder / "constants.yaml").write_text(CONSTANTS + request.param, "utf-8")
    (folder / "small.yaml").write_text(with_steps(STEP), "utf-8")
    app = create_app(prepared(settings_for(tmp_path, guides=folder)))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def page(client):
    return soup_of(client.get("/guides/small/read"))


def test_names_stand_with_their_particle_and_all_of_them_where_asked(page):
    assert (
        page.select_one(".lead").text == "유통원을 골라요. 이름은 유통원, 아임셀러 가운데 하나예요."
    )
    assert page.select_one(".lead b").text == "유통원"


def test_a_value_that_nobody_knows_is_said_so_and_cannot_be_copied(page):
    [unknown] = [value for value in page.select(".value") if "아직 확인되지 않음" in value.text]

    assert "담당자에게 물어보고" in unknown.text
    assert not unknown.select("button, a")
    assert [button["data-copy"] for button in page.select("button.copy")] == ["유통원"]


def test_an_address_that_nobody_knows_is_no_link(page):
    assert page.select_one(".where").b.text == "아임셀러"
    assert not page.select(".where a")


@pytest.mark.parametrize(
    ("client", "said"),
    [(HOURS[0], []), (HOURS[1], ["평일 9시부터 18시까지"])],
    indirect=["client"],
    ids=["not known", "known"],
)
def test_when_the_telephone_is_answered_stands_beside_its_number_if_somebody_has_said_it(
    client, said
):
    for path, place in (
        ("/", ".foot .phone"),
        ("/guides/small/read", ".stuck .phone"),
        ("/guides/small/all", ".printed"),
    ):
        shown = soup_of(client.get(path)).select(f"{place} small")

        assert [tag.text for tag in shown] == said

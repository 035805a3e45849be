"""알림 받기, pressed: what is agreed to stands in the database, for the number that was read."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from conftest import prepared, settings_for
from playwright.sync_api import expect
from support.browsing import opened
from support.people import agree_to_talk, seller_client, services_of
from support.serving import served
from support.staff_pages import sign_in

from gallery.stage import TELLING
from wizard.app import create_app
from wizard.db.models import MessageConsent
from wizard.message_settings import MessageSettings
from wizard.services.email_confirmation import code_in

NEW_NUMBER = "01055556666"


@pytest.fixture
def telling(tmp_path):
    """An application that has both channels; nobody does its jobs."""
    messages = MessageSettings.from_env(TELLING)
    return create_app(prepared(settings_for(tmp_path, messages=messages)))


@pytest.fixture
def address(telling):
    with served(telling) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, address):
    yield from opened(chromium, address, java_script_enabled=request.param)


def come_in(page, client, address):
    cookie = client.get_cookie("seller").value
    page.context.add_cookies([{"name": "seller", "value": cookie, "url": address}])


def stored(app):
    with services_of(app).consents.engine.connect() as connection:
        rows = connection.execute(sa.select(MessageConsent.__table__))
        return {row.channel: (row.is_given, row.phone or row.email, row.act) for row in rows}


def test_whose_phone_was_changed_agrees_for_the_new_one_by_one_press(page, telling, address):
    client = seller_client(telling)
    agree_to_talk(telling, client.seller_id)
    firm = services_of(telling).sellers.firm(client.seller_id)
    services_of(telling).sellers.correct(replace(firm, phone=NEW_NUMBER), "nobody")
    come_in(page, client, address)

    page.goto("/my/messages")
    expect(page.get_by_text("지금 번호(010-5555-6666)에는 아직")).to_be_visible()
    page.get_by_role("button", name="동의하고 카카오톡으로 받기").click()
    expect(page.get_by_text("이제 카카오톡으로 알려 드려요")).to_be_visible()

    assert page.url.endswith("/my/messages")
    assert stored(telling) == {"talk": (True, NEW_NUMBER, "my")}


def test_staff_stop_messages_and_their_seller_reads_that_and_turns_them_on_again(
    page, telling, address
):
    client = seller_client(telling)
    agree_to_talk(telling, client.seller_id)
    sign_in(page, telling, address, "support")
    come_in(page, client, address)

    page.goto(f"/staff/sellers/{client.seller_id}")
    page.get_by_role("button", name="알림 멈추기").click()
    expect(page.get_by_text("알림을 멈췄어요")).to_be_visible()
    assert page.url.endswith(f"/staff/sellers/{client.seller_id}")
    assert page.get_by_role("button", name="알림 멈추기").count() == 0
    assert stored(telling) == {"talk": (False, "", "staff")}

    page.goto("/my/messages")
    expect(page.get_by_text("에 담당자가 껐어요")).to_be_visible()
    page.get_by_role("button", name="동의하고 카카오톡으로 받기").click()
    expect(page.get_by_text("이제 카카오톡으로 알려 드려요")).to_be_visible()
    assert stored(telling)["talk"][0] is True
    assert page.get_by_text("에 담당자가 껐어요").count() == 0


def test_who_writes_an_address_types_the_digits_of_its_letter_and_is_told_from_then_on(
    page, telling, address
):
    client = seller_client(telling)
    come_in(page, client, address)
    page.goto("/my/messages")
    page.fill("#email", "kim@example.com")
    page.get_by_role("button", name="동의하고 이메일로 받기").click()
    expect(page.get_by_text("확인 번호를 이메일로 보냈어요")).to_be_visible()
    page.fill("#code", "1")
    page.get_by_role("button", name="이메일 확인하기").click()
    expect(page.locator("#code-error")).to_be_visible()

    said = services_of(telling).message_consents.of(client.seller_id)["email"]
    assert said.confirmed_at is None
    page.fill("#code", code_in(services_of(telling).keys, said))
    page.get_by_role("button", name="이메일 확인하기").click()
    expect(page.get_by_text("이메일을 확인했어요")).to_be_visible()

    assert page.url.endswith("/my/messages")
    assert services_of(telling).message_consents.of(client.seller_id)["email"].confirmed_at

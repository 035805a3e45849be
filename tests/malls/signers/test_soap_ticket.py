from datetime import UTC, datetime

import pytest
from defusedxml.ElementTree import fromstring

from wizard.errors import BadFormatError
from wizard.malls.request import Request
from wizard.malls.signers import sign

NOW = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)
SERVICE = "http://www.auction.co.kr/APIv1/ShoppingService"
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"


def signed(ticket, operation="GetShippingPlaceCode"):
    asked = Request.filled("places", "auction", "POST", "/APIv1/ShoppingService.asmx", {})
    return sign("soap-ticket", asked, {"operation": operation, "ticket": ticket}, NOW)


@pytest.mark.parametrize(
    "ticket",
    ["A" * 215 + "=", "a&b<c>]]></Value><Value>\"'{operation}"],
    ids=["plain", "hostile"],
)
def test_another_reader_finds_the_ticket_in_both_places_as_it_is(ticket):
    envelope = fromstring(signed(ticket).body)

    security, asked = "{http://www.auction.co.kr/Security}", "{" + SERVICE + "}"
    in_header = envelope.findall(f"{SOAP}Header/{security}EncryptedTicket/{security}Value")
    operation = f"{SOAP}Body/{asked}GetShippingPlaceCode"
    in_body = envelope.findall(f"{operation}/{asked}req/{asked}MemberTicket/{asked}Ticket")
    assert [found.text for found in in_header + in_body] == [ticket, ticket]


def test_the_service_is_told_in_the_header_as_soap_has_it():
    assert signed("ticket").headers == {
        "SOAPAction": f'"{SERVICE}/GetShippingPlaceCode"',
        "Content-Type": "text/xml; charset=utf-8",
    }


def test_an_operation_is_a_name_and_nothing_more():
    with pytest.raises(BadFormatError) as refusal:
        signed("ticket", operation="Get/><x")

    assert refusal.value.name == "operation"

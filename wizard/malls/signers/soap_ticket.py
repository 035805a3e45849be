"""옥션's ticket in a SOAP 1.1 envelope: in its header, and again in what is asked.

Source: developer.auction.co.kr, ShoppingService; W3C NOTE-SOAP-20000508.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape

from wizard.errors import BadFormatError
from wizard.malls.request import Request

_OPERATION = re.compile(r"[A-Z][A-Za-z]{0,59}")
_ENVELOPE = """<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
<soap:Header><EncryptedTicket xmlns="http://www.auction.co.kr/Security"><Value>{ticket}</Value></EncryptedTicket></soap:Header>
<soap:Body><{operation} xmlns="{service}">
<req><MemberTicket><Ticket>{ticket}</Ticket></MemberTicket></req>
</{operation}></soap:Body>
</soap:Envelope>
"""


def sign(request: Request, using: Mapping[str, str], _now: datetime) -> Request:
    """Ask for `operation` of the service that the path names, with `ticket`."""
    operation = using["operation"]
    if not _OPERATION.fullmatch(operation):
        raise BadFormatError("operation")
    service = f"http://www.auction.co.kr{request.path.removesuffix('.asmx')}"
    body = _ENVELOPE.format(
        ticket=escape(using["ticket"], quote=False), operation=operation, service=service
    )
    asked = request.with_headers({"SOAPAction": f'"{service}/{operation}"'})
    return asked.with_body(body.encode(), "text/xml; charset=utf-8")

"""옥션's old SOAP service: an encrypted ticket, told twice, and echoed as the real one echoes it.

Source: api.auction.co.kr/APIv1/ShoppingService.asmx (its WSDL); throttling disguised as a ticket's fault is measured.
"""

from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from practice.exchange import Asked, Reply
from practice.registry import Registry
from practice.sellers import PracticeSeller
from practice.standing import States, as_it_stands

PATH = "/APIv1/ShoppingService.asmx"
SHOPPING = "http://www.auction.co.kr/APIv1/ShoppingService"
SECURITY = "http://www.auction.co.kr/Security"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
TYPE = "text/xml; charset=utf-8"
BAD_TICKET = "인증파라메터의 암호화된 문자열이 유효하지 않습니다"
HEADER = f"{{{SOAP}}}Header/{{{SECURITY}}}EncryptedTicket/{{{SECURITY}}}Value"
BODY = f"{{{SOAP}}}Body/{{{SHOPPING}}}GetShippingPlaceCode/{{{SHOPPING}}}req"
MEMBER = f"{BODY}/{{{SHOPPING}}}MemberTicket/{{{SHOPPING}}}Ticket"


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as the service does; it takes no ticket that its envelope does not name twice."""
    if asked.path != PATH or asked.method != "POST":
        return Reply(404)
    if asked.media_type != "text/xml":
        return Reply(415)
    if asked.headers.get("soapaction", "").strip('"') != f"{SHOPPING}/GetShippingPlaceCode":
        return fault("Server did not recognize the value of HTTP Header SOAPAction.")
    seller = registry.find("auction", api_key=_ticket(asked.body))
    if seller is None:
        return fault(BAD_TICKET)
    return as_it_stands(registry.state(seller), STATES, _places(seller), seller, asked)


def _ticket(body: bytes) -> str:
    """Give the ticket that both places of an envelope name; empty if they do not agree."""
    try:
        envelope: Element = fromstring(body)
    except (ParseError, DefusedXmlException):
        return ""
    told = {(envelope.findtext(path) or "").strip() for path in (HEADER, MEMBER)}
    return told.pop() if len(told) == 1 else ""


def fault(said: str) -> Reply:
    """Refuse as SOAP 1.1 does."""
    inside = f"<faultcode>soap:Server</faultcode><faultstring>{escape(said)}</faultstring>"
    return _envelope(f"<soap:Fault>{inside}</soap:Fault>", 500)


def _places(seller: PracticeSeller) -> Reply:
    """Give where goods leave from, with whose they are, and the ticket once more."""
    row = (
        f'<ShippingPlaceT ShippingPlaceSeq="1" SellerID={quoteattr(seller.on_record["login_id"])}'
        ' ShippingPlaceName="출고지"/>'
    )
    result = f"<GetShippingPlaceCodeResult>{row}</GetShippingPlaceCodeResult>"
    ticket = escape(seller.on_record["api_key"])
    echo = f'<EncryptedTicket xmlns="{SECURITY}"><Value>{ticket}</Value></EncryptedTicket>'
    return _envelope(
        f'<GetShippingPlaceCodeResponse xmlns="{SHOPPING}">{result}</GetShippingPlaceCodeResponse>',
        echo=echo,
    )


def _envelope(inside: str, status: int = 200, echo: str = "") -> Reply:
    header = f"<soap:Header>{echo}</soap:Header>" if echo else ""
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="{SOAP}">{header}'
        f"{f'<soap:Body>{inside}</soap:Body>' if inside else '<soap:Body/>'}</soap:Envelope>"
    )
    return Reply(status, text.encode(), TYPE)


STATES: States = {
    "fault_throttle_or_ticket": lambda _, __: fault(BAD_TICKET),
    "ticket_down_503": lambda _, __: Reply(503, b"Service Unavailable"),
    "empty_envelope": lambda _, __: _envelope(""),
    "fault_other": lambda _, __: fault("티켓의 유효기간이 만료되었습니다"),
}
"""What it answers to somebody whose ticket it knows, but who stands so."""

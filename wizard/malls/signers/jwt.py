"""ESM's token of G마켓 and 옥션: a selling tool asks in its own name for one seller of one site.

Source: etapi.gmarket.com/pages/API-가이드; RFC 7515.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from datetime import datetime

from wizard.errors import BadFormatError
from wizard.malls.request import Request

SITES = ("A", "G")


def sign(request: Request, using: Mapping[str, str], _now: datetime) -> Request:
    """Show a token of the tool `master_id` for the seller `seller_id` of `site`."""
    if using["site"] not in SITES:
        raise BadFormatError("site")
    if set(using["seller_id"]) & set(",:"):  # would name another seller, or two
        raise BadFormatError("seller_id")
    claims = {
        "iss": using["domain"],
        "sub": "sell",
        "aud": "sa.esmplus.com",
        "ssi": f"{using['site']}:{using['seller_id']}",
    }
    token = encoded(using["master_id"], claims, using["secret_key"])
    return request.with_headers({"Authorization": f"Bearer {token}"})


def encoded(key_id: str, claims: Mapping[str, str | int], secret: str) -> str:
    """Give a JWT; the secret's text itself is the key, though it looks like base64."""
    head = {"alg": "HS256", "typ": "JWT", "kid": key_id}
    text = f"{_base64url(_compact(head))}.{_base64url(_compact(claims))}"
    return f"{text}.{_base64url(hmac.digest(secret.encode(), text.encode(), 'sha256'))}"


def _compact(value: Mapping[str, str | int]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

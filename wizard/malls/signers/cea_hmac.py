"""쿠팡's signature over moment, method, path and query.

Source: developers.coupangcorp.com, article 360033461914.
"""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

from wizard.malls.request import Request


def sign(request: Request, using: Mapping[str, str], now: datetime) -> Request:
    """Sign with `secret_key` in the name of `access_key`."""
    date = signed_date(now)
    message = f"{date}{request.method}{request.path}{request.query}"
    signature = hmac.digest(using["secret_key"].encode(), message.encode(), "sha256").hex()
    told = f"access-key={using['access_key']}, signed-date={date}, signature={signature}"
    return request.with_headers({"Authorization": f"CEA algorithm=HmacSHA256, {told}"})


def signed_date(now: datetime) -> str:
    """Give a moment as 쿠팡 writes it: two digits of the year, in UTC."""
    return now.astimezone(UTC).strftime("%y%m%dT%H%M%SZ")

"""네이버's request for a token: the secret is a bcrypt salt, the signature a bcrypt hash.

Source: apicenter.commerce.naver.com/docs/auth.
"""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import bcrypt

from wizard.errors import BadFormatError
from wizard.mall_settings import NAVER_SECRET
from wizard.malls.request import Request

EARLY = timedelta(seconds=3)
"""A moment to come is refused, so ours is told a little early."""
MAX_PASSWORD_BYTES = 72
_LETTERS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sign(request: Request, using: Mapping[str, str], now: datetime) -> Request:
    """Ask for a token: an agency's for its seller `account_id`, without one a shop's own."""
    told_ms = (now - EARLY - _EPOCH) // timedelta(milliseconds=1)
    account = using.get("account_id")
    form = {
        "client_id": using["client_id"],
        "timestamp": str(told_ms),
        "client_secret_sign": signature(using["client_id"], using["client_secret"], told_ms),
        "grant_type": "client_credentials",
        **({"type": "SELLER", "account_id": account} if account else {"type": "SELF"}),
    }
    return request.with_body(urlencode(form).encode(), "application/x-www-form-urlencoded")


def signature(client_id: str, client_secret: str, told_ms: int) -> str:
    """Give the hash of an application's id at a moment.

    Raises:
        BadFormatError: the secret is no salt, or the id is longer than bcrypt takes.

    """
    if not NAVER_SECRET.fullmatch(client_secret):
        raise BadFormatError("client_secret")
    password = f"{client_id}_{told_ms}".encode()
    if len(password) > MAX_PASSWORD_BYTES:
        raise BadFormatError("client_id")
    return base64.b64encode(bcrypt.hashpw(password, canonical(client_secret).encode())).decode()


def canonical(salt: str) -> str:
    """Give the salt with its last letter as bcrypt has it: only two of that letter's six bits count."""
    return salt[:-1] + _LETTERS[_LETTERS.index(salt[-1]) & ~0xF]

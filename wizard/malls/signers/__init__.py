"""How malls want requests signed: one module for each way."""

from collections.abc import Callable, Mapping
from datetime import datetime

from wizard.malls.request import Request, plain
from wizard.malls.signers import bcrypt_token, bearer, cea_hmac, header, jwt, soap_ticket
from wizard.verdicts.signers import OPTIONAL, SIGNERS, SignerName

Signer = Callable[[Request, Mapping[str, str], datetime], Request]
"""Gives a request signed with named values at a moment.

Raises:
    BadFormatError: naming a value that cannot be a part of this signature.

"""

_SIGNERS: Mapping[SignerName, Signer] = {
    "header": header.sign,
    "bearer": bearer.sign,
    "cea-hmac": cea_hmac.sign,
    "bcrypt-token": bcrypt_token.sign,
    "jwt": jwt.sign,
    "soap-ticket": soap_ticket.sign,
}


def sign(by: SignerName, request: Request, using: Mapping[str, str], now: datetime) -> Request:
    """Give the request signed, `by` one of `SIGNERS`, `using` what that names.

    Raises:
        BadFormatError: naming a value or a header that cannot be sent.

    """
    missing = SIGNERS[by] - using.keys()
    unknown = using.keys() - SIGNERS[by] - OPTIONAL.get(by, frozenset())
    if missing or unknown:
        raise ValueError(f"{by}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    for name, value in (*request.headers.items(), *using.items()):
        plain(name, value)
    return _SIGNERS[by](request, using, now)

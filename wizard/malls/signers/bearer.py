"""A key or a token as it is, as 롯데온 has it.

Source: RFC 6750, 2.1.
"""

from collections.abc import Mapping
from datetime import datetime

from wizard.malls.request import Request


def sign(request: Request, using: Mapping[str, str], _now: datetime) -> Request:
    """Show `token` to the mall."""
    return request.with_headers({"Authorization": f"Bearer {using['token']}"})

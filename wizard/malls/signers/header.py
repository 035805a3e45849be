"""A key in a header of its own, as 11번가 has it."""

import re
from collections.abc import Mapping
from datetime import datetime

from wizard.errors import BadFormatError
from wizard.malls.request import Request

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")


def sign(request: Request, using: Mapping[str, str], _now: datetime) -> Request:
    """Put `value` into the header `name`."""
    if not _NAME.fullmatch(using["name"]):
        raise BadFormatError("name")
    return request.with_headers({using["name"]: using["value"]})

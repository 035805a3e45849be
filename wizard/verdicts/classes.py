"""What a try of an account can come to."""

from typing import Literal, get_args

VerdictClass = Literal[
    "OK",
    "BAD_FORMAT",
    "WRONG_KEY",
    "WRONG_ID",
    "IP_NOT_ALLOWED",
    "NO_PERMISSION",
    "EXPIRED",
    "NOT_YET_ACTIVE",
    "RATE_LIMITED",
    "MALL_DOWN",
    "AMBIGUOUS",
    "OUR_FAULT",
    "UNVERIFIABLE",
    "MALL_CLOSED",
]
"""OUR_FAULT is never told as the seller's; UNVERIFIABLE and MALL_CLOSED are neutral."""

CLASSES: tuple[VerdictClass, ...] = get_args(VerdictClass)

SELLERS_TO_MEND: frozenset[VerdictClass] = frozenset(
    {"BAD_FORMAT", "WRONG_KEY", "WRONG_ID", "IP_NOT_ALLOWED", "NO_PERMISSION", "EXPIRED"}
)
"""Those where the seller has something to correct before another try can end well."""

REFUSED: frozenset[VerdictClass] = SELLERS_TO_MEND | {"AMBIGUOUS"}
"""Those with which an account is saved and its mall does not take it."""

"""When an event is sent again that was not taken, and when nobody tries any more."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSES = tuple(
    timedelta(seconds=one) for one in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""After the first time, the second …: three days in all.  Source: Standard Webhooks, deliverability."""

JITTER = 0.2
LONGEST_WISH = timedelta(days=1)
"""A receiver may ask for no more."""

FAILING_DAYS = timedelta(days=3)
"""An endpoint that took nothing for so long is sent nothing more until somebody turns it on."""

MANY_FAILURES = 5
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=10)
"""An endpoint that failed so often in a row is left alone a while by all that is on its way there."""


def next_at(attempts: int, wish: str, now: datetime, chance: float) -> datetime | None:
    """Say when to send again; None if it was sent often enough.

    Args:
        attempts: how often it was sent, from 1.
        wish: the receiver's Retry-After, or "".
        now: the moment it is.
        chance: from 0 to 1, so that what failed together is not sent together.

    """
    if attempts > len(PAUSES):
        return None
    pause = max(PAUSES[attempts - 1], min(_wished(wish, now), LONGEST_WISH))
    return now + pause * (1 + JITTER * chance)


def rest_until(failures: int, now: datetime) -> datetime | None:
    """Say until when an endpoint is left alone that failed so often in a row; None if it is not."""
    if failures < MANY_FAILURES:
        return None
    return now + min(FIRST_REST * float(2 ** min(failures - MANY_FAILURES, 10)), LONGEST_REST)


def _wished(wish: str, now: datetime) -> timedelta:
    """Read a Retry-After: seconds or a date; nothing, if it is neither.  Source: RFC 9110, 10.2.3."""
    if wish.isascii() and wish.isdigit():
        return timedelta(seconds=int(wish[:9]))
    try:
        at = parsedate_to_datetime(wish)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return timedelta()

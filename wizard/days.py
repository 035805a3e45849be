"""Days as they are counted in Korea, wherever the server stands."""

from datetime import UTC, date, datetime, time, timedelta

KOREA = timedelta(hours=9)


def in_korea(moment: datetime) -> date:
    """Give the day that it was in Korea."""
    return (moment.astimezone(UTC) + KOREA).date()


def beginning(day: date) -> datetime:
    """Give the moment at which a day began in Korea."""
    return datetime.combine(day, time(), UTC) - KOREA

"""What speaks against forgetting sellers now: a clock that looks wrong, or more of them than usual."""

from datetime import datetime, timedelta

from wizard.errors import RefusedError

FEW = 20
"""So few may always go at once, whatever their share."""

BEHIND = timedelta(minutes=5)
AHEAD = timedelta(days=30)
"""A place where nothing at all was written down for so long, or whose clock was put ahead."""


def doubt_clock(newest: datetime | None, now: datetime) -> None:
    """Refuse to forget by a clock that what was written down last speaks against.

    Raises:
        RefusedError: it is behind, or far ahead.

    """
    if newest is None or newest - BEHIND <= now <= newest + AHEAD:
        return
    raise RefusedError(
        f"서버 시각({now:%Y-%m-%d %H:%M} UTC)이 마지막 기록({newest:%Y-%m-%d %H:%M} UTC)과 맞지 않아 아무것도 지우지 않았어요. "
        "시각을 확인하고, 맞다면 --clock-is-right를 붙여 다시 해 주세요."
    )


def doubt_share(idle: int, everybody: int, share: int) -> None:
    """Refuse to forget unusually many at once.

    Raises:
        RefusedError: more than a few, and more than the share that may go.

    """
    if idle <= FEW or idle * 100 <= everybody * share:
        return
    part = -(-idle * 100 // everybody)
    raise RefusedError(
        f"판매자 {everybody}명 가운데 {idle}명({part}%)이 지워질 참이라 멈췄어요. 아무것도 지우지 않았어요. "
        f"보관 기간과 서버 시각을 확인하고, 맞다면 --share {part}을 붙여 다시 해 주세요."
    )

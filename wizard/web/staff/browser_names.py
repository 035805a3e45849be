"""What a browser and its machine are called, so that a member knows their own among the open ones.

A closed list: of what the browser says of itself nothing else is kept.
"""

from flask import request

BROWSERS = {
    "KAKAOTALK": "카카오톡",
    "SamsungBrowser": "삼성 인터넷",
    "Whale/": "웨일",
    "Edg": "엣지",
    "OPR/": "오페라",
    "FxiOS": "파이어폭스",
    "Firefox/": "파이어폭스",
    "CriOS": "크롬",
    "Chrome/": "크롬",
    "Safari/": "사파리",
}
"""What stands in `User-Agent` -> its name; who gives itself out for others comes first."""

MACHINES = {
    "iPhone": "아이폰",
    "iPad": "아이패드",
    "Android": "안드로이드",
    "Windows": "윈도우",
    "CrOS": "크롬북",
    "Macintosh": "맥",
    "Linux": "리눅스",
}


def told() -> str:
    """Name the browser that asks: its machine and itself, as far as they are known."""
    said = request.headers.get("User-Agent", "")
    known = (_first(MACHINES, said), _first(BROWSERS, said))
    return " ".join(name for name in known if name)


def _first(names: dict[str, str], said: str) -> str:
    return next((name for mark, name in names.items() if mark in said), "")

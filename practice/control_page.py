"""The page of the control: what to type to meet each answer."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from itertools import groupby

from practice.registry import Registry
from practice.sellers import PracticeSeller

HEAD = """<!doctype html><html lang="ko"><meta charset="utf-8"><title>연습 쇼핑몰</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 1rem/1.5 sans-serif; margin: 1rem auto; max-width: 70rem; padding: 0 1rem }
:root { color-scheme: light dark }
h2 { margin-top: 2rem } li { margin: .75rem 0 } code { user-select: all; overflow-wrap: anywhere }
form { display: inline } button { font: inherit }
</style>
<h1>연습 쇼핑몰</h1>
<p>진짜 쇼핑몰이 아니에요. 여기 키를 연습 화면의 칸에 붙여 넣으면 그 답을 만나요.</p>
"""
NAMES = {
    "coupang": "쿠팡",
    "11st": "11번가",
    "lotteon": "롯데온",
    "smartstore": "네이버 스마트스토어 (대행사)",
    "smartstore-own": "네이버 스마트스토어 (내스토어 앱)",
    "gmarket": "G마켓 (ESM+)",
    "auction-esm": "옥션 (ESM+)",
    "auction": "옥션 (인증 티켓)",
}


def page(registry: Registry, above: str = "") -> str:
    """Draw every mall's sellers."""
    standings = registry.standings()
    parts = [HEAD, above]
    for mall, sellers in groupby(registry.sellers.values(), lambda seller: seller.mall):
        state = registry.mall_state(mall)
        parts.append(f"<h2>{NAMES[mall]}</h2>{_mall_button(mall, state)}<ul>")
        parts += [_seller(seller, standings[seller.id], registry.now()) for seller in sellers]
        parts.append("</ul>")
    return "".join(parts)


def _mall_button(mall: str, state: str) -> str:
    to, said = ("", "다시 열기") if state else ("cut", "이 쇼핑몰 멈추기")
    return _form("malls", {"mall": mall, "state": to}, said)


def _seller(seller: PracticeSeller, state: str, now: datetime) -> str:
    stands = f"지금 <code>{escape(state)}</code>" if state else "지금 보통이에요"
    moves = ""
    if seller.state:
        to, said = ("", "고쳤어요") if state else (seller.state, "처음으로")
        moves = _form("sellers", {"id": seller.id, "state": to}, said)
    wakes = (
        f" · 처음 묻고 {seller.wakes_after_s}초 뒤에 저절로 풀려요" if seller.wakes_after_s else ""
    )
    typed = {**seller.typed, "issued_on": seller.issued_on(now)}
    cured = {n: v for n, v in seller.mended.items() if v != seller.typed[n]}
    mended = f"<br>고친 값: {_values(cured)}" if cured else ""
    title = f"<b>{escape(seller.title)}</b> → {seller.verdict} · {stands}{wakes} {moves}"
    return f"<li>{title}<br>{_values(typed)}{mended}</li>"


def _values(values: Mapping[str, str]) -> str:
    """Write values to copy, without those that are empty."""
    return "<br>".join(
        f"{escape(name)} <code>{escape(value)}</code>" for name, value in values.items() if value
    )


def _form(action: str, values: dict[str, str], said: str) -> str:
    inputs = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in values.items()
    )
    return f'<form method="post" action="/{action}">{inputs}<button>{said}</button></form>'

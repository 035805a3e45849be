"""Everybody in a demo, and how they are told: on the terminal, and on the page of the practice malls."""

from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from demo.colleagues import PASSWORD, WORDS, Colleague
from demo.guests import Guest

TOLD = 10
"""So many sellers are told on the terminal; the page tells all."""


@dataclass
class Cast:
    """Who there is; empty until they were made.

    Attributes:
        address: of the product.
        secret: that signs what a system is told of events.

    """

    address: str = ""
    colleagues: list[Colleague] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    secret: str = field(default="", repr=False)

    def text(self, control: str, now: datetime) -> str:
        """Say on the terminal who can come in, and how."""
        staff = [
            f"  {WORDS[one.role]}  {one.email}  인증번호 {one.code(now)}\n    {one.uri}"
            for one in self.colleagues
        ]
        sellers = [
            f"  {one.name} ({one.state})\n    {self.address}/enter#{one.token}  끝 다섯 자리 {one.digits}"
            for one in self.guests[:TOLD]
        ]
        return "\n".join(
            [
                "\n담당자: " + f"{self.address}/staff  (비밀번호는 모두 {PASSWORD})",
                *staff,
                "\n판매자:",
                *sellers,
                f"  … 모두 {len(self.guests)}곳",
                f"\n모든 판매자, 연습용 열쇠, 상태 바꾸기, 지금 인증번호: {control}",
                f"제품: {self.address}",
                "멈추려면 Ctrl+C를 누르세요.\n",
            ]
        )

    def page(self, now: datetime) -> str:
        """Say the same on the page of the practice malls, with codes that are good now."""
        staff = [
            f"<li><b>{WORDS[one.role]}</b> <code>{escape(one.email)}</code> "
            f"인증번호 <code>{one.code(now)}</code>"
            for one in self.colleagues
        ]
        sellers = [
            f'<li><a href="{self.address}/enter#{escape(one.token)}">{escape(one.name)}</a> '
            f"{escape(one.state)} · 끝 다섯 자리 <code>{one.digits}</code>"
            for one in self.guests
        ]
        return (
            f'<h2>담당자</h2><p><a href="{self.address}/staff">{self.address}/staff</a> '
            f"비밀번호 <code>{PASSWORD}</code>. 인증번호는 30초마다 바뀌어요: 새로 고쳐 주세요.</p>"
            f"<ul>{''.join(staff)}</ul><h2>판매자</h2><ul>{''.join(sellers)}</ul>"
        )

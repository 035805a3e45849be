"""An invitation as it is handed over: address, message to send, QR code; shown once."""

from dataclasses import dataclass, field

from flask import url_for
from markupsafe import Markup

from wizard.charts import qr
from wizard.services.invitations import DAYS
from wizard.web.state import state


@dataclass(frozen=True)
class Invitation:
    """A link with its token, on its way to the seller."""

    url: str = field(repr=False)
    message: str = field(repr=False)
    qr: Markup = field(repr=False)


def invitation(name: str, token: str, days: int = DAYS, to: str = "") -> Invitation:
    """Write the invitation of a firm.

    Args:
        name: 상호.
        token: the link's, told once.
        days: how long it lives.
        to: the mall it leads to; "" for the seller's own place.

    """
    url, told = message(name, token, days, to)
    return Invitation(url, told, Markup(qr.svg(url).decode()))  # noqa: S704 (squares and nothing else)


def message(name: str, token: str, days: int, to: str = "") -> tuple[str, str]:
    """Write a link's address, and the message that it is sent with; see `invitation`."""
    url = f"{url_for('sign_in.show', _external=True)}#{token}"
    phone = state().catalog.constants.get("phone", "")
    what = f"{to} 연결" if to else "쇼핑몰 연결"
    return url, (
        f"[아임셀러] {name}님, 신청하신 {what} 안내예요.\n"
        "아래 주소를 누르고 사업자등록번호 끝 다섯 자리를 적어 주세요.\n"
        f"{url}\n"
        f"{days}일 안에 열어 주세요. 막히면 {phone}로 전화해 주세요. 비밀번호는 전화나 문자로 묻지 않아요."
    )

"""What is said above a page while the database is away or takes nothing."""

from wizard.web import sessions
from wizard.web.state import state

UNKNOWN = (
    "지금은 누구신지 확인하지 못해서, 처음 오신 분과 같은 화면을 보여 드려요. "
    "저장된 내용은 그대로 있어요. 잠시 뒤에 다시 열어 주세요."
)
CLOSED = "지금은 아무것도 저장할 수 없어요. 읽는 것은 괜찮아요. 적을 것이 있으면 잠시 뒤에 다시 열어 주세요."


def line() -> str:
    """Give the one line that a page should carry now; "" if all is well."""
    if sessions.is_unknown():
        return UNKNOWN
    return CLOSED if state().services.storage.closed else ""

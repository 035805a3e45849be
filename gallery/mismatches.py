"""Screens that looked different to sellers, one with a picture, for the pages of the editors."""

from io import BytesIO

from PIL import Image

from wizard.photos import redraw
from wizard.services.container import Services
from wizard.services.requests import Ask

MALL, STEP = "coupang", "open-api"
SAID = "발급 단추가 화면 맨 아래가 아니라 오른쪽 위에 있어요."


def leave_mismatches(services: Services, revision: str, seller: str) -> None:
    """Let two steps of a guide look different: one to a seller with a picture, one to a reader."""
    answers = {"company": ("listed",)}
    ask = Ask("mismatch", MALL, STEP, revision, SAID, answers)
    request = services.requests.ask_at_step(ask, seller)
    drawn = BytesIO()
    Image.new("RGB", (640, 400), "lightsteelblue").save(drawn, "PNG")
    services.photos.add(request, redraw(drawn.getvalue()))
    other = Ask(
        "mismatch",
        MALL,
        "gone",
        revision,
        "메뉴 이름이 바뀌었어요.",
        answers,
        "김손님",
        "01098765432",
    )
    services.requests.ask_at_step(other, None)

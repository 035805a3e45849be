"""The picture that comes with 화면이 달라요: read, drawn anew, or told why not."""

from flask import Response, request

from wizard.errors import KeysError, PhotoError
from wizard.photos import MAX_SENT_BYTES, MEDIA_TYPE, Photo, redraw
from wizard.web.state import state

FIELD = "photo"
CHOOSE_AGAIN = "사진은 다시 골라 주세요. 브라우저가 사진은 기억하지 않아요."
NOT_NOW = "지금은 사진을 받을 수 없어요. 글만 먼저 보내 주세요."


def is_sent() -> bool:
    """Say whether a picture came with the form."""
    found = request.files.get(FIELD)
    return bool(found and found.filename)


def sent(errors: dict[str, str]) -> Photo | None:
    """Give the picture that was sent, if one was; what stops it goes to `errors`."""
    found = request.files.get(FIELD)
    if found is None or not found.filename:
        return None
    try:
        photo = redraw(found.stream.read(MAX_SENT_BYTES + 1))
        state().services.keys.ring()
    except PhotoError as refused:
        errors[FIELD] = str(refused)
    except KeysError:
        errors[FIELD] = NOT_NOW
    else:
        return photo
    return None


def lost() -> dict[str, str]:
    """Say at its box that a picture must be chosen again; nothing, if none was sent."""
    return {FIELD: CHOOSE_AGAIN} if is_sent() else {}


def picture(data: bytes) -> Response:
    """Answer with a picture that is nobody's but those who may see it: it is kept nowhere, and runs nothing."""
    answer = Response(data, mimetype=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer

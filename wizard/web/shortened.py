"""A form that is too long, read all the same: given back without the value that makes it so.

The server has taken in a body of this size anyway; beyond it nothing can be given back.
"""

from flask import Response, request
from werkzeug.datastructures import ImmutableMultiDict

from wizard.web import cross_site, given_back

MOST_BYTES = 1_000_000
MOST_CHARS = 4000
"""A longer value is none that any box asks for: it is left out, and that is told."""

OWN_PAGE = frozenset({"accounts.save", "accounts.replace"})
"""Forms whose own page says by itself what was too long."""

LEFT_OUT = (
    "적은 내용이 너무 길어서 받지 못했어요. 너무 긴 칸만 비우고, 나머지는 그대로 두었어요.",
    "필요한 값만 적고 다시 눌러 주세요.",
)
STANDS = (
    "적은 글이 너무 길어서 보내지 못했어요.",
    "아래에 그대로 있으니, 꼭 필요한 말만 남기고 다시 눌러 주세요.",
)


def again() -> Response | None:
    """Give a form back that is too long; None if it is not ours, or cannot be read."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    if not _is_readable() or not cross_site.is_trusted():
        return None
    is_text = len(request.form.get(given_back.TEXT, "")) > MOST_CHARS
    request.form = ImmutableMultiDict(_short_enough())
    says = STANDS if is_text else LEFT_OUT
    give = given_back.again if request.endpoint in OWN_PAGE else given_back.page
    return give(says, 413)


def _is_readable() -> bool:
    """Say whether it is a form of letters, whole, and not too long to be read."""
    is_form = request.mimetype == "application/x-www-form-urlencoded"
    return is_form and (request.content_length or MOST_BYTES + 1) <= MOST_BYTES


def _short_enough() -> list[tuple[str, str]]:
    """Give what was sent without what is too long; a text that can be seen stays whole."""
    sent = request.form.items(multi=True)
    return [(n, v) for n, v in sent if n == given_back.TEXT or len(v) <= MOST_CHARS]

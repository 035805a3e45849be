"""Since when a request waits for the staff: told alike in the queue and in 오늘 할 일."""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, case, func, literal, select, type_coerce

from wizard.db.engine import table
from wizard.db.models import Message, Moment, Request

_REQUESTS, _MESSAGES = table(Request), table(Message)
_BEFORE_ALL = literal(datetime(2000, 1, 1, tzinfo=UTC), Moment())


def waits_since() -> ColumnElement[datetime]:
    """Say since when a request waits for the staff: nothing that is said or done meanwhile begins it anew.

    That is the first word that they have not answered, or the moment it was asked, or asked anew.
    """
    mine = _MESSAGES.c.request_id == _REQUESTS.c.id
    replies = _MESSAGES.alias("replies")
    answered = select(1).where(
        replies.c.request_id == _MESSAGES.c.request_id,
        replies.c.staff_id != "",
        replies.c.created_at >= _MESSAGES.c.created_at,
    )
    is_later = _MESSAGES.c.created_at > func.coalesce(_REQUESTS.c.closed_at, _BEFORE_ALL)
    first_word = (
        select(func.min(_MESSAGES.c.created_at))
        .where(mine, _MESSAGES.c.staff_id == "", is_later, ~answered.exists())
        .correlate(_REQUESTS)
        .scalar_subquery()
    )
    is_anew = _REQUESTS.c.closed_at.is_not(None) | (_REQUESTS.c.kind == "registration")
    asked_at = case((is_anew, _REQUESTS.c.renewed_at), else_=_REQUESTS.c.created_at)
    again_at = _REQUESTS.c.reopened_at
    return type_coerce(
        func.coalesce(first_word, again_at, asked_at, _REQUESTS.c.created_at), Moment()
    )

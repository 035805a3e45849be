"""What a card of 오늘 할 일 says of several causes together, and since when each is so."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from wizard.reminding import causes
from wizard.reminding.causes import Cause
from wizard.reminding.words import message


def messages(told: Sequence[tuple[Cause, str]], firm: str, site: str, now: datetime) -> str:
    """Write one message about several causes, each with its mall's title: one greeting, then each with its way."""
    [first, *others] = [message(cause, firm, mall, site, now).text for cause, mall in told]
    rest = [one.partition("\n")[2] for one in others]
    return "\n\n".join(dict.fromkeys([first, *rest]))


def since_of(cause: Cause) -> datetime | None:
    """Say since when it is so; None where a day to come is what counts."""
    since = _SINCE.get(cause.kind)
    return since(cause.fact) if since else None


_SINCE: Mapping[str, Callable[[Any], datetime | None]] = {
    causes.CHECK: lambda fact: fact.since,
    causes.RETURNED: lambda fact: fact.decided_at,
    causes.REQUEST: lambda fact: fact.moved_at,
    causes.ANSWER: lambda fact: fact.moved_at,
    causes.INVITATION: lambda fact: fact.made_at,
    causes.WAIT: lambda fact: fact.waits_until,
    causes.UNFINISHED: lambda fact: fact.saved_at,
    causes.STUCK: lambda fact: fact.moved_at,
}

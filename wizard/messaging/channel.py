"""A way to tell a seller something, and what may come of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

EMAIL, TALK = "email", "talk"
CHANNELS = (TALK, EMAIL)
"""Their names, stored with consents and notices."""
MOBILE = re.compile(r"01[0-9]{8,9}")
"""A number that `TALK` can reach; an office's telephone is none."""

Delivery = Literal["waiting", "delivered", "undelivered"]


@dataclass(frozen=True)
class Accepted:
    """It was taken, which is not yet delivered; `provider_id` is what it is asked about by."""

    provider_id: str


@dataclass(frozen=True)
class Retry:
    """It was surely not taken, and may be later."""

    after: timedelta
    reason: str


@dataclass(frozen=True)
class Rejected:
    """It was not taken, and never will be; `reason` is a word or code, never a sentence of anybody's."""

    reason: str


@dataclass(frozen=True)
class Unsure:
    """It broke off where it may have been taken: whoever sends it again may send it twice."""

    reason: str


Outcome = Accepted | Retry | Rejected | Unsure


class Channel(Protocol):
    """Sends by one way; safe to use by several threads."""

    @property
    def name(self) -> str:
        """One of `CHANNELS`."""

    @property
    def tells_delivery(self) -> bool:
        """Whether `status` can tell what became of what was accepted."""

    def carries(self, kind: str) -> bool:
        """Say whether messages of a kind can go this way."""

    def send(self, kind: str, to: str, variables: Mapping[str, str], dedupe_key: str) -> Outcome:
        """Send one message.

        Args:
            kind: of `wizard.message_settings.KINDS`.
            to: an address of e-mail, or a phone number in digits.
            variables: what `wizard.reminding.words.variables` gives.
            dedupe_key: the same for the same message, whenever it is sent.

        """

    def status(self, provider_id: str) -> Delivery:
        """Say what became of what was accepted; "waiting" where nobody can say."""

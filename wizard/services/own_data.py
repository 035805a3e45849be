"""A seller takes home all that is theirs, or has it all gone; both after the last digits of their number."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine

from wizard.db.engine import together, writing
from wizard.db.queries import rate_limits, sellers
from wizard.errors import NotFoundError, RefusedError, TooOftenError
from wizard.korean.calendar import clock
from wizard.services.erasure import OWN_DATA, Erased, Erasure
from wizard.services.personal_data import GivenPart
from wizard.settings import Rate

TRIES = Rate(5, 3600)
DIGITS = 5
_Done = TypeVar("_Done")


class OtherDigitsError(RefusedError):
    """The digits are not those of this seller's number; nothing was done."""


@dataclass(frozen=True)
class OwnData:
    """Does for sellers themselves what `Erasure` does for the operator."""

    engine: Engine
    erasure: Erasure
    now: Callable[[], datetime] = clock

    def take_home(self, seller_id: str, digits: str) -> list[GivenPart]:
        """Give everything, masked; that it was taken is written down.

        Raises:
            NotFoundError: there is no such seller (any more).
            OtherDigitsError: the digits are others; the try was counted.
            TooOftenError: there were too many tries lately.

        """
        return self._proved(
            seller_id, digits, lambda: self.erasure.parts(seller_id, f"seller:{seller_id}")
        )

    def erase(self, seller_id: str, digits: str) -> Erased:
        """Forget everything; what came of it. Raises as `take_home` does."""
        return self._proved(seller_id, digits, lambda: self.erasure.erase(seller_id))

    def _proved(self, seller_id: str, digits: str, act: Callable[[], _Done]) -> _Done:
        """Do it in the transaction that counts the try; a wrong one is counted too."""
        with together(self.engine):
            if self._proves(seller_id, digits):
                return act()
        raise OtherDigitsError("these are another firm's digits")

    def _proves(self, seller_id: str, digits: str) -> bool:
        """Count a try, and compare."""
        with writing(self.engine) as connection:
            found = sellers.seller(connection, seller_id)
            if found is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            at = self.now().timestamp()
            if not rate_limits.passes(connection, OWN_DATA, seller_id, TRIES, at):
                raise TooOftenError("too many tries of one seller")
        return hmac.compare_digest(digits.encode(), found.business_number[-DIGITS:].encode())

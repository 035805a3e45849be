"""Who is known at the malls, and how they stand there now: the part of a practice mall that changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from practice.sellers import SELLERS, WELL, PracticeSeller
from practice.tokens import Tokens


@dataclass(frozen=True)
class Standing:
    """A state, and when it passes by itself into another."""

    state: str
    after: datetime | None = None
    next: str = WELL


class Registry:
    """The sellers by what the malls know of them, and the state of each and of each mall."""

    def __init__(
        self, now: Callable[[], datetime], sellers: Iterable[PracticeSeller] = SELLERS
    ) -> None:
        """Begin with everybody as the table says."""
        self.now = now
        self.sellers = {seller.id: seller for seller in sellers}
        self._lock = Lock()
        self._standings = {seller.id: Standing(seller.state) for seller in self.sellers.values()}
        self._malls: dict[str, str] = {}
        self.tokens = Tokens()
        self.messages: dict[str, Mapping[str, object]] = {}
        self._salts: set[str] = set()

    def keep_message(self, message: Mapping[str, object]) -> str:
        """Keep a message that the gateway took; give the number by which it is known."""
        with self._lock:
            number = f"M4V{len(self.messages) + 1:029}"
            self.messages[number] = message
        return number

    def use_once(self, salt: str) -> bool:
        """Say whether the gateway sees this salt for the first time."""
        with self._lock:
            is_new = salt not in self._salts
            self._salts.add(salt)
        return is_new

    def find(self, mall: str, **known: str) -> PracticeSeller | None:
        """Give who is on record at a mall under these very values."""
        for seller in self.sellers.values():
            if seller.mall == mall and known.items() <= seller.on_record.items():
                return seller
        return None

    def state(self, seller: PracticeSeller) -> str:
        """Say how somebody stands now; who wakes after a while begins to at the first question."""
        with self._lock:
            if self._malls.get(seller.mall, WELL):
                return self._malls[seller.mall]
            standing = self._standings[seller.id]
            if standing.after is not None and self.now() >= standing.after:
                standing = Standing(standing.next)
            elif standing.after is None and standing.state and seller.wakes_after_s:
                wakes = self.now() + timedelta(seconds=seller.wakes_after_s)
                standing = Standing(standing.state, wakes)
            self._standings[seller.id] = standing
            return standing.state

    def mall_state(self, mall: str) -> str:
        """Say how a whole mall stands."""
        with self._lock:
            return self._malls.get(mall, WELL)

    def settle(self, seller_id: str, state: str = WELL, after_s: float = 0) -> None:
        """Let somebody stand otherwise, now or after a while; well, if nothing is said.

        Raises:
            KeyError: nobody is called that.

        """
        with self._lock:
            standing = self._standings[seller_id]
            after = self.now() + timedelta(seconds=after_s) if after_s else None
            later = Standing(standing.state, after, state)
            self._standings[seller_id] = later if after else Standing(state)

    def settle_mall(self, mall: str, state: str = WELL) -> None:
        """Let everybody at a mall stand the same, or as they stand by themselves."""
        with self._lock:
            self._malls[mall] = state

    def standings(self) -> Mapping[str, str]:
        """Give the state of everybody, without waking anybody."""
        with self._lock:
            return {id_: standing.state for id_, standing in self._standings.items()}

"""The seller's own place, as its template draws it: each mall with its state and what to do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.guide.model import Guide
from wizard.guide.resume import Resumption, resume
from wizard.services.account_views import ISSUED_KEY, AccountCard
from wizard.services.progress import Run
from wizard.services.requests import StoredRequest
from wizard.web import account_names
from wizard.web.screen import Screen, address
from wizard.web.state import state
from wizard.web.template_filters import RUN_STATE


@dataclass(frozen=True)
class MallView:
    """One mall on a seller's list."""

    guide: Guide
    run: Run
    way: Resumption
    cards: Sequence[AccountCard]
    requests: Sequence[StoredRequest]

    @property
    def words(self) -> str:
        """The state in a word or two."""
        if any(ISSUED_KEY in card.tails for card in self.cards):
            return "키가 발급됐어요"
        waits = any(row.kind == "issuance" and row.state != "closed" for row in self.requests)
        return "담당자가 발급하고 있어요" if waits else RUN_STATE[self.run.state]

    @property
    def screen(self) -> Screen:
        """The screen to go on at."""
        return Screen(self.way.journey, self.way.step)

    @property
    def action(self) -> str:
        """What the button says."""
        if self.run.state == "saved":
            return "저장한 화면 보기"
        return "이어서 하기" if self.way.is_begun else "시작하기"

    @property
    def here(self) -> str:
        """Where the button leads."""
        if not self.way.is_begun and self.run.state != "saved":
            return address(self.guide.mall, "", {})
        return self.screen.here


def malls_of(seller_id: str, since: datetime | None = None) -> list[MallView]:
    """Give the malls on a seller's list, those that wait for the seller first; `since`: none older."""
    services, catalog = state().services, state().catalog
    cards = services.accounts.cards(seller_id, None, since, account_names.id_fields())
    asked = services.requests.of_seller(seller_id, since)
    guides = catalog.malls
    views = [
        MallView(
            guides[run.mall],
            run,
            way_of(guides[run.mall], run),
            [card for card in cards if card.mall == run.mall],
            [row for row in asked if row.mall == run.mall],
        )
        for run in services.progress.of_seller(seller_id)
        if run.mall in guides and (since is None or run.updated_at >= since)
    ]
    return sorted(views, key=lambda view: view.run.state == "saved")


def way_of(guide: Guide, run: Run) -> Resumption:
    """Replay a run through the guide as it is now."""
    is_edited = run.revision != state().catalog.revisions[guide.mall]
    return resume(guide, run.answers, run.seen, is_edited=is_edited)

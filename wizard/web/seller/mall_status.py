"""The seller's own place, as its template draws it: each mall with its state and what to do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.guide.model import Guide
from wizard.guide.renewal import renews
from wizard.guide.resume import Resumption
from wizard.korean.calendar import write_moment
from wizard.services.account_views import ISSUED_KEY, AccountCard
from wizard.services.progress import Run
from wizard.services.requests import StoredRequest
from wizard.steps import Outcome
from wizard.web import account_names
from wizard.web.guide.endings import has_ended
from wizard.web.mall_standing import standing
from wizard.web.own_malls import rank, way_of
from wizard.web.registration_lines import REGISTERED, RETURNED
from wizard.web.screen import Screen, address
from wizard.web.state import state
from wizard.web.state_words import RUN_STATE

ISSUANCE = {
    "open": ("아직 담당자가 맡지 않았어요", "open"),
    "taken": ("담당자가 키를 받고 있어요", "going"),
    "answered": ("담당자의 답이 왔어요", "answered"),
}
"""How an issuance that was asked for stands, and how that looks: done only when the key is there."""
WAITED = "기다리던 시간이 다 됐어요. 이제 이어서 하면 돼요."
LEFT_EMPTY = "아직 적지 않은 칸이 있어요"
TRIED = {"refused": ("연결이 아직 안 됐어요", "stop"), "connected": ("연결을 확인했어요", "saved")}
"""How a mall that was asked stands, and how that looks."""


@dataclass(frozen=True)
class MallView:
    """One mall on a seller's list.

    Attributes:
        wait: until when one waits there, in a sentence; "" where nobody does.

    """

    guide: Guide
    run: Run
    way: Resumption
    cards: Sequence[AccountCard]
    requests: Sequence[StoredRequest]
    wait: str = ""

    @property
    def words(self) -> str:
        """The state in a few words."""
        return self._standing[0]

    @property
    def look(self) -> str:
        """The class by which the state is drawn; a tick only for what is done."""
        return self._standing[1]

    @property
    def is_to_mend(self) -> bool:
        """Say whether something of it is for the seller to mend."""
        return self.look == "stop" and self.guide.is_open

    @property
    def _standing(self) -> tuple[str, str]:
        if any(has_ended(card) for card in self.cards):
            return "키가 끝났어요", "stop"
        in_imseller, tried = _registered(self.cards), _tried(self.cards)
        for said in (in_imseller, tried):
            if said and said[1] == "stop":
                return said
        return self._issuing or in_imseller or tried or self._so_far

    @property
    def _issuing(self) -> tuple[str, str] | None:
        """How an issuance stands that was asked for, and gave no key yet."""
        asked = next((row for row in self.requests if row.kind == "issuance"), None)
        if not asked or asked.state == "closed" or self._has_issued_key:
            return None
        return ISSUANCE[asked.state]

    @property
    def _so_far(self) -> tuple[str, str]:
        if self._has_issued_key:
            return "키를 받았어요", "saved"
        return RUN_STATE[self.run.state], self.run.state

    @property
    def _has_issued_key(self) -> bool:
        return any(ISSUED_KEY in card.tails for card in self.cards)

    def renews(self, card: AccountCard) -> bool:
        """Say whether the guide has a way to a new key for this account."""
        return renews(self.guide, card.answers)

    @property
    def waits_here(self) -> str:
        """Give the address of the screen at which one waits for a new key; "" for the screen to go on at."""
        place = self.run.renews_at
        return address(self.guide.mall, place, {}) if place else ""

    @property
    def screen(self) -> Screen:
        """The screen to go on at; of what is saved the one that says so, if its way leads there."""
        end = self.way.journey.path[-1]
        is_there = self.run.state == "saved" and isinstance(end, Outcome)
        return Screen(self.way.journey, end if is_there else self.way.step)

    @property
    def reached(self) -> Screen:
        """The furthest screen that the seller saw, whatever is saved."""
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


def _wait(run: Run, now: datetime) -> str:
    if run.waits_until is None:
        return ""
    if run.waits_until <= now:
        return WAITED
    return f"기다리는 중이에요. {write_moment(run.waits_until, now)}에 다시 오시면 돼요."


def _registered(cards: Sequence[AccountCard]) -> tuple[str, str] | None:
    """Say how a mall's accounts stand in 아임셀러, by the worst of them; None while they wait."""
    states = {card.registration.state for card in cards if card.registration}
    if "returned" in states:
        return RETURNED, "stop"
    if "unfinished" in states:
        return LEFT_EMPTY, "stop"
    return (REGISTERED, "saved") if states == {"registered"} else None


def _tried(cards: Sequence[AccountCard]) -> tuple[str, str] | None:
    """Say how a mall's accounts stand there, by the worst of them; None if that is not known."""
    verdicts = {card.check.verdict if card.check else "" for card in cards}
    return TRIED.get(standing(verdicts))


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
            _wait(run, state().now()) if since is None else "",
        )
        for run in services.progress.of_seller(seller_id)
        if run.mall in guides and (since is None or run.updated_at >= since)
    ]
    return sorted(views, key=lambda view: (not view.is_to_mend, rank(view.guide, view.run)))


def heading(malls: Sequence[MallView]) -> str:
    """Say what to do now, of all malls on a seller's list."""
    states = {mall.run.state for mall in malls}
    if any(mall.is_to_mend for mall in malls):
        return "먼저 볼 쇼핑몰이 있어요"
    if "going" in states:
        return "하던 곳부터 이어서 해요"
    if states == {"saved"}:
        return "고른 쇼핑몰을 모두 저장했어요"
    if malls:
        return "다음 쇼핑몰을 연결해요" if "saved" in states else "첫 쇼핑몰부터 연결해요"
    return "입점한 쇼핑몰을 골라요"

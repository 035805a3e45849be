"""What a view may reach below the web: the one place that asks `current_app`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from flask import current_app, g, has_request_context

from wizard.content.catalog import Catalog
from wizard.content.preview import PreviewCatalogs
from wizard.content.privacy import PrivacyText, PrivacyTexts
from wizard.content.step_history import StepHistory
from wizard.errors import DatabaseError
from wizard.guide.journey import Journey
from wizard.korean.calendar import clock, in_korea
from wizard.services.accounts import Accounts
from wizard.services.container import Services
from wizard.services.overview import Overviews
from wizard.settings import Settings
from wizard.web.form_cache import CachedForm
from wizard.web.limit_sync import LimitSync
from wizard.web.metrics_buffer import MetricsBuffer
from wizard.web.page_cache import Page, RenderCache
from wizard.web.rate_limit import Limiter

T = TypeVar("T")


@dataclass
class PublishedGuides:
    """What this process shows its readers now; put in place of what it was at one stroke."""

    catalog: Catalog


@dataclass
class PublishedPrivacy:
    """What this process says of personal data now; put in place of what it was at one stroke."""

    texts: PrivacyTexts


class Figures(Protocol):
    """What draws the page of figures."""

    def page(self) -> bytes:
        """Give the page in Prometheus' text format."""


@dataclass(frozen=True)
class AppState:
    """All that the web stands on.

    Attributes:
        published_guides: what readers see now.
        published_privacy: what is said of personal data now.
        previews: the guides as the editors have them.
        save_limiter: how often one address may save.
        sign_in_limiter: how often one address may try to come in, by link or as staff.
        help_limiter: how often one address may ask for help.
        reader_limiter: how often it may do so without being known as a seller.
        unsent_limiter: how often one address may have what it types sealed for its browser.
        metrics_buffer: where it is counted how screens are passed.
        limit_sync: what this machine counts of limits, in step with the others.
        step_history: which steps the guides ever had.
        draft_limiter: how often one editor may have what they type looked at.
        overviews: how it stands with the whole deployment.
        figures: the same for programs; None if they may not ask.
        now: the one clock; a test hands the application another.

    """

    settings: Settings
    published_guides: PublishedGuides
    published_privacy: PublishedPrivacy
    previews: PreviewCatalogs
    services: Services
    pages: RenderCache[Page]
    cached_forms: RenderCache[CachedForm]
    journeys: RenderCache[Journey]
    save_limiter: Limiter
    sign_in_limiter: Limiter
    help_limiter: Limiter
    reader_limiter: Limiter
    unsent_limiter: Limiter
    metrics_buffer: MetricsBuffer
    limit_sync: LimitSync
    step_history: StepHistory
    draft_limiter: Limiter
    overviews: Overviews
    figures: Figures | None = None
    now: Callable[[], datetime] = clock

    @property
    def catalog(self) -> Catalog:
        """The guides of this request: one set from its beginning to its end."""
        if not has_request_context():
            return self.published_guides.catalog
        if "catalog" not in g:
            g.catalog = self.published_guides.catalog
        found: Catalog = g.catalog
        return found

    def catch_up(self) -> bool:
        """Let this request see the newest set, if another machine has published one that is not shown here yet."""
        store, shown = self.services.publishing.release_store, self.catalog
        newest = self.if_at_hand(
            lambda: None if store.newest_number() == shown.release else store.newest(), None
        )
        if newest is None or newest.number == shown.release:
            return False
        g.catalog = store.catalog(newest, shown.faults)
        return True

    def if_at_hand(self, ask: Callable[[], T], otherwise: T) -> T:
        """Ask the database what is not worth waiting for: for a moment after one asked in vain, nobody does."""
        storage = self.services.storage
        if not storage.may_read:
            return otherwise
        try:
            return ask()
        except DatabaseError:
            storage.rest()
            return otherwise

    @property
    def today(self) -> date:
        """The day it is in Korea."""
        return in_korea(self.now())

    @property
    def privacy(self) -> PrivacyTexts:
        """What is said of personal data, all versions."""
        return self.published_privacy.texts

    @property
    def notice(self) -> PrivacyText:
        """The 개인정보 수집·이용 안내 of today."""
        return self.privacy.notice(self.today)

    @property
    def accounts(self) -> Accounts:
        """Where accounts are saved."""
        return self.services.accounts


def state() -> AppState:
    """Give what the running application stands on."""
    found: AppState = current_app.extensions["wizard"]
    return found

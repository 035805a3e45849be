"""The rooms below, as a view may reach them: the one place that asks `current_app`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, g, has_request_context

from wizard.content.catalog import Shelf
from wizard.content.preview import Workbench
from wizard.guide.journey import Journey
from wizard.korean.calendar import clock, in_korea
from wizard.services.accounts import Accounts
from wizard.services.container import Desk
from wizard.settings import Settings
from wizard.web.form_cache import Blank
from wizard.web.metrics_buffer import Sheet
from wizard.web.page_cache import Page, Prepared
from wizard.web.rate_limit import Gate


@dataclass
class Showcase:
    """What this process shows its readers now; put in place of what it was at one stroke."""

    shelf: Shelf


@dataclass(frozen=True)
class House:
    """All that the web stands on.

    Attributes:
        showcase: the published guides.
        workbench: the guides as the editors have them.
        saves: how often one address may save.
        doors: how often one address may try to come in, by link or as staff.
        calls: how often one address may ask for help.
        sheet: where it is counted how screens are passed.
        notes: how often one editor may have what they type looked at.
        now: the one clock; a test hands the application another.

    """

    settings: Settings
    showcase: Showcase
    workbench: Workbench
    desk: Desk
    pages: Prepared[Page]
    blanks: Prepared[Blank]
    walks: Prepared[Journey]
    saves: Gate
    doors: Gate
    calls: Gate
    sheet: Sheet
    notes: Gate
    now: Callable[[], datetime] = clock

    @property
    def shelf(self) -> Shelf:
        """The guides of this request: one set from its beginning to its end."""
        if not has_request_context():
            return self.showcase.shelf
        if "shelf" not in g:
            g.shelf = self.showcase.shelf
        found: Shelf = g.shelf
        return found

    @property
    def today(self) -> date:
        """The day it is in Korea."""
        return in_korea(self.now())

    @property
    def accounts(self) -> Accounts:
        """Where accounts are saved."""
        return self.desk.accounts


def house() -> House:
    """Give the rooms of the running application."""
    found: House = current_app.extensions["wizard"]
    return found

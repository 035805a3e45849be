"""The rooms below, as a view may reach them: the one place that asks `current_app`."""

from dataclasses import dataclass

from flask import current_app

from wizard.desk.accounts import Accounts
from wizard.desk.rooms import Desk
from wizard.library import Shelf
from wizard.settings import Settings
from wizard.web.blanks import Blank
from wizard.web.gate import Gate
from wizard.web.pages import Page, Prepared


@dataclass(frozen=True)
class House:
    """All that the web stands on.

    Attributes:
        saves: how often one address may save.
        doors: how often one address may try to come in, by link or as staff.
        calls: how often one address may ask for help.

    """

    settings: Settings
    shelf: Shelf
    desk: Desk
    pages: Prepared[Page]
    blanks: Prepared[Blank]
    saves: Gate
    doors: Gate
    calls: Gate

    @property
    def accounts(self) -> Accounts:
        """Where accounts are saved."""
        return self.desk.accounts


def house() -> House:
    """Give the rooms of the running application."""
    found: House = current_app.extensions["wizard"]
    return found

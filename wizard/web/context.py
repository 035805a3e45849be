"""The rooms below, as a view may reach them: the one place that asks `current_app`."""

from dataclasses import dataclass

from flask import current_app

from wizard.desk.accounts import Accounts
from wizard.library import Shelf
from wizard.settings import Settings
from wizard.web.blanks import Blank
from wizard.web.gate import Gate
from wizard.web.pages import Page, Prepared


@dataclass(frozen=True)
class House:
    """All that the web stands on."""

    settings: Settings
    shelf: Shelf
    accounts: Accounts
    pages: Prepared[Page]
    blanks: Prepared[Blank]
    saves: Gate


def house() -> House:
    """Give the rooms of the running application."""
    found: House = current_app.extensions["wizard"]
    return found

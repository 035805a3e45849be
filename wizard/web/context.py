"""The rooms below, as a view may reach them: the one place that asks `current_app`."""

from dataclasses import dataclass

from flask import current_app

from wizard.desk.accounts import Accounts
from wizard.library import Shelf
from wizard.settings import Settings
from wizard.web.gate import Gate
from wizard.web.pages import Pages


@dataclass(frozen=True)
class House:
    """All that the web stands on."""

    settings: Settings
    shelf: Shelf
    accounts: Accounts
    pages: Pages
    saves: Gate


def house() -> House:
    """Give the rooms of the running application."""
    found: House = current_app.extensions["wizard"]
    return found

"""Every use of the house over one database, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import Engine

from wizard.content.draft_store import Notebook
from wizard.content.release_store import Archive
from wizard.desk.accounts import Accounts
from wizard.desk.audit import Audit
from wizard.desk.editing import Editing
from wizard.desk.links import Links
from wizard.desk.publishing import Publishing
from wizard.desk.removal import Removal
from wizard.desk.requests import Requests
from wizard.desk.runs import Runs
from wizard.desk.secrets import Secrets
from wizard.desk.sellers import Sellers
from wizard.desk.sessions import Sessions
from wizard.desk.staff import Staff
from wizard.desk.tallies import Tallies
from wizard.korean.calendar import clock
from wizard.settings import Settings
from wizard.vault import Vault


@dataclass(frozen=True)
class Desk:
    """What the house does for sellers and staff."""

    accounts: Accounts
    audit: Audit
    editing: Editing
    links: Links
    publishing: Publishing
    removal: Removal
    requests: Requests
    runs: Runs
    secrets: Secrets
    sellers: Sellers
    sessions: Sessions
    staff: Staff
    tallies: Tallies

    @classmethod
    def over(cls, engine: Engine, settings: Settings, now: Callable[[], datetime] = clock) -> Self:
        """Open the desk over a deployment: its database, keys, guides and what was published."""
        vault = Vault(settings.keys, engine)
        accounts = Accounts(engine, vault, now)
        publishing = Publishing(engine, Archive(settings.published), settings.guides, now)
        return cls(
            accounts=accounts,
            audit=Audit(engine, now),
            editing=Editing(engine, settings.guides, Notebook(settings.notes), publishing, now),
            links=Links(engine, now),
            publishing=publishing,
            removal=Removal(engine, vault, now),
            requests=Requests(engine, now),
            runs=Runs(engine, now),
            secrets=Secrets(engine, accounts, now),
            sellers=Sellers(engine, now),
            sessions=Sessions(engine, now),
            staff=Staff(engine, vault, now),
            tallies=Tallies(engine, now),
        )

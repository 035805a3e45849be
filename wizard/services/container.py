"""Every use of the house over one database, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import Engine

from wizard.content.draft_store import Notebook
from wizard.content.release_store import Archive
from wizard.korean.calendar import clock
from wizard.services.accounts import Accounts
from wizard.services.audit import Audit
from wizard.services.editing import Editing
from wizard.services.erasure import Removal
from wizard.services.invitations import Links
from wizard.services.keys import Vault
from wizard.services.metrics import Tallies
from wizard.services.progress import Runs
from wizard.services.publishing import Publishing
from wizard.services.requests import Requests
from wizard.services.secret_access import Secrets
from wizard.services.sellers import Sellers
from wizard.services.sessions import Sessions
from wizard.services.staff import Staff
from wizard.settings import Settings


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

"""Processes in which things happen, and processes that tell of them: to be killed at any moment."""

import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import select

from chaos.deployment import Deployment, opened
from chaos.job_crew import BETWEEN_S, opened_mark
from chaos.saver import account, processes
from wizard.db.engine import reading, table
from wizard.db.models import Account, OutboxEvent, Registration, WebhookDelivery
from wizard.errors import DatabaseError
from wizard.mall_settings import MallSettings
from wizard.services import outbox, webhook_schedule
from wizard.services.container import Services
from wizard.services.webhook_handler import RELEASE, ReleaseHandler, WebhookHandler
from wizard.verdicts.answer import Failure
from wizard.web.background import Rest
from wizard.web.workers.job_runner import JobRunner
from wizard.webhooks.client import Response, sending

SHORT = timedelta(seconds=1)
CHANGES = 3
RESTS_S = 0.2
"""Between two accounts: sending takes longer than saving."""

KINDS = (outbox.KIND, RELEASE)


@dataclass(frozen=True)
class Post:
    """Whose events are told, and by which way; picklable."""

    deployment: Deployment
    malls: MallSettings
    seller_id: str


@dataclass(frozen=True)
class Standing:
    """What is in the database at the end.

    Attributes:
        accounts: account -> its revision.
        events: the ids of all events.
        states: of the deliveries.

    """

    accounts: Mapping[str, int]
    events: frozenset[str]
    states: tuple[str, ...]


def start(act: object, post: Post, mark: Path) -> ForkServerProcess:
    """Start a process that does one of the acts below, and leaves its marks in a file."""
    process = processes.Process(target=act, args=(post, mark), daemon=True)  # type: ignore[arg-type]
    process.start()
    return process


def live_on(post: Post, mark: Path) -> None:
    """Save accounts and change each some times, and write down what was acknowledged, until killed."""
    file = opened_mark(mark)
    with opened(post.deployment) as (_, services):
        while True:
            form = account()
            try:
                _, saved = services.accounts.save(form, post.seller_id)
                os.write(file, f"{saved} 1\n".encode())
                for number in range(CHANGES):
                    values = {name: f"{value} {number}" for name, value in form.values.items()}
                    changed = replace(form, form_token=f"{form.form_token[:31]}{number}", values=values)  # fmt: skip
                    services.accounts.replace(changed, post.seller_id, saved)
                    os.write(file, f"{saved} {number + 2}\n".encode())
                time.sleep(RESTS_S)
            except DatabaseError:
                time.sleep(BETWEEN_S)


def tell_on(post: Post, mark: Path) -> None:
    """Tell of what happens until killed."""
    with opened(post.deployment) as (_, services):
        runner_of(services, post, mark).go_on(Rest())


def tell_all(post: Post, mark: Path) -> None:
    """Tell of what happened until everybody knows."""
    with opened(post.deployment) as (_, services):
        runner = runner_of(services, post, mark)
        rests = 0
        while services.jobs.next_due(KINDS) is not None or rests < len(KINDS):
            rests = rests + 1 if services.jobs.next_due(KINDS) is None else 0
            try:
                time.sleep(min(runner.round(), BETWEEN_S))
            except DatabaseError:
                time.sleep(BETWEEN_S)


def runner_of(services: Services, post: Post, mark: Path) -> JobRunner:
    """Give a runner of events alone, which tries again after moments instead of hours."""
    logging.getLogger("wizard.egress").setLevel(logging.ERROR)  # what fails is meant to
    webhook_schedule.PAUSES = (timedelta(milliseconds=20),) * 1000
    webhook_schedule.FIRST_REST = webhook_schedule.LONGEST_REST = timedelta(milliseconds=50)
    file, send = opened_mark(mark), sending(post.malls)

    def marked(
        endpoint: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> Response | Failure:
        os.write(file, b".")
        return send(endpoint, url, headers, body)

    handler = WebhookHandler(
        services.jobs.engine, services.keys, marked, chance=lambda: 0.0, lease=SHORT
    )
    runner = JobRunner.of(services)
    runner.handlers = {outbox.KIND: handler, RELEASE: ReleaseHandler(lease=SHORT)}
    runner.reminders = None
    return runner


def standing(services: Services) -> Standing:
    """Read what is there."""
    accounts, revisions = table(Account), table(Registration)
    events, deliveries = table(OutboxEvent), table(WebhookDelivery)
    both = select(accounts.c.id, revisions.c.revision).join(
        revisions, revisions.c.account_id == accounts.c.id
    )
    with reading(services.jobs.engine) as connection:
        return Standing(
            {row.id: row.revision for row in connection.execute(both)},
            frozenset(connection.execute(select(events.c.id)).scalars()),
            tuple(connection.execute(select(deliveries.c.state)).scalars()),
        )

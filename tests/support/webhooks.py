"""What tests of webhooks share: a receiver that answers as it is told to, and who sends to it."""

from datetime import timedelta

import sqlalchemy as sa
from support.services import NOON

from wizard.crypto import key_file
from wizard.db.engine import writing
from wizard.services.event_types import WANTED, EventType
from wizard.services.job_admin import JobAdmin
from wizard.services.jobs import Jobs
from wizard.services.keys import Keys
from wizard.services.outbox import emit, spread
from wizard.services.webhook_admin import WebhookAdmin, Wish
from wizard.services.webhook_deliveries import WebhookDeliveries
from wizard.services.webhook_handler import ReleaseHandler, WebhookHandler
from wizard.web.workers.job_runner import JobRunner
from wizard.webhooks.client import Response

URL = "https://hooks.example.com/in"
ADMIN = "staff:admin"


class Clock:
    moment = NOON

    def __call__(self):
        return self.moment

    def goes_on(self, **by):
        self.moment += timedelta(**by)


class Receiver:
    """Answers with what comes next, the last of it for ever; keeps what it was sent."""

    def __init__(self, *answers):
        self.answers = list(answers or [200])
        self.got = []
        self.meanwhile = lambda: None

    def __call__(self, endpoint, url, headers, body):
        self.got.append((endpoint, url, dict(headers), body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.meanwhile()
        if isinstance(answer, Exception):
            raise answer
        return Response(answer) if isinstance(answer, int) else answer

    @property
    def ids(self):
        return [headers["webhook-id"] for _, _, headers, _ in self.got]


class Post:
    """Everything that tells of events, over one database and a clock that a test moves."""

    def __init__(self, engine, folder):
        file = folder / "keys.json"
        if not file.exists():
            key_file.create(file, NOON)
        self.engine, self.clock, self.receiver = engine, Clock(), Receiver()
        self.keys = Keys(file, engine)
        self.admin = WebhookAdmin(engine, self.keys, self.clock)
        self.deliveries = WebhookDeliveries(engine, self.clock)
        self.jobs = Jobs(engine, self.clock, lambda: 0.0)
        sender = WebhookHandler(engine, self.keys, self._send, self.clock, lambda: 0.0)
        known = {one.kind: one for one in (sender, ReleaseHandler())}
        self.runner = JobRunner(self.jobs, JobAdmin(engine, self.clock), known)
        self.runner.spread = lambda: spread(engine, self.clock())

    def _send(self, *told):
        return self.receiver(*told)

    def endpoint(self, *types, url=URL):
        return self.admin.add(Wish(url, types or WANTED), ADMIN)

    def happens(self, type_=EventType.ACCOUNT_SAVED, **told):
        values = {"seller_id": "5" * 32, "account_id": "a" * 32, "data": {"mall": "keys"}}
        with writing(self.engine) as connection:
            emit(connection, type_, self.clock(), **values | told)

    def work(self):
        """Do what is due now."""
        while self.runner.round() == 0:
            pass

    def wait(self, **by):
        """Let time pass, and do what is due then."""
        self.clock.goes_on(**by)
        self.work()

    def page(self, endpoint, state=""):
        return self.deliveries.page(endpoint.id, state, None)

    def states(self, endpoint):
        return sorted(row.state for row in self.page(endpoint))


def with_webhook(app):
    """Keep an endpoint to which one event failed to come; give their ids."""
    services = app.extensions["wizard"].services
    shown = services.webhook_admin.add(Wish(URL, WANTED), ADMIN)
    services.webhook_deliveries.test(shown.id, ADMIN)
    with writing(services.webhook_admin.engine) as connection:
        connection.execute(sa.text("delete from job"))
        connection.execute(
            sa.text("update webhook_delivery set state = 'failed', attempts = 10, status = 500")
        )
    [row] = services.webhook_deliveries.page(shown.id, "", None)
    return shown.id, row.id

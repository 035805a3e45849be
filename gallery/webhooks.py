"""Endpoints of other systems in every state, each with what went there."""

from collections.abc import Callable
from dataclasses import replace

from wizard.db.engine import writing
from wizard.db.queries import webhooks
from wizard.db.queries.webhooks import DELIVERED, FAILED, FAILING, ON, PAUSED, WAITING
from wizard.db.records import DeliveryRecord
from wizard.services.container import Services
from wizard.services.event_types import WANTED
from wizard.services.webhook_admin import Wish
from wizard.verdicts.answer import Failure

STATES = (ON, FAILING, PAUSED)
CAME: tuple[Callable[[DeliveryRecord], DeliveryRecord], ...] = (
    lambda sent: replace(sent, state=DELIVERED, attempts=1, status=204),
    lambda sent: replace(sent, attempts=3, status=503),
    lambda sent: replace(sent, state=FAILED, attempts=10, failure=Failure.DEADLINE.value),
    lambda sent: replace(sent, state=FAILED, attempts=10, status=308),
    lambda sent: sent,
)
"""What became of each delivery."""


def leave_some(services: Services) -> str:
    """Leave them; give the id of the one that is on."""
    ids = [_endpoint(services, state) for state in STATES]
    return ids[0]


def _endpoint(services: Services, state: str) -> str:
    admin, deliveries = services.webhook_admin, services.webhook_deliveries
    made = admin.add(Wish(f"https://{state}.example.com/hooks", WANTED), "staff:nobody").id
    for _ in CAME:
        deliveries.test(made, "staff:nobody")
    with writing(admin.engine) as connection:
        for row, came in zip(deliveries.page(made, WAITING, None), CAME, strict=True):
            if sent := webhooks.delivery(connection, row.id):
                webhooks.change_delivery(connection, came(sent))
    if state != ON:
        found = admin.endpoint(made)
        stopped = replace(found, state=state, failures=9, failing_since=found.since)
        with writing(admin.engine) as connection:
            webhooks.change_endpoint(connection, stopped)
    return made

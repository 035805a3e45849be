"""After a start, and now and then, the staff's queue is made to fit who registers in 아임셀러."""

import logging

from wizard.errors import DatabaseError
from wizard.services.registrations import Registrations
from wizard.web import background
from wizard.web.background import Rest

log = logging.getLogger(__name__)

AFTER_START_S, EVERY_S = 1.0, 3600.0


def start(registrations: Registrations) -> None:
    """Settle soon, and then every hour, while the process serves."""
    background.begin("registrations", lambda rest: _go_on(registrations, rest))


def _go_on(registrations: Registrations, rest: Rest) -> None:
    every_s = AFTER_START_S
    while rest.wait(every_s):
        every_s = EVERY_S
        try:
            registrations.settle()
        except DatabaseError as error:
            log.error("registrations: not this time: %s", error)
            every_s = AFTER_START_S * 60

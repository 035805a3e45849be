"""Seals the audit's new rows a moment after they were written, when the answer is on its way."""

import time
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request

from wizard.errors import DatabaseError
from wizard.web.state import state

EVERY_S = 2.0
_READS = {"GET", "HEAD", "OPTIONS"}


@dataclass
class AuditSealer:
    """One for each process: many who save share one sealing."""

    sealed_at: float = 0.0

    def seal_new(self) -> None:
        """Seal what is new, unless that was done just now."""
        now = time.monotonic()
        if now - self.sealed_at < EVERY_S:
            return
        self.sealed_at = now
        try:
            state().services.audit.seal(waits=False)
        except DatabaseError as error:  # what is not sealed now is sealed next time
            current_app.logger.warning("the audit was not sealed: %s", error)


def register(app: Flask) -> None:
    """Seal after every answer to what may have changed something."""
    chain = AuditSealer()

    @app.after_request
    def seal(response: Response) -> Response:
        if _may_have_changed() and response.status_code < 500:
            application = app

            def later() -> None:
                with application.app_context():
                    chain.seal_new()

            response.call_on_close(later)
        return response


def _may_have_changed() -> bool:
    """Say whether something may have been written down: by what is no reading, or by a look at secrets."""
    return request.method not in _READS or bool(g.get("is_audited"))

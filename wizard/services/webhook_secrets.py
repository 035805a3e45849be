"""The secrets that sign what is sent to an endpoint: sealed, and two of them while one is turned."""

from datetime import datetime

from wizard.crypto.sealing import Keyring
from wizard.db.records import EndpointRecord


def seal(ring: Keyring, secret: str, endpoint_id: str) -> str:
    """Seal a secret for its place."""
    return ring.seal(secret.encode(), *place(endpoint_id))


def secrets_of(ring: Keyring, endpoint: EndpointRecord, now: datetime) -> list[str]:
    """Open what signs for an endpoint at a moment, the newest first.

    Raises:
        SealError: one does not open.

    """
    sealed = [endpoint.secret]
    if endpoint.old_secret and endpoint.old_until and now < endpoint.old_until:
        sealed.append(endpoint.old_secret)
    return [ring.open(one, *place(endpoint.id)).decode() for one in sealed]


def place(endpoint_id: str) -> tuple[str, str]:
    """Name the place that a secret of an endpoint stands in."""
    return f"webhook {endpoint_id}", "secret"

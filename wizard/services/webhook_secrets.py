"""The secrets that sign what is sent to an endpoint: sealed, and older ones beside while one is turned."""

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
        sealed += endpoint.old_secret.split(" ")
    return [ring.open(one, *place(endpoint.id)).decode() for one in sealed]


def older(endpoint: EndpointRecord, now: datetime) -> str:
    """Give the secrets that sign beside a new one, sealed, the newest first: two, if it is turned twice in a day."""
    is_turning = endpoint.old_until is not None and now < endpoint.old_until
    before = endpoint.old_secret.split(" ")[:1] if is_turning and endpoint.old_secret else []
    return " ".join([endpoint.secret, *before])


def place(endpoint_id: str) -> tuple[str, str]:
    """Name the place that a secret of an endpoint stands in."""
    return f"webhook {endpoint_id}", "secret"

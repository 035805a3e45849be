"""Signatures of Standard Webhooks, version 1: HMAC-SHA256 over "id.timestamp.body"."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime

PREFIX = "whsec_"


def secret_of(random: bytes) -> str:
    """Write 24 to 64 random bytes as a secret."""
    return PREFIX + b64encode(random).decode()


def signed(event_id: str, at: datetime, body: bytes, secrets: Sequence[str]) -> Mapping[str, str]:
    """Give the headers that prove a body, one signature for each secret.

    Args:
        event_id: hexadecimal, as a "." in it would let it be read otherwise.
        at: when it is sent, with its zone.
        body: as it goes out, byte for byte.
        secrets: the newest first.

    """
    timestamp = str(int(at.timestamp()))
    told = f"{event_id}.{timestamp}.".encode() + body
    return {
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(told, one) for one in secrets),
    }


def _signature(told: bytes, secret: str) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return f"v1,{b64encode(hmac.digest(key, told, 'sha256')).decode()}"

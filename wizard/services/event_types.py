"""What other systems are told of: a closed list, whose names never change their meaning."""

from enum import StrEnum


class EventType(StrEnum):
    """What happened; docs/webhooks.md says what each is told with."""

    SELLER_CREATED = "seller.created"
    SELLER_CHANGED = "seller.changed"
    SELLER_DELETED = "seller.deleted"
    ACCOUNT_SAVED = "account.saved"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_DELETED = "account.deleted"
    CHECK_FINISHED = "check.finished"
    REGISTRATION_REGISTERED = "registration.registered"
    REGISTRATION_RETURNED = "registration.returned"
    REQUEST_MADE = "request.made"
    REQUEST_ANSWERED = "request.answered"
    TEST = "webhook.test"


WANTED = tuple(one for one in EventType if one is not EventType.TEST)
"""What an endpoint may want to be told of; a test is sent to the one that is tried."""

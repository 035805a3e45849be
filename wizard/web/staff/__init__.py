"""The staff's pages, one module a subject, behind one sign-in."""

from wizard.web.staff import (
    admin,
    firms,
    funnel,
    invitations,
    jobs,
    own_account,
    own_sessions,
    registrations,
    requests,
    secret_access,
    sellers,
    setup,
    sign_in,
    today,
    tokens,
    webhook_deliveries,
    webhooks,
)
from wizard.web.staff.access import bp

__all__ = [
    "admin",
    "bp",
    "firms",
    "funnel",
    "invitations",
    "jobs",
    "own_account",
    "own_sessions",
    "registrations",
    "requests",
    "secret_access",
    "sellers",
    "setup",
    "sign_in",
    "today",
    "tokens",
    "webhook_deliveries",
    "webhooks",
]

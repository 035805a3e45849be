"""The staff's pages, in rooms by subject, behind one guard."""

from wizard.web.staff import (
    admin,
    funnel,
    invitations,
    own_account,
    requests,
    secret_access,
    sellers,
    setup,
    sign_in,
)
from wizard.web.staff.access import bp

__all__ = [
    "admin",
    "bp",
    "funnel",
    "invitations",
    "own_account",
    "requests",
    "secret_access",
    "sellers",
    "setup",
    "sign_in",
]

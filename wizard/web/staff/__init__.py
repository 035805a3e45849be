"""The staff's pages, one module a subject, behind one sign-in."""

from wizard.web.staff import admin, funnel, invitations, requests, secret_access, sellers, sign_in
from wizard.web.staff.access import bp

__all__ = [
    "admin",
    "bp",
    "funnel",
    "invitations",
    "requests",
    "secret_access",
    "sellers",
    "sign_in",
]

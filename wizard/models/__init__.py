"""The tables, and nothing else."""

from wizard.models.accounts import Account, AccountField, KeyCheck
from wizard.models.base import ID, Base, Moment
from wizard.models.requests import Request
from wizard.models.sellers import Run, Seller

__all__ = [
    "ID",
    "Account",
    "AccountField",
    "Base",
    "KeyCheck",
    "Moment",
    "Request",
    "Run",
    "Seller",
]

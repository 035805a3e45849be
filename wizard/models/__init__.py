"""The tables, and nothing else."""

from wizard.models.accounts import Account, AccountField, KeyCheck, SpentForm
from wizard.models.audit import AuditEvent, AuditSeal
from wizard.models.base import ID, Base, Moment
from wizard.models.links import Link
from wizard.models.requests import Message, Opening, Request
from wizard.models.sellers import Run, Seller
from wizard.models.staff import Session, Staff
from wizard.models.tallies import Tally

__all__ = [
    "ID",
    "Account",
    "AccountField",
    "AuditEvent",
    "AuditSeal",
    "Base",
    "KeyCheck",
    "Link",
    "Message",
    "Moment",
    "Opening",
    "Request",
    "Run",
    "Seller",
    "Session",
    "SpentForm",
    "Staff",
    "Tally",
]

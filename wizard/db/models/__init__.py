"""The tables, and nothing else."""

from wizard.db.models.accounts import Account, AccountField, KeyCheck, SpentForm
from wizard.db.models.api import ApiToken, IdempotentRequest
from wizard.db.models.audit import AuditEvent, AuditSeal
from wizard.db.models.base import ID, Base, Moment
from wizard.db.models.checks import AccountCheck, MallBreaker
from wizard.db.models.consents import Consent
from wizard.db.models.desk import RequestPresence, SavedReply, StaffNote
from wizard.db.models.drafts import Draft
from wizard.db.models.guide_fragments import GuideFragment
from wizard.db.models.guide_pictures import GuidePicture
from wizard.db.models.invitations import Invitation
from wizard.db.models.jobs import Job
from wizard.db.models.machines import MachineProcess
from wizard.db.models.merges import SellerMerge
from wizard.db.models.metrics import Tally
from wizard.db.models.notices import MessageConsent, Notice
from wizard.db.models.outbox import OutboxEvent, WebhookDelivery, WebhookEndpoint
from wizard.db.models.rate_limits import RateLimit
from wizard.db.models.registrations import ChangeCount, Registration
from wizard.db.models.releases import GuideFile, Release, Revision
from wizard.db.models.reminders import Reminder, ReminderWalk
from wizard.db.models.requests import Message, Opening, Request, RequestPhoto
from wizard.db.models.reviews import Review
from wizard.db.models.schedules import Schedule
from wizard.db.models.seller_batches import SellerBatch, SellerBatchLine
from wizard.db.models.sellers import Run, Seller
from wizard.db.models.sign_in import (
    Attempt,
    Challenge,
    Passkey,
    RecoveryCode,
    SetupCode,
    UsedCode,
)
from wizard.db.models.staff import Session, Staff

__all__ = [
    "ID",
    "Account",
    "AccountCheck",
    "AccountField",
    "ApiToken",
    "Attempt",
    "AuditEvent",
    "AuditSeal",
    "Base",
    "Challenge",
    "ChangeCount",
    "Consent",
    "Draft",
    "GuideFile",
    "GuideFragment",
    "GuidePicture",
    "IdempotentRequest",
    "Invitation",
    "Job",
    "KeyCheck",
    "MachineProcess",
    "MallBreaker",
    "Message",
    "MessageConsent",
    "Moment",
    "Notice",
    "Opening",
    "OutboxEvent",
    "Passkey",
    "RateLimit",
    "RecoveryCode",
    "Registration",
    "Release",
    "Reminder",
    "ReminderWalk",
    "Request",
    "RequestPhoto",
    "RequestPresence",
    "Review",
    "Revision",
    "Run",
    "SavedReply",
    "Schedule",
    "Seller",
    "SellerBatch",
    "SellerBatchLine",
    "SellerMerge",
    "Session",
    "SetupCode",
    "SpentForm",
    "Staff",
    "StaffNote",
    "Tally",
    "UsedCode",
    "WebhookDelivery",
    "WebhookEndpoint",
]

"""The rows of the tables as the program holds them: a record for each table, a field for each column.

What a column means is told at its table in `wizard.db.models`. Fields that may be left out come last.
"""

from wizard.db.records.accounts import AccountRecord, FieldRecord
from wizard.db.records.api import IdempotentRecord, TokenRecord
from wizard.db.records.audit import EventRecord, NewEvent, SealRecord
from wizard.db.records.base import StoredAnswers
from wizard.db.records.checks import BreakerRecord, CheckRecord
from wizard.db.records.consents import ConsentRecord
from wizard.db.records.desk import NoteRecord, PresenceRecord, ReplyRecord
from wizard.db.records.invitations import InvitationRecord
from wizard.db.records.jobs import JobRecord
from wizard.db.records.machines import ProcessRecord
from wizard.db.records.merges import SellerMergeRecord
from wizard.db.records.metrics import TallyRecord
from wizard.db.records.notices import MessageConsentRecord, NoticeRecord
from wizard.db.records.outbox import (
    DeliveryRecord,
    EndpointRecord,
    NewOutboxEvent,
    OutboxEventRecord,
)
from wizard.db.records.registrations import RegistrationRecord
from wizard.db.records.releases import (
    DraftRecord,
    FileRecord,
    GuideFragmentRecord,
    GuidePictureRecord,
    ReleaseRecord,
    ReviewRecord,
    RevisionRecord,
    ScheduleRecord,
)
from wizard.db.records.reminders import ReminderRecord, WalkRecord
from wizard.db.records.requests import MessageRecord, OpeningRecord, PhotoRecord, RequestRecord
from wizard.db.records.seller_batches import SellerBatchLineRecord, SellerBatchRecord
from wizard.db.records.sellers import RunRecord, SellerRecord
from wizard.db.records.sign_in import AttemptRecord, ChallengeRecord, PasskeyRecord, SetupRecord
from wizard.db.records.staff import SessionRecord, StaffRecord

__all__ = [
    "AccountRecord",
    "AttemptRecord",
    "BreakerRecord",
    "ChallengeRecord",
    "CheckRecord",
    "ConsentRecord",
    "DeliveryRecord",
    "DraftRecord",
    "EndpointRecord",
    "EventRecord",
    "FieldRecord",
    "FileRecord",
    "GuideFragmentRecord",
    "GuidePictureRecord",
    "IdempotentRecord",
    "InvitationRecord",
    "JobRecord",
    "MessageConsentRecord",
    "MessageRecord",
    "NewEvent",
    "NewOutboxEvent",
    "NoteRecord",
    "NoticeRecord",
    "OpeningRecord",
    "OutboxEventRecord",
    "PasskeyRecord",
    "PhotoRecord",
    "PresenceRecord",
    "ProcessRecord",
    "RegistrationRecord",
    "ReleaseRecord",
    "ReminderRecord",
    "ReplyRecord",
    "RequestRecord",
    "ReviewRecord",
    "RevisionRecord",
    "RunRecord",
    "ScheduleRecord",
    "SealRecord",
    "SellerBatchLineRecord",
    "SellerBatchRecord",
    "SellerMergeRecord",
    "SellerRecord",
    "SessionRecord",
    "SetupRecord",
    "StaffRecord",
    "StoredAnswers",
    "TallyRecord",
    "TokenRecord",
    "WalkRecord",
]

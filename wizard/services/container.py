"""Every service over one database, opened together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import Engine

from wizard.content.draft_store import DraftStore
from wizard.content.local_copy import LocalCopy
from wizard.content.own_folder import OwnFolder
from wizard.content.release_store import ReleaseStore
from wizard.content.shared_database import SharedDatabase
from wizard.db.engine import at_one_moment, together
from wizard.guide.model import Guide
from wizard.korean.calendar import clock
from wizard.malls.client import asking
from wizard.messaging.opened import channels_of
from wizard.services.accounts import Accounts
from wizard.services.api_tokens import ApiTokens
from wizard.services.audit import Audit
from wizard.services.audit_reading import AuditReading, VerifyHandler
from wizard.services.check_handler import CheckHandler
from wizard.services.checks import Checks
from wizard.services.confirmation_handler import ConfirmationHandler
from wizard.services.consents import Consents
from wizard.services.desk_notes import DeskNotes
from wizard.services.drafts import Drafts
from wizard.services.editing import Editing
from wizard.services.email_confirmation import EmailConfirmation
from wizard.services.erasure import Erasure
from wizard.services.feeds import Feeds
from wizard.services.fragment_withdrawal import (
    FragmentWithdrawal,
    TakingOut,
    TakingOutForAll,
    TakingOutOfFolder,
)
from wizard.services.guide_saving import Saving
from wizard.services.invitations import Invitations
from wizard.services.job_admin import JobAdmin
from wizard.services.job_handlers import Handler
from wizard.services.jobs import Jobs
from wizard.services.keys import Keys
from wizard.services.link_sign_in import LinkSignIn
from wizard.services.machines import Here, Machines
from wizard.services.merging import Merging
from wizard.services.message_consents import MessageConsents
from wizard.services.metrics import Metrics
from wizard.services.mismatches import Mismatches
from wizard.services.new_firms import NewFirms
from wizard.services.notice_handler import DeliveryHandler, NoticeHandler
from wizard.services.notices import Telling
from wizard.services.own_account import OwnAccount
from wizard.services.own_data import OwnData
from wizard.services.own_sessions import OwnSessions
from wizard.services.parting import ForgetMergeHandler, Parting
from wizard.services.photos import Photos
from wizard.services.picture_editing import PictureEditing
from wizard.services.picture_keeping import KeepingForAll, KeepingInFolder, PictureKeeping
from wizard.services.presence import Presence
from wizard.services.program_acts import ProgramActs
from wizard.services.progress import Progress
from wizard.services.publishing import Publishing
from wizard.services.rate_limits import RateLimits
from wizard.services.receipts import Receipts
from wizard.services.registration_desk import RegistrationDesk
from wizard.services.registrations import Registrations
from wizard.services.reminder_planning import ReminderPlanner
from wizard.services.reminders import Reminders
from wizard.services.request_handling import RequestHandling
from wizard.services.requests import Requests
from wizard.services.reused_values import ReusedValues
from wizard.services.reviews import Reviews
from wizard.services.saved_replies import SavedReplies
from wizard.services.saving_for_all import SavingForAll
from wizard.services.saving_in_folder import SavingInFolder
from wizard.services.schedule_handler import ScheduleHandler
from wizard.services.schedules import Schedules
from wizard.services.secret_access import SecretAccess
from wizard.services.seller_batches import SellerBatches
from wizard.services.sellers import Sellers
from wizard.services.sessions import Sessions
from wizard.services.staff import Staff
from wizard.services.staff_admin import StaffAdmin
from wizard.services.staff_news import StaffNews
from wizard.services.storage import Storage
from wizard.services.tidying import TidyHandler
from wizard.services.unused_pictures import UnusedPictures
from wizard.services.webhook_admin import WebhookAdmin
from wizard.services.webhook_deliveries import WebhookDeliveries
from wizard.services.webhook_handler import ReleaseHandler, WebhookHandler
from wizard.settings import Settings
from wizard.webhooks.client import sending


@dataclass(frozen=True)
class Services:
    """What the product does for sellers and staff.

    Attributes:
        handlers: who does the jobs, one for each kind.

    """

    accounts: Accounts
    audit: Audit
    audit_reading: AuditReading
    consents: Consents
    drafts: Drafts
    editing: Editing
    invitations: Invitations
    job_admin: JobAdmin
    jobs: Jobs
    link_sign_in: LinkSignIn
    machines: Machines
    merging: Merging
    own_account: OwnAccount
    own_data: OwnData
    own_sessions: OwnSessions
    parting: Parting
    publishing: Publishing
    erasure: Erasure
    receipts: Receipts
    requests: Requests
    request_handling: RequestHandling
    new_firms: NewFirms
    progress: Progress
    rate_limits: RateLimits
    secret_access: SecretAccess
    seller_batches: SellerBatches
    sellers: Sellers
    sessions: Sessions
    staff: Staff
    metrics: Metrics
    mismatches: Mismatches
    keys: Keys
    staff_admin: StaffAdmin
    staff_news: StaffNews
    storage: Storage
    checks: Checks
    registrations: Registrations
    reused_values: ReusedValues
    reviews: Reviews
    schedules: Schedules
    registration_desk: RegistrationDesk
    reminders: Reminders
    desk_notes: DeskNotes
    photos: Photos
    pictures: PictureEditing
    fragment_withdrawal: FragmentWithdrawal
    unused_pictures: UnusedPictures
    presence: Presence
    saved_replies: SavedReplies
    webhook_admin: WebhookAdmin
    webhook_deliveries: WebhookDeliveries
    message_consents: MessageConsents
    email_confirmation: EmailConfirmation
    api_tokens: ApiTokens
    feeds: Feeds
    program_acts: ProgramActs
    handlers: tuple[Handler, ...] = ()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that services do meanwhile: decision 27.

        A refusal that is caught within takes back what was refused alone; one that is not undoes all.
        """
        with together(self.sellers.engine):
            yield

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Let services read meanwhile by one connection, for a page that shows much; decision 27."""
        with at_one_moment(self.sellers.engine):
            yield

    @classmethod
    def over(
        cls,
        engine: Engine,
        settings: Settings,
        now: Callable[[], datetime] = clock,
        here: Here | None = None,
    ) -> Self:
        """Open the services over a deployment: its database, keys, guides and what was published.

        Args:
            engine: the database.
            settings: the deployment's.
            now: its clock.
            here: of what this process is one; of something of its own, if left out.

        """
        machines = Machines(engine, here or Here(settings.data, now()), now)
        keys = Keys(settings.keys, engine)
        accounts = Accounts(
            engine,
            keys,
            now,
            settings.new_firm_limit,
            settings.save_limit.count,
            settings.registration,
        )
        publishing = _publishing(engine, settings, now)
        sessions = Sessions(engine, now, timedelta(minutes=settings.staff_rest_minutes))
        own_account = OwnAccount(engine, keys, now)
        channels = channels_of(settings.messages, settings.malls.practice, now)
        guide_of = _guides(publishing.release_store)
        is_open = _opening(guide_of)
        erasure, photos = Erasure(engine, keys, now), Photos(engine, keys, now)
        reviews = Reviews(engine, settings.review, now)
        editing = _editing(engine, settings, publishing, reviews, now)
        return cls(
            accounts=accounts,
            audit=Audit(engine, now),
            audit_reading=AuditReading(engine, now),
            consents=Consents(engine, now),
            drafts=Drafts(engine, now),
            editing=editing,
            invitations=Invitations(engine, now),
            job_admin=JobAdmin(engine, now),
            jobs=Jobs(engine, now),
            link_sign_in=LinkSignIn(engine, now),
            machines=machines,
            merging=Merging(engine, keys, now),
            own_account=own_account,
            own_sessions=OwnSessions(sessions, own_account.identity),
            parting=Parting(engine, keys, now),
            publishing=publishing,
            erasure=erasure,
            own_data=OwnData(engine, erasure, now),
            receipts=Receipts(engine, now),
            requests=Requests(engine, now),
            request_handling=RequestHandling(engine, now),
            new_firms=NewFirms(engine, now, settings.new_firm_limit),
            progress=Progress(engine, now),
            rate_limits=RateLimits(engine, now),
            secret_access=SecretAccess(engine, accounts, now),
            seller_batches=SellerBatches(engine, now),
            sellers=Sellers(engine, now),
            sessions=sessions,
            staff=Staff(engine, keys, now),
            metrics=Metrics(engine, now),
            mismatches=Mismatches(engine, photos),
            keys=keys,
            staff_admin=StaffAdmin(engine, keys, now),
            staff_news=StaffNews(engine, now),
            storage=Storage.of(engine, keys, machines),
            checks=Checks(engine, now),
            registrations=Registrations(engine, now, settings.registration),
            reused_values=ReusedValues(engine, keys),
            reviews=reviews,
            schedules=Schedules(engine, now),
            registration_desk=RegistrationDesk(engine, now),
            reminders=Reminders(engine, now, is_open),
            desk_notes=DeskNotes(engine, now),
            photos=photos,
            pictures=PictureEditing(editing, _keeping(engine, settings, publishing, now)),
            fragment_withdrawal=_withdrawal(engine, settings, publishing, now),
            unused_pictures=UnusedPictures(
                engine, None if settings.shared else settings.guides, now
            ),
            presence=Presence(engine, now),
            saved_replies=SavedReplies(engine, now),
            webhook_admin=WebhookAdmin(engine, keys, now),
            webhook_deliveries=WebhookDeliveries(engine, now),
            message_consents=MessageConsents(engine, now, channels),
            email_confirmation=EmailConfirmation(engine, keys, now),
            api_tokens=ApiTokens(engine, now),
            feeds=Feeds(engine, keys, now),
            program_acts=ProgramActs(engine, keys, now),
            handlers=(
                CheckHandler(
                    engine,
                    keys,
                    guide_of,
                    asking(settings.malls, now),
                    settings.malls.own,
                    now,
                    ips=settings.malls.ips,
                ),
                ReminderPlanner(engine, now, Telling(channels), is_open),
                NoticeHandler(engine, channels, settings.messages.site, guide_of, now),
                DeliveryHandler(engine, channels, now),
                ConfirmationHandler(engine, keys, channels, settings.messages.site, now),
                WebhookHandler(engine, keys, sending(settings.malls), now),
                ReleaseHandler(),
                TidyHandler(engine, now),
                VerifyHandler(engine, now),
                ScheduleHandler(engine, editing.saving, editing.draft_store, reviews, now),
                ForgetMergeHandler(),
            ),
        )


def _publishing(engine: Engine, settings: Settings, now: Callable[[], datetime]) -> Publishing:
    """Give what publishes: from this machine's folder alone, or over what any machine published."""
    store = ReleaseStore(engine, LocalCopy(settings.published))
    kind = SharedDatabase if settings.shared else OwnFolder
    return Publishing(engine, store, settings.guides, kind(settings.guides, store), now)


def _editing(
    engine: Engine,
    settings: Settings,
    publishing: Publishing,
    reviews: Reviews,
    now: Callable[[], datetime],
) -> Editing:
    """Give what editors do, where their texts go to the same place as the folder's."""
    alone = SavingInFolder(engine, publishing, now)
    saving: Saving = SavingForAll(publishing) if settings.shared else alone
    looked_over = None if settings.preview else reviews
    return Editing(publishing.source, DraftStore(engine, now), saving, looked_over)


def _keeping(
    engine: Engine, settings: Settings, publishing: Publishing, now: Callable[[], datetime]
) -> PictureKeeping:
    """Give what keeps the pictures that editors put in, where their texts go."""
    if settings.shared:
        return KeepingForAll(engine, publishing.source.folder, now)
    return KeepingInFolder(engine, settings.guides, now)


def _withdrawal(
    engine: Engine, settings: Settings, publishing: Publishing, now: Callable[[], datetime]
) -> FragmentWithdrawal:
    """Give what lets fragments stand no more, where they stand."""
    alone = TakingOutOfFolder(engine, settings.guides)
    taking_out: TakingOut = TakingOutForAll(publishing) if settings.shared else alone
    return FragmentWithdrawal(engine, publishing.source, taking_out, now)


def _guides(store: ReleaseStore) -> Callable[[str], Guide | None]:
    """Give what gives a mall's guide as readers see it now."""

    def guide_of(mall: str) -> Guide | None:
        release = store.newest()
        shown = store.shown(mall, release) if release else None
        return shown.guide if shown else None

    return guide_of


def _opening(guide_of: Callable[[str], Guide | None]) -> Callable[[str], bool]:
    """Give what says whether a mall takes sellers, as far as its guide knows."""

    def is_open(mall: str) -> bool:
        guide = guide_of(mall)
        return guide is None or guide.is_open

    return is_open

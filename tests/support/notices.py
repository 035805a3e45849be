"""What tests of messages share: channels that keep what they are given, and a town that is told by them."""

from datetime import date, timedelta

from support.reminders import HOUR, Town
from support.services import NOON

from wizard.db.models import MessageConsent, Notice
from wizard.guide.model import Guide, Status
from wizard.messaging.channel import Accepted
from wizard.services.message_consents import MessageConsents
from wizard.services.notice_handler import DELIVERY, DeliveryHandler, NoticeHandler
from wizard.services.notices import KIND, Telling
from wizard.services.reminder_planning import KIND as REMIND
from wizard.services.reminder_planning import ReminderPlanner
from wizard.services.sellers import Sellers

MINUTE = timedelta(minutes=1)
STANDS = {"lotteon": "open"}
TEN = NOON - 11 * HOUR
"""Ten in the morning in Korea."""


class Wire:
    """A channel that keeps what it is given, and answers as a test wants."""

    def __init__(self, name="talk"):
        self.name, self.tells_delivery = name, name == "talk"
        self.sent, self.outcome, self.became = [], Accepted("M1"), "delivered"

    def carries(self, kind):
        return kind != "stuck"

    def send(self, kind, to, variables, dedupe_key):
        self.sent.append((kind, to, variables, dedupe_key))
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def status(self, _provider_id):
        return self.became


class Post(Town):
    """The town with two channels, and a runner of all that is told in it."""

    def __init__(self, engine):
        super().__init__(engine)
        self.moment = TEN
        self.talk, self.email = Wire(), Wire("email")
        channels = {"talk": self.talk, "email": self.email}
        now = lambda: self.moment  # noqa: E731
        self.consents = MessageConsents(engine, now, channels)
        self.planner = ReminderPlanner(engine, now, Telling(channels, lambda: 0.5))
        self.handlers = {
            REMIND: self.planner,
            KIND: NoticeHandler(
                engine, channels, "https://guide.example.kr", guide_of, now, lambda: 0.5
            ),
            DELIVERY: DeliveryHandler(engine, channels, now),
        }

    def work(self, after=timedelta()):
        """Let time pass, and do all that is due."""
        self.moment += after
        self.reminders.begin_round()
        leases = {kind: handler.lease for kind, handler in self.handlers.items()}
        while job := self.jobs.take("me", leases):
            try:
                outcome = self.handlers[job.kind].run(job.subject, job.attempts, self.moment)
                self.jobs.finish(job, outcome)
            except RuntimeError as broken:
                self.jobs.retry(job, broken)

    def agree(self, seller, channel="talk", email=""):
        phone = Sellers(self.engine).firm(seller).phone
        self.consents.agree(seller, channel, "my", email or phone)
        if email:
            self.change(MessageConsent, confirmed_at=self.moment)

    def leave(self, seller, channel="talk"):
        self.consents.leave(seller, channel, "my")

    def notices(self):
        return self.rows(Notice.state)


def guide_of(mall):
    return (
        None
        if mall != "lotteon"
        else Guide.model_construct(
            mall=mall,
            title="롯데온",
            status=Status(state=STANDS[mall], checked_on=date(2026, 11, 23)),
        )
    )

"""What tests of reminders share: a database, a clock that a test moves, and facts to be reminded of."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from support.services import NOON

from wizard.db.engine import reading, writing
from wizard.db.models import Reminder
from wizard.db.queries import (
    accounts,
    checks,
    invitations,
    progress,
    registrations,
    requests,
    sellers,
)
from wizard.db.records import (
    AccountRecord,
    CheckRecord,
    InvitationRecord,
    MessageRecord,
    RegistrationRecord,
    RequestRecord,
    RunRecord,
    SellerRecord,
)
from wizard.services.jobs import Jobs
from wizard.services.reminder_planning import KIND, ReminderPlanner
from wizard.services.reminders import Reminders, Wanted

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Town:
    """A database, a clock that a test moves, and what the tests do with them."""

    def __init__(self, engine):
        self.engine, self.moment = engine, NOON
        self.reminders = Reminders(engine, lambda: self.moment)
        self.planner = ReminderPlanner(engine, lambda: self.moment)
        self.jobs = Jobs(engine, lambda: self.moment)

    def seller(self, name="한빛상회"):
        record = SellerRecord(uuid4().hex, name, "2208162517", "01012345678", "staff", NOON)
        with writing(self.engine) as connection:
            sellers.add(connection, record)
        return record.id

    def account(self, seller, ends=None, verdict=""):
        made = AccountRecord(
            uuid4().hex, seller, "lotteon", "account", "r", {}, uuid4().hex, ends, NOON, NOON
        )
        with writing(self.engine) as connection:
            accounts.add_account(connection, made)
            if verdict:
                checks.put(
                    connection, CheckRecord(made.id, NOON, NOON, verdict, step="look", since=NOON)
                )
        return made.id

    def returned(self, account):
        made = RegistrationRecord(
            account, 1, "returned", NOON, NOON, "staff:m", reason="다시 봐 주세요"
        )
        with writing(self.engine) as connection:
            registrations.ask(connection, made)

    def request(self, seller, state="open", **more):
        made = RequestRecord(
            uuid4().hex, "help", state, NOON, NOON, seller_id=seller, mall="lotteon", **more
        )
        with writing(self.engine) as connection:
            requests.add_request(connection, made)
        return made.id

    def word(self, request, after, by=""):
        """Let the one who asked say something, or a member of staff."""
        with writing(self.engine) as connection:
            said = MessageRecord(uuid4().hex, request, by, "말", NOON + after)
            requests.add_message(connection, said)
            asked = requests.request(connection, request)
            moment = {"updated_at": NOON + after}
            if by == "":
                moment["renewed_at"] = NOON + after
            requests.note_state(connection, replace(asked, **moment))

    def link(self, seller, at=NOON, **more):
        made = InvitationRecord(
            uuid4().hex, seller, uuid4().hex, "staff:m", None, "", "", {}, at, at + 7 * DAY, **more
        )
        with writing(self.engine) as connection:
            invitations.add(connection, made)
        return made.id

    def run(self, seller, state="going"):
        made = RunRecord(uuid4().hex, seller, "lotteon", "r", {}, ["one"], state, NOON, NOON)
        with writing(self.engine) as connection:
            progress.add(connection, made)
        return made.id

    def plan(self, after=timedelta()):
        """Let time pass, and look through everything; give how many jobs that took."""
        self.moment += after
        self.reminders.begin_round()
        count = 0
        while job := self.jobs.take("me", {KIND: self.planner.lease}):
            self.jobs.finish(job, self.planner.run(job.subject, job.attempts, self.moment))
            count += 1
        return count

    def lines(self, **wanted):
        return [
            (one.reminder.kind, one.reminder.threshold)
            for card in self.reminders.page(Wanted(**wanted), None)[0]
            for one in card.lines
        ]

    def cards(self, **wanted):
        return self.reminders.page(Wanted(**wanted), None)[0]

    def change(self, table, **values):
        with writing(self.engine) as connection:
            connection.execute(sa.update(table).values(**values))

    def rows(self, column=Reminder.cause):
        with reading(self.engine) as connection:
            return sorted(connection.scalars(sa.select(column)))

    def change_one(self, model, own_id, **values):
        """Change one row, by its id."""
        with writing(self.engine) as connection:
            connection.execute(sa.update(model).where(model.id == own_id).values(**values))

    def change_all(self, name, **values):
        """Change every row of a table that there is by now."""
        table = Reminder.metadata.tables[name]
        with writing(self.engine) as connection:
            connection.execute(sa.update(table).values(**values))

    def drop_one(self, model, own_id):
        """Delete one row, by its id."""
        with writing(self.engine) as connection:
            connection.execute(sa.delete(model).where(model.id == own_id))

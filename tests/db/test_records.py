"""Records and the columns that they stand for: none is misspelt, forgotten or in another's place."""

import inspect
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from datetime import date, timedelta

import pytest
from support.services import NOON

from wizard.db import models, records
from wizard.db.queries import (
    accounts,
    api_tokens,
    audit,
    audit_search,
    change_numbers,
    consents,
    desk,
    drafts,
    feeds,
    guide_fragments,
    guide_pictures,
    idempotent_requests,
    invitations,
    jobs,
    machines,
    merges,
    metrics,
    notices,
    outbox,
    photos,
    progress,
    rate_limits,
    registrations,
    releases,
    reminder_desk,
    reminder_facts,
    reminders,
    requests,
    reviews,
    schedules,
    sealed_columns,
    seals,
    second_factors,
    seller_batches,
    seller_lists,
    sellers,
    sessions,
    sign_in_attempts,
    staff,
    webhooks,
)
from wizard.db.rows import select_record

QUERIES = (accounts, api_tokens, audit, audit_search, consents, desk, drafts, feeds, guide_fragments, guide_pictures, idempotent_requests, invitations, jobs, machines, merges, metrics, notices, outbox, photos, progress, rate_limits, registrations, releases, reminder_desk, reminder_facts, reminders, requests, reviews, schedules, seals, second_factors, seller_batches, sellers, sessions, sign_in_attempts, staff, webhooks)  # fmt: skip
TABLES = {
    records.SellerRecord: models.Seller,
    records.RunRecord: models.Run,
    records.SellerMergeRecord: models.SellerMerge,
    records.SellerBatchRecord: models.SellerBatch,
    records.SellerBatchLineRecord: models.SellerBatchLine,
    records.AccountRecord: models.Account,
    records.FieldRecord: models.AccountField,
    records.EventRecord: models.AuditEvent,
    records.SealRecord: models.AuditSeal,
    records.InvitationRecord: models.Invitation,
    records.SessionRecord: models.Session,
    records.StaffRecord: models.Staff,
    records.RequestRecord: models.Request,
    records.MessageRecord: models.Message,
    records.OpeningRecord: models.Opening,
    records.JobRecord: models.Job,
    records.CheckRecord: models.AccountCheck,
    records.ConsentRecord: models.Consent,
    records.BreakerRecord: models.MallBreaker,
    records.RegistrationRecord: models.Registration,
    records.OutboxEventRecord: models.OutboxEvent,
    records.EndpointRecord: models.WebhookEndpoint,
    records.DeliveryRecord: models.WebhookDelivery,
    records.TallyRecord: models.Tally,
    records.ReminderRecord: models.Reminder,
    records.MessageConsentRecord: models.MessageConsent,
    records.NoticeRecord: models.Notice,
    records.WalkRecord: models.ReminderWalk,
    records.AttemptRecord: models.Attempt,
    records.SetupRecord: models.SetupCode,
    records.PasskeyRecord: models.Passkey,
    records.ChallengeRecord: models.Challenge,
    records.TokenRecord: models.ApiToken,
    records.IdempotentRecord: models.IdempotentRequest,
    records.FileRecord: models.GuideFile,
    records.GuideFragmentRecord: models.GuideFragment,
    records.GuidePictureRecord: models.GuidePicture,
    records.RevisionRecord: models.Revision,
    records.ReleaseRecord: models.Release,
    records.DraftRecord: models.Draft,
    records.ReviewRecord: models.Review,
    records.ScheduleRecord: models.Schedule,
    records.ProcessRecord: models.MachineProcess,
    records.NoteRecord: models.StaffNote,
    records.PhotoRecord: models.RequestPhoto,
    records.PresenceRecord: models.RequestPresence,
    records.ReplyRecord: models.SavedReply,
}
LATER = NOON + timedelta(hours=1)
BEFORE = NOON - timedelta(minutes=1)
SELLER = records.SellerRecord("s1", "한빛상회", "2208162517", "01012345678", "self", NOON)
RUN = records.RunRecord("run1", "s1", "keys", "r1", {"q": ["a", "b"]}, ["one"], "going", NOON, LATER)  # fmt: skip
ACCOUNT = records.AccountRecord("a1", "s1", "keys", "form", "r1", {"q": ["a"]}, "token", date(2027, 1, 2), NOON, LATER)  # fmt: skip
FIELDS = [
    records.FieldRecord("a1", "api_key", "k1.sealed", is_sealed=True),
    records.FieldRecord("a1", "login_id", "open", is_sealed=False, tag="k1.tag"),
]
REQUEST = records.RequestRecord("q1", "issuance", "taken", NOON, LATER, "a1", "s1", "keys", "form", "r1", "에이스", "010", "m1", NOON, LATER, {"q": ["a"]}, "1", "d" * 64, "solved", LATER)  # fmt: skip
MESSAGE = records.MessageRecord("msg1", "q1", "m1", "안녕하세요", NOON)
OPENING = records.OpeningRecord("o1", "q1", "s1", "keys", "m1", "issue", NOON, LATER, 2, "t1")
REGISTRATION = records.RegistrationRecord("a1", 1, "returned", NOON, LATER, "staff:m1", 1, BEFORE, "api_key", "두 글자가 모자라요")  # fmt: skip
CONSENT = records.ConsentRecord("c1", "s1", "1", "e" * 64, LATER)
MEMBER = records.StaffRecord("m1", "kim@example.com", "operator", "digest", "k1.totp", NOON, LATER)
INVITATION = records.InvitationRecord("l1", "s1", "ld", "staff:m1", "l0", "keys", "form", {"q": ["a"]}, NOON, LATER, NOON, LATER, 3, NOON, LATER)  # fmt: skip
SESSION = records.SessionRecord("sd", NOON, LATER, "s1", None, "l1", NOON)
JOB = records.JobRecord("j1", "small", "a1", "small:a1", "waiting", LATER, 8, NOON, 3, "me/1", "SealError", BEFORE, LATER, None)  # fmt: skip
REMINDER = records.ReminderRecord("rm1", "expiry:a1:14:2027-01-02", "expiry", "a1", 14, "s1", "keys", "form", BEFORE, NOON, "called", LATER, "staff:m1", 2, BEFORE, "staff:m2")  # fmt: skip
MESSAGE_CONSENT = records.MessageConsentRecord("s1", "email", True, "2026-11-26", "my", NOON, "kim@example.com")  # fmt: skip
NOTICE = records.NoticeRecord(
    "nt1", "rm1", "s1", "email", "expiry", "keys", BEFORE, "accepted", NOON, LATER, "M1", "why"
)
WALK = records.WalkRecord("runs", NOON, "place", LATER)
TALLY = records.TallyRecord(date(2026, 11, 23), "keys", "r1", "form", "shown", 4)
ATTEMPT = records.AttemptRecord("k" * 64, "pair", "m1", 3, NOON, LATER, "203.0.113.*")
SETUP = records.SetupRecord("m1", "sd", "staff:m2", NOON, LATER)
PASSKEY = records.PasskeyRecord("p1", "m1", "credential", b"key", 7, "phone", NOON, LATER)
TOLD = records.NewOutboxEvent("e" * 32, "account.saved", "s1", "a1", {"mall": "keys"}, NOON)
ENDPOINT = records.EndpointRecord("w1", "https://example.com/hook", ["account.saved"], "k1.secret", "failing", NOON, BEFORE, "k1.old", LATER, 7, BEFORE, LATER)  # fmt: skip
DELIVERY = records.DeliveryRecord("d1", "w1", 1, "failed", NOON, 4, 503, "read", LATER, LATER)
TOKEN = records.TokenRecord(
    "t1", "td", "AbCd", "등록", ["sellers:read"], "m1", NOON, LATER, BEFORE, None
)
SENT = records.IdempotentRecord("t1", "kd", "i1", "fp", LATER, LATER, "s1", "k1.sealed", NOON)
FILE = records.FileRecord("f" * 64, b"mall: keys")
GUIDE_FRAGMENT = records.GuideFragmentRecord("fragments/menu", "steps: []\n", NOON)
GUIDE_PICTURE = records.GuidePictureRecord("keys-menu-1.webp", "keys", "m1", b"picture", NOON)
REVISION = records.RevisionRecord("keys", "r1", [["keys.yaml", "f" * 64]], NOON)
RELEASE = records.ReleaseRecord(3, NOON, "staff:m1", {"keys": "r1"}, {"fork": "h1"}, 1, "why", "d" * 64)  # fmt: skip
DRAFT = records.DraftRecord(
    "d1", "keys", "m1", "typed", "base", "text", "good", 2, BEFORE, LATER, "w1", ["m1"]
)
REVIEW = records.ReviewRecord("v1", "keys", "vd", "m1", "note", BEFORE, "asked", "", "", None)
SCHEDULE = records.ScheduleRecord("c1", "keys", "m1", "text", "base", "why", "loss", LATER, BEFORE)
PROCESS = records.ProcessRecord("w1", 7, "serve", "host-1", "abc", "f1", 12, NOON, LATER)
PHOTO = records.PhotoRecord("p1", "q1", "k1.picture", 800, 600, NOON)
NOTE = records.NoteRecord("n1", "q1", "s1", "m1", "note", "오후에 전화", NOON, "m2", LATER)
TOLD_NOTE = records.NoteRecord("n2", "q1", "s1", "m1", "taken-over", "제가 할게요", LATER, "m3")
PRESENCE = records.PresenceRecord("q1", "m1", NOON)
REPLY = records.ReplyRecord("rp1", "인사", "안녕하세요", "m1", LATER)
EVENT = records.NewEvent(NOON, "account.saved", "seller:s1", "s1", "a1", "keys")


@pytest.fixture
def filled(engine):
    """A database with one row of each table, each column with a value of its own."""
    with engine.begin() as writer:
        sellers.add(writer, SELLER)
        progress.add(writer, RUN)
        consents.add(writer, CONSENT)
        accounts.add_account(writer, ACCOUNT)
        accounts.add_fields(writer, FIELDS)
        staff.add(writer, MEMBER)
        requests.add_request(writer, REQUEST)
        registrations.ask(writer, REGISTRATION)
        registrations.note(writer, REGISTRATION)
        requests.add_message(writer, MESSAGE)
        requests.add_opening(writer, OPENING)
        photos.add(writer, PHOTO)
        desk.add_note(writer, NOTE)
        desk.add_note(writer, TOLD_NOTE)
        desk.put_presence(writer, PRESENCE)
        desk.add_reply(writer, REPLY)
        invitations.add(writer, INVITATION)
        sessions.add(writer, SESSION)
        sign_in_attempts.put(writer, [ATTEMPT])
        second_factors.put_setup(writer, SETUP)
        second_factors.add_passkey(writer, PASSKEY)
        jobs.put(writer, JOB)
        webhooks.add_endpoint(writer, ENDPOINT)
        outbox.add(writer, TOLD)
        place = outbox.number_of(writer, TOLD.id)
        outbox.add_delivery(writer, replace(DELIVERY, sequence=place))
        metrics.add(writer, [TALLY])
        reminders.put(writer, [REMINDER])
        reminders.note_walk(writer, WALK)
        notices.put_consent(writer, MESSAGE_CONSENT)
        notices.add(writer, [NOTICE])
        api_tokens.add(writer, TOKEN)
        idempotent_requests.begin(writer, SENT)
        releases.keep_file(writer, FILE)
        guide_fragments.begin(writer, GUIDE_FRAGMENT)
        guide_pictures.keep(writer, GUIDE_PICTURE)
        releases.keep_revision(writer, REVISION)
        releases.add_release(writer, RELEASE)
        drafts.put(writer, DRAFT)
        reviews.add(writer, REVIEW)
        schedules.add(writer, SCHEDULE)
        machines.beat(writer, PROCESS)
        audit.add(writer, EVENT)
        [event] = audit.unsealed(writer, 0)
        audit.add_seals(writer, [records.SealRecord(1, event.id, "d" * 64)])
    return engine


@pytest.fixture
def connection(filled):
    with filled.connect() as reader:
        yield reader


def names(record):
    return {field.name for field in fields(record)}


def records_of(module):
    found = [one for _, one in inspect.getmembers(module, inspect.isclass) if is_dataclass(one)]
    return [one for one in found if one.__module__ == module.__name__]


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.__name__)
def test_a_record_has_a_field_for_each_column_of_its_table_and_no_other(record):
    assert names(record) == {column.name for column in TABLES[record].__table__.columns}


def test_every_table_that_is_read_whole_has_its_record():
    narrow = {
        models.KeyCheck,
        models.SpentForm,
        models.UsedCode,
        models.RecoveryCode,
        models.RateLimit,
        models.ChangeCount,
    }

    mapped = {mapper.class_ for mapper in models.Base.registry.mappers}

    assert mapped == {*TABLES.values(), *narrow}
    named = {getattr(records, name) for name in records.__all__} - {records.StoredAnswers}
    assert named == {*TABLES, records.NewEvent, records.NewOutboxEvent}


def test_what_is_written_of_an_event_is_all_but_its_number():
    assert names(records.NewEvent) == names(records.EventRecord) - {"id"}
    assert names(records.NewOutboxEvent) == names(records.OutboxEventRecord) - {
        "sequence",
        "revision",
        "spread_at",
    }


def test_no_record_can_be_changed():
    for record in {*TABLES, *(one for module in QUERIES for one in records_of(module))}:
        with pytest.raises(FrozenInstanceError):
            setattr(object.__new__(record), fields(record)[0].name, "anything")


def test_a_field_without_a_column_is_seen_when_the_program_starts():
    with pytest.raises(KeyError, match="name"):
        select_record(records.SellerRecord, models.Staff.__table__)


def test_what_is_written_is_read_as_the_same_record(connection):
    assert sellers.seller(connection, "s1") == SELLER
    assert consents.of_seller(connection, "s1", LATER) == [CONSENT]
    assert progress.run(connection, "s1", "keys") == RUN
    assert progress.runs(connection, ["s1"]) == [RUN]
    assert accounts.account(connection, "s1", "a1") == ACCOUNT
    assert accounts.accounts(connection, "s1", "keys") == [ACCOUNT]
    assert sorted(accounts.fields(connection, ["a1"]), key=lambda one: one.name) == FIELDS
    assert staff.member(connection, "m1") == staff.by_email(connection, MEMBER.email) == MEMBER
    assert staff.everybody(connection) == [MEMBER]
    assert requests.request(connection, "q1") == REQUEST
    assert requests.requests(connection, ["a1"]) == requests.of_seller(connection, "s1") == [REQUEST]  # fmt: skip
    assert registrations.registration(connection, "a1") == REGISTRATION
    assert registrations.registrations(connection, ["a1"]) == [REGISTRATION]
    assert registrations.waits(connection, NOON, 9) == [requests.AnswerTime(NOON, LATER)]
    assert requests.messages(connection, "q1") == [MESSAGE]
    assert requests.openings(connection, "s1") == [OPENING]
    assert requests.last_opening(connection, "q1", "m1") == OPENING
    assert invitations.invitation(connection, "l1") == INVITATION
    assert invitations.of_seller(connection, "s1") == [INVITATION]
    assert sign_in_attempts.found(connection, [ATTEMPT.key]) == {ATTEMPT.key: ATTEMPT}
    assert jobs.job(connection, "j1") == JOB
    assert reminders.reminder(connection, "rm1") == REMINDER
    assert reminders.of_seller(connection, "s1") == [REMINDER]
    assert reminders.walks(connection) == [WALK]
    assert notices.consents(connection, "s1") == [MESSAGE_CONSENT]
    assert notices.notice(connection, "nt1") == NOTICE
    assert api_tokens.token(connection, "t1") == api_tokens.of_digest(connection, "td") == TOKEN
    assert api_tokens.tokens(connection) == [TOKEN]
    assert idempotent_requests.find(connection, "t1", "kd") == SENT
    assert feeds.account(connection, "a1") == ACCOUNT
    assert feeds.accounts(connection, "", feeds.Part(9)) == [ACCOUNT]
    assert feeds.sellers(connection, "", feeds.Part(9)) == [SELLER]
    assert feeds.invitations(connection, "s1", feeds.Part(9)) == [INVITATION]
    standing = feeds.registration(connection, "a1")
    assert feeds.registrations(connection, REGISTRATION.state, 0, 9) == []
    assert change_numbers.number(connection, 9) == 1
    [listed] = feeds.registrations(connection, REGISTRATION.state, 0, 9)
    assert replace(listed, change_number=None) == standing
    assert vars(standing).items() <= {**vars(ACCOUNT), **vars(REGISTRATION)}.items()
    assert jobs.listed(connection, "waiting", 9) == [JOB]
    assert jobs.counts(connection) == [jobs.StateCount("waiting", 1, LATER)]
    sent = webhooks.delivery(connection, "d1")
    assert sent == replace(DELIVERY, sequence=sent.sequence)
    told = outbox.event(connection, sent.sequence)
    assert told == records.OutboxEventRecord(*vars(TOLD).values(), sent.sequence, revision=1)
    assert outbox.take_new(connection, 9) == [told]
    assert webhooks.endpoints(connection) == [ENDPOINT] == [webhooks.endpoint(connection, "w1")]
    assert second_factors.setup(connection, "sd") == SETUP
    assert second_factors.passkeys(connection, "m1") == [PASSKEY]
    assert second_factors.passkey(connection, "m1", "credential") == PASSKEY


def test_what_staff_tell_one_another_is_read_as_the_same_record(connection):
    assert desk.notes_of_request(connection, "q1") == [NOTE, TOLD_NOTE]
    assert desk.notes_of_seller(connection, "s1", 9) == [NOTE, TOLD_NOTE]
    assert desk.note(connection, "n1") == NOTE
    assert photos.photo(connection, "q1") == PHOTO
    assert photos.of_seller(connection, "s1") == [PHOTO]
    assert photos.size(connection, "q1") == photos.PhotoSize(800, 600)
    assert "k1.picture" not in repr(PHOTO)
    assert desk.replies(connection) == [desk.reply(connection, "rp1")] == [REPLY]


def test_what_is_written_of_guides_is_read_as_the_same_record(connection):
    assert releases.files(connection, [FILE.digest, "x"]) == {FILE.digest: FILE.data}
    assert guide_fragments.fragments(connection) == [GUIDE_FRAGMENT]
    assert [*guide_fragments.editions(connection)] == [GUIDE_FRAGMENT.name]
    assert guide_pictures.pictures(connection, [GUIDE_PICTURE.name, "x"]) == [GUIDE_PICTURE]
    assert guide_pictures.names(connection) == [GUIDE_PICTURE.name]
    assert releases.revision(connection, "keys", "r1") == REVISION
    assert releases.newest(connection) == releases.release(connection, 3) == RELEASE
    assert releases.releases_before(connection, 4, 9) == [RELEASE]
    assert drafts.draft(connection, "m1", "keys") == DRAFT
    assert drafts.drafts_of(connection, "m1") == drafts.everybodys(connection) == [DRAFT]
    assert drafts.by_id(connection, "d1") == DRAFT
    assert reviews.review(connection, "v1") == reviews.newest(connection, "keys", "vd") == REVIEW
    assert reviews.last_of(connection, [REVIEW.mall]) == {(REVIEW.mall, REVIEW.author): REVIEW}
    assert schedules.schedule(connection, "c1") == SCHEDULE
    assert schedules.waiting_for(connection, "keys") == SCHEDULE
    assert schedules.shown(connection) == [SCHEDULE]


def test_a_process_at_work_is_read_as_it_told(connection):
    assert machines.processes(connection) == [PROCESS]


def test_an_event_is_read_as_it_was_written_alone_and_in_the_chain(connection):
    [event] = audit.events(connection, None, 9)
    [sealed] = audit.sealed(connection, 0, 9)

    assert event == records.EventRecord(*vars(EVENT).values(), id=event.id)
    assert sealed.event == event
    assert sealed.seal == audit.last_seal(connection) == records.SealRecord(1, event.id, "d" * 64)


def test_what_is_read_across_tables_has_each_value_in_its_place(connection):
    assert sessions.seller(connection, "sd", NOON) == sessions.SignedInSeller(
        "s1", "한빛상회", NOON
    )
    assert sessions.hold(connection, "sd", NOON) == sessions.HeldSession("s1", "l1", NOON)
    found = invitations.by_digest(connection, "ld")
    assert found == invitations.InvitationOfFirm(INVITATION, "2208162517")
    assert accounts.account_of_form(connection, "token") == accounts.SentAccount("a1", "s1")
    assert requests.queue(connection, requests.Queue(("taken",)), None, 9) == [
        requests.QueuedRequest(
            "q1",
            "issuance",
            "taken",
            "keys",
            "form",
            "에이스",
            NOON,
            "한빛상회",
            MEMBER.email,
            LATER,
        )
    ]
    called = reminder_desk.done(connection, reminder_desk.DeskFilter(called=True), NOON, None, 9)
    assert called == [reminder_desk.DeskLine(REMINDER, "한빛상회", "01012345678", MEMBER.email)]
    assert desk.others_present(connection, "q1", "m9", NOON) == [MEMBER.email]
    assert desk.told(connection, "m3", 9) == [
        desk.ToldNote(
            "n2", "q1", "taken-over", "제가 할게요", LATER, "issuance", MEMBER.email, "한빛상회"
        )
    ]
    assert outbox.subscriptions(connection) == [outbox.Subscription("w1", ["account.saved"])]
    assert webhooks.counts(connection) == [webhooks.StateCount("w1", "failed", 1)]
    assert webhooks.listed(connection, "w1", ["failed"], seller_lists.Cut(9)) == [
        webhooks.ListedDelivery(
            "d1", "failed", 4, 503, "read", NOON, LATER, LATER, "account.saved", "e" * 32
        )
    ]
    assert seals.sealed_fields(connection, "k2", 9) == [
        seals.SealedField("a1", "api_key", "k1.sealed", "s1", "keys")
    ]
    assert seals.untagged_fields(connection, "k2", 9) == [
        seals.OpenField("a1", "login_id", "open", "k1.tag", "s1", "keys")
    ]
    assert not seals.untagged_fields(connection, "k1", 9)
    assert sign_in_attempts.locked(connection, NOON) == [
        sign_in_attempts.Lock("m1", "pair", 3, NOON, LATER, "203.0.113.*")
    ]
    factors = sealed_columns.sealed_values(connection, sealed_columns.FACTORS, "k2", 9)
    assert factors == [sealed_columns.SealedValue("m1", "k1.totp")]


def test_a_challenge_that_was_written_is_used_once_by_the_browser_that_was_asked(filled):
    with filled.begin() as writer:
        second_factors.add_challenge(writer, NOON, records.ChallengeRecord("cd", "browser", LATER))

        used = [
            second_factors.use_challenge(writer, "cd", whose, NOON)
            for whose in ("another", "browser", "browser")
        ]

    assert used == [False, True, False]


def test_a_member_of_a_session_is_read_with_address_and_role(filled):
    with filled.begin() as writer:
        staff.suspend(writer, "m1", None)
        begun = records.SessionRecord("md", NOON, LATER, staff_id="m1", browser="맥 사파리")
        sessions.add(writer, begun)

    with filled.connect() as reader:
        member = sessions.member(reader, "md", NOON, BEFORE)
        rested = sessions.member(reader, "md", NOON, NOON)
        listed = sessions.of_member(reader, "m1", NOON, BEFORE)

    assert member == sessions.SignedInMember("m1", MEMBER.email, "operator", NOON, LATER)
    assert rested is None
    assert listed == [sessions.OpenSession("md", "맥 사파리", NOON, NOON)]


def test_lists_of_sellers_say_by_what_each_stands_where_it_stands(connection):
    who, cut = ("s1", "한빛상회", "2208162517", "01012345678"), seller_lists.Cut(9)
    everybody = seller_lists.SellerFilter()

    newest = seller_lists.newest(connection, everybody, cut)
    stuck = seller_lists.stuck(connection, everybody, seller_lists.RunFilter(), cut)
    expiring = seller_lists.expiring(connection, everybody, "", date(2027, 1, 2), cut)

    assert newest == [seller_lists.ListedSeller(*who, "", NOON, "s1")]
    assert stuck == [seller_lists.ListedSeller(*who, "keys", LATER, "run1")]
    assert expiring == [seller_lists.ListedSeller(*who, "keys", date(2027, 1, 2), "a1")]


def test_what_is_added_up_is_read_with_its_sum(connection):
    day, span = TALLY.day, metrics.Span(TALLY.day)

    assert metrics.sums(connection, span) == [metrics.StepTotal("keys", "form", "shown", 4)]
    assert metrics.revisions(connection, span) == [metrics.RevisionCount("r1", day, day)]
    assert not requests.asked_at_steps(connection, NOON, "", "")


def test_no_query_gives_a_row_or_takes_what_it_does_not_name():
    functions = [
        function
        for module in QUERIES
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not function.__name__.startswith("_")
    ]

    assert len(functions) > 50
    for function in functions:
        signature = inspect.signature(function)
        assert not [p for p in signature.parameters.values() if p.kind is p.VAR_KEYWORD], function
        assert "Row" not in repr(signature.return_annotation), function


def test_a_change_writes_what_it_names_and_nothing_else(filled):
    other = records.AccountRecord("a1", "s9", "fork", "east", "r2", {}, "t9", None, LATER, NOON)
    with filled.begin() as writer:
        accounts.change_account(writer, other)

    with filled.connect() as reader:
        found = accounts.account(reader, "s1", "a1")

    assert found == records.AccountRecord(
        "a1", "s1", "fork", "east", "r2", {}, "token", None, NOON, NOON
    )


def test_no_secret_of_a_record_is_printed():
    printed = (
        f"{ENDPOINT}{FIELDS}{MEMBER}{seals.OpenField('a1', 'login_id', 'open', None, 's1', 'keys')}"
    )

    assert not [
        word
        for word in ("k1.sealed", "open", "digest", "k1.totp", "k1.secret", "k1.old")
        if word in printed
    ]

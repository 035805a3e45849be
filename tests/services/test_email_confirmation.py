"""An address of e-mail is told nothing but six digits until they come back, on both databases."""

import re
from datetime import date, timedelta

import pytest
from support.notices import Post
from support.reminders import DAY, HOUR
from support.services import NOON

from wizard.crypto import key_file
from wizard.db.models import AuditEvent, MessageConsent, Notice
from wizard.errors import NotFoundError, TooOftenError
from wizard.messaging.channel import Rejected, Retry
from wizard.services.confirmation_handler import ConfirmationHandler
from wizard.services.email_confirmation import (
    HOLDS,
    KIND,
    CrowdedAddressError,
    EmailConfirmation,
    OtherCodeError,
)
from wizard.services.keys import Keys
from wizard.services.merging import Merging

ADDRESS = "kim@example.com"


class Office(Post):
    """The town, where letters with digits are sent too."""

    def __init__(self, engine, keys):
        super().__init__(engine)
        now = lambda: self.moment  # noqa: E731
        self.confirmation = EmailConfirmation(engine, keys, now, lambda: 0.5)
        channels = {"email": self.email}
        self.handlers[KIND] = ConfirmationHandler(
            engine, keys, channels, "https://guide.example.kr", now
        )

    def write(self, seller, email=ADDRESS):
        """Let a seller write an address and be sent the digits; give what is typed of them."""
        self.confirmation.ask(seller, email)
        self.work()
        return self.digits()

    def digits(self):
        [digits] = re.findall(r"\b[0-9]{6}\b", self.email.sent[-1][2]["text"])
        return digits

    def merge(self, kept, other):
        """Make one firm of two."""
        keys, now = self.confirmation.keys, lambda: self.moment
        Merging(self.engine, keys, now).merge(kept, other, "kim", keeps_sessions=True)


@pytest.fixture
def office(engine, tmp_path):
    key_file.create(tmp_path / "keys.json", NOON)
    return Office(engine, Keys(tmp_path / "keys.json", engine))


def test_only_the_letter_with_the_digits_goes_to_an_address_until_they_come_back(office):
    firm = office.seller()
    office.account(firm, ends=date(2026, 12, 10))
    digits = office.write(firm)
    office.work(HOUR)
    before = [(kind, to) for kind, to, *_ in office.email.sent]

    office.confirmation.confirm(firm, digits)
    office.account(firm, verdict="WRONG_KEY")
    office.work(HOUR)

    assert before == [(KIND, ADDRESS)]
    assert [(kind, to) for kind, to, *_ in office.email.sent[1:]] == [("check", ADDRESS)]
    assert "messages.confirmed" in office.rows(AuditEvent.kind)
    assert office.rows(MessageConsent.code) == [""]


def test_the_letter_says_the_digits_and_nothing_of_the_firm_and_comes_by_night_too(office):
    office.moment += 12 * HOUR
    firm = office.seller("한빛상회")

    digits = office.write(firm)

    [(_, _, letter, _)] = office.email.sent
    assert digits.isdecimal()
    assert digits in letter["text"]
    assert not re.search(r"\d", letter["subject"])
    assert "한빛" not in letter["text"]
    assert digits not in "".join(office.rows(MessageConsent.code))


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６"])
def test_other_digits_confirm_nothing_and_five_tries_are_an_hour(office, typed):
    firm = office.seller()
    digits = office.write(firm)
    for _ in range(5):
        with pytest.raises(OtherCodeError):
            office.confirmation.confirm(firm, typed)

    with pytest.raises(TooOftenError):
        office.confirmation.confirm(firm, digits)

    assert office.rows(MessageConsent.confirmed_at) == [None]
    office.moment += HOUR
    office.confirmation.confirm(firm, digits)
    assert office.consents.of(firm)["email"].confirmed_at == office.moment


def test_the_digits_of_an_older_letter_or_of_yesterday_confirm_nothing(office):
    firm = office.seller()
    first = office.write(firm)
    office.confirmation.ask(firm, ADDRESS)
    office.work()
    second = office.digits()
    if first != second:
        with pytest.raises(OtherCodeError):
            office.confirmation.confirm(firm, first)
    office.moment += HOLDS + timedelta(seconds=1)

    with pytest.raises(OtherCodeError):
        office.confirmation.confirm(firm, second)


def test_three_letters_a_day_go_to_one_address_whoever_asks(office):
    firm, other = office.seller(), office.seller()
    for _ in range(3):
        office.write(firm)

    for who in (firm, other):
        with pytest.raises(TooOftenError):
            office.confirmation.ask(who, ADDRESS.upper())
    office.work()

    assert len(office.email.sent) == 3
    office.moment += DAY
    office.confirmation.ask(other, ADDRESS)


def test_an_address_that_is_changed_or_left_is_not_confirmed_any_more(office):
    firm = office.seller()
    office.confirmation.confirm(firm, office.write(firm))
    office.consents.agree(firm, "email", "my", "lee@example.com")
    other = office.consents.of(firm)["email"].confirmed_at
    office.consents.leave(firm, "email", "my")

    assert other is None
    with pytest.raises(NotFoundError):
        office.confirmation.confirm(firm, "123456")
    office.consents.agree(firm, "email", "my", ADDRESS)
    assert office.consents.of(firm)["email"].confirmed_at is None


@pytest.mark.parametrize(
    ("outcome", "letters"), [(Retry(HOUR, "dns"), 3), (Rejected("smtp 550"), 1)]
)
def test_a_letter_that_is_not_taken_is_tried_a_few_times_and_no_more(office, outcome, letters):
    firm = office.seller()
    office.email.outcome = outcome
    office.write(firm)

    for _ in range(6):
        office.work(HOUR)

    assert len(office.email.sent) == letters
    assert office.rows(Notice.id) == []


@pytest.mark.parametrize("typed", ["", "000000"])
def test_a_code_that_opens_no_more_is_confirmed_by_no_digits_and_sent_in_no_letter(office, typed):
    firm = office.seller()
    office.confirmation.ask(firm, ADDRESS)
    office.change(MessageConsent, code=f"gone.{'A' * 60}")
    office.work()

    with pytest.raises(OtherCodeError):
        office.confirmation.confirm(firm, typed)

    assert office.email.sent == []
    assert office.rows(MessageConsent.confirmed_at) == [None]
    office.confirmation.confirm(firm, office.write(firm))
    assert office.rows(MessageConsent.confirmed_at) == [office.moment]


def test_an_address_that_came_by_a_merge_is_confirmed_by_a_letter_of_its_new_seller_alone(office):
    kept, other = office.seller(), office.seller()
    digits = office.write(other)
    office.merge(kept, other)

    for typed in ("", digits):
        with pytest.raises(OtherCodeError):
            office.confirmation.confirm(kept, typed)

    assert office.rows(MessageConsent.confirmed_at) == [None]
    assert office.rows(MessageConsent.code) == [""]
    office.confirmation.confirm(kept, office.write(kept))
    assert office.rows(MessageConsent.confirmed_at) == [office.moment]


def test_the_digits_sent_twice_confirm_once_and_cost_no_try(office):
    firm = office.seller()
    digits = office.write(firm)
    office.confirmation.confirm(firm, digits)
    told = office.rows(AuditEvent.kind)

    for _ in range(6):
        office.confirmation.confirm(firm, digits)

    assert office.rows(AuditEvent.kind) == told
    assert office.rows(MessageConsent.confirmed_at) == [office.moment]


@pytest.mark.parametrize("others", [False, True])
def test_a_letter_that_is_refused_changes_nothing_and_the_digits_of_before_still_hold(
    office, others
):
    firm, other = office.seller(), office.seller()
    digits = office.write(firm)
    for _ in range(3 if others else 2):
        office.confirmation.ask(other if others else firm, "x@b.kr" if others else ADDRESS)
    before = office.consents.of(firm)

    with pytest.raises(CrowdedAddressError if others else TooOftenError):
        office.confirmation.ask(firm, "x@b.kr")

    assert office.consents.of(firm) == before
    if others:
        office.confirmation.confirm(firm, digits)
        assert not office.confirmation.ask(firm, ADDRESS)
        assert office.consents.of(firm)["email"].confirmed_at == office.moment


@pytest.mark.parametrize("outcome", [Rejected("smtp 550"), Retry(HOUR, "dns")])
def test_a_letter_that_is_not_taken_leaves_its_moment_and_no_digits(office, outcome):
    firm = office.seller()
    office.email.outcome = outcome
    digits = office.write(firm)
    asked_at = office.consents.of(firm)["email"].code_at
    for _ in range(3):
        office.work(HOUR)

    said = office.consents.of(firm)["email"]
    assert (said.code, said.code_at) == ("", asked_at)
    with pytest.raises(OtherCodeError):
        office.confirmation.confirm(firm, digits)

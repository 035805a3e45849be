"""Members look after their own sign-in; both factors are asked again each time."""

import re
from dataclasses import replace
from datetime import timedelta
from math import log2

import pyotp
import pytest
from support import people
from support.services import NOON, dump, services_of

from wizard.crypto.passkeys import RelyingParty
from wizard.crypto.passwords import LETTERS
from wizard.db.queries import sign_in_attempts
from wizard.db.queries.second_factors import add_recovery
from wizard.errors import FieldError, NotFoundError, PasskeyError, RefusedError
from wizard.services.audit import Audit
from wizard.services.identity import Proof
from wizard.services.lockout import Visit
from wizard.services.own_account import OwnAccount
from wizard.services.roles import Role
from wizard.services.second_factors import Signature, digest_of
from wizard.services.sessions import Sessions
from wizard.services.staff import Staff

WHO, NEW, HERE = "kim@example.com", "seven lamps below the stairs", Visit("198.51.100.7")


def proof(code, password=people.PASSWORD):
    return Proof(password, code, HERE)


def codes_for(own, kim, totp, later=0):
    return own.new_recovery_codes(kim, proof(totp.at(NOON, counter_offset=later)))


@pytest.fixture
def own(engine, tmp_path):
    return OwnAccount(engine, services_of(engine, tmp_path).keys, lambda: NOON)


@pytest.fixture
def staff(own):
    return Staff(own.engine, own.keys, own.now)


@pytest.fixture
def totp(staff):
    uri = staff.add(WHO, Role.SUPPORT, people.PASSWORD)
    return pyotp.TOTP(re.search(r"secret=(\w+)", uri)[1])


@pytest.fixture
def kim(staff, totp):
    assert totp
    [row] = staff.everybody()
    return row.id


def test_another_password_signs_every_browser_out_but_this_one(own, staff, totp, kim):
    old = staff.sign_in(WHO, people.PASSWORD, totp.at(NOON, counter_offset=-1))

    entered = own.change_password(kim, proof(totp.at(NOON)), NEW)

    sessions = Sessions(own.engine, own.now)
    assert sessions.member(old.token) is None
    assert sessions.member(entered.token).id == kim
    assert entered.mark != old.mark
    with pytest.raises(RefusedError):
        staff.sign_in(WHO, people.PASSWORD, totp.at(NOON, counter_offset=1))
    assert staff.sign_in(WHO, NEW, totp.at(NOON, counter_offset=1))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"old": "wrong"}, "password"),
        ({"code": "000000"}, "code"),
        ({"code": ""}, "code"),
        ({"new": "password1234"}, "new"),
        ({"new": people.PASSWORD}, "new"),
    ],
)
def test_a_change_that_cannot_be_is_told_beside_its_box_and_changes_nothing(
    own, totp, kim, said, field
):
    good = {"old": people.PASSWORD, "code": totp.at(NOON), "new": NEW}

    def change(old, code, new):
        return own.change_password(kim, proof(code, old), new)

    with pytest.raises(FieldError) as told:
        change(**(good | said))

    assert told.value.field == field
    assert change(**good)


def test_a_code_that_was_used_to_sign_in_changes_no_password(own, staff, totp, kim):
    staff.sign_in(WHO, people.PASSWORD, totp.at(NOON))

    with pytest.raises(FieldError, match="이미 썼어요"):
        own.change_password(kim, proof(totp.at(NOON)), NEW)


@pytest.mark.parametrize("guess", [proof("000000", "wrong"), proof("000000"), proof("")])
def test_guessing_the_password_or_the_code_in_an_open_browser_is_bounded_too(own, totp, kim, guess):
    for _ in range(5):
        with pytest.raises(FieldError, match="맞지 않아요"):
            own.change_password(kim, guess, NEW)

    with pytest.raises(FieldError, match="잠겼어요"):
        own.change_password(kim, proof(totp.at(NOON)), NEW)
    assert [row.kind for row in Audit(own.engine).page("x", None)].count("staff.refused") == 4
    assert "staff.locked" in {row.kind for row in Audit(own.engine).page("x", None)}


def test_neither_codes_nor_passkeys_change_without_both_factors(own, totp, kim):
    signature = Signature("{}", "this browser", RelyingParty("localhost", "http://localhost"))
    acts = [
        lambda said: own.new_recovery_codes(kim, said),
        lambda said: own.add_passkey(kim, said, signature, "노트북"),
        lambda said: own.drop_passkey(kim, said, "0" * 32),
    ]
    before = dump(own.engine)["recovery_code"], dump(own.engine)["passkey"]

    for act in acts:
        with pytest.raises(FieldError) as told:
            act(proof("", people.PASSWORD))
        assert told.value.field == "code"
        with pytest.raises((NotFoundError, PasskeyError, FieldError)):
            act(proof(totp.at(NOON), "wrong"))
        services = dump(own.engine)
        assert (services["recovery_code"], services["passkey"]) == before
        sign_in_attempts_are_forgotten(own, kim)


def sign_in_attempts_are_forgotten(own, kim):
    with own.engine.begin() as connection:
        sign_in_attempts.drop_of(connection, kim)


def test_what_is_refused_for_another_reason_leaves_the_code_to_be_used(own, totp, kim):
    with pytest.raises(NotFoundError):
        own.drop_passkey(kim, proof(totp.at(NOON)), "0" * 32)

    assert own.change_password(kim, proof(totp.at(NOON)), NEW)


def test_ten_recovery_codes_stand_in_for_the_phone_once_each_and_are_written_down(
    own, staff, totp, kim
):
    codes = codes_for(own, kim, totp)

    assert len(set(codes)) == 10
    assert not any(code.replace("-", "") in f"{dump(own.engine)}" for code in codes)
    entered = staff.sign_in(WHO, people.PASSWORD, codes[3].upper().replace("-", " "))
    assert (entered.by, entered.recovery_left) == ("recovery", 9)
    with pytest.raises(RefusedError):
        staff.sign_in(WHO, people.PASSWORD, codes[3])
    assert "staff.recovered" in {row.kind for row in Audit(own.engine).page("x", None)}


def test_a_recovery_code_with_a_wrong_password_is_not_used_up(own, staff, totp, kim):
    [code, *_] = codes_for(own, kim, totp)

    with pytest.raises(RefusedError):
        staff.sign_in(WHO, "wrong", code)

    assert staff.sign_in(WHO, people.PASSWORD, code)


def test_a_recovery_code_is_random_enough_to_be_kept_by_a_plain_digest(own, totp, kim):
    codes = codes_for(own, kim, totp)

    chars = {len(code.replace("-", "")) for code in codes}
    assert min(chars) * log2(len(set(LETTERS))) >= 112


def test_a_recovery_code_of_16_letters_that_was_handed_out_before_still_lets_in(own, staff, kim):
    old = "abcd-efgh-jkmn-pqrs"
    with own.engine.begin() as connection:
        add_recovery(connection, kim, [digest_of(kim, old.replace("-", ""))])

    assert staff.sign_in(WHO, people.PASSWORD, old).by == "recovery"


def test_new_recovery_codes_end_the_old_and_ask_for_the_password(own, staff, totp, kim):
    [old, *_] = codes_for(own, kim, totp)
    codes_for(own, kim, totp, later=1)

    with pytest.raises(RefusedError):
        staff.sign_in(WHO, people.PASSWORD, old)
    with pytest.raises(FieldError):
        own.new_recovery_codes(kim, proof(totp.at(NOON, counter_offset=-1), "wrong"))
    assert own.recovery_left(kim) == 10


def test_a_challenge_is_good_once_for_the_browser_that_was_asked_and_soon(own):
    kit, late = own.factors, replace(own, now=lambda: NOON + timedelta(minutes=6)).factors
    challenges = [kit.challenge("this browser") for _ in range(3)]

    with own.engine.begin() as connection:
        assert not kit._was_asked(connection, challenges[0], "another browser")
        assert kit._was_asked(connection, challenges[0], "this browser")
        assert not kit._was_asked(connection, challenges[0], "this browser")
        assert not late._was_asked(connection, challenges[1], "this browser")
        assert not kit._was_asked(connection, b"x" * 32, "this browser")

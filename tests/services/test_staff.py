import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from support import people
from support.services import NOON, dump, services_of

from wizard.crypto import key_file, passwords
from wizard.errors import KeysError, RefusedError, UsedCodeError
from wizard.services.key_rotation import rotate
from wizard.services.roles import Role
from wizard.services.sessions import Sessions
from wizard.services.staff import Staff

PASSWORD = people.PASSWORD
WHO = "operator@example.com"


@pytest.fixture
def staff(engine, tmp_path):
    return Staff(engine, services_of(engine, tmp_path).keys, lambda: NOON)


def secret_of(uri):
    return re.search(r"secret=(\w+)", uri)[1]


def later(staff, **time):
    return replace(staff, now=lambda: NOON + timedelta(**time))


def refused(staff, *, email=WHO, password=PASSWORD, code=""):
    with pytest.raises(RefusedError):
        staff.sign_in(email, password, code)
    return True


def test_the_password_and_the_second_factor_are_nowhere_to_be_read(staff, engine):
    uri = staff.add(WHO, Role.OPERATOR, PASSWORD)

    assert uri.startswith("otpauth://totp/")
    assert secret_of(uri) not in f"{dump(engine)}"
    assert PASSWORD not in f"{dump(engine)}"
    assert "$argon2id$" in f"{dump(engine)}"


@pytest.mark.parametrize("role", Role)
def test_every_role_needs_the_code_and_it_works_once(staff, role):
    secret = secret_of(staff.add(WHO, role, PASSWORD))
    code = pyotp.TOTP(secret).at(NOON)

    assert refused(staff)
    assert refused(staff, code="000000")
    assert refused(staff, password="wrong", code=code)
    token = staff.sign_in(f" {WHO.upper()} ", PASSWORD, code).token
    assert refused(staff, code=code)
    assert Sessions(staff.engine, lambda: NOON).member(token).role == role


def test_a_code_used_twice_is_told_apart_only_if_all_else_fits(staff):
    code = pyotp.TOTP(secret_of(staff.add(WHO, Role.SUPPORT, PASSWORD))).at(NOON)
    staff.sign_in(WHO, PASSWORD, code)

    with pytest.raises(UsedCodeError):
        staff.sign_in(WHO, PASSWORD, code)
    for said in ({"password": "wrong", "factor": code}, {"factor": "000000"}):
        with pytest.raises(RefusedError) as told:
            staff.sign_in(WHO, **({"password": PASSWORD} | said))
        assert not isinstance(told.value, UsedCodeError)


def test_one_code_pressed_ten_times_at_once_lets_in_once(staff):
    code = pyotp.TOTP(secret_of(staff.add(WHO, Role.SUPPORT, PASSWORD))).at(NOON)

    def press(_):
        try:
            return bool(staff.sign_in(WHO, PASSWORD, code))
        except UsedCodeError:
            return False

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(press, range(10))) == 1


def test_a_code_is_read_in_whatever_width_the_keyboard_writes_it(staff):
    totp = pyotp.TOTP(secret_of(staff.add(WHO, Role.ADMIN, PASSWORD)))
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in totp.at(NOON))

    assert staff.sign_in(WHO, PASSWORD, f"{wide[:3]} {wide[3:]}").by == "code"


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_clock_may_be_half_a_minute_off(staff, seconds):
    secret = secret_of(staff.add(WHO, Role.ADMIN, PASSWORD))

    assert staff.sign_in(WHO, PASSWORD, pyotp.TOTP(secret).at(NOON + timedelta(seconds=seconds)))


def test_a_sign_in_while_the_clock_was_a_year_ahead_shuts_nobody_out_and_opens_to_no_replay(staff):
    totp = pyotp.TOTP(secret_of(staff.add(WHO, Role.ADMIN, PASSWORD)))
    ahead = later(staff, days=365)
    far = totp.at(NOON + timedelta(days=365))
    ahead.sign_in(WHO, PASSWORD, far)

    staff.sign_in(WHO, PASSWORD, totp.at(NOON))
    with pytest.raises(UsedCodeError):
        staff.sign_in(WHO, PASSWORD, totp.at(NOON))
    with pytest.raises(UsedCodeError):
        ahead.sign_in(WHO, PASSWORD, far)


def test_a_key_file_that_is_gone_is_no_wrong_try(staff, tmp_path):
    staff.add(WHO, Role.ADMIN, PASSWORD)
    (tmp_path / "keys.json").unlink()

    with pytest.raises(KeysError):
        staff.sign_in(WHO, PASSWORD, "123456")


def test_a_stranger_is_refused_like_a_member(staff):
    assert refused(staff, email="nobody@example.com")


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_too_short_or_too_long_makes_no_member(staff, password):
    with pytest.raises(RefusedError, match="12자"):
        staff.add(WHO, Role.SUPPORT, password)

    assert not staff.everybody()


@pytest.mark.parametrize(
    "email", ["notanemail", "", "a@b", "a b@example.com", "a@@example.com", "@example.com",
              "kim@example.com,lee@example.com", "<kim@example.com>", f"{'k' * 120}@example.com"],
)  # fmt: skip
def test_what_does_not_look_like_an_email_makes_no_member(staff, email):
    with pytest.raises(RefusedError, match="이메일"):
        staff.add(email, Role.SUPPORT, PASSWORD)

    assert not staff.everybody()


def test_one_address_is_one_member(staff):
    staff.add(WHO, Role.SUPPORT, PASSWORD)

    with pytest.raises(RefusedError, match="이미 있어요"):
        staff.add(WHO.upper(), Role.ADMIN, PASSWORD)


def test_a_session_ends_by_itself_and_everywhere_at_once(staff):
    totp = pyotp.TOTP(secret_of(staff.add(WHO, Role.SUPPORT, PASSWORD)))
    codes = [totp.at(NOON, counter_offset=step) for step in (-1, 0, 1)]
    tokens = [staff.sign_in(WHO, PASSWORD, code).token for code in codes]
    sessions = Sessions(staff.engine, lambda: NOON)
    [member] = {sessions.member(token).id for token in tokens}

    assert Sessions(staff.engine, lambda: NOON + timedelta(hours=11)).member(tokens[0]) is None
    sessions.sign_out(tokens[0])
    assert [bool(sessions.member(token)) for token in tokens] == [False, True, True]
    sessions.sign_out_staff(member, member)
    assert not any(sessions.member(token) for token in tokens)


def test_a_second_factor_outlives_the_rotation_of_the_keys(staff, tmp_path):
    secret = secret_of(staff.add(WHO, Role.ADMIN, PASSWORD))
    old = staff.keys.ring()
    key_file.add(tmp_path / "keys.json", NOON)
    staff.keys._trusted = None
    ring = staff.keys.ring()

    assert rotate(staff.engine, ring).resealed == 1
    staff.keys._trusted = (staff.keys._trusted[0], type(ring)({ring.active: ring.keys[ring.active]}))  # fmt: skip
    assert old.active not in staff.keys.ring().keys
    assert staff.sign_in(WHO, PASSWORD, pyotp.TOTP(secret).at(NOON))


def test_a_digest_that_is_no_digest_matches_nothing():
    assert not passwords.matches("plain", "plain")


def test_a_password_is_one_however_its_letters_are_composed_and_old_digests_hold():
    composed, parted = (
        unicodedata.normalize(form, "가나다라 마바사아 자차") for form in ("NFC", "NFD")
    )
    old = passwords._HASHER.hash(parted)

    assert passwords.matches(passwords.digest(parted), composed)
    assert passwords.matches(passwords.digest(composed), parted)
    assert passwords.matches(old, parted)
    assert not passwords.matches(old, "가나다라")

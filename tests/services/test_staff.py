import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from support import people
from support.services import NOON, dump, services_of

from wizard.crypto import key_file, passwords
from wizard.errors import RefusedError
from wizard.services.audit import Audit
from wizard.services.keys import rotate
from wizard.services.roles import Role
from wizard.services.sessions import Sessions
from wizard.services.staff import LOCK_MINUTES, Staff

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


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMIN])
def test_an_operator_and_an_admin_need_the_code_and_it_works_once(staff, role):
    secret = secret_of(staff.add(WHO, role, PASSWORD))
    code = pyotp.TOTP(secret).at(NOON)

    assert refused(staff)
    assert refused(staff, code="000000")
    assert refused(staff, password="wrong", code=code)
    token = staff.sign_in(WHO, PASSWORD, code)
    assert refused(staff, code=code)
    assert Sessions(staff.engine, lambda: NOON).member(token).role == role


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.EDITOR])
def test_support_and_editors_may_leave_the_code_out_but_a_wrong_one_is_wrong(staff, role):
    staff.add(WHO, role, PASSWORD)

    assert refused(staff, code="000000")
    assert staff.sign_in(f" {WHO.upper()} ", PASSWORD, "")


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_clock_may_be_half_a_minute_off(staff, seconds):
    secret = secret_of(staff.add(WHO, Role.ADMIN, PASSWORD))

    assert staff.sign_in(WHO, PASSWORD, pyotp.TOTP(secret).at(NOON + timedelta(seconds=seconds)))


def test_five_wrong_tries_lock_for_a_quarter_of_an_hour(staff):
    staff.add(WHO, Role.SUPPORT, PASSWORD)
    for _ in range(5):
        refused(staff, password="wrong")

    assert refused(staff)
    assert refused(later(staff, minutes=LOCK_MINUTES - 1))
    assert later(staff, minutes=LOCK_MINUTES + 1).sign_in(WHO, PASSWORD, "")


def test_twenty_guesses_at_once_are_five_and_then_the_right_one_is_refused(staff):
    staff.add(WHO, Role.SUPPORT, PASSWORD)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: refused(staff, password="wrong"), range(20)))

    assert refused(staff)
    kinds = [row.kind for row in Audit(staff.engine).page("x", None)]
    assert kinds.count("staff.locked") == 1


def test_a_stranger_is_refused_like_a_member(staff):
    assert refused(staff, email="nobody@example.com")


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_too_short_or_too_long_makes_no_member(staff, password):
    with pytest.raises(RefusedError, match="12자"):
        staff.add(WHO, Role.SUPPORT, password)

    assert not staff.everybody()


def test_one_address_is_one_member(staff):
    staff.add(WHO, Role.SUPPORT, PASSWORD)

    with pytest.raises(RefusedError, match="이미 있어요"):
        staff.add(WHO.upper(), Role.ADMIN, PASSWORD)


def test_a_session_ends_by_itself_and_everywhere_at_once(staff):
    staff.add(WHO, Role.SUPPORT, PASSWORD)
    tokens = [staff.sign_in(WHO, PASSWORD, "") for _ in range(3)]
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

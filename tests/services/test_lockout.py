"""Wrong tries: guessing is bounded, and no stranger's tries lock a member out."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from support import people
from support.services import NOON, dump, services_of

from wizard.crypto import passwords
from wizard.db.models import Attempt
from wizard.errors import RefusedError
from wizard.services.audit import Audit
from wizard.services.lockout import LIMITS, LOCK, Visit
from wizard.services.roles import Role
from wizard.services.staff import Staff
from wizard.services.staff_admin import StaffAdmin

WHO = "operator@example.com"
STRANGER, OWNER = Visit("203.0.113.9"), Visit("198.51.100.7")


@pytest.fixture
def staff(engine, tmp_path, monkeypatch):
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "digest", cheap.hash)  # hundreds of tries: none may be slow
    monkeypatch.setattr(passwords, "NOBODY", cheap.hash("nobody"))
    return Staff(engine, services_of(engine, tmp_path).keys, lambda: NOON)


@pytest.fixture
def totp(staff):
    return pyotp.TOTP(re.search(r"secret=(\w+)", staff.add(WHO, Role.OPERATOR, people.PASSWORD))[1])


def later(staff, **time):
    return replace(staff, now=lambda: NOON + timedelta(**time))


def fail(staff, visit, times=5, email=WHO):
    for _ in range(times):
        with pytest.raises(RefusedError):
            staff.sign_in(email, "wrong", "000000", visit)


def comes_in(staff, totp, visit):
    try:
        return staff.sign_in(WHO, people.PASSWORD, totp.at(staff.now()), visit)
    except RefusedError:
        return None


def known(entered, source="203.0.113.9"):
    return Visit(source, {entered.staff_id: f"browser.{entered.mark}"})


def test_five_wrong_tries_lock_the_one_who_tried_for_a_quarter_of_an_hour(staff, totp):
    fail(staff, STRANGER)

    assert not comes_in(staff, totp, STRANGER)
    assert not comes_in(later(staff, minutes=14), totp, STRANGER)
    assert comes_in(later(staff, minutes=16), totp, STRANGER)


def test_a_strangers_wrong_tries_lock_no_member_who_comes_from_elsewhere(staff, totp):
    fail(staff, STRANGER, 100)

    assert comes_in(staff, totp, OWNER)


def test_a_browser_that_the_member_came_by_is_not_locked_by_tries_from_the_same_address(
    staff, totp
):
    entered = comes_in(staff, totp, STRANGER)
    fail(later(staff, minutes=1), STRANGER, 100)

    assert not comes_in(later(staff, minutes=2), totp, STRANGER)
    assert comes_in(later(staff, minutes=2), totp, known(entered))


def test_a_remembered_browser_may_guess_no_more_than_a_stranger(staff, totp):
    mine = known(comes_in(staff, totp, OWNER), "192.0.2.1")
    fail(later(staff, minutes=1), mine, 12)

    assert not comes_in(later(staff, minutes=2), totp, mine)


@pytest.mark.parametrize("mark", ["", "browser", "browser.", "browser.0123456789"])
def test_a_browser_whose_mark_is_not_of_todays_password_is_a_stranger(staff, totp, mark):
    entered = comes_in(staff, totp, OWNER)
    fail(later(staff, minutes=1), STRANGER)

    forged = Visit("203.0.113.9", {entered.staff_id: mark})
    assert not comes_in(later(staff, minutes=2), totp, forged)


def test_one_address_that_tries_many_names_is_locked_for_all_of_them(staff, totp):
    for number in range(LIMITS["source"].free):
        fail(staff, STRANGER, 1, f"nobody{number}@example.com")

    assert not comes_in(staff, totp, STRANGER)
    assert comes_in(staff, totp, OWNER)


def test_guessing_from_many_addresses_is_slowed_more_and_more(staff, totp):
    limit = LIMITS["account"]
    for number in range(limit.free):
        fail(staff, Visit(f"192.0.2.{number}"), 1)

    assert not comes_in(staff, totp, OWNER)
    assert comes_in(later(staff, seconds=31), totp, OWNER)
    fail(later(staff, seconds=62), Visit("192.0.2.99"), 1)
    assert not comes_in(later(staff, seconds=62 + 59), totp, OWNER)
    assert limit.lock(limit.free + 100) == limit.most == LOCK


def test_guessing_from_many_addresses_keeps_no_member_out_of_a_browser_of_theirs(staff, totp):
    entered = comes_in(staff, totp, OWNER)
    for number in range(LIMITS["account"].free):
        fail(later(staff, minutes=1), Visit(f"192.0.2.{number}"), 1)

    assert not comes_in(later(staff, minutes=1), totp, OWNER)
    assert comes_in(later(staff, minutes=1), totp, known(entered))


def test_addresses_of_one_household_count_as_one(staff, totp):
    for number in range(5):
        fail(staff, Visit(f"2001:db8:1:2::{number}"), 1)

    assert not comes_in(staff, totp, Visit("2001:db8:1:2:ffff::1"))
    assert comes_in(staff, totp, Visit("2001:db8:1:3::1"))


def test_twenty_guesses_at_once_are_five_and_then_the_right_one_is_refused(staff, totp):
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: fail(staff, STRANGER, 1), range(20)))

    assert not comes_in(staff, totp, STRANGER)
    kinds = [row.kind for row in Audit(staff.engine).page("x", None)]
    assert kinds.count("staff.locked") == 1


def test_a_lock_written_while_the_clock_was_ahead_locks_nobody(staff, totp):
    fail(later(staff, days=365), STRANGER)

    assert comes_in(staff, totp, STRANGER)


@pytest.mark.usefixtures("totp")
def test_what_is_counted_names_no_address_and_is_gone_after_a_day(staff):
    fail(staff, STRANGER)
    assert STRANGER.source not in f"{dump(staff.engine)}"

    fail(later(staff, days=2), OWNER, 1)

    with staff.engine.connect() as connection:
        moments = connection.execute(sa.select(Attempt.last_at)).scalars().all()
    assert set(moments) == {NOON + timedelta(days=2)}


def test_an_admin_sees_a_lock_and_takes_it_away(staff, totp):
    fail(staff, STRANGER)
    upkeep = StaffAdmin(staff.engine, staff.keys, staff.now)
    [member] = staff.everybody()
    assert upkeep.standing().locked == {member.id: NOON + LOCK}

    upkeep.unlock(member.id, "admin")

    assert not upkeep.standing().locked
    assert comes_in(staff, totp, STRANGER)

"""Admins look after members: role, suspension, and beginning anew with a set-up code."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from support import people
from support.services import NOON, dump, services_of

from wizard.crypto.passwords import new_recovery_codes
from wizard.db.queries import staff as queries
from wizard.errors import FieldError, NotFoundError, RefusedError
from wizard.services.audit import Audit
from wizard.services.own_account import OwnAccount
from wizard.services.roles import Role
from wizard.services.sessions import Sessions
from wizard.services.staff import Staff
from wizard.services.staff_admin import SETUP_MINUTES, StaffAdmin

NEW = "seven lamps below the stairs"
BOSS, KIM = "boss@example.com", "kim@example.com"


@pytest.fixture
def upkeep(engine, tmp_path):
    return StaffAdmin(engine, services_of(engine, tmp_path).keys, lambda: NOON)


@pytest.fixture
def staff(upkeep):
    return Staff(upkeep.engine, upkeep.keys, upkeep.now)


@pytest.fixture
def totps(staff):
    """An admin and an operator: email -> what their phone shows."""
    roles = {BOSS: Role.ADMIN, KIM: Role.OPERATOR}
    uris = {email: staff.add(email, role, people.PASSWORD) for email, role in roles.items()}
    return {email: pyotp.TOTP(re.search(r"secret=(\w+)", uri)[1]) for email, uri in uris.items()}


def id_of(staff, email):
    return next(row.id for row in staff.everybody() if row.email == email)


def later(it, **time):
    return replace(it, now=lambda: NOON + timedelta(**time))


def first_code(upkeep, code):
    return pyotp.TOTP(upkeep.enrolment(code).secret).at(upkeep.now())


def test_after_a_reset_nothing_old_lets_in_and_the_code_lets_set_up_once(upkeep, staff, totps):
    kim = id_of(staff, KIM)
    token = staff.sign_in(KIM, people.PASSWORD, totps[KIM].at(NOON)).token
    own = OwnAccount(upkeep.engine, upkeep.keys, upkeep.now).factors
    with upkeep.engine.begin() as connection:
        old_code, *_ = codes = new_recovery_codes(bytes(32))
        own.renew_recovery(connection, kim, codes)

    code = upkeep.reset(kim, "boss")

    assert Sessions(upkeep.engine, upkeep.now).member(token) is None
    for factor in (totps[KIM].at(NOON + timedelta(seconds=30)), old_code):
        for password in (people.PASSWORD, ""):
            with pytest.raises(RefusedError):
                staff.sign_in(KIM, password, factor)
    entered, codes = upkeep.set_up(code, NEW, first_code(upkeep, code))
    assert Sessions(upkeep.engine, upkeep.now).member(entered.token).email == KIM
    assert len(set(codes)) == 10
    with pytest.raises(RefusedError, match="이미 썼거나"):
        upkeep.enrolment(code)
    assert staff.sign_in(KIM, NEW, codes[0])


@pytest.mark.usefixtures("totps")
def test_a_set_up_code_stands_nowhere_and_ends_by_itself(upkeep, staff):
    code = upkeep.reset(id_of(staff, KIM), "boss")

    assert code not in f"{dump(upkeep.engine)}"
    late = later(upkeep, minutes=SETUP_MINUTES)
    for wrong in (code[:-1], "", "x" * 43):
        with pytest.raises(RefusedError):
            upkeep.enrolment(wrong)
    with pytest.raises(RefusedError):
        late.set_up(code, NEW, first_code(upkeep, code))


@pytest.mark.usefixtures("totps")
def test_a_second_reset_takes_the_first_code_back(upkeep, staff):
    kim = id_of(staff, KIM)
    first, second = upkeep.reset(kim, "boss"), upkeep.reset(kim, "boss")

    with pytest.raises(RefusedError):
        upkeep.enrolment(first)
    assert upkeep.enrolment(second).email == KIM


@pytest.mark.usefixtures("totps")
@pytest.mark.parametrize("field", ["password", "code"])
def test_what_is_wrong_at_the_set_up_is_told_beside_its_box_and_the_code_still_holds(
    upkeep, staff, field
):
    code = upkeep.reset(id_of(staff, KIM), "boss")
    said = {"password": NEW, "code": first_code(upkeep, code)}
    wrong = {"password": "password1234", "code": "000000"}

    with pytest.raises(FieldError) as told:
        upkeep.set_up(code, *(said | {field: wrong[field]}).values())

    assert told.value.field == field
    assert upkeep.set_up(code, NEW, first_code(upkeep, code))


@pytest.mark.usefixtures("totps")
def test_the_last_admin_who_can_sign_in_stays_one(upkeep, staff):
    boss, kim = id_of(staff, BOSS), id_of(staff, KIM)
    acts = [
        lambda: upkeep.suspend(boss, kim, suspended=True),
        lambda: upkeep.change_role(boss, kim, Role.SUPPORT),
        lambda: upkeep.reset(boss, kim),
    ]
    for act in acts:
        with pytest.raises(RefusedError, match="한 분뿐"):
            act()

    upkeep.change_role(kim, boss, Role.ADMIN)
    code = upkeep.reset(kim, boss)
    with pytest.raises(RefusedError, match="한 분뿐"):
        upkeep.change_role(boss, kim, Role.SUPPORT)  # kim has still to set up
    upkeep.set_up(code, NEW, first_code(upkeep, code))
    upkeep.change_role(boss, kim, Role.SUPPORT)
    assert {row.email: row.role for row in staff.everybody()} == {BOSS: "support", KIM: "admin"}


@pytest.mark.usefixtures("totps")
def test_whoever_has_the_command_line_may_reset_even_the_last_admin(upkeep, staff):
    code = upkeep.reset_by_email(f" {BOSS.upper()} ")

    upkeep.set_up(code, NEW, first_code(upkeep, code))

    assert staff.sign_in(BOSS, NEW, pyotp.TOTP(_secret(upkeep, staff)).at(NOON, counter_offset=1))


def _secret(upkeep, staff):
    with upkeep.engine.connect() as connection:
        stored = queries.member(connection, id_of(staff, BOSS))
    return staff.factors.secret(stored)


@pytest.mark.usefixtures("totps")
def test_a_suspended_member_sets_nothing_up(upkeep, staff):
    kim = id_of(staff, KIM)
    code = upkeep.reset(kim, "boss")
    upkeep.suspend(kim, "boss", suspended=True)

    with pytest.raises(RefusedError):
        upkeep.enrolment(code)


@pytest.mark.usefixtures("totps")
def test_a_change_of_role_is_written_down_with_the_role_and_once(upkeep, staff):
    for _ in range(2):
        upkeep.change_role(id_of(staff, KIM), "boss", Role.SUPPORT)

    rows = Audit(upkeep.engine).page("x", None)
    assert [row.detail for row in rows if row.kind == "staff.role-changed"] == ["support"]


@pytest.mark.parametrize("act", ["member", "unlock", "reset"])
def test_a_member_who_is_not_there_is_not_found(upkeep, act):
    said = ("nobody",) if act == "member" else ("nobody", "boss")
    with pytest.raises(NotFoundError):
        getattr(upkeep, act)(*said)

"""A POST under one key is done once, whatever comes between: fifty at a time, a lost answer, a dead process."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from support.people import events, seller_client, services_of
from support.programs import FIRM, Program, saved, some_firm
from support.services import NOON

from wizard.db.models import IdempotentRequest, Invitation, Seller
from wizard.services.idempotency import KEPT, LEASE
from wizard.web.api import sellers

AT_ONCE = 50
_ROWS = IdempotentRequest.__table__


def rows(app):
    with services_of(app).audit.engine.connect() as connection:
        return connection.execute(sa.select(_ROWS)).all()


def count(app, model):
    with services_of(app).audit.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(model.__table__))


def test_fifty_equal_requests_at_once_make_one_seller_and_one_link(app_on_each_database):
    app = app_on_each_database
    program = Program(app)
    made = {"seller": lambda: program.post("/sellers", FIRM, key="seller-00000001")}
    seller = made["seller"]().json["id"]

    def invite(_turn):
        return program.post(f"/sellers/{seller}/invitations", {"days": 3}, key="invite-00000001")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(invite, range(AT_ONCE)))
    answers += [invite(0)]

    assert {one.status_code for one in answers} <= {201, 409}
    done = [one for one in answers if one.status_code == 201]
    assert len({one.text for one in done}) == 1
    assert sum("Idempotency-Replayed" not in one.headers for one in done) == 1
    assert answers[-1].status_code == 201
    assert count(app, Invitation) == 1
    assert [kind for kind, _ in events(app)].count("link.made") == 1


def test_fifty_different_programs_make_one_seller_of_a_firm(app_on_each_database):
    app = app_on_each_database
    program = Program(app)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: program.post("/sellers", FIRM), range(AT_ONCE)))

    made = [one.json["id"] for one in answers if one.status_code == 201]
    assert len(made) == count(app, Seller) == 1
    assert {one.json["seller_id"] for one in answers if one.status_code == 409} == set(made)


def test_the_same_answer_comes_again_even_when_what_it_tells_has_changed(app):
    program, key = Program(app), str(uuid4())
    first = program.post("/sellers", FIRM, key=key)
    sellers = services_of(app).sellers
    sellers.correct(
        replace(sellers.firm(first.json["id"]), name="새이름", phone="0212345678"), "nobody"
    )

    again = program.post("/sellers", dict(reversed(FIRM.items())), key=f'"{key}"')

    assert (again.status_code, again.text) == (201, first.text)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("changed", [{"name": "다른상회"}, {"phone": "0212345678"}])
def test_something_else_under_the_same_key_is_refused(app, changed):
    program, key = Program(app), str(uuid4())
    program.post("/sellers", FIRM, key=key)

    answer = program.post("/sellers", FIRM | changed, key=key)

    assert (answer.status_code, answer.json["type"]) == (422, "/api/v1/problems/key-reused")
    assert count(app, Seller) == 1


def test_another_program_may_have_the_same_key(app):
    for _ in range(2):
        assert Program(app).post("/sellers", some_firm(), key="key-00000001").status_code == 201


def test_what_was_refused_may_be_corrected_under_the_same_key(app):
    program, key = Program(app), str(uuid4())
    wrong = program.post("/sellers", FIRM | {"name": ""}, key=key)
    unknown = program.post(f"/sellers/{'0' * 32}/invitations", {}, key=f"{key}-2")

    assert (wrong.status_code, unknown.status_code, rows(app)) == (422, 404, [])
    assert program.post("/sellers", FIRM, key=key).status_code == 201


def test_the_same_request_waits_while_it_is_being_done_and_is_given_that_answer(
    app_on_each_database, monkeypatch
):
    program, key = Program(app_on_each_database), str(uuid4())
    shown, pool, meanwhile = sellers._seller, ThreadPoolExecutor(1), []

    def ask_meanwhile(found):
        if not meanwhile:
            meanwhile.append(pool.submit(program.post, "/sellers", FIRM, key=key))
        return shown(found)

    monkeypatch.setattr(sellers, "_seller", ask_meanwhile)
    first = program.post("/sellers", FIRM, key=key)
    second = meanwhile[0].result()
    pool.shutdown()

    assert (first.status_code, second.status_code, second.text) == (201, 201, first.text)
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"


def test_a_process_that_died_after_the_deed_left_it_done_once_and_the_answer_is_made_again(app, clock):  # fmt: skip
    clock.moment = NOON
    program, key = Program(app), str(uuid4())
    seller = program.post("/sellers", FIRM).json["id"]
    first = program.post(f"/sellers/{seller}/invitations", {"days": 3}, key=key)
    with services_of(app).audit.engine.begin() as connection:  # its answer was never kept
        mine = _ROWS.c.done_at.is_not(None)
        connection.execute(
            sa.update(_ROWS).where(mine).values(answer=None, held_until=NOON + LEASE)
        )

    held = program.post(f"/sellers/{seller}/invitations", {"days": 3}, key=key)
    clock.moment = NOON + LEASE
    again = program.post(f"/sellers/{seller}/invitations", {"days": 3}, key=key)

    assert held.status_code == 409
    assert (again.status_code, again.json) == (201, first.json)
    assert count(app, Invitation) == 1


def test_what_broke_before_anything_was_done_can_be_sent_again_at_once(app, monkeypatch):
    program, key = Program(app), str(uuid4())

    def breaks(*_args):
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setattr(type(services_of(app).sellers), "add", breaks)
        assert program.post("/sellers", FIRM, key=key).status_code == 500

    assert program.post("/sellers", FIRM, key=key).status_code == 201


def test_what_broke_after_it_was_done_was_not_done_and_can_be_sent_again(app, monkeypatch):
    program, key = Program(app), str(uuid4())

    def breaks(_found):
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setattr(sellers, "_seller", breaks)
        assert program.post("/sellers", FIRM, key=key).status_code == 500

    assert (rows(app), count(app, Seller)) == ([], 0)
    answer = program.post("/sellers", FIRM, key=key)
    assert (answer.status_code, count(app, Seller)) == (201, 1)


def test_nothing_that_was_sent_or_answered_stands_open_in_the_database(app):
    program, key = Program(app), f"planted-key-{uuid4()}"
    seller = program.post("/sellers", FIRM, key=key).json["id"]
    made = program.post(f"/sellers/{seller}/invitations", {}, key=f"{key}-2").json

    kept = repr(rows(app))
    assert len(rows(app)) == 2
    for secret in (key, made["token"], FIRM["business_number"], FIRM["name"]):
        assert secret not in kept


def test_after_a_day_it_is_forgotten_and_with_a_seller_at_once(app, clock):
    clock.moment = NOON
    program = Program(app)
    key = str(uuid4())
    seller = program.post("/sellers", FIRM, key=key).json["id"]

    services_of(app).erasure.delete(seller)
    [kept] = rows(app)
    assert (kept.seller_id, kept.answer) == (None, None)
    assert program.post("/sellers", FIRM, key=key).status_code in {404, 409}
    assert count(app, Seller) == 0

    clock.moment = NOON + KEPT + timedelta(seconds=1)
    saved(app)
    program.post("/sellers", some_firm())
    assert kept.id not in {row.id for row in rows(app)}


def two_of_one_firm(app):
    """Give two sellers of one firm, to be merged."""
    return [seller_client(app).seller_id for _ in range(2)]


def merge(app, kept, other):
    services_of(app).merging.merge(kept, other, "nobody", keeps_sessions=False)


def test_what_was_answered_of_a_merged_seller_is_forgotten_with_whom_they_became(
    app_on_each_database,
):
    app = app_on_each_database
    kept, other = two_of_one_firm(app)
    Program(app).post(f"/sellers/{other}/invitations", {"days": 3})

    merge(app, kept, other)
    services_of(app).erasure.delete(kept)

    assert [(row.seller_id, row.answer) for row in rows(app)] == [(None, None)]


def test_of_a_seller_who_goes_while_they_are_being_told_of_no_answer_is_kept(
    app_on_each_database, monkeypatch
):
    app = app_on_each_database
    seller = seller_client(app).seller_id
    shown, pool, going = sellers._invitation, ThreadPoolExecutor(1), []

    def shown_while_they_go(seller_id, card):
        going.append(pool.submit(services_of(app).erasure.delete, seller))
        return shown(seller_id, card)

    monkeypatch.setattr(sellers, "_invitation", shown_while_they_go)
    answer = Program(app).post(f"/sellers/{seller}/invitations", {"days": 3})
    going[0].result()
    pool.shutdown()

    assert answer.status_code == 201
    assert [(row.seller_id, row.answer) for row in rows(app)] == [(None, None)]

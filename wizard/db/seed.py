"""A crowd of sellers who never were, to measure lists with."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine, insert, select

from wizard.db.engine import table
from wizard.db.models import Account, AccountCheck, Base, Registration, Request, Run, Seller
from wizard.db.records import (
    AccountRecord,
    CheckRecord,
    RegistrationRecord,
    RequestRecord,
    RunRecord,
    SellerRecord,
)
from wizard.db.rows import values_of

MALLS = ("11st", "auction", "smartstore", "interpark", "coupang", "tmon", "wemakeprice", "gmarket", "lotteon", "cjmall")  # fmt: skip
STATES = ("chosen", "going", "going", "saved", "saved", "saved")
VERDICTS = (*("OK",) * 15, "WRONG_KEY", "IP_NOT_ALLOWED", "AMBIGUOUS", "MALL_DOWN", "")
WAITING = 20
"""Of so many accounts one waits to be registered."""
BATCH = 2000
NOW = datetime(2026, 11, 24, tzinfo=UTC)
_FIRST = ("한빛", "새벽", "푸른", "가온", "다솜", "미르", "온새", "해오름", "늘봄", "아라")
_LAST = ("상회", "유통", "무역", "식품", "공방", "전자", "패션", "농원", "상사", "몰")


@dataclass(frozen=True)
class Seeded:
    """How many rows were made."""

    sellers: int
    runs: int
    accounts: int


def has_sellers(engine: Engine) -> bool:
    """Say whether there is a seller already."""
    with engine.connect() as connection:
        return connection.execute(select(Seller.id).limit(1)).first() is not None


def seed(engine: Engine, sellers: int, runs: int) -> Seeded:
    """Fill a database; the same crowd each time. Nothing sealed is made: lists open nothing."""
    chance = random.Random(1)  # noqa: S311 (a crowd, not a secret)
    done = Seeded(0, 0, 0)
    for numbers in _batches(range(sellers)):
        crowd = _Crowd()
        for number in numbers:
            _add(crowd, number, runs, chance)
        with engine.begin() as connection:
            crowd.write(connection)
        done = Seeded(
            done.sellers + len(crowd.sellers),
            done.runs + len(crowd.runs),
            done.accounts + len(crowd.accounts),
        )
    return done


@dataclass
class _Crowd:
    """Records that are written together."""

    sellers: list[SellerRecord] = field(default_factory=list)
    runs: list[RunRecord] = field(default_factory=list)
    accounts: list[AccountRecord] = field(default_factory=list)
    checks: list[CheckRecord] = field(default_factory=list)
    registrations: list[RegistrationRecord] = field(default_factory=list)
    requests: list[RequestRecord] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Write all of them, those that others belong to first."""
        _insert(connection, Seller, self.sellers)
        _insert(connection, Run, self.runs)
        _insert(connection, Account, self.accounts)
        _insert(connection, AccountCheck, self.checks)
        _insert(connection, Registration, self.registrations)
        _insert(connection, Request, self.requests)


def _insert(connection: Connection, entity: type[Base], records: Sequence[object]) -> None:
    if records:
        connection.execute(insert(table(entity)), [values_of(record) for record in records])


def _batches(numbers: range) -> Iterator[range]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _add(crowd: _Crowd, number: int, runs: int, chance: random.Random) -> None:
    """Add one seller with runs, and an account for each that is saved."""
    came = NOW - timedelta(minutes=chance.randrange(1_000_000))
    name = f"{chance.choice(_FIRST)}{chance.choice(_LAST)} {number}"
    phone = f"010{chance.randrange(10**8):08}"
    business_number = f"{chance.randrange(10**10):010}"
    seller = SellerRecord(f"{number:032x}", name, business_number, phone, "staff", came)
    crowd.sellers.append(seller)
    for place, mall in enumerate(chance.sample(MALLS, min(runs, len(MALLS)))):
        run = _run(seller, mall, f"{number:028x}{place:04x}", chance)
        crowd.runs.append(run)
        if run.state == "saved":
            _add_account(crowd, run, chance, may_end=place % 3 == 0)


def _run(seller: SellerRecord, mall: str, run_id: str, chance: random.Random) -> RunRecord:
    state = chance.choice(STATES)
    moved = seller.created_at + timedelta(minutes=chance.randrange(40_000))
    return RunRecord(
        id=run_id,
        seller_id=seller.id,
        mall=mall,
        revision="seed",
        answers={},
        seen=[],
        state=state,
        started_at=seller.created_at,
        updated_at=moved,
    )


def _add_account(crowd: _Crowd, run: RunRecord, chance: random.Random, *, may_end: bool) -> None:
    """Add the account of a run with what its mall said, and now and then a request about it."""
    ends = date(2026, 10, 1) + timedelta(days=chance.randrange(800)) if may_end else None
    account = AccountRecord(
        id=run.id,
        seller_id=run.seller_id,
        mall=run.mall,
        step_id="account",
        revision=run.revision,
        answers={},
        form_token=run.id,
        expires_on=ends,
        created_at=run.started_at,
        updated_at=run.updated_at,
    )
    crowd.accounts.append(account)
    crowd.checks.append(_check(account, VERDICTS[int(account.id, 16) % len(VERDICTS)]))
    crowd.registrations.append(_registration(account))
    if int(account.id, 16) % WAITING == 0:
        crowd.requests.append(_registering(account))
    if chance.random() < 0.02:
        crowd.requests.append(_request(account, chance))


def _registration(account: AccountRecord) -> RegistrationRecord:
    asked = RegistrationRecord(account.id, 1, "asked", account.updated_at)
    if int(account.id, 16) % WAITING == 0:
        return asked
    at = account.updated_at + timedelta(hours=5)
    return replace(
        asked,
        state="registered",
        decided_at=at,
        decided_by="staff:seed",
        registered_revision=1,
        registered_at=at,
    )


def _registering(account: AccountRecord) -> RequestRecord:
    return RequestRecord(
        id=f"r{account.id[1:]}",
        kind="registration",
        state="open",
        created_at=account.updated_at,
        updated_at=account.updated_at,
        account_id=account.id,
        seller_id=account.seller_id,
        mall=account.mall,
    )


def _check(account: AccountRecord, verdict: str) -> CheckRecord:
    told = account.updated_at if verdict else None
    return CheckRecord(account.id, account.updated_at, told, verdict, since=told)


def _request(account: AccountRecord, chance: random.Random) -> RequestRecord:
    return RequestRecord(
        id=account.id,
        kind=chance.choice(("issuance", "migration")),
        state=chance.choice(("open", "closed")),
        created_at=account.updated_at,
        updated_at=account.updated_at,
        account_id=account.id,
        seller_id=account.seller_id,
        mall=account.mall,
    )

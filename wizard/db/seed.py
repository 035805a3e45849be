"""A crowd of sellers who never were, to measure lists with."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, select

from wizard.db.models import Account, Request, Run, Seller

MALLS = ("11st", "auction", "smartstore", "interpark", "coupang", "tmon", "wemakeprice", "gmarket", "lotteon", "cjmall")  # fmt: skip
STATES = ("chosen", "going", "going", "saved", "saved", "saved")
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
    counted = {Run: 0, Account: 0}
    for numbers in _batches(range(sellers)):
        rows: dict[type[Any], list[dict[str, Any]]] = {
            Seller: [],
            Run: [],
            Account: [],
            Request: [],
        }
        for number in numbers:
            _add(rows, number, runs, chance)
        with engine.begin() as connection:
            for entity, values in rows.items():
                if values:
                    connection.execute(insert(entity.__table__), values)
        counted = {entity: count + len(rows[entity]) for entity, count in counted.items()}
    return Seeded(sellers, counted[Run], counted[Account])


def _batches(numbers: range) -> Iterator[range]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def _add(
    rows: dict[type[Any], list[dict[str, Any]]], number: int, runs: int, chance: random.Random
) -> None:
    seller_id = f"{number:032x}"
    came = NOW - timedelta(minutes=chance.randrange(1_000_000))
    name = f"{chance.choice(_FIRST)}{chance.choice(_LAST)} {number}"
    phone = f"010{chance.randrange(10**8):08}"
    firm = {"name": name, "business_number": f"{chance.randrange(10**10):010}", "phone": phone}
    rows[Seller].append({"id": seller_id, "origin": "staff", "created_at": came, **firm})
    for place, mall in enumerate(chance.sample(MALLS, min(runs, len(MALLS)))):
        row_id, state = f"{number:028x}{place:04x}", chance.choice(STATES)
        moved = came + timedelta(minutes=chance.randrange(40_000))
        common = {
            "id": row_id,
            "seller_id": seller_id,
            "mall": mall,
            "revision": "seed",
            "answers": {},
        }
        moments = {"started_at": came, "updated_at": moved}
        rows[Run].append({**common, "seen": [], "state": state, **moments})
        if state != "saved":
            continue
        ends = date(2026, 10, 1) + timedelta(days=chance.randrange(800)) if place % 3 == 0 else None
        made = {"step_id": "account", "form_token": row_id, "expires_on": ends}
        rows[Account].append({**common, **made, "created_at": came, "updated_at": moved})
        if chance.random() < 0.02:
            asked = {"kind": chance.choice(("issuance", "migration")), "state": chance.choice(("open", "closed"))}  # fmt: skip
            who = {"id": row_id, "account_id": row_id, "seller_id": seller_id, "mall": mall}
            rows[Request].append({**who, **asked, "created_at": moved, "updated_at": moved})

"""All that is kept of a seller, for the seller: secrets masked as they see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from wizard.db.queries import accounts, personal_data
from wizard.services.account_views import cards
from wizard.services.keys import Keys
from wizard.services.personal_parts import LEFT_OUT, PARTS, Part

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class GivenPart:
    """One part of what is given: its rows, each column -> value."""

    part: Part
    rows: Rows


def given(connection: Connection, keys: Keys, seller_id: str) -> list[GivenPart]:
    """Give every part that a seller has anything in."""
    found = [GivenPart(part, _rows(connection, name, seller_id)) for name, part in PARTS.items()]
    masked = _masked(connection, keys, seller_id)
    return [_readable(one, masked) for one in found if one.rows]


def as_json(parts: Sequence[GivenPart]) -> dict[str, Any]:
    """Give it as it stands in the file for programs: part -> rows; the seller is one row."""
    told: dict[str, Any] = {one.part.key: [dict(row) for row in one.rows] for one in parts}
    return told | {"seller": told["seller"][0]}


def _rows(connection: Connection, name: str, seller_id: str) -> Rows:
    return [
        {column: value for column, value in row.items() if column not in LEFT_OUT}
        for row in personal_data.rows(connection, name, seller_id)
    ]


def _masked(connection: Connection, keys: Keys, seller_id: str) -> Mapping[str, Mapping[str, str]]:
    """Give the masked values of each account: account -> field -> what may be seen."""
    own = cards(connection, keys, accounts.accounts(connection, seller_id))
    return {card.id: card.tails for card in own}


def _readable(one: GivenPart, masked: Mapping[str, Mapping[str, str]]) -> GivenPart:
    """Give a part with what its own rows do not hold as their seller may see it."""
    if one.part.key == "accounts":
        rows: Rows = [{**row, "values": dict(masked[row["id"]])} for row in one.rows]
        return GivenPart(one.part, rows)
    if one.part.key == "merges":
        return GivenPart(one.part, [{**row, "was": _was(row["was"])} for row in one.rows])
    return one


def _was(was: Mapping[str, Any]) -> dict[str, Any]:
    """Give how two records were: of the one who went, and of the one who stayed before and after.

    The rows are those that `PARTS` gives, without what it leaves out; what moved as it was stands in the other
    parts.
    """
    gone = {**was, "seller": [was["seller"]]} if "seller" in was else {}
    sides = {"other": gone, "kept": was.get("kept", {}), "after": was.get("after", {})}
    return {side: _parts_in(tables) for side, tables in sides.items()}


def _parts_in(tables: Mapping[str, Any]) -> dict[str, Rows]:
    """Give those rows of some tables that have a part, by its key."""
    found = {name: part for name, part in PARTS.items() if tables.get(name)}
    return {
        part.key: [_given_of(part, personal_data.read_back(name, row)) for row in tables[name]]
        for name, part in found.items()
    }


def _given_of(part: Part, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {column: row[column] for column in part.columns if column in row}

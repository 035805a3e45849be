"""Many sellers in one transaction: all of them or none, even when the process dies in the middle."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
import sqlalchemy as sa
from support.numbers import business_number
from support.services import NOON, count

from wizard.errors import OutdatedError
from wizard.services.account_inputs import NewSeller
from wizard.services.seller_batches import SellerBatches, WantedSeller
from wizard.services.sellers import Sellers

LINES = 30
DIES_IN_THE_MIDDLE = dedent("""
    import sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    import sqlalchemy as sa
    from flask import Flask
    sys.path[:0] = sys.argv[3:]
    from test_seller_batches import LINES, wanted
    from wizard.app import open_database
    from wizard.services.seller_batches import SellerBatches
    from wizard.settings import Settings

    folder = Path(sys.argv[2])
    settings = Settings(data=folder, database_url=sys.argv[1], keys=folder / "keys.json", guides=folder)
    engine, made = open_database(Flask("dying"), settings), []

    @sa.event.listens_for(engine, "after_cursor_execute")
    def stop(connection, cursor, statement, *rest):
        made.extend([1] if statement.startswith("INSERT INTO seller ") else [])
        if len(made) == LINES // 2:
            print("half", flush=True)
            time.sleep(600)

    SellerBatches(engine).make(wanted(), "kim")
""")


def wanted():
    """Thirty firms, each with a mall."""
    return [
        WantedSeller(n, NewSeller(f"상회 {n}", business_number(n), "01012345678"), {"keys": "r"})
        for n in range(LINES)
    ]


@pytest.fixture
def batches(engine):
    return SellerBatches(engine, lambda: NOON)


def killed_in_the_middle(engine, folder):
    """Let another process make the list, and kill it when half of the sellers are written."""
    url = engine.url.render_as_string(hide_password=False)
    paths = [str(one) for one in Path(__file__).parents[:2]]
    said = [sys.executable, "-c", DIES_IN_THE_MIDDLE, url, str(folder), *paths]
    with subprocess.Popen(said, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)


def test_a_process_that_dies_in_the_middle_leaves_nothing_and_the_next_press_makes_all(
    engine, batches, tmp_path
):
    before = count(engine)

    killed_in_the_middle(engine, tmp_path)
    assert count(engine) == before

    batches.make(wanted(), "kim")
    after = count(engine)
    assert after["seller"] == after["run"] == after["seller_batch_line"] == LINES


def test_a_firm_that_is_there_is_found_and_not_made_again(engine, batches):
    known = Sellers(engine, lambda: NOON).add(wanted()[3].firm, "kim")

    batch = batches.batch(batches.make(wanted(), "kim"))

    assert [one.id for one in batch.sellers if not one.is_new] == [known]
    assert count(engine)["seller"] == LINES


@pytest.mark.parametrize("shown", ["", "another"], ids=["as new", "as another's"])
def test_a_number_that_became_somebodys_since_it_was_shown_makes_nothing_of_the_list(
    engine, batches, shown
):
    Sellers(engine, lambda: NOON).add(wanted()[3].firm, "kim")
    before = count(engine)

    with pytest.raises(OutdatedError):
        batches.make(
            [replace(one, known=shown if n == 3 else "") for n, one in enumerate(wanted())], "kim"
        )

    assert count(engine) == before


def test_a_list_forgets_a_seller_who_is_forgotten(engine, batches):
    batch_id = batches.make(wanted(), "kim")
    gone = batches.batch(batch_id).sellers[0].id

    with engine.begin() as connection:
        connection.execute(sa.text("delete from seller where id = :id"), {"id": gone})

    assert gone not in {one.id for one in batches.batch(batch_id).sellers}
    assert len(batches.invite(batch_id, "kim", 7, with_known=False, replaces=False)) == LINES - 1

"""`make chaos` in small: the same scenarios, a few times each, with the same chance every time."""

import pytest
import sqlalchemy as sa

from chaos import canaries, hostile_gets, kills, rotation, saver
from chaos.deployment import Deployment, opened, values_of
from chaos.wholeness import halves
from wizard.db.engine import together
from wizard.services.account_inputs import NewSeller


def broken(figures):
    """Give the lines of those that are not as they should be."""
    assert figures
    return [str(figure) for figure in figures if not figure.is_sound]


def test_processes_killed_while_they_save_lose_nothing_that_was_acknowledged(tmp_path):
    assert broken(kills.run("SQLite", Deployment(tmp_path), 6)) == []


def test_an_account_that_was_acknowledged_and_is_not_there_breaks_a_promise(tmp_path):
    deployment = Deployment(tmp_path)
    kills.run("SQLite", deployment, 1)
    with (tmp_path / "acks").open("a") as acks:
        acks.write("lost-account lost-form\n")

    figure = kills.seen("one lost", deployment, tmp_path / "acks", most_untold=1)

    assert not figure.is_sound
    assert "1 lost" in figure.told


def test_a_killed_rotation_leaves_every_value_open_and_the_next_ends_it(tmp_path):
    assert broken(rotation.run(Deployment(tmp_path), 1, accounts=30)) == []


def test_made_up_addresses_and_headers_meet_no_500(tmp_path):
    assert broken(hostile_gets.run(Deployment(tmp_path), 200)) == []


def test_a_secret_stands_in_no_file_after_it_was_saved_changed_refused_and_crashed(tmp_path):
    assert broken(canaries.run(Deployment(tmp_path))) == []


@pytest.mark.parametrize("way", canaries.CANARIES)
def test_a_canary_in_the_clear_would_be_found(way):
    canary = canaries.CANARIES[way].encode()

    assert canaries.holds(b"a line with " + canary + b" in it")
    assert canaries.holds(b"bytes " + canary.hex().encode())
    assert not canaries.holds(b"a line without")


BESIDE = "account_field account_check registration request job outbox_event run audit_event session consent account"  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    deployment = Deployment(tmp_path_factory.mktemp("whole"))
    kills.prepared(deployment)
    with opened(deployment) as (_, services):
        services.accounts.save(
            saver.account(), NewSeller("한빛", "1234567891", "010", session="token")
        )
        yield services


@pytest.mark.parametrize("name", BESIDE.split())
def test_a_save_that_lacks_a_row_of_any_table_is_half_there(whole, name):
    class UndoneError(Exception):
        pass

    engine = whole.accounts.engine

    def lacking():
        with together(engine) as connection:
            connection.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
            connection.execute(sa.text("DROP TRIGGER audit_event_no_delete"))
            connection.execute(sa.text(f"DELETE FROM {name}"))
            raise UndoneError(halves(whole, values_of(whole), saver.FIELDS))

    with pytest.raises(UndoneError) as found:
        lacking()

    assert halves(whole, values_of(whole), saver.FIELDS) == 0
    assert found.value.args[0] > 0

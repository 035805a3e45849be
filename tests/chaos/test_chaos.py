"""`make chaos` in small: the same scenarios, a few times each, with the same chance every time."""

import pytest

from chaos import canaries, hostile_gets, kills, rotation
from chaos.deployment import Deployment


def broken(figures):
    """Give the lines of those that are not as they should be."""
    assert figures
    return [str(figure) for figure in figures if not figure.is_sound]


def test_processes_killed_while_they_save_lose_nothing_that_was_acknowledged(tmp_path):
    assert broken(kills.run("SQLite", Deployment(tmp_path), 10)) == []


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

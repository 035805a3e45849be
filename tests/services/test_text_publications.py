"""By which release a text came to the readers: found by few statements, however much was published since."""

from datetime import date

import pytest
from support.machines import editing_on, machine_in
from support.traffic import watched

from wizard.services import reviews
from wizard.services.text_publications import TextPublications

TODAY = date(2026, 11, 27)


@pytest.fixture
def machine(engine, tmp_path):
    machine = machine_in(engine, tmp_path / "a")
    machine.publish()
    return machine


def add_line(machine, name, line, editor="anna"):
    """Publish a text with one line more; give it, with the digest under which it was shown."""
    editing = editing_on(machine)
    opened = editing.open(name, editor, TODAY)
    text = f"{opened.text}# {line}\n"
    editing.save(name, editor, text, opened.base)
    return text, reviews.digest_of(text, opened.base)


def number(release):
    return release and release.number


@pytest.mark.parametrize("name", ["fork", "constants"])
def test_it_is_the_release_that_brought_this_text_not_a_later_one(machine, name):
    text, digest = add_line(machine, name, "하나")
    add_line(machine, "keys", "다른 안내")
    publications = TextPublications(machine.release_store)

    assert number(publications.of_text(name, text)) == 2
    assert number(publications.of_shown(name, {"staff:anna"}, digest)) == 2
    assert publications.of_shown(name, {"staff:berta"}, digest) is None

    add_line(machine, name, "둘", "berta")
    assert publications.of_text(name, text) is None
    assert number(publications.of_shown(name, {"staff:anna"}, digest)) == 2


@pytest.mark.parametrize("name", ["fork", "constants", "fragments/nowhere"])
def test_however_much_was_published_since_it_is_found_by_two_or_three_statements(
    machine, engine, name
):
    for line in range(6):
        add_line(machine, "keys", line)
    publications = TextPublications(machine.release_store)

    with watched(engine) as of_text:
        assert publications.of_text(name, "steps: []\n") is None
    with watched(engine) as of_shown:
        assert publications.of_shown(name, {"staff:anna"}, "0") is None

    assert [sum(map(len, told.asked)) for told in (of_text, of_shown)] == [2, 3]

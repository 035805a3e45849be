"""Which texts use a fragment is found by as many statements as for one guide, however many readers see."""

from datetime import date

import pytest
from support.machines import editing_on, machine_in
from support.traffic import watched

from wizard.content.fragment_users import FragmentUser, fragment_users
from wizard.db.engine import reading
from wizard.guide.scaffold.fragment import FragmentPlan, first_fragment

TODAY = date(2026, 11, 27)
NAME = "fragments/esm-login"
HELLO = "  - {id: hello, kind: info, title: 인사해요}\n"
SETS = {"one guide": ("fork", "constants"), "three": ("fork", "keys", "agency", "constants")}


@pytest.mark.parametrize("names", SETS.values(), ids=SETS)
def test_the_guides_that_readers_see_are_asked_together(engine, tmp_path, names):
    machine = machine_in(engine, tmp_path / "a", names)
    machine.publish()
    editing = editing_on(machine)
    editing.save(
        NAME, "anna", first_fragment(FragmentPlan("esm-login", "메뉴를 열어요", "센터")), ""
    )
    fork = editing.open("fork", "anna", TODAY)
    editing.save(
        "fork", "anna", fork.text.replace(HELLO, f"{HELLO}  - use: esm-login\n"), fork.base
    )
    folder = machine.source.folder()

    with watched(engine) as told, reading(engine) as connection:
        found = fragment_users(connection, folder, NAME)

    assert found == [FragmentUser("fork", "guide")]
    assert sum(map(len, told.asked)) == 4  # the newest set, its guides, drafts, and what waits

import pytest
from support.small_guides import faults_of, guide_of, placed, unmarked, with_steps

from wizard.steps.picture import Item

KINDS = Item.model_fields["kind"].annotation.__args__


def drawn(items, region="items"):
    return with_steps(
        f"{{id: menu, kind: info, title: 가, picture: {{title: 나, {region}: {items}}}}}"
    )


def picture_of(items, region="items"):
    return guide_of(drawn(items, region)).step("menu").picture


def written(kind):
    """Write the smallest thing of a kind."""
    return {
        "row": "{row: [{menu: 가}]}",
        "group": "{group: [{menu: 가}]}",
        "table": "{table: [{column: 가}]}",
        "other": "{other: 2}",
    }.get(kind, f"{{{kind}: 가}}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_can_be_written_short(kind):
    [item] = picture_of(f"[{written(kind)}]").items

    assert item.kind == kind


def test_what_stands_inside_a_thing_is_read_to_any_depth():
    [menu] = picture_of("[{menu: 관리, items: [{menu: 정보, items: [{menu: 키}]}]}]", "side").side

    assert menu.items[0].items[0].text == "키"


@pytest.mark.parametrize("region", ["top", "side", "items", "bottom"])
def test_a_picture_shows_any_one_region(region):
    assert getattr(picture_of("[{menu: 가}]", region), region)[0].text == "가"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("K05", drawn("[▸{buton: 저장}]")),
        ("K01", drawn("[▸{mark: 1}]")),
        ("K01", drawn("[▸{menu: 가, button: 나}]")),
        ("K03", drawn("[▸{button: 저장, value: 값}]")),
        ("K03", drawn("[▸{heading: 가, items: [{menu: 나}]}]")),
        ("K03", drawn("[▸{menu: ''}]")),
        ("K03", drawn("[▸{other: 2, mark: 1}]")),
        ("K03", drawn("[▸{table: [{menu: 가}]}]")),
        ("K03", drawn("[{row: ▸가}]")),
        ("K08", drawn("[{other: ▸7}]")),
        ("K05", drawn("[{row: [▸{buton: 저장}]}]")),
        ("K04", with_steps("{id: menu, kind: info, title: 가, picture: ▸{title: 나}}")),
    ],
    ids=[
        "an unknown kind",
        "no kind",
        "two kinds",
        "what the kind cannot have",
        "things inside a thing that holds none",
        "no words",
        "a number on a grey bar",
        "a table of something else than columns",
        "words where things belong",
        "too many grey bars",
        "an unknown kind deep inside",
        "an empty picture",
    ],
)
def test_a_thing_that_cannot_be_drawn_is_refused_at_its_place(code, text):
    text, [place] = unmarked(text)

    assert (*place, code) in placed(faults_of(text))


def test_an_unknown_kind_is_answered_with_the_one_that_was_meant():
    [fault] = faults_of(drawn("[{buton: 저장}]"))

    assert "혹시 'button'인가요?" in fault.hint

import pytest
from conftest import CONTENT
from support.small_guides import guide_of, with_steps

from wizard.content import loader
from wizard.content.catalog import open_catalog
from wizard.guide.journey import walk, ways
from wizard.guide.short_url import follow, shorten

GUIDES = open_catalog(CONTENT).guides
WAYS = [
    pytest.param(guide, answers, path, id=f"{guide.mall}:{dict(answers)}")
    for guide in GUIDES.values()
    for answers, path in ways(guide)
]


@pytest.mark.parametrize(("guide", "answers", "path"), WAYS)
def test_every_screen_of_every_way_has_a_short_name_that_leads_back_to_it(guide, answers, path):
    journey = walk(guide, answers)

    for step in path:
        number, _, told = shorten(journey, step.id).partition("/")
        found, screen = follow(guide, int(number), told)
        assert (screen.id, dict(found.answers)) == (step.id, dict(journey.answers))
        assert len(shorten(journey, step.id)) <= 12


def test_several_ticks_and_an_answer_that_is_missing_are_told():
    start, smartstore = GUIDES["start"], GUIDES["smartstore"]
    ticked = walk(start, {"approved": ("yes",), "malls": ("11st", "coupang", "interpark")})

    assert shorten(ticked, "done") == "8/a-bcj"
    assert follow(start, 8, "a-bcj")[0].answers == ticked.answers
    assert shorten(walk(smartstore, {}), smartstore.steps[0].id) == "1"


@pytest.mark.parametrize(
    ("number", "told", "step"),
    [(0, "", "hello"), (99, "", "which"), (99, "a", "done"), (3, "z", "which"), (3, "A", "which"),
     (3, "a-b-c-d", "west"), (3, "ab", "which"), (2, "-", "which"), (3, "가", "which")],
)  # fmt: skip
def test_a_name_that_was_mistyped_leads_to_a_screen_all_the_same(number, told, step):
    fork = loader.load(CONTENT.parents[1] / "tests/guides/fork.yaml")

    assert follow(fork, number, told)[1].id == step


def test_a_question_with_more_options_than_letters_has_no_short_name():
    options = ", ".join(f"o{n}: {n}번" for n in range(40))
    guide = guide_of(
        with_steps(f"{{id: many, kind: checklist, title: 고르기, options: {{{options}}}}}")
    )

    assert shorten(walk(guide, {"many": ("o39",)}), "done") == ""

import pytest
from conftest import CONTENT, GUIDES
from support.small_guides import faults_of, guide_of, with_steps

from wizard.content import loader
from wizard.content.catalog import open_catalog
from wizard.guide.origins import facts

TOLD = [
    ("status", "H", "2026-11-23", "https://example.com/news"),
    ("contact", "manual", "2021", None),
    ("updates.0", "M", "2026-08-01", "https://example.com/b"),
    ("steps.0", "manual", "2021", None),
    ("steps.1", "H", "2026-08", "https://example.com/a"),
    ("steps.1.enter.0", "operator", "None", None),
    ("steps.2", "manual", "2021", None),
    ("steps.3", "manual", "2021", None),
    ("steps.4", "manual", "2021", None),
]


def test_each_fact_says_where_it_comes_from_or_has_it_from_what_it_stands_in():
    guide = loader.load(GUIDES / "facts.yaml")
    told = [
        (".".join(map(str, f.path)), f.origin.by, str(f.origin.on), f.origin.source)
        for f in facts(guide)
    ]

    assert told == TOLD


def test_every_fact_of_the_real_guides_has_words_but_how_a_mall_does():
    for guide in open_catalog(CONTENT).guides.values():
        told = [fact.told for fact in facts(guide)]
        assert all(step in told for step in guide.steps)
        assert all(fact.words for fact in facts(guide) if fact.path != ("status",))


@pytest.mark.parametrize("by", ["L", "NF"])
@pytest.mark.parametrize("origin", ["{}", "{{by: {}}}"], ids=["short", "long"])
def test_what_is_only_surmised_is_refused_in_words_of_its_own(by, origin):
    step = f"{{id: a, kind: info, title: 봐요, from: {origin.format(by)}}}"
    [fault] = faults_of(with_steps(step))

    assert (fault.code, by in fault.message) == ("P60", True)
    assert "더 알아봐서" in fault.hint


def test_an_origin_by_another_word_names_the_words_there_are():
    [fault] = faults_of(with_steps("{id: a, kind: info, title: 봐요, from: guess}"))

    assert fault.code == "K05"
    assert fault.hint == "쓸 수 있는 것: H, M, manual, operator"


def test_what_a_step_holds_has_the_steps_origin():
    entry = "enter: [{label: 값, value: 1a, from: M}]"
    guide = guide_of(with_steps(f"{{id: a, kind: info, title: 봐요, from: operator, {entry}}}"))

    assert [fact.origin.by for fact in facts(guide)][:2] == ["operator", "M"]


def test_what_the_manual_says_is_of_its_edition_and_that_a_mall_is_open_nobody_said():
    guide = guide_of(with_steps("{id: a, kind: info, title: 봐요, from: manual}"))
    told = [(fact.path, str(fact.origin.on)) for fact in facts(guide)]

    assert told == [(("steps", 0), "2021"), (("steps", 1), "2021")]

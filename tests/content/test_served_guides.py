"""The guides that sellers read."""

import re

import pytest
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.guide.journey import walk, ways
from wizard.guide.markup import number

DESCRIBED = {"체크박스", "ID/PW"}  # what a thing is, not what is written on it
KNOWN_BY_HEART = {"password", "bank_account", "holder"}
SHELF = open_catalog(CONTENT)
MALLS = [
    "11st",
    "auction",
    "smartstore",
    "interpark",
    "coupang",
    "tmon",
    "wemakeprice",
    "gmarket",
    "lotteon",
    "cjmall",
]
WAYS = [
    pytest.param(guide, answers, path, id=f"{guide.mall}:{dict(answers)}")
    for guide in SHELF.guides.values()
    for answers, path in ways(guide)
]


def test_every_guide_of_the_manual_is_there_and_sound():
    assert set(SHELF.guides) == {*MALLS, "start"}
    assert SHELF.faults == {}


@pytest.mark.parametrize(("guide", "answers", "path"), WAYS)
def test_shown_count_is_the_real_count_on_every_way(guide, answers, path):
    journey = walk(guide, answers)

    assert [step.id for step in journey.path] == [step.id for step in path]
    assert journey.shortest == journey.longest == len(path)
    assert path[-1].ends


@pytest.mark.parametrize(("guide", "answers", "path"), WAYS)
def test_count_before_an_answer_leaves_room_for_the_real_one(guide, answers, path):
    for given in range(len(answers)):
        journey = walk(guide, dict(list(answers.items())[:given]))

        assert journey.shortest <= len(path) <= journey.longest


@pytest.mark.parametrize(("guide", "answers", "path"), WAYS)
def test_every_step_of_a_way_says_where_it_stands_and_what_is_around_it(guide, answers, path):
    journey = walk(guide, answers)

    ids = [step.id for step in path]
    assert [journey.position(step_id) for step_id in ids] == list(range(len(ids)))
    assert [name(journey.after(step_id)) for step_id in ids] == [*ids[1:], None]
    assert [name(journey.before(step_id)) for step_id in ids] == [None, *ids[:-1]]


def name(step):
    return step and step.id


@pytest.mark.parametrize("mall", MALLS)
def test_every_field_to_type_but_a_password_says_where_its_value_is_found(mall):
    forms = [step for step in SHELF.guides[mall].steps if step.kind == "credentials"]
    fields = {name: field for form in forms for name, field in form.fields.items()}

    typed = [name for name, field in fields.items() if field.kind in {"text", "secret"}]
    assert typed
    assert [name for name in typed if not fields[name].find and name not in KNOWN_BY_HEART] == []


def test_addresses_phone_and_agency_stand_in_one_place_only():
    facts = re.compile(r"115\.92\.75\.|02-2656-9022|중소기업유통센터")

    told = {f.name for f in CONTENT.glob("*.yaml") if facts.search(f.read_text("utf-8"))}

    assert told == {"constants.yaml"}


def test_malls_that_stopped_come_last_with_a_reason_and_a_source():
    states = [guide.status for guide in SHELF.guides.values()]

    stopped = [guide.mall for guide in SHELF.guides.values() if guide.status.state != "open"]
    assert set(stopped) == {"interpark", "tmon", "wemakeprice"}
    assert stopped == list(SHELF.guides)[-3:]
    assert all(s.source and s.say for s in states if s.state != "open")
    assert all(s.since for s in states if s.state == "closed")


@pytest.mark.parametrize("mall", ["auction", "gmarket"])
def test_who_sells_through_esm_chooses_our_tool_for_goods_and_orders_before_the_form(mall):
    for _, path in ways(SHELF.guides[mall]):
        ids = [step.id for step in path]

        chosen, added, form = (
            ids.index(i) for i in ("selling-tool", "selling-tool-add", "account")
        )
        assert chosen + 1 == added < form


@pytest.mark.parametrize("guide", SHELF.guides.values(), ids=SHELF.guides)
def test_every_screen_on_which_to_press_or_copy_something_is_drawn(guide):
    to_do = re.compile("눌러|누르|복사|골라|고르고|붙여|표시해|넣어")

    asked = [step for step in guide.steps if any(to_do.search(act.say) for act in step.do)]
    assert [step.id for step in asked if not step.picture] == []


@pytest.mark.parametrize("guide", SHELF.guides.values(), ids=SHELF.guides)
def test_a_drawn_screen_shows_what_its_instructions_name(guide):
    for step in guide.steps:
        for line in filter(number, (act.say for act in step.do)) if step.picture else ():
            shown = step.picture.model_dump_json()
            named = set(re.findall(r"\*\*([^*]+)\*\*", line)) - DESCRIBED
            assert not named or any(name in shown for name in named), (step.id, line)


@pytest.mark.parametrize(
    ("mall", "facts"),
    [
        (
            "11st",
            "서비스 등록/확인|약관동의|중소기업유통센터 온라인플랫폼 구축|115.92.75.12|115.92.75.15|MD연락|복사하기",
        ),
        (
            "auction",
            "개발자 회원가입|중소기업유통센터 온라인플랫폼|JAVA|Linux|115.92.75.15|115.92.75.12|무기한",
        ),
        ("smartstore", "스토어관리|사용|중소기업유통센터|프로필사진|판매자 인증 요청"),
        ("coupang", "업체 이름|업체정보 변경|추가판매정보|약관동의|발급|저장"),
        ("tmon", "나의 정보 확인|파트너 API KEY|조회"),
        ("wemakeprice", "정보수정|API 연동|API 대행사|인증키 발급"),
        ("gmarket", "판매자 계정관리|e딜러명|API인증키 세팅|저장"),
        ("lotteon", "OpenAPI관리|호스팅/셀러툴|115.92.75.15|키발급|발급일"),
    ],
)
def test_the_manuals_facts_are_met_in_its_order(mall, facts):
    text = SHELF.guides[mall].model_dump_json()
    place = 0
    for fact in facts.split("|"):
        place = text.find(fact, place)
        assert place >= 0, fact

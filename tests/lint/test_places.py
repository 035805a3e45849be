import pytest
from support.small_guides import HEAD, form, guide_of, with_steps

from wizard.lint.advice.places import places

STOPPED = 'state: suspended, say: 멈췄어요., source: "https://example.com/"'
WITH = "where: {console: 판매자 센터, url: 'https://example.com/'}"
WITHOUT = "where: {console: 판매자 센터}"
LOOK = "{id: look, kind: info, title: 봐요, %s}"


def told(text):
    return [(problem.code, ".".join(map(str, problem.path))) for problem in places(guide_of(text))]


def test_a_console_without_its_address_is_told_with_the_one_that_is_known():
    text = with_steps(LOOK % WITH, f"{{id: next, kind: info, title: 또 봐요, {WITHOUT}}}")
    [problem] = places(guide_of(text))

    assert (problem.code, problem.path) == ("A61", ("steps", 1, "where"))
    assert "https://example.com/" in problem.hint


def test_no_address_is_asked_for_of_a_mall_that_stopped_nor_of_our_own():
    ours = with_steps(LOOK % "where: {console: 아임셀러}")
    stopped = with_steps(LOOK % WITHOUT).replace("state: open", STOPPED)

    assert told(ours) == told(stopped) == []
    assert HEAD.count("state: open") == 1


@pytest.mark.parametrize(
    ("shown", "field", "is_told"),
    [
        ("do: [서버 번호를 봐요]", "label: 서버 번호", False),
        ("do: [서버번호를 봐요]", "label: 서버 번호", False),
        ("do: [아래를 봐요]", "label: 서버 번호", True),
        ("do: [Server No를 봐요]", "label: 서버 번호, aka: [Server No]", False),
        ("do: [아이디를 봐요]", "label: 사용자ID", False),
        ("screens: [{as_of: '2021', do: [서버 번호를 봐요]}]", "label: 서버 번호", False),
        ("picture: {title: 센터, items: [{text: 서버 번호}]}", "label: 서버 번호", False),
    ],
    ids=["same", "spaced", "nothing", "aka", "what everybody calls it", "another look", "picture"],
)
def test_find_leads_to_where_the_value_is_called_so(shown, field, is_told):
    text = with_steps(LOOK % shown, form(f"login_id: {{{field}, find: look}}"))

    assert told(text) == [("A62", "steps.1.fields.login_id.find.0")] * is_told

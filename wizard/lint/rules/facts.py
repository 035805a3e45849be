"""Rules of facts: where they come from, of when they are, and who may be asked for what."""

from textwrap import indent

from wizard.lint.rules.rule import Rule
from wizard.lint.rules.steps import FORM, LOOK

_CHANGE = 'updates: [{{since: 2026-10-01, say: {}, source: "https://example.com/"{}}}]'

_LOOKS = """\
- id: menu
  kind: info
  title: 메뉴를 열어요
  do: [정보를 눌러요]
  screens:
    - {{as_of: "2021", do: [설정을 눌러요]}}
    - {}"""

_STOPPED = '{state: closed, checked_on: 2026-11-23, since: 2025-12-16, say: 문을 닫았어요., source: "https://example.com/"}'
_PLACE = "- {{id: menu, kind: info, title: 메뉴를 열어요, where: {{console: 판매자 센터{}}}}}"


def _closed(request: str) -> str:
    """Write a guide of a closed mall that asks the staff for something."""
    ask = f"- {{id: ask, kind: request, request: {request}, title: 요청해요, button: 요청하기}}"
    steps = f"{LOOK}\n{FORM}\n{ask}\n- {{id: done, kind: outcome, title: 끝났어요}}"
    return f"status: {_STOPPED}\nsteps:\n{indent(steps, '  ')}"


RULES = (
    Rule(
        "P60",
        "짐작이나 찾지 못한 것을 판매자에게 말해요",
        "L(짐작)과 NF(찾지 못함)는 우리도 모르는 일이에요. 판매자는 그대로 따라 하다 막혀요.",
        "status: {state: open, checked_on: 2026-11-23, from: NF}",
        "status: {state: open, checked_on: 2026-11-23, from: operator}",
    ),
    Rule(
        "P61",
        "한 화면의 같은 모습(`screens`)이 두 번 나와요",
        "“내 화면은 이렇게 생겼어요”에 같은 말이 둘이면 무엇을 고를지 알 수 없어요.",
        _LOOKS.format('{as_of: "2021", do: [환경을 눌러요]}'),
        _LOOKS.format("{as_of: 2024-07, do: [환경을 눌러요]}"),
    ),
    Rule(
        "P64",
        "다른 모습(`screens`)이 어떻게 다른지 적지 않았어요",
        "눌러도 똑같은 화면이 나와요.",
        _LOOKS.format("{device: phone}"),
        _LOOKS.format("{device: phone, do: [아래로 내려요]}"),
    ),
    Rule(
        "P62",
        "문을 닫은 쇼핑몰의 발급대행을 받아요",
        "아무도 받을 수 없는 키를 판매자가 요청하고, 담당자에게는 할 수 없는 일이 생겨요. 요청 단계를 빼거나 info로 바꿔 주세요.",
        _closed("issuance"),
        _closed("help"),
    ),
    Rule(
        "P63",
        "끝나는 날(`until`)이 시작하는 날(`since`)보다 앞이에요",
        "언제의 일인지 알 수 없어요.",
        _CHANGE.format("버튼 이름이 바뀌었어요.", ", until: 2026-09-01"),
        _CHANGE.format("버튼 이름이 바뀌었어요.", ", until: 2026-12-31"),
    ),
    Rule(
        "A60",
        "확실하지 않은 것(`from: M`)을 그렇다고 말해요",
        "M은 보통 그렇다고 알려진 것이에요. 다른 화면을 만난 판매자가 길을 잃어요. “보통”이나 “~일 수 있어요”처럼 적어요.",
        _CHANGE.format("버튼 이름이 바뀌었어요.", ", from: M"),
        _CHANGE.format("버튼 이름이 보통 다르게 보여요.", ", from: M"),
    ),
    Rule(
        "A61",
        "쇼핑몰 화면의 주소가 없어요",
        "판매자가 그 화면을 검색해서 찾아야 해요. 같은 곳이라도 화면마다 주소를 적어 주세요.",
        _PLACE.format(""),
        _PLACE.format(', url: "https://example.com/"'),
    ),
    Rule(
        "A62",
        "`find`가 여는 화면에 그 값의 이름이 없어요",
        "“어디에 있나요?”를 눌러도 찾는 값이 보이지 않아요.",
        f"{LOOK}\n{FORM.replace('아이디', '서버 번호')}",
        f"{LOOK.replace('아이디', '서버 번호')}\n{FORM.replace('아이디', '서버 번호')}",
    ),
    Rule(
        "A63",
        "끝난 소식이 남아 있어요",
        "지난 일을 읽느라 지금 할 일이 늦어져요. 지우거나 날짜를 고쳐 주세요.",
        _CHANGE.format("버튼 이름이 잠시 달라요.", ", until: 2026-10-31"),
        _CHANGE.format("버튼 이름이 잠시 달라요.", ", until: 2026-12-31"),
    ),
    Rule(
        "A64",
        "확인한 것(`from: H`)인데 근거가 없어요",
        "누가 물어보면 어디서 보았는지 답할 수 없어요. 근거의 주소(source)와 날짜(on)를 적어 주세요.",
        "status: {state: open, checked_on: 2026-11-23, from: H}",
        'status: {state: open, checked_on: 2026-11-23, from: {by: H, on: 2026-11-23, source: "https://example.com/"}}',
    ),
)

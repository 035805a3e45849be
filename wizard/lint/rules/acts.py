"""Rules of what to do, and of what helps if it cannot be done."""

from wizard.lint.rules.rule import Rule

_HELP = "{{id: menu, kind: info, title: 메뉴를 열어요, help: [{{ask: 메뉴가 안 보여요, to: {}}}]}}"
_DO = "- {{id: menu, kind: info, title: 메뉴를 열어요, do: [{}]}}"
_CHANGE = 'updates: [{{since: 2026-10-01, say: {}, source: "https://example.com/"}}]'
_LOOK = """\
- id: menu
  kind: info
  title: 메뉴를 열어요
  do: ["**주소**에 적어요"]
  enter: [{{label: 주소, value: 서버}}]
  screens: [{{as_of: "2021", do: ["**주소**에 넣어요"]{}}}]"""

RULES = (
    Rule(
        "P65",
        "도움말(`help`)이 갈 수 없는 곳으로 이끌어요",
        "막힌 판매자가 눌러도 갈 곳이 없어요. 단계의 id나 request를 적어요.",
        f"- {_HELP.format('logn')}",
        f"- {_HELP.format('request')}",
    ),
    Rule(
        "A65",
        "한 줄에 할 일이 둘이에요",
        "쇼핑몰 화면을 보다가 돌아오면 어디까지 했는지 몰라요. 한 줄에 하나씩 적고, 하고 나면 보이는 것은 result에 적어요.",
        _DO.format('"**저장**을 누르고 창을 닫아요"'),
        _DO.format('"**저장**을 눌러요", "창을 닫아요"'),
    ),
    Rule(
        "A66",
        "달라진 점이 너무 길어요",
        "할 일보다 소식이 길면 할 일을 못 찾아요. 100자까지 적고, 할 일이면 do에 적어요.",
        _CHANGE.format("메뉴 이름이 바뀌었어요. " * 8),
        _CHANGE.format("메뉴 이름이 바뀌었어요."),
    ),
    Rule(
        "A67",
        "복사를 이어서 두 번 해요",
        "복사한 값은 한 번에 하나만 남아요. 두 번째를 복사하면 첫 번째 값이 지워져요.",
        _DO.format('"**아이디**를 복사해요", "**키**를 복사해요"'),
        _DO.format('"**아이디**를 복사해요", "메모장에 붙여 넣어요", "**키**를 복사해요"'),
    ),
    Rule(
        "A68",
        "줄(`do`)이 부르는 칸과 값(`enter`)이 함께 나오지 않아요",
        "판매자가 그 칸에 넣을 값을 찾지 못하거나, 어디에 넣을지 모르는 값을 봐요. 다른 모습(screens)에 do를 새로 적으면 enter도, 줄에 when을 적으면 값에도 적어요.",
        _LOOK.format(""),
        _LOOK.format(", enter: [{label: 주소, value: 서버}]"),
    ),
)

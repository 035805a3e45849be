"""Rules of what to do, and of what helps if it cannot be done."""

from wizard.lint.rules.rule import Rule

_HELP = "{{id: menu, kind: info, title: 메뉴를 열어요, help: [{{ask: 메뉴가 안 보여요, to: {}}}]}}"

RULES = (
    Rule(
        "P65",
        "도움말(`help`)이 갈 수 없는 곳으로 이끌어요",
        "막힌 판매자가 눌러도 갈 곳이 없어요. 단계의 id나 request를 적어요.",
        f"- {_HELP.format('logn')}",
        f"- {_HELP.format('request')}",
    ),
)

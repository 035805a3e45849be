"""Rules of `when`: what it may ask about, and what it leaves out."""

from wizard.lint.rules.rule import Rule
from wizard.lint.rules.steps import LEFT, LOOK, WHICH

REMIT = "remit: {kind: choice, label: 송금방법, options: {online: {label: 계좌}, deposit: {label: 예치금}}}"
_FORM = """\
- id: form
  kind: credentials
  title: 계정을 적어요
  fields:
    {remit}
    login_id: {{label: 아이디, find: look}}
    bank: {{label: 계좌번호, find: look, when: {bank}}}
  rows:
    - {{when: {{remit: online}}, 사용자ID: login_id, 계좌: {cell}}}
    - {{{row}사용자ID: login_id}}"""


def remitted(
    bank: str = "{remit: online}", row: str = "when: {remit: deposit}, ", cell: str = "bank"
) -> str:
    """Write a form whose rows part by how money is sent."""
    form = _FORM.format(remit=REMIT, bank=bank, row=row, cell=cell)
    return f"{LOOK}\n{form}"


_TWO = """\
- {id: one, kind: choice, title: 첫째인가요?, options: {a: {label: 네}, b: {label: 아니요}}}
- {id: two, kind: choice, title: 둘째인가요?, when: {one: a}, options: {a: {label: 네}, b: {label: 아니요%s}}}
- {id: last, kind: info, title: 마지막이에요, when: {two: a}}"""

RULES = (
    Rule(
        "P03",
        "`when`이 없는 질문을 가리켜요",
        "조건이 영영 맞지 않아요.",
        f"{WHICH}\n{LEFT.replace('which: left', 'whch: left')}",
        f"{WHICH}\n{LEFT}",
        at_key=True,
    ),
    Rule(
        "P04",
        "`when`이 없는 답을 가리켜요",
        "그 답을 고를 수 없으니 조건이 영영 맞지 않아요.",
        f"{WHICH}\n{LEFT.replace('which: left', 'which: lft')}",
        f"{WHICH}\n{LEFT}",
        at_key=True,
    ),
    Rule(
        "P05",
        "`when`이 아직 묻지 않은 질문을 가리켜요",
        "이 화면에 올 때는 답이 없어요.",
        f"{LEFT}\n{WHICH}",
        f"{WHICH}\n{LEFT}",
        at_key=True,
    ),
    Rule(
        "P18",
        "`find`의 단계를 지나지 않고 그 칸에 오는 답이 있어요",
        "그 판매자에게는 값이 어디 있는지 보여 줄 화면이 없어요.",
        f"{WHICH}\n{LEFT}\n{remitted().replace('find: look', 'find: west')}".replace(
            f"{LOOK}\n", ""
        ).replace(
            "bank: {label: 계좌번호, find: west", "bank: {label: 계좌번호, note: 통장에 있어요."
        ),
        f"{WHICH}\n{LEFT}\n{remitted()}",
    ),
    Rule(
        "P19",
        "어떤 답으로도 묻지 않는 입력칸이에요",
        "아무도 채울 수 없는 칸이에요.",
        f"{_TWO % ''}\n{remitted(bank='{one: b, two: a, remit: online}')}".replace(
            "{when: {remit: online}, 사", "{when: {remit: online, one: b, two: a}, 사"
        ).replace("{when: {remit: deposit}, 사", "{사"),
        remitted(),
        at_key=True,
    ),
    Rule(
        "P21",
        "어떤 답으로도 등록되지 않는 줄이에요",
        "조건끼리 맞지 않아요. 도움말이 어느 답에서 끊기는지 알려 줘요.",
        f"{_TWO % ''}\n{remitted()}\n    - {{when: {{one: b, two: a}}, 아이디: login_id}}",
        f"{_TWO % ''}\n{remitted()}",
    ),
    Rule(
        "P22",
        "어떤 답으로도 보여 주지 않는 쪽지나 글이에요",
        "조건이 그 화면에 오는 길과 맞지 않아요.",
        _TWO % ", note: {say: 첫째가 아니에요., when: {one: b}}",
        _TWO % ", note: 첫째예요.",
    ),
)

"""Advice on how a guide is built; what breaks it is served all the same."""

from wizard.lint.rules.conditions import remitted
from wizard.lint.rules.forms import field
from wizard.lint.rules.rule import Rule
from wizard.lint.rules.steps import FORM, LEFT, LOOK, WHICH

_MANY = "".join(f"    - {n}번째 일을 해요\n" for n in "하두세네다여일여") + "    - 끝내요"
_STEP = "- {{id: {}, kind: info, title: {}해요, stage: {}}}"
_MARKS = """\
- id: menu
  kind: info
  title: 메뉴를 열어요
  do: [{do}]
  picture: {{title: 판매자 센터, items: [{{menu: 정보, mark: 1}}, {{menu: 설정, mark: {last}}}]}}"""

RULES = (
    Rule(
        "A05",
        "값을 어디서 찾는지 알려 주지 않아요",
        "비밀번호처럼 판매자가 외우는 값이 아니면 find로 그 화면을 가리키거나 note로 알려 주세요.",
        f"{LOOK}\n{FORM.replace(', find: look', '')}",
        f"{LOOK}\n{FORM}",
        at_key=True,
    ),
    Rule(
        "A11",
        "한 화면에서 할 일이 너무 많아요",
        "일곱 가지가 넘으면 화면을 나눠 주세요. 한 화면에는 한 가지 일이 좋아요.",
        f"- id: work\n  kind: info\n  title: 일을 해요\n  do:\n{_MANY}",
        "- id: work\n  kind: info\n  title: 일을 해요\n  do:\n    - 첫 번째 일을 해요\n    - 끝내요",
    ),
    Rule(
        "A13",
        "답이 아무것도 바꾸지 않는 질문이에요",
        "묻지 않아도 되는 질문은 빼 주세요. 답에 따라 갈릴 길이 있다면 when을 적어요.",
        WHICH,
        f"{WHICH}\n{LEFT}",
    ),
    Rule(
        "A14",
        "늘 참인 조건이에요",
        "모든 답을 적었으니 조건이 없는 것과 같아요.",
        f"{WHICH}\n{LEFT.replace('which: left', 'which: [left, right]')}\n{LEFT.replace('west', 'more').replace('서쪽으로', '더 서쪽으로')}",
        f"{WHICH}\n{LEFT}",
        at_key=True,
    ),
    Rule(
        "A15",
        "계정을 적지 않고 다 했다고 하는 길이 있어요",
        "끝났다고 믿은 판매자의 쇼핑몰은 연결되지 않아요. 멈추는 길이면 result: stop을 적어요.",
        f"{WHICH}\n- {{id: early, kind: outcome, title: 끝났어요, when: {{which: left}}}}\n{LOOK}\n{FORM}\n- {{id: done, kind: outcome, title: 저장했어요}}",
        f"{WHICH}\n- {{id: early, kind: outcome, result: stop, title: 여기까지예요, when: {{which: left}}}}\n{LOOK}\n{FORM}\n- {{id: done, kind: outcome, title: 저장했어요}}",
    ),
    Rule(
        "A16",
        "한 길에 제목이 같은 화면이 둘이에요",
        "판매자는 화면이 넘어가지 않았다고 생각해요.",
        "- {id: one, kind: info, title: 복사해요}\n- {id: two, kind: info, title: 복사해요}",
        "- {id: one, kind: info, title: 키를 복사해요}\n- {id: two, kind: info, title: 비밀키를 복사해요}",
    ),
    Rule(
        "A17",
        "함께 보이는 이름이 같아요",
        "같은 이름의 칸이나 답 가운데 어느 것인지 알 수 없어요.",
        WHICH.replace("오른쪽", "왼쪽") + f"\n{LEFT}",
        f"{WHICH}\n{LEFT}",
    ),
    Rule(
        "A19",
        "지나간 단락(stage)이 다시 나와요",
        "위의 진행 표시가 앞으로 되돌아가요.",
        "\n".join(
            [
                _STEP.format("one", "준비", "준비"),
                _STEP.format("two", "신청", "신청"),
                _STEP.format("three", "다시 준비", "준비"),
            ]
        ),
        "\n".join([_STEP.format("one", "준비", "준비"), _STEP.format("two", "신청", "신청")]),
    ),
    Rule(
        "A21",
        "아무 값이나 맞는 형식이에요",
        "빈 값도 맞는 정규식은 아무것도 살피지 않아요.",
        field('example: a1, format: {pattern: ".*", say: 값을 다시 봐 주세요.}'),
        field('example: a1, format: {pattern: ".{2,40}", say: 값을 다시 봐 주세요.}'),
    ),
    Rule(
        "A22",
        "값을 막는 형식인데 보기가 없어요",
        "보기가 있어야 형식이 맞는지 살펴볼 수 있어요. 형식이 어긋나면 아무도 저장하지 못해요.",
        field('format: {pattern: "[0-9]{4}", say: 숫자 4자리예요., block: true}'),
        field('example: "1234", format: {pattern: "[0-9]{4}", say: 숫자 4자리예요., block: true}'),
        at_key=True,
    ),
    Rule(
        "A24",
        "앞의 줄과 조건이 겹쳐요",
        "한 답에 두 줄이 등록되면서 앞줄의 값을 모두 담고 있어요. 한 줄이면 될 수 있어요.",
        remitted(row=""),
        remitted(),
    ),
)

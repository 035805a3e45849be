"""Rules of steps: their names, their order, their ways."""

from wizard.lint.rules.rule import Rule

FORM = """\
- id: form
  kind: credentials
  title: 계정을 적어요
  fields:
    login_id: {label: 아이디, find: look}
  rows:
    - {사용자ID: login_id}"""
LOOK = "- {id: look, kind: info, title: 아이디와 계좌번호와 API 인증키를 찾아요}"
WHICH = """\
- id: which
  kind: choice
  title: 어느 길로 갈까요?
  options:
    left: {label: 왼쪽}
    right: {label: 오른쪽}"""
LEFT = "- {id: west, kind: info, title: 서쪽으로 가요, when: {which: left}}"

_IN_STEPS = "\n".join(
    f"  {line}"
    for line in f"{LOOK}\n{FORM}\n- {{id: done, kind: outcome, title: 저장했어요}}".splitlines()
)
_RENEWED = f"  - {{id: again, kind: info, title: 다시 발급해요, only: renew}}\n{_IN_STEPS}"

RULES = (
    Rule(
        "P01",
        "같은 단계나 질문 이름이 두 번 나와요",
        "이름은 주소예요. 주소 하나에 화면 둘을 둘 수 없어요.",
        "- {id: hello, kind: info, title: 인사해요}\n- {id: hello, kind: info, title: 또 인사해요}",
        "- {id: hello, kind: info, title: 인사해요}\n- {id: again, kind: info, title: 또 인사해요}",
    ),
    Rule(
        "P02",
        "`find`, `lists`, `renew`가 가리키는 단계가 없어요",
        "'어디서 찾나요?'를 눌러도 갈 곳이 없어요.",
        f"{LOOK}\n{FORM.replace('find: look', 'find: lok')}",
        f"{LOOK}\n{FORM}",
    ),
    Rule(
        "P06",
        "어떤 답으로도 갈 수 없는 단계예요",
        "아무도 볼 수 없는 화면이에요. 도움말이 그 까닭과 답을 알려 줘요.",
        "- {id: stop, kind: outcome, title: 끝났어요}\n- {id: hello, kind: info, title: 인사해요}",
        "- {id: hello, kind: info, title: 인사해요}\n- {id: stop, kind: outcome, title: 끝났어요}",
    ),
    Rule(
        "P07",
        "끝 화면에 닿지 않는 길이 있어요",
        "그 답을 고른 판매자는 끝났는지 알 수 없어요.",
        f"{WHICH}\n{LEFT}\n- {{id: done, kind: outcome, title: 끝났어요, when: {{which: left}}}}",
        f"{WHICH}\n{LEFT}\n- {{id: done, kind: outcome, title: 끝났어요}}",
    ),
    Rule(
        "P08",
        "`find`가 입력 화면 자신이나 그 뒤를 가리켜요",
        "값을 찾으러 갔다가 제자리로 돌아오거나, 아직 갈 수 없는 화면을 열려고 해요.",
        f"{LOOK}\n{FORM.replace('find: look', 'find: form')}",
        f"{LOOK}\n{FORM}",
    ),
    Rule(
        "P12",
        "다른 화면이나 칸이 쓰는 이름이에요",
        "all, renew, start, saved와 화면이 따로 쓰는 칸 이름은 쓸 수 없어요.",
        "- {id: all, kind: info, title: 모두 봐요}",
        "- {id: everything, kind: info, title: 모두 봐요}",
    ),
    Rule(
        "P42",
        "예전 이름(`was`)을 다른 단계가 써요",
        "예전 주소로 보낸 링크가 어느 화면으로 갈지 알 수 없어요.",
        "- {id: hello, kind: info, title: 인사해요, was: [greet]}\n- {id: greet, kind: info, title: 또 인사해요}",
        "- {id: hello, kind: info, title: 인사해요, was: [greet]}\n- {id: again, kind: info, title: 또 인사해요}",
    ),
    Rule(
        "P16",
        "`mall`과 파일 이름이 달라요",
        "파일 이름이 주소예요.",
        "mall: smal",
        "mall: small",
    ),
    Rule(
        "P20",
        "갈림길이 너무 많아요",
        "길이 512개를 넘으면 하나하나 살펴볼 수 없어요.",
        "\n".join(
            f"- {{id: q{n}, kind: choice, title: 질문 {n}번이에요, options: {{a: {{label: 가}}, b: {{label: 나}}}}}}"
            for n in range(10)
        ),
        f"{WHICH}\n{LEFT}",
    ),
    Rule(
        "P23",
        "요청 단계 앞에 계정 입력이 없어요",
        "담당자가 무슨 계정인지 알 수 없어요.",
        f"- {{id: ask, kind: request, title: 요청해요, button: 요청하기}}\n{LOOK}\n{FORM}",
        f"{LOOK}\n{FORM}\n- {{id: ask, kind: request, title: 요청해요, button: 요청하기}}",
    ),
    Rule(
        "P30",
        "멈춘 쇼핑몰의 까닭, 날짜, 출처가 빠졌어요",
        "suspended에는 say와 source, closed에는 since까지 있어야 판매자가 믿을 수 있어요.",
        "status: {state: suspended, checked_on: 2026-11-23, say: 잠시 멈췄어요.}",
        'status: {state: suspended, checked_on: 2026-11-23, say: 잠시 멈췄어요., source: "https://example.com/"}',
    ),
    Rule(
        "P50",
        "새 키를 받는 길(`renew`)에 지날 수 없는 화면이 있어요",
        "키가 끝나는 판매자가 막다른 화면에 닿아요. 읽고 하는 화면만, 한 길에서 만나는 것만, 한 번씩 적어요.",
        f"renew: {{steps: [look, form]}}\nsteps:\n{_IN_STEPS}",
        f"renew: {{steps: [look]}}\nsteps:\n{_IN_STEPS}",
    ),
    Rule(
        "P76",
        "새 키를 받을 때만 지나는 화면(`only: renew`)이 그 길에 없어요",
        "처음 연결하는 길에도, 새 키를 받는 길에도 없어서 아무도 볼 수 없어요.",
        f"renew: {{steps: [look]}}\nsteps:\n{_RENEWED}",
        f"renew: {{steps: [look, again]}}\nsteps:\n{_RENEWED}",
    ),
    Rule(
        "P34",
        "계정을 받지 않고 요청에 오는 길이 있어요",
        "그 답을 고른 판매자의 요청에는 계정이 없어요.",
        f"{WHICH}\n{LEFT}\n{LOOK}\n{FORM.replace('  title', '  when: {which: left}' + chr(10) + '  title')}\n- {{id: ask, kind: request, title: 요청해요, button: 요청하기}}",
        f"{WHICH}\n{LEFT}\n{LOOK}\n{FORM}\n- {{id: ask, kind: request, title: 요청해요, button: 요청하기}}",
    ),
    Rule(
        "P35",
        "체크리스트를 지나지 않고 그 결과를 보여 주는 길이 있어요",
        "고른 것이 없어 빈 목록이 나와요.",
        f"{WHICH}\n- {{id: malls, kind: checklist, title: 골라요, options: {{a: 가, b: 나}}, when: {{which: left}}}}\n- {{id: done, kind: outcome, title: 끝났어요, lists: malls}}",
        f"{WHICH}\n{LEFT}\n- {{id: malls, kind: checklist, title: 골라요, options: {{a: 가, b: 나}}}}\n- {{id: done, kind: outcome, title: 끝났어요, lists: malls}}",
    ),
)

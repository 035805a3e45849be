"""Rules of keys and values: what may stand where."""

from wizard.lint.rules.rule import Rule

RULES = (
    Rule(
        "K01",
        "꼭 있어야 할 항목이 빠졌어요",
        "화면을 그릴 수 없어요.",
        "- {id: hello, kind: info}",
        "- {id: hello, kind: info, title: 인사해요}",
    ),
    Rule(
        "K02",
        "모르는 항목이에요",
        "오타가 난 항목은 없는 것과 같아요. 한 글자만 다르면 `--fix`가 고쳐요.",
        "- {id: hello, kind: info, title: 인사해요, cautoin: 조심해요}",
        "- {id: hello, kind: info, title: 인사해요, caution: 조심해요}",
        at_key=True,
        fixable=True,
    ),
    Rule(
        "K03",
        "값의 모양이 달라요 (숫자, 날짜, 목록, 묶음)",
        "날짜는 2026-11-23, 예/아니요는 true나 false, 목록은 '- '로 적어요.",
        "status: {state: open, checked_on: 2026년 11월}",
        "status: {state: open, checked_on: 2026-11-23}",
    ),
    Rule(
        "K04",
        "비어 있거나 너무 적어요",
        "빈 글은 빈 화면이 되고, 답이 하나뿐인 질문은 질문이 아니에요.",
        "- {id: which, kind: choice, title: 고르세요, options: {a: {label: 하나}}}",
        "- {id: which, kind: info, title: 골라 둬요}",
    ),
    Rule(
        "K05",
        "정해진 말 가운데 하나가 아니에요",
        "정해진 말만 화면이 알아요. 한 글자만 다르면 `--fix`가 고쳐요.",
        "- {id: hello, kind: inof, title: 인사해요}",
        "- {id: hello, kind: info, title: 인사해요}",
        fixable=True,
    ),
    Rule(
        "K07",
        "이름이나 주소에 쓸 수 없는 글자가 있어요",
        "이름은 인터넷 주소가 돼요. 단계는 open-api, 입력칸은 api_key처럼 적어요.",
        "- {id: Open_API, kind: info, title: 열어요}",
        "- {id: open-api, kind: info, title: 열어요}",
    ),
    Rule(
        "K08",
        "숫자나 날짜가 범위를 벗어났어요",
        "걸리는 시간은 1분부터 120분까지, 날짜는 2000년부터예요.",
        "effort: {minutes: 0}",
        "effort: {minutes: 5}",
    ),
    Rule(
        "K09",
        "정규식을 읽을 수 없어요",
        "형식을 살필 수 없어요. 앞뒤를 엿보는 `(?=…)`, 다시 부르는 `\\1`, 낱말 끝 `\\b`, 아주 큰 되풀이는 쓸 수 없어요.",
        """\
- id: form
  kind: credentials
  title: 계정을 적어요
  fields:
    login_id: {label: 아이디, example: a1, find: look, format: {pattern: "[a-z", say: 영문이에요.}}
  rows:
    - {사용자ID: login_id}""",
        """\
- {id: look, kind: info, title: 아이디를 찾아요}
- id: form
  kind: credentials
  title: 계정을 적어요
  fields:
    login_id: {label: 아이디, example: a1, find: look, format: {pattern: "[a-z0-9]{2,20}", say: 영문이에요.}}
  rows:
    - {사용자ID: login_id}""",
    ),
    Rule(
        "K10",
        "너무 길거나 많아요",
        "제목은 60자, 문장은 600자까지예요. 휴대폰 한 화면에 들어가야 해요.",
        f"aka: [{'가' * 61}]",
        "aka: [시험]",
    ),
)

"""Rules of the form: fields, rows, examples, formats."""

from wizard.lint.rules.conditions import remitted
from wizard.lint.rules.rule import Rule
from wizard.lint.rules.steps import FORM, LOOK


def field(rest: str, name: str = "login_id", label: str = "아이디") -> str:
    """Write a form of one field."""
    form = FORM.replace("login_id", name).replace("아이디", label)
    return f"{LOOK}\n{form.replace('find: look', f'find: look, {rest}')}"


def in_steps(part: str) -> str:
    """Write a list of steps under its key, as a part that speaks of malls needs it."""
    done = "- {id: done, kind: outcome, title: 저장했어요}"
    return "steps:\n" + "\n".join(f"  {line}" for line in f"{part}\n{done}".splitlines())


_COMPARED = f"""\
{LOOK}
- id: form
  kind: credentials
  title: 계정을 적어요
  fields:
    login_id: {{label: 아이디, find: look, odd: {{equals: password, say: 비밀번호와 같아요.}}}}
    password: {{label: 비밀번호, kind: secret}}
  rows:
    - {{사용자ID: login_id, 비밀번호: password}}"""
_DIGITS = 'example: "1234", format: {pattern: "[0-9]{4}", say: 숫자 4자리예요.}'

RULES = (
    Rule(
        "P55",
        "키를 받는 안내인데 계정을 적는 화면이 없어요",
        "이대로 펴내면 판매자가 저장해 둔 계정이 갈 곳을 잃어요.",
        f"issue: self\nsteps:\n  {LOOK.replace(chr(10), chr(10) + '  ')}",
        f"{LOOK}\n{FORM}",
    ),
    Rule(
        "P09",
        "`rows`가 없는 입력칸을 가리켜요",
        "아임셀러의 그 칸이 늘 비어요.",
        f"{LOOK}\n{FORM}\n    - {{비밀번호: pasword}}",
        f"{LOOK}\n{FORM}",
        at_key=True,
    ),
    Rule(
        "P10",
        "입력칸이 아임셀러의 어느 칸에도 들어가지 않아요",
        "판매자가 적은 값이 쓰이지 않아요.",
        f"{LOOK}\n{FORM.replace('  rows', '    memo: {label: 메모, find: look}' + chr(10) + '  rows')}",
        f"{LOOK}\n{FORM}",
        at_key=True,
    ),
    Rule(
        "P11",
        "보기가 스스로의 형식과 달라요",
        "보기대로 적은 판매자가 경고를 봐요. 보기나 형식 가운데 하나가 틀렸어요.",
        field(_DIGITS.replace("1234", "A123")),
        field(_DIGITS),
    ),
    Rule(
        "P77",
        "`odd`가 견줄 수 없는 칸을 가리켜요",
        "칸 하나의 값을 자신이나 없는 칸과 견주면 판매자에게 아무것도 알려 주지 못해요.",
        _COMPARED.replace("equals: password", "equals: passwrd"),
        _COMPARED,
    ),
    Rule(
        "P78",
        "비워 둘 수 있는 칸인데 나중에 적을 수 있다고 해요",
        "비워도 되는 칸은 나중에 적겠다고 할 까닭이 없어요. 비운 채로도 등록을 요청해요.",
        field("optional: true, unknown: 나중에 적어도 돼요."),
        field("unknown: 나중에 적어도 돼요."),
    ),
    Rule(
        "P79",
        "같은 쇼핑몰에서 값을 다시 쓰려고 해요",
        "`reuse`는 판매자가 다른 쇼핑몰에 적어 둔 값을 가져와요. 자기 자신에게서 가져올 값은 없어요.",
        in_steps(field("reuse: {mall: small, field: login_id}")),
        in_steps(field("reuse: {mall: other, field: login_id}")),
    ),
    Rule(
        "P80",
        "저장한 다음 화면에 저장한 계정이 보이지 않아요",
        "판매자는 저장됐는지 알 수 없어요. 계정을 적은 다음에는 담당자에게 요청하거나 끝나는 화면이 와야 해요.",
        f"{LOOK}\n{FORM}\n- {{id: more, kind: info, title: 더 봐요}}",
        f"{LOOK}\n{FORM}",
    ),
    Rule(
        "P24",
        "똑같은 줄이 두 번 등록돼요",
        "아임셀러에 같은 계정이 둘 생겨요. 그렇게 되는 답을 알려 드려요.",
        remitted(row="")
        .replace("계좌: bank", "아이디: login_id")
        .replace("사용자ID: login_id, 아이디: login_id", "사용자ID: login_id")
        .replace("\n    bank: {label: 계좌번호, find: look, when: {remit: online}}", ""),
        remitted(),
    ),
    Rule(
        "P25",
        "줄에 필요한 입력칸을 묻지 않을 때가 있어요",
        "그 답에서는 아임셀러의 칸이 비어요.",
        remitted(row="when: {remit: deposit}, 계좌: bank, "),
        remitted(),
    ),
    Rule(
        "P26",
        "저장해도 아무 줄도 등록되지 않는 답이 있어요",
        "판매자는 저장했는데 아임셀러에는 아무것도 없어요.",
        remitted().rsplit("\n", 1)[0],
        remitted(),
        at_key=True,
    ),
    Rule(
        "P27",
        "묻기만 하고 등록하지 않는 답이 있어요",
        "판매자가 애써 찾은 값이 버려져요.",
        remitted(bank="{remit: [online, deposit]}").replace(
            ", when: {remit: [online, deposit]}", ""
        ),
        remitted(),
        at_key=True,
    ),
    Rule(
        "P28",
        "비밀로 보이는 값을 잠그지 않아요",
        "secret: false인 값은 저장한 뒤에도 화면에 보여요.",
        field("secret: false", "api_key", "API 인증키"),
        field("secret: true", "api_key", "API 인증키"),
    ),
    Rule(
        "P29",
        "오래 걸리는 정규식이에요",
        "되풀이 안의 되풀이는 값 하나를 살피는 데 글자마다 천 걸음이 넘게 들어요. 네 배가 넘으면 K09예요.",
        field(
            'example: "a1", format: {pattern: "([a-z]{1,30}[0-9]{0,30}){1,30}", say: 영문과 숫자예요.}'
        ),
        field('example: "a1", format: {pattern: "[a-z0-9]{1,40}", say: 영문과 숫자예요.}'),
        suppressible=True,
    ),
    Rule(
        "P33",
        "보기를 그대로 넣으면 다른 값이 돼요",
        "붙여넣을 때 앞뒤 따옴표, 전각 글자, 주소의 앞부분을 지워요. 보기는 지운 뒤의 모양이어야 해요.",
        field("example: shop.example.com/woori, prefix: shop.example.com/"),
        field("example: woori, prefix: shop.example.com/"),
    ),
    Rule(
        "P41",
        "한 화면의 두 칸이 같은 이름을 써요",
        "여러 값을 한꺼번에 붙여 넣으면 `label`과 `aka`로 칸을 찾아요. 같은 이름이 둘이거나 한 글자면 나눌 수 없어요.",
        field("aka: [가]"),
        field("aka: [Login ID]"),
    ),
)

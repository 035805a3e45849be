"""Rules of `verify:`: how an account is tried at its mall."""

from wizard.lint.rules.rule import Rule
from wizard.lint.rules.steps import FORM, LOOK

_STEPS = "\n".join(f"  {line}" for line in f"{LOOK}\n{FORM}".splitlines())
_DONE = "  - {id: done, kind: outcome, title: 끝이에요}"


def verified(
    outcomes: str = "", source: str = "{field: login_id}", path: str = "/v1/identity"
) -> str:
    """Write a guide's keys at the top: a form, and one probe with these outcomes."""
    rules = outcomes or '{when: {status: "200", has: {trNo: "*"}}, verdict: OK}'
    lines = "\n".join(f"            - {line}" for line in rules.splitlines())
    return f"""\
steps:
{_STEPS}
{_DONE}
verify:
  ways:
    - id: key
      probes:
        - id: identity
          host: lotteon
          get: "{path}"
          sign: {{by: bearer, using: {{token: {source}}}}}
          outcomes:
{lines}"""


_LAST = "{verdict: AMBIGUOUS}"
_OK = '{when: {status: "200", has: {trNo: "*"}}, verdict: OK}'
_SOUND = verified(f"{_OK}\n{_LAST}")

RULES = (
    Rule(
        "P43",
        "`verify`가 없는 것을 불러요",
        "확인할 값이 없어서 키를 쇼핑몰에 물어볼 수 없어요.",
        verified(f"{_OK}\n{_LAST}", source="{field: api_key}"),
        _SOUND,
    ),
    Rule(
        "P44",
        "비밀값이 물어보는 주소에 들어가요",
        "주소는 쇼핑몰과 중간 서버의 기록에 남아요.",
        verified(f"{_OK}\n{_LAST}", path="/v1/identity?id={login_id}").replace(
            "{label: 아이디, find: look}", "{label: 아이디, find: look, kind: secret}"
        ),
        verified(f"{_OK}\n{_LAST}", path="/v1/identity?id={login_id}"),
    ),
    Rule(
        "P45",
        "확인의 마지막 줄이 모른다고 말하지 않아요",
        "처음 보는 답을 아는 답으로 판단해요.",
        verified(f"{_OK}\n{{verdict: WRONG_KEY}}"),
        _SOUND,
    ),
    Rule(
        "P46",
        "앞줄에 가려서 맞을 수 없는 판단이에요",
        "적어 둔 안내가 아무에게도 보이지 않아요.",
        verified(
            f'{_OK}\n{{when: {{status: 4xx}}, verdict: WRONG_KEY}}\n{{when: {{status: "403"}}, verdict: IP_NOT_ALLOWED}}\n{_LAST}'
        ),
        verified(
            f'{_OK}\n{{when: {{status: "403"}}, verdict: IP_NOT_ALLOWED}}\n{{when: {{status: 4xx}}, verdict: WRONG_KEY}}\n{_LAST}'
        ),
    ),
    Rule(
        "P47",
        "상태만 보고 연결됐다고 해요",
        "막힌 화면이나 빈 답도 200이에요. 틀린 키를 맞다고 하면 판매자는 며칠 뒤에 알아요.",
        verified(f'{{when: {{status: "200"}}, verdict: OK}}\n{_LAST}'),
        _SOUND,
    ),
    Rule(
        "P48",
        "확인의 판단을 보여 주는 답이 없거나 달라요",
        "samples 폴더의 답을 다시 판단해서 모두 맞아야 해요. 그래야 쇼핑몰이 정말 그렇게 답할 때 맞게 안내해요.",
    ),
    Rule(
        "P49",
        "엉뚱한 답도 연결됐다고 해요",
        "웹 페이지, 빈 답, 다른 쇼핑몰의 답을 맞다고 하면 안 돼요.",
    ),
)

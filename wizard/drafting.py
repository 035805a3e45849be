"""A first guide for a mall: sound from the start, with comments that say what to put where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_IDS = {
    "API 인증키": "api_key",
    "API KEY": "api_key",
    "Access Key": "access_key",
    "비밀키": "secret_key",
    "Secret Key": "secret_key",
    "업체코드": "vendor_id",
    "판매자 ID": "seller_id",
}
_HEAD = """\
# yaml-language-server: $schema=../guide.schema.json
# {title} 안내예요. 고친 뒤에는 `wizard check`를 해 주세요. 쓰는 법: docs/guides.md
mall: {mall}
title: {title}
# 판매자가 찾을 다른 이름이 있으면 적어요: aka: [다른 이름]
category: {category}
issue: {issue}  # 키를 누가 발급하나요: self 판매자, agency 저희, inside 아임셀러 안의 단추, ask 물어봐야 함
manual: {{chapter: "-", edition: "{year}"}}
status: {{state: open, checked_on: {today}}}  # 쇼핑몰을 열어 확인한 날
effort: {{minutes: {minutes}}}
needs:
  - {needs}
intro:
  - {intro}
steps:
"""
_OPEN = """\
  # 값을 찾아가는 화면이에요. 화면 하나에 할 일 하나씩, 필요한 만큼 늘려 주세요.
  - id: menu
    kind: info
    stage: 준비
    title: 키가 있는 화면을 열어요
    where: {{console: {console}{url}}}
    do:
      - {login}
      # 메뉴 이름은 화면과 똑같이 **굵게** 적고, (1)로 그림의 번호를 가리켜요.
      - "메뉴에서 **API 관리**를 눌러요 (1)"
    picture:
      title: {console}
      items:
        - {{menu: API 관리, mark: 1}}

  - id: key
    kind: info
    stage: 발급
    title: 발급된 값을 복사해요
    where: {{console: {console}{url}}}
    do:
{copies}
    picture:
      title: API 관리
      items:
{items}

"""
_LOGIN = """\
  - id: login
    kind: info
    stage: 준비
    title: {mall}에 로그인해 봐요
    where: {{console: {console}{url}}}
    do:
      - "**아이디**와 비밀번호를 넣어 들어가지는지 확인해요"

"""
_FORM = """\
  # 아임셀러에 등록할 값이에요. secret: false라고 적지 않으면 잠가서 저장해요.
  - id: account
    kind: credentials
    stage: 등록
    title: 계정을 적어요
    where: {{console: 아임셀러, menu: [{basic}, {accounts}]}}
    fields:
      login_id: {{label: 사용자ID, find: {find}}}
      password: {{label: 비밀번호, kind: secret, normalise: edges}}
{fields}    # 아임셀러의 입점 정보 표에 들어갈 줄이에요: {{칸 이름: 입력칸}}
    rows:
      - {{{cells}}}

"""
_REQUEST = """\
  - id: request
    kind: request
    request: {request}
    stage: 요청
    title: {title}
    say: 버튼을 누르면 담당자가 이어서 도와드려요.
    button: 요청하기

"""
_DONE = """\
  - id: done
    kind: outcome
    stage: 완료
    title: {title}
    say: {say}
"""


@dataclass(frozen=True)
class Plan:
    """What the person who begins a guide knows already.

    Attributes:
        issue: "self", "agency", "inside" or "ask"; see `wizard.guide.Guide`.
        values: what the mall's screen calls the values to copy; of a mall where the seller issues.

    """

    mall: str
    title: str
    category: str
    issue: str
    console: str
    url: str = ""
    minutes: int = 10
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Words:
    basic: str = "기본정보관리"
    accounts: str = "제휴몰 계정정보"
    ids: Mapping[str, str] = field(default_factory=dict)


def draft(plan: Plan, constants: Mapping[str, str], today: date) -> str:
    """Write the guide's file."""
    names = {"basic": "menu_basic", "accounts": "menu_accounts"}
    called = {k: json.dumps(f"${{{v}}}") for k, v in names.items() if v in constants}
    words = _Words(**called, ids=_ids(plan.values))
    return "".join([_head(plan, today), _before(plan, words), _form(plan, words), _after(plan)])


def _ids(labels: tuple[str, ...]) -> dict[str, str]:
    """Give each value a field's name of its own."""
    ids: dict[str, str] = {}
    for number, label in enumerate(labels, start=1):
        name = _IDS.get(label, f"value_{number}")
        ids[label] = name if name not in ids.values() else f"value_{number}"
    return ids


def _head(plan: Plan, today: date) -> str:
    way = "키를 발급받아" if plan.issue == "self" else "계정을"
    return _HEAD.format(
        mall=plan.mall,
        title=_text(plan.title),
        category=_text(plan.category),
        issue=plan.issue,
        year=today.year,
        today=today.isoformat(),
        minutes=plan.minutes,
        needs=_text(f"{plan.title} 판매자 아이디와 비밀번호"),
        intro=_text(f"{plan.title}에서 {way} 아임셀러에 등록해요."),
    )


def _before(plan: Plan, words: _Words) -> str:
    url = f", url: {_text(plan.url)}" if plan.url else ""
    console = _text(plan.console)
    if not words.ids:
        return _LOGIN.format(mall=plan.title, console=console, url=url)
    marked = [(number, label) for number, label in enumerate(words.ids, start=1)]
    return _OPEN.format(
        console=console,
        url=url,
        login=_text(f"{plan.console}에 로그인해요"),
        copies="\n".join(
            f"      - {_text(f'**{label}**를 복사해요 ({n})')}" for n, label in marked
        ),
        items="\n".join(f"        - {{text: {_text(label)}, mark: {n}}}" for n, label in marked),
    )


def _form(plan: Plan, words: _Words) -> str:
    fields = "".join(
        f"      {name}: {{label: {_text(label)}, kind: secret, find: key}}\n"
        for label, name in words.ids.items()
    )
    cells = {"사용자ID": "login_id", "비밀번호": "password", **words.ids}
    return _FORM.format(
        basic=words.basic,
        accounts=words.accounts,
        find="menu" if plan.issue == "self" and words.ids else "login",
        fields=fields,
        cells=", ".join(f"{_text(column)}: {name}" for column, name in cells.items()),
    )


def _after(plan: Plan) -> str:
    """Write what comes after the form: a request, or nothing but the end."""
    if plan.issue in {"agency", "ask"}:
        request, title = {
            "agency": ("issuance", "발급대행을 요청해요"),
            "ask": ("help", "담당자에게 물어봐요"),
        }[plan.issue]
        end = _DONE.format(title="이제 연락을 기다려요", say="담당자가 보고 연락을 드려요.")
        return _REQUEST.format(request=request, title=title) + end
    title = _text(f"{plan.title} 등록을 마쳤어요")
    return _DONE.format(title=title, say="이제 아임셀러에서 함께 관리할 수 있어요.")


def _text(value: str) -> str:
    """Write a text so that nothing in it means anything to YAML."""
    return json.dumps(value, ensure_ascii=False)

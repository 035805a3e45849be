"""A first guide for a mall: sound from the start, with comments that say what to put where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wizard.guide.scaffold import templates
from wizard.guide.scaffold.words import text

_IDS = {
    "API 인증키": "api_key",
    "API KEY": "api_key",
    "Access Key": "access_key",
    "비밀키": "secret_key",
    "Secret Key": "secret_key",
    "업체코드": "vendor_id",
    "판매자 ID": "seller_id",
}


@dataclass(frozen=True)
class Plan:
    """What the person who begins a guide knows already.

    Attributes:
        issue: "self", "agency", "inside" or "ask"; see `wizard.guide.model.Guide`.
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
    return templates.HEAD.format(
        mall=plan.mall,
        title=text(plan.title),
        category=text(plan.category),
        issue=plan.issue,
        year=today.year,
        today=today.isoformat(),
        minutes=plan.minutes,
        needs=text(f"{plan.title} 판매자 아이디와 비밀번호"),
        intro=text(f"{plan.title}에서 {way} 아임셀러에 등록해요."),
    )


def _before(plan: Plan, words: _Words) -> str:
    url = f", url: {text(plan.url)}" if plan.url else ""
    console = text(plan.console)
    if not words.ids:
        return templates.LOGIN.format(mall=plan.title, console=console, url=url)
    marked = [(number, label) for number, label in enumerate(words.ids, start=1)]
    return templates.OPEN.format(
        console=console,
        url=url,
        login=text(f"{plan.console}에 판매자 아이디로 로그인해요"),
        copies="\n".join(f"      - {text(line)}" for line in _copies(marked)),
        items="\n".join(f"        - {{text: {text(label)}, mark: {n}}}" for n, label in marked),
    )


def _copies(marked: list[tuple[int, str]]) -> list[str]:
    """Write how the values are copied: several at one go, for a clipboard holds but one."""
    if len(marked) == 1:
        return [f"**{_bare(label)}**를 복사해요 ({n})" for n, label in marked]
    return [
        *(f"**{_bare(label)}**를 찾아요 ({n})" for n, label in marked),
        "값을 한꺼번에 복사해요",
    ]


def _form(plan: Plan, words: _Words) -> str:
    fields = "".join(
        f"      {name}: {{label: {text(label)}, kind: secret, find: key}}\n"
        for label, name in words.ids.items()
    )
    cells = {"사용자ID": "login_id", "비밀번호": "password", **words.ids}
    return templates.FORM.format(
        basic=words.basic,
        accounts=words.accounts,
        find="menu" if plan.issue == "self" and words.ids else "login",
        fields=fields,
        cells=", ".join(f"{text(column)}: {name}" for column, name in cells.items()),
    )


def _after(plan: Plan) -> str:
    """Write what comes after the form: a request, or nothing but the end."""
    if plan.issue in {"agency", "ask"}:
        request, title = {
            "agency": ("issuance", "발급대행을 요청해요"),
            "ask": ("help", "담당자에게 물어봐요"),
        }[plan.issue]
        end = templates.DONE.format(
            title="이제 연락을 기다려요", say="담당자가 보고 연락을 드려요."
        )
        return templates.REQUEST.format(request=request, title=title) + end
    say = "담당자가 아임셀러에 등록하면 거기에서 함께 관리할 수 있어요."
    return templates.DONE.format(title="이제 아임셀러 등록을 기다려요", say=say)


def _bare(label: str) -> str:
    """Leave out what would end the bold in which a label stands."""
    return label.replace("*", "").strip() or "값"

"""The page of rules for editors, written from what the rules declare."""

from collections.abc import Iterable
from difflib import unified_diff

from wizard.lint.rules.rule import Rule

LONG_LINES = 4
MAX_LINE_CHARS = 110
_GROUPS = {
    "Y": "Y: 파일",
    "K": "K: 항목과 값",
    "P": "P: 판매자가 걷는 길",
    "A": "A: 조언 (잘못은 아니에요)",
}
_HEAD = """\
# 안내를 살펴보는 규칙

이 글은 `wizard rules > docs/rules.md`로 만들어요. 손으로 고치지 말고 `wizard/lint/rules/`의 선언을 고쳐 주세요.

Y, K, P는 **잘못**이에요. 하나라도 있으면 그 안내는 판매자에게 나가지 않고 `wizard check`가 1로 끝나요.
A는 **조언**이에요. 안내는 나가고 `wizard check`는 0으로 끝나며, 마지막 줄에 수를 적어요. `--advice`로 한 줄씩 보고, `--strict`로 잘못처럼 다뤄요.
날짜가 지나기만 해도 생기는 조언이 있어서, 조언으로는 아무것도 막지 않아요.

한 줄에서 한 규칙을 넘기려면 그 줄 끝이나 바로 윗줄에 까닭을 적어요: `# wizard:ok A07: 쇼핑몰 화면의 문구예요`.
조언은 모두, 잘못은 판단이 갈리는 것({})만 넘길 수 있어요.

**고침** 표시가 있는 규칙은 `wizard check --fix`가 고쳐요. 다시 살펴봐서 나아졌을 때만 쓰고, 주석과 차례는 그대로 둬요.
보기는 안내의 한 부분이에요. `⟨…⟩`는 눈에 보이지 않는 글자를 나타내요.
"""
_UNSEEN = {
    "\ufeff": "⟨BOM⟩",
    "\t": "⟨탭⟩",
    "\u200b": "⟨폭 없는 빈칸⟩",
    "\x07": "⟨제어 문자⟩",
}


def page(rules: Iterable[Rule]) -> str:
    """Write every rule, with its examples."""
    known = list(rules)
    passing = [rule.code for rule in known if rule.can_pass and not rule.is_advice]
    parts = [_HEAD.format(", ".join(passing))]
    for letter, title in _GROUPS.items():
        own = sorted((r for r in known if r.code.startswith(letter)), key=lambda r: r.code)
        parts += [f"## {title}\n", *map(entry, own)]
    return "\n".join(parts)


def entry(rule: Rule) -> str:
    """Write one rule."""
    marks = [
        " · **고침**" if rule.fixable else "",
        " · 넘길 수 있어요" if rule.suppressible else "",
    ]
    lines = [f"### {rule.code} {rule.title}\n", f"{rule.why}{''.join(marks)}\n"]
    if min(len(text.splitlines()) for text in (rule.bad, rule.good)) >= LONG_LINES:
        lines += [f"`-`가 나쁜 보기, `+`가 좋은 보기예요.\n\n```diff\n{_both(rule)}\n```\n"]
    elif rule.bad:
        lines += [f"나쁜 보기\n\n```yaml\n{_seen(rule.bad)}\n```\n"]
        lines += [f"좋은 보기\n\n```yaml\n{_seen(rule.good)}\n```\n"]
    return "\n".join(lines)


def _both(rule: Rule) -> str:
    """Write two long examples as one: the bad one with -, the good one with +."""
    bad, good = _seen(rule.bad).splitlines(), _seen(rule.good).splitlines()
    lines = list(unified_diff(bad, good, n=len(bad) + len(good), lineterm=""))
    return "\n".join(lines[3:])  # without the names and the place


def _seen(text: str) -> str:
    for unseen, name in _UNSEEN.items():
        text = text.replace(unseen, name)
    lines = (
        line if len(line) <= MAX_LINE_CHARS * 2 else f"{line[:40]}…  ({len(line):,}자)"
        for line in text.splitlines()
    )
    return "\n".join(lines)

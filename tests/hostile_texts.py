"""Texts that keep a reader busy which looks at a letter again and again; run as a program, it reads them."""

import json
import sys
from datetime import date
from pathlib import Path

from wizard.content import loader
from wizard.content.text_diff import stretches
from wizard.forms.paste_parser import MAX_CHARS, split
from wizard.forms.submission import read
from wizard.guide.markup import number, spans, stray, unnumbered
from wizard.lint.autofix import autofix
from wizard.lint.check import examine

TODAY = date(2026, 11, 24)
CONSTANTS = {"phone": "02-0000-0000"}
BYTES = 199_000
HEAD = (
    "mall: small\ntitle: 시험\ncategory: 오픈마켓\nmanual: {chapter: '0', edition: '2021'}\n"
    "status: {state: open, checked_on: 2026-11-23}\neffort: {minutes: 3}\nsteps:\n"
)
DONE = "  - {id: done, kind: outcome, title: 끝이에요}\n"
MARKS = (
    *("**", "[", "](", "${", "${a}", "<a", "{%", '"', "'", ": ", "- ", "? ", "\t", " ", "“", "가"),
    *("# wizard:ok A03: x ", "{", "https://", "a.", "!", "\u00a0", "‘", "(1) ", "\u3000"),
)
PASTES = (
    *(
        '"',
        "'",
        " ",
        "\t",
        "\n",
        " -",
        " (",
        "1. ",
        "복사 ",
        "「",
        "\uff01",
        "\u200b",
        ",",
        "A P I ",
    ),
    *("업체코드 ", "Access Key ", "Secret Key\n", "발급일 a ", "2026-11-23 ", "https://www."),
)


def _filled(unit, size=BYTES - 1000):
    return (unit * (size // len(unit.encode()) + 1)).encode()[:size].decode(errors="ignore")


def _said(text):
    return f"{HEAD}  - {{id: a, kind: info, title: 가, say: {json.dumps(text, ensure_ascii=False)}}}\n{DONE}"


def _form(fields, rows="[{사용자ID: f0}]"):
    head = (
        f"  - id: form\n    kind: credentials\n    title: 적어요\n    rows: {rows}\n    fields:\n"
    )
    return HEAD + head + fields + DONE


def guides():
    """Give guides of up to 200 KB, each hostile in a way of its own."""
    for mark in MARKS:
        yield _filled(mark)
        yield _said(_filled(mark)[: BYTES // 4])
        yield _filled(mark + "\n")
        says = [f"      - {json.dumps(_filled(mark, 590)[:590])}\n" for _ in range(250)]
        yield f"{HEAD}  - id: a\n    kind: info\n    title: 가\n    say:\n{''.join(says)[:150_000]}"
    yield "\n".join(" " * deep + "a:" for deep in range(600))
    yield "a: " + "[" * 190_000
    yield "".join(f"k{n}: v\n" for n in range(15_000))
    yield "".join(f"k{n}: v\n" for n in range(2_400))
    for many in (30, 600, 2_000):
        fields = "".join(f"      f{n}: {{label: 가{n}}}\n" for n in range(many))
        yield _form(fields, "[" + ",".join(f"{{ID: f{n}}}" for n in range(many)) + "]")
    pattern = "{{label: 가{0}, example: a, format: {{pattern: '(a*b?c?){{{1}}}!', say: a}}}}\n"
    yield _form("".join(f"      f{n}: {pattern.format(n, 900 - n % 600)}" for n in range(480)))
    yield _form(
        "      f0: {label: 가}\n", "[{" + ",".join(f"c{n}: g{n}" for n in range(2_400)) + "}]"
    )
    options = ", ".join(f"option{n}: {{label: 가}}" for n in range(700))
    when = ", ".join(f"optiom{n}" for n in range(1_000))
    yield (
        f"{HEAD}  - {{id: q, kind: choice, title: 골라요, options: {{{options}}}}}\n"
        f"  - {{id: i, kind: info, title: 가, when: {{q: [{when}]}}}}\n{DONE}"
    )
    yield "".join(f"x: '# wizard:ok A03: {n}'\n" for n in range(2_300))
    yield _said("".join(f"${{a{n}}}" for n in range(8_000)))


def pairs():
    """Give texts to compare."""
    numbers = [str(n) for n in range(30_000)]
    yield numbers, numbers[::-1]
    yield ["a"] * 60_000, ["b"] * 60_000
    yield ["a", "b"] * 30_000, ["b", "a"] * 30_000
    yield [str(n % 100) for n in range(2_000)], [str(n * 7 % 100) for n in range(1_999)]


def main():
    """Read, mend and compare them all; write how many there were."""
    count = 0
    for text in guides():
        examine(text.encode(), "small.yaml", CONSTANTS, TODAY)
        count += 1
    for text in (_said("\t" * 300), "\t\n" * 60_000):
        autofix(text.encode(), "small.yaml", CONSTANTS, TODAY)
    for mine, theirs in pairs():
        stretches("\n".join(mine), "\n".join(theirs))
        count += 1
    form = loader.load(Path("content/guides/coupang.yaml")).form("")
    for unit in PASTES:
        pasted = _filled(unit, 65_536)
        read(form, dict.fromkeys(form.fields, pasted), {}, today=TODAY)
        read(form, dict.fromkeys(form.fields, pasted[:500]), {}, today=TODAY)
        for begin in ("", "업체코드 ", "Secret Key: ", "업체코드 Access Key "):
            split(form.fields, (begin + pasted)[:MAX_CHARS])
            count += 1
        for judge in (spans, stray, number, unnumbered):
            judge(pasted)
    sys.stdout.write(json.dumps({"texts": count}))


if __name__ == "__main__":
    main()

"""One fault at a time put into the guides that sellers read, at a line that is known.

Nothing here is random: the same guides give the same seeds.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from conftest import CONTENT

from wizard.content import folder
from wizard.content.shared_files import shared_of
from wizard.lint.check import examine

TODAY = date(2026, 11, 27)
PER_GUIDE = 3
FILES = folder.guide_files([CONTENT])


@dataclass(frozen=True)
class Seed:
    """A guide with one fault.

    Attributes:
        lines: where an editor would look for it: one line, or the few of one form or step.

    """

    kind: str
    file: str
    text: str
    lines: range

    def __str__(self):
        return f"{self.kind}:{self.file}:{self.lines.start}"


@cache
def every_reading():
    """Give every seed with what the check says of it."""
    constants = shared_of(CONTENT)
    return [
        (seed, examine(seed.text.encode(), seed.file, constants, TODAY)) for seed in every_seed()
    ]


@cache
def every_seed():
    """Give every seed of every guide."""
    return [
        seed
        for file in FILES
        for kind, seeder in SEEDERS.items()
        for seed in spread(seeds_of(kind, seeder, file))
    ]


def seeds_of(kind, seeder, file):
    lines = file.read_text("utf-8").split("\n")
    for edited, where in seeder(lines):
        there = range(where, where + 1) if isinstance(where, int) else where
        yield Seed(kind, file.name, "\n".join(edited), there)


def spread(seeds):
    found = list(seeds)
    step = max(1, len(found) // PER_GUIDE)
    return found[::step][:PER_GUIDE]


def by_line(pattern, new, *, skip="^#", only=None):
    """Change each line that matches, one at a time; the fault is on that line."""

    def seed(lines):
        for place, line in enumerate(lines):
            if re.search(skip, line) or (only and not re.search(only, line)):
                continue
            changed = re.sub(pattern, new, line, count=1)
            if changed != line:
                yield [*lines[:place], changed, *lines[place + 1 :]], place + 1

    return seed


def without(pattern, where):
    """Take a line out; `where` gives the place of the fault from the lines and the line's number."""

    def seed(lines):
        for place, line in enumerate(lines):
            if re.search(pattern, line):
                yield [*lines[:place], *lines[place + 1 :]], where(lines, place)

    return seed


def step_start(lines, place):
    """Give the line number of the step that a line belongs to."""
    return next(n for n in range(place, -1, -1) if lines[n].startswith("  - ")) + 1


def step_span(lines, place):
    """Give the lines of the step that a line belongs to."""
    start = step_start(lines, place)
    ends = (n for n in range(start, len(lines)) if lines[n].startswith("  - "))
    return range(start, next(ends, len(lines)) + 1)


def in_form(pattern, new):
    """Change a line; the fault is somewhere in its form."""

    def seed(lines):
        for edited, number in by_line(pattern, new)(lines):
            yield edited, step_span(lines, number - 1)

    return seed


def swapped(pattern):
    """Swap two letters in the middle of a word that a pattern finds."""

    def swap(found):
        word = found[0]
        middle = len(word) // 2
        return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]

    return by_line(pattern, swap)


def twice(lines):
    """Write a line of the top a second time."""
    for place, line in enumerate(lines):
        if re.match(r"(?:title|category|issue|effort|manual): ?\S", line):
            yield [*lines[: place + 1], line, *lines[place + 1 :]], place + 2


def same_id(lines):
    """Give a step the name of the one before it."""
    ids = [(n, line) for n, line in enumerate(lines) if line.startswith("  - id: ")]
    for (_, before), (place, _) in pairwise(ids):
        yield [*lines[:place], before, *lines[place + 1 :]], place + 1


def no_end(lines):
    """Take the last step away: its way then ends where it should not."""
    starts = [n for n, line in enumerate(lines) if line.startswith("  - id: ")]
    yield lines[: starts[-1]], range(starts[-2] + 1, starts[-1] + 1)


def ends_early(lines):
    """End every way at a screen in the middle: what follows cannot be reached."""
    starts = [n for n, line in enumerate(lines) if line.startswith("  - id: ")]
    for place, following in pairwise(starts[1:-1]):
        kind = lines[place + 1]
        if kind == "    kind: info" and not any("when:" in x for x in lines[place:following]):
            edited = [*lines[: place + 1], "    kind: outcome", *lines[place + 2 :]]
            yield edited, range(place + 1, step_span(lines, following).stop)


def own_form(lines):
    """Let a field be found on the form itself."""
    for place, line in enumerate(lines):
        if "find: " in line:
            form = lines[step_start(lines, place) - 1].removeprefix("  - id: ")
            edited = re.sub(r"find: [a-z0-9-]+", f"find: {form}", line)
            yield [*lines[:place], edited, *lines[place + 1 :]], place + 1


def odd_example(lines):
    """Give an example that its own format, some lines further, does not fit."""
    for place, line in enumerate(lines):
        own = [n for n in lines[place : place + 4] if "format:" in n]
        if re.match(r"        example: ", line) and own:
            yield [*lines[:place], "        example: 가나다", *lines[place + 1 :]], place + 1


def shifted(lines):
    """Indent a key by one more than its neighbours."""
    for place, line in enumerate(lines):
        if re.match(r"    (?:title|stage|kind): ", line):
            yield [*lines[:place], f" {line}", *lines[place + 1 :]], range(place, place + 2)


def never_together(lines):
    """Ask for two answers at once that no way gives."""
    for place, line in enumerate(lines):
        found = re.match(r"    when: \{(?P<question>[a-z-]+): (?P<answer>[a-z-]+)\}", line)
        if found:
            edited = f"    when: {{{found['question']}: nobody}}"
            yield [*lines[:place], edited, *lines[place + 1 :]], place + 1


SEEDERS = {
    "key misspelt": swapped(
        r"(?<=[ {,])(?:title|stage|picture|caution|options|example|label)(?=:)"
    ),
    "key of the top misspelt": swapped(r"^(?:title|category|issue|effort|status|needs)(?=:)"),
    "title left out": without(r"^    title: ", step_start),
    "kind left out": without(r"^    kind: (?!cred|request)", step_start),
    "kind misspelt": swapped(r"(?<=kind: )(?:info|choice|credentials|outcome|secret)"),
    "find to nowhere": by_line(r"find: [a-z0-9-]+", "find: nowhere-at-all"),
    "find to the form itself": own_form,
    "when of an unknown question": by_line(r"when: \{[a-z_-]+", "when: {nobody"),
    "when of an unknown answer": never_together,
    "quote not closed": by_line(r'"(?=[,}\]]|$)', "", only=r'"[^"]*"$|"[^"]*"\}$'),
    "brace not closed": by_line(r"\}$", "", only=r"^      - \{|^        - \{"),
    "tab in the indentation": by_line("^    (?=[a-z])", "\t"),
    "key twice": twice,
    "curly quotes": by_line(r'^(\s*(?:- |\w+: ))"([^"]+)"$', r"\1“\2”"),
    "example against its format": odd_example,
    "cell of no field": by_line(r"사용자ID: [a-z_]+", "사용자ID: login_idd"),
    "field in no row": in_form(r"(- \{.*)비밀번호: password(?:, )?", r"\1"),
    "no end": no_end,
    "an end too early": ends_early,
    "HTML": by_line(r"^(\s+- )\"?([가-힣])", r"\1<b>\2", only=r"요[.]?\"?$", skip='"$'),
    "half a bold": by_line(r"\*\*", "", only=r"\*\*"),
    "constant misspelt": by_line(r"\$\{([a-z]+)", r"${\1x"),
    "no date": by_line(r"checked_on: [0-9-]+", "checked_on: 0"),
    "a day that is none": by_line(r"(since|checked_on): [0-9-]+", r"\1: 2026-13-01"),
    "no minutes": by_line(r"minutes: \d+", "minutes: 0"),
    "word for a number": by_line(r"minutes: \d+", "minutes: 몇 분"),
    "mark misplaced": by_line(r"mark: \d", "mark: 9"),
    "instruction's mark misplaced": by_line(r" \(\d\)", " (8)"),
    "secret shown": by_line(
        r"kind: secret", "kind: secret, secret: false", only=r"\{.*kind: secret"
    ),
    "pattern that looks ahead": by_line(
        r"pattern: (?:\"[^\"]*\"|'[^']*')", 'pattern: "(?=[0-9])[0-9A-Z]+"'
    ),
    "broken pattern": by_line(r"pattern: (?:\"[^\"]*\"|'[^']*')", 'pattern: "[0-9"'),
    "anchor": by_line(r"^    title: ", "    title: &a "),
    "tag": by_line(r"^    title: ", "    title: !!str "),
    "title too long": by_line(r"^    title: .*", "    title: " + "가" * 61),
    "title empty": by_line(r"^    title: .*", "    title: ''"),
    "id twice": same_id,
    "id reserved": by_line(r"^  - id: [a-z0-9-]+", "  - id: all"),
    "id in capitals": by_line(r"^  - id: ([a-z0-9-]+)", r"  - id: Step_\1"),
    "unseen character": by_line(r"^(    title: .)", "\\1\u200b"),
    "shifted": shifted,
    "BOM": by_line(r"^(?=mall: )", "\ufeff"),
    "mall misspelt": by_line(r"^mall: (\w+)", r"mall: \1x"),
    "yes for true": by_line(r"migration: true|chosen: true", lambda f: f[0].replace("true", "yes")),
    "list for a text": by_line(r"^    title: (.*)", r"    title: [\1]"),
    "text for a list": by_line(r"^needs:$", "needs: 계정"),
    "no web address": by_line(r'url: "https?:', 'url: "javascript:'),
    "stale": by_line(r"checked_on: [0-9-]+", "checked_on: 2026-01-05"),
    "not come yet": by_line(r"checked_on: [0-9-]+", "checked_on: 2062-11-23"),
    "blame": by_line(r"^(\s+- )([가-힣].*요[.]?)$", r"\1잘못된 값이에요. \2"),
    "formal": by_line(r"^(    say: [가-힣].*)요[.]$", r"\1합니다."),
    "fact typed out": by_line(r"\$\{(server_ip|dev_ip)\}", "115.92.75.15"),
    "trap": by_line(r"^aka: \[[^,\]]+", "aka: [0123"),
    "comment without a reason": by_line(r"^(    title: .*)$", r"\1  # wizard:ok A07"),
}

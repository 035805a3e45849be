"""What people who write no code do to YAML, one at a time, in each guide that sellers read.

Each kind gives the edited text and the line where an editor would look for it.
"""

import re

from support.fault_seeds import by_line, seeds_of

PLAIN = r"^(\s+- )([가-힣][^\"#:]*요)$"
"""A line of a list whose text is plain."""
TITLE = r"^(    title: )([가-힣][^\"#:]*)$"


def item(new):
    """Write a list's text in another way."""
    return by_line(PLAIN, new)


def title(new):
    """Write a step's title in another way."""
    return by_line(TITLE, new)


def between(pattern, new):
    """Put a line after each that matches; it is the fault."""

    def seed(lines):
        for place, line in enumerate(lines):
            if re.search(pattern, line):
                yield [*lines[: place + 1], new, *lines[place + 1 :]], place + 2

    return seed


MISTAKES = {
    "a number sign in a text": item(r"\1\2 #3 칸으로"),
    "a number sign in a title": title(r"\1\2 #2"),
    "a number sign begins a text": item(r"\1#3 \2"),
    "two asterisks begin a text": item(r"\1**굵게** \2"),
    "brackets begin a text": item(r"\1[확인] \2"),
    "braces begin a text": item(r"\1{확인} \2"),
    "a quoted word begins a text": item(r'\1"확인" \2'),
    "a quoted word in single quotes begins a text": item(r"\1'확인' \2"),
    "a colon and a blank in a text": item(r"\1주의: \2"),
    "a colon and a blank in a title": title(r"\1주의: \2"),
    "a colon ends a text": item(r"\1\2:"),
    "a full-width colon for a colon": by_line(r"^(    (?:title|stage|kind)): ", r"\1： "),
    "no blank after a colon": by_line(r"^(    (?:title|stage|kind)): ", r"\1:"),
    "no colon": by_line(r"^(    (?:title|stage|kind)): ", r"\1 "),
    "a blank before a colon that is full-width": by_line(r"^(    title): ", r"\1 ：", only=TITLE),
    "no blank after a hyphen": item(lambda found: found[1].rstrip() + found[2]),
    "two hyphens": item(r"\1- \2"),
    "Word's dot for a hyphen": item(lambda found: found[1].replace("-", "•") + found[2]),
    "Word's dash for a hyphen": item(lambda found: found[1].replace("-", "–") + found[2]),
    "Word's dash begins a text": item(r"\1– \2"),
    "an indentation of blanks that do not break": by_line(r"^    (?=title: )", "\u00a0" * 4),
    "one blank that does not break in the indentation": by_line(r"^    (?=title: )", "   \u00a0"),
    "an indentation of full-width blanks": by_line(r"^    (?=title: )", "\u3000\u3000"),
    "one level too deep": by_line(r"^    (?=title: )", "      "),
    "one level too shallow": by_line(r"^    (?=title: )", "  "),
    "a list one level too shallow": by_line(r"^      (?=- [가-힣])", "   "),
    "an ampersand begins a text": item(r"\1& \2"),
    "an exclamation mark begins a text": item(r"\1! \2"),
    "an exclamation mark glued to a text": item(r"\1!\2"),
    "a percent sign begins a text": item(r"\1%\2"),
    "an at sign begins a text": item(r"\1@\2"),
    "a backtick begins a text": item(r"\1`확인`\2"),
    "a question mark begins a text": item(r"\1? \2"),
    "a bar begins a text": item(r"\1| \2"),
    "a greater-than sign begins a text": item(r"\1> \2"),
    "a comma begins a text": item(r"\1, \2"),
    "a full-width comma in a list": by_line(r"^(aka: \[[^,\]]+), ", r"\1，"),
    "an ideographic comma in a list": by_line(r"^(aka: \[[^,\]]+), ", r"\1、"),
    "a quote not closed": item(r'\1"\2'),
    "a single quote not closed": item(r"\1'\2"),
    "a quote that closes only": item(r'\1\2"'),
    "an apostrophe in single quotes": item(r"\1'\2 (it's)'"),
    "a quote in quotes": item(r'\1"\2 "확인" \2"'),
    "a backslash in quotes": item(r'\1"\2 C:\\Users"'),
    "a name in Korean": by_line(r"^    title: ", "    제목: "),
    "a name in capitals": by_line(r"^    title: ", "    Title: "),
    "a name in quotes of Word": by_line(r"^    title: ", "    “title”: "),
    "a list for a name": by_line(r"^    title: ", "    - title: "),
    "a mark of a conflict": between(r"^  - id: ", "<<<<<<< HEAD"),
    "a line of equal signs": between(r"^    kind: ", "======="),
    "a comment of another language": between(r"^    kind: ", "    // 나중에 고쳐요"),
    "a line of prose": between(r"^    kind: ", "여기부터 고쳤어요"),
    "three dots": between(r"^    kind: ", "..."),
    "three hyphens": between(r"^    kind: ", "---"),
    "an invisible letter in a name": by_line(r"^    title: ", "    ti\u200btle: "),
    "an invisible letter before a name": by_line(r"^    title: ", "    \u200btitle: "),
    "a separator of lines in a text": item("\\1\\2\u2028다음 줄"),
    "a separator of paragraphs in a text": title("\\1\\2\u2029"),
    "a next line in a text": title("\\1\\2\u0085"),
    "a carriage return in a text": title("\\1\\2\rx"),
    "marks of code": item(r"\1\2 `확인`"),
    "marks of slanted letters": item(r"\1*\2* 눌러요"),
    "a link in bold": item(r"\1\2 **[여기](https://example.com)**"),
    "a text of two lines": between(PLAIN, "그리고 저장해요"),
    "an empty text": item(r"\1"),
    "an empty title": title(r"\1"),
}


def mistakes_of(file):
    """Give each mistake in one guide: of each kind, at its first, its middle and its last place."""
    for kind, seeder in MISTAKES.items():
        found = list(seeds_of(kind, seeder, file))
        yield from {
            place: found[place] for place in (0, len(found) // 2, len(found) - 1) if found
        }.values()

"""Patterns and values that keep an engine busy which goes back; run as a program, it judges them all.

Source: OWASP, "Regular expression Denial of Service"; the families of Davis et al., "The Impact of
Regular Expression Denial of Service (ReDoS) in Practice" (2018); what got past our own rule once.
"""

import json
import sys
from time import process_time

from wizard.patterns import Matcher

FAMILIES = (
    r"(a+)+$",
    r"([a-zA-Z]+)*",
    r"(a|aa)+",
    r"(a|a?)+",
    r"(a|a)*b",
    r"(.*a){{{n}}}",
    r"(\d{{1,3}})+\.",
    r"(\d\d?)+x",
    r"(a{{1,{n}}})+!",
    r"(a?){{{n}}}!",
    r"(a?){{{n}}}a{{{n}}}",
    r"(?:a?a?)*!",
    r"(?:a*a*)*!",
    r"(x+x+)+y",
    r"(\w+\s?)+\.",
    r"(\w*)*\d!",
    r"((a|b|ab)*c?)*!",
    r"((ab|a)(b|))*!",
    r"(([a-z])+.)+[A-Z]([a-z])+",
    r"([a-z]+[0-9]*)+!",
    r"([a-z]*[0-9]+)*!",
    r".*a.*b.*c.*d.*!",
    r"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)!",
    r"(.+)+\1?".replace(r"\1?", ""),
    r"\s*#?\s*(\S*\s*)*!",
    r"(.?){{{n}}}!",
    r"((a{{0,9}}){{0,9}}){{0,9}}!",
    r"(((a+)+)+)+!",
    r"((((a*)*)*)*)*b",
    r"(a|(a|(a|(a|a)+)+)+)+!",
    r"([^\s]+\s*)+;",
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){{1}}[a-z0-9]+[.]{{1}}(([a-z]{{2,3}})|([a-z]{{2,3}}[.]{{1}}[a-z]{{2,3}}))$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(https?://)?([\da-z.-]+)\.([a-z.]{{2,6}})([/\w.-]*)*/?",
    r"([가-힣]+\s?)+!",
    r"(가|가가)+!",
    r"[^a]*a[^b]{{{n}}}!",
    r".*[ab].{{{n}}}",
)
PATTERNS = sorted({family.format(n=n) for family in FAMILIES for n in (20, 30, 60, 80, 200)})
_UNITS = ("a", "ab", "1", "12 ", "가", "가 ", " ", "a.", "x", "a1", "aA.", "0.0.", "é", "\u0663")
VALUES = [
    (unit * 500)[:length] + end for unit in _UNITS for length in (61, 499) for end in ("", "!")
]


def main():
    """Judge every pair; write how many there were, and the most CPU time that one took."""
    worst_ms = 0.0
    for matcher in map(Matcher.of, PATTERNS):
        for value in VALUES:
            before = process_time()
            matcher.fits(value)
            worst_ms = max(worst_ms, (process_time() - before) * 1000)
    pairs = len(PATTERNS) * len(VALUES)
    sys.stdout.write(json.dumps({"pairs": pairs, "worst_ms": round(worst_ms, 2)}))


if __name__ == "__main__":
    main()

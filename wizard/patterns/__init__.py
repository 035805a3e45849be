"""Regular expressions that an editor writes and a seller's value is held against, in linear time.

A pattern is read as Python reads it, written anew for RE2 and run there: without going back, so
the time of a value is at most its length times the size of the program. Both are bounded.

Source: Russ Cox, "Regular Expression Matching in the Wild" (swtch.com/~rsc/regexp/regexp3.html).
"""

from wizard.patterns.matcher import LARGE_STEPS, MAX_STEPS, Matcher
from wizard.patterns.tokens import MAX_PATTERN_CHARS, PatternError

__all__ = ["LARGE_STEPS", "MAX_PATTERN_CHARS", "MAX_STEPS", "Matcher", "PatternError"]

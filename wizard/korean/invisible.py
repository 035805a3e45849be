"""The letters that nobody sees and nobody means: one list, for what sellers paste and for what editors write.

`static/js/paste.js` holds the same list; tests/forms/test_normalize.py compares the two.
"""

import re

_CONTROLS = "\u0000-\u0008\u000e-\u001f\u007f-\u009f"
_MARKS = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_BLANKS = "\u00a0\u2028\u2029\u202f"

LETTERS = _CONTROLS + _MARKS + _FILLERS
"""As the inside of a character class: controls but tab and line ends, marks of direction and joining, empty letters."""
INVISIBLE = re.compile(f"[{LETTERS}]")
UNWANTED = re.compile(f"[{_MARKS}{_FILLERS}{_BLANKS}]")
"""What no sentence of a guide may hold: blanks and line ends that look like others, too."""

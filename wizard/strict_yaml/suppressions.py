"""Comments that let a rule pass: `# wizard:ok A03: the reason`."""

import re
from bisect import bisect_right
from operator import itemgetter

from wizard.strict_yaml.document import Document, Place, Suppression

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*wizard:ok\b\s*(?P<code>[A-Z]\d\d)?\s*:?\s*(?P<reason>.*)$")


def suppressions(document: Document) -> list[Suppression]:
    """Find them; what only looks like a comment inside a quoted text is none."""
    found, quoted = [], _quoted(document)
    for number, line in enumerate(document.lines, start=1):
        comment = _COMMENT.search(line)
        if not comment or _is_text(quoted, (number, comment.start() + 1)):
            continue
        stands_alone = not line[: comment.start()].strip()
        spoken_of = number + 1 if stands_alone else number
        code, reason = comment["code"] or "", comment["reason"].strip()
        found.append(Suppression(code, reason, spoken_of, (number, comment.start() + 1)))
    return found


def _quoted(document: Document) -> list[tuple[Place, Place]]:
    """Give from where to where each quoted text stands, in the file's order; none overlap."""
    written = (*document.scalars.values(), *document.names.values())
    return sorted((scalar.start, scalar.end) for scalar in written if scalar.style)


def _is_text(quoted: list[tuple[Place, Place]], place: Place) -> bool:
    before = bisect_right(quoted, place, key=itemgetter(0)) - 1
    return before >= 0 and place < quoted[before][1]

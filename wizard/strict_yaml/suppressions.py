"""Comments that let a rule pass: `# wizard:ok A03: the reason`."""

import re

from wizard.strict_yaml.document import Document, Suppression

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*wizard:ok\b\s*(?P<code>[A-Z]\d\d)?\s*:?\s*(?P<reason>.*)$")


def suppressions(document: Document) -> list[Suppression]:
    """Find them; what only looks like a comment inside a quoted text is none."""
    found = []
    for number, line in enumerate(document.lines, start=1):
        comment = _COMMENT.search(line)
        if not comment or _is_text(document, (number, comment.start() + 1)):
            continue
        stands_alone = not line[: comment.start()].strip()
        spoken_of = number + 1 if stands_alone else number
        code, reason = comment["code"] or "", comment["reason"].strip()
        found.append(Suppression(code, reason, spoken_of, (number, comment.start() + 1)))
    return found


def _is_text(document: Document, place: tuple[int, int]) -> bool:
    written = [*document.scalars.values(), *document.names.values()]
    return any(scalar.style and scalar.start <= place < scalar.end for scalar in written)

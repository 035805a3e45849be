"""What somebody answered, as it is written into a first text."""

import json
import re

_PLAIN = re.compile(r"[가-힣][가-힣A-Za-z0-9 .]*[가-힣A-Za-z0-9.]")


def text(value: str) -> str:
    """Write a text so that nothing in it means anything to YAML; a plain Korean one as it is."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)

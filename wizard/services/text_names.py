"""Names that a new text may have: one judge for forms, for a command, and for what is kept."""

import re
import unicodedata

from wizard.content.folder import CONSTANTS, GLOSSARY, TEXT_NAME
from wizard.guide.fragments import FOLDER as FRAGMENTS
from wizard.guide.fragments import is_fragment, name_of

MAX_CHARS = 40
TAKEN_BY_US = frozenset({CONSTANTS, GLOSSARY, FRAGMENTS, "new", "drafts", "history", "schedules"})
"""Names of what stands beside guides, in the folder or under the editors' address."""

NONE = "이름을 적어 주세요. 영문 소문자, 숫자, 줄표예요. 예: {}"
BAD = "영문 소문자, 숫자, 줄표만 쓸 수 있어요. 예: {}"
MEANT = "영문 소문자, 숫자, 줄표만 쓸 수 있어요. 이렇게 적으면 돼요: {}"
LONG = f"이름이 {{}}자예요. {MAX_CHARS}자까지 적어 주세요."
OURS = "이 이름은 저희가 다른 데에 쓰고 있어요. 다른 이름을 적어 주세요. 예: {}"
_SOUND = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def wrong_mall(name: str) -> str:
    """Say why a guide cannot be called so; "" if it can."""
    example = "brand-mall"
    said = _wrong(name, example, TAKEN_BY_US)
    return OURS.format(example) if not said and name in TAKEN_BY_US else said


def wrong_fragment(name: str) -> str:
    """Say why a fragment cannot be called so; "" if it can."""
    return _wrong(name, "esm-login", frozenset())


def may_begin(name: str) -> bool:
    """Say whether a text of this name may be begun where there is none."""
    if is_fragment(name):  # a path that only looks like one is no name: "x\fragments\a"
        return TEXT_NAME.fullmatch(name) is not None and not wrong_fragment(name_of(name))
    return not wrong_mall(name) or name in {CONSTANTS, GLOSSARY}


def _wrong(name: str, example: str, taken: frozenset[str]) -> str:
    if not name:
        return NONE.format(example)
    if len(name) > MAX_CHARS:
        return LONG.format(len(name))
    if _SOUND.fullmatch(name):
        return ""
    meant = re.sub(r"[\s_.-]+", "-", unicodedata.normalize("NFKC", name).lower()).strip("-")
    is_name = _SOUND.fullmatch(meant) and meant not in taken
    return MEANT.format(meant) if is_name else BAD.format(example)

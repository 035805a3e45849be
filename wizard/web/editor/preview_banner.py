"""What stands above a preview: which guide it is, and whether readers see it."""

from wizard.content.lone_fragments import fragment_at
from wizard.content.preview import DRAFT_ID_CHARS
from wizard.web.state import state

WORDS = {
    "now": "지금 판매자가 보는 안내예요",
    "folder": "파일에 있는 안내예요",
    "draft": "고치고 있는 안내예요",
}
PUBLISHED = "지금 펴낸 안내예요"
LONE = "함께 쓰는 단계만 담아 지어낸 안내예요. ‹이름›은 부르는 안내가 정해요"


def banner(mall: str, what: str) -> str:
    """Say what is shown; of a fragment alone, that its guide is made up."""
    return LONE if fragment_at(mall) else _words(what) or _edition(mall, what)


def _words(what: str) -> str:
    """Say what is shown; where machines share a database, what is published is what is opened."""
    is_published = what == "folder" and state().settings.shared
    return PUBLISHED if is_published else WORDS.get(what, "")


def _edition(mall: str, revision: str) -> str:
    """Say which edition it is, and whether it is the one that sellers see now."""
    if len(revision) == DRAFT_ID_CHARS:
        return "담당자가 고치고 있는 안내예요"
    if state().published_guides.catalog.revisions.get(mall) == revision:
        return f"{revision} 판의 안내예요. 지금 판매자가 보는 것과 같아요"
    return f"예전에 펴낸 {revision} 판의 안내예요. 지금은 달라요"

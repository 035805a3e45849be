"""The text that somebody began to edit, found again among what was published."""

from wizard.content.loader import revision_of
from wizard.content.release_store import ReleaseStore
from wizard.errors import DatabaseError, NotFoundError

LAST = 50


def begun_text(store: ReleaseStore, mall: str, digest: str) -> str | None:
    """Give the guide's text with this digest; None if it is none of the last that were published."""
    try:
        revisions = store.revisions(mall, LAST)
    except DatabaseError:
        return None
    for revision in revisions:
        try:
            raw = store.files(mall, revision).get(f"{mall}.yaml", b"")
        except (NotFoundError, DatabaseError):
            continue
        if revision_of([raw]) == digest:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
    return None

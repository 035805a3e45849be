"""The text that somebody began to edit, found again among what was published."""

from wizard.content.loader import revision_of
from wizard.content.release_store import ReleaseStore
from wizard.errors import DatabaseError

LAST = 50


def begun_text(store: ReleaseStore, name: str, digest: str) -> str | None:
    """Give a text of the folder by its digest; None if it is none of the last that were published."""
    try:
        texts = store.texts(name, LAST)
    except DatabaseError:
        return None
    for raw in texts:
        if revision_of([raw]) == digest:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
    return None

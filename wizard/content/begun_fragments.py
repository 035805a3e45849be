"""Fragments that are on their way and stand nowhere yet: a guide that uses one is shown with it."""

from pathlib import Path

from wizard.content.draft_store import DraftStore
from wizard.content.folder import place_of


def begun_fragments(store: DraftStore, folder: Path) -> dict[str, bytes]:
    """Give the last sound text of each, by its place; one whose place is taken meanwhile is none."""
    return {
        place: draft.good.encode()
        for name, draft in store.begun_fragments().items()
        if draft.good and not (folder / (place := place_of(name))).exists()
    }

"""The release to go back to, from what readers see."""

from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.errors import NotFoundError, RefusedError


def way_back(store: ReleaseStore, before: Release, number: int) -> Release:
    """Find it by its number; 0 for the newest that shows something else.

    Raises:
        NotFoundError: there is no such release.
        RefusedError: it shows what readers see already.

    """
    wanted = store.release(number) if number else _other_than(store, before)
    if wanted.parts == before.parts:
        raise RefusedError(f"지금 보이는 것이 {wanted.number}번과 같아요.")
    return wanted


def _other_than(store: ReleaseStore, shown: Release) -> Release:
    for release in store.releases():
        if release.parts != shown.parts:
            return release
    raise NotFoundError("nothing else was ever published")

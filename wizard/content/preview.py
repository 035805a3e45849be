"""The guides as their editors have them: in the folder, in a note, or as they were published once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wizard.content import loader
from wizard.content.begun_fragments import begun_fragments
from wizard.content.catalog import Catalog, catalog_of, open_catalog
from wizard.content.constants_file import constants_in
from wizard.content.draft_store import DraftStore
from wizard.content.folder import (
    CONSTANTS_FILE,
    TEXT_NAME,
    Trace,
    is_guide,
    name_at,
    place_of,
    snapshot,
)
from wizard.content.loader import GuideRevision
from wizard.content.lone_fragments import lone_revision
from wizard.content.release_store import ReleaseStore
from wizard.content.source import Source
from wizard.errors import GuideError, NotFoundError

DRAFT_ID_CHARS = 32
"""A revision's name is shorter."""


@dataclass(frozen=True)
class Drafted:
    """The folder with one guide as its texts on their way make it.

    Attributes:
        left_out: the names of shared texts that it is shown without: with them it would be faulty.

    """

    catalog: Catalog
    left_out: Sequence[str]


@dataclass
class PreviewCatalogs:
    """Gives a catalog for each way to look at the guides; none of them is what sellers see.

    Attributes:
        source: where the texts are that editors open.

    """

    source: Source
    release_store: ReleaseStore
    draft_store: DraftStore
    _seen: tuple[Trace, Catalog] | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path:
        """The folder with the texts that editors open now."""
        return self.source.folder()

    def folder_catalog(self) -> Catalog:
        """Give the folder as it is now; a faulty guide as it was seen sound, or published, last."""
        folder = self.folder
        now = snapshot(folder)
        if self._seen is None or self._seen[0] != now:
            found = open_catalog(folder)
            before = self._seen[1] if self._seen else self._published(found)
            self._seen = now, _over(before, found)
        return self._seen[1]

    def drafted(self, editor: str, mall: str) -> Drafted:
        """Give the folder with a guide as this editor has it, and what it shares: the last that was sound."""
        notes = self.draft_store.all_of(editor)
        return self._with(mall, {name: note.good for name, note in notes.items() if note.good})

    def view_catalog(self, mall: str, view: str, editor: str) -> Catalog:
        """Give the catalog of any view: "now", "folder", "draft", the id of a draft, or a revision.

        Raises:
            NotFoundError: there is no such view of this guide.

        """
        if view == "now":
            newest = self.release_store.newest()
            return self.release_store.catalog(newest, {}) if newest else Catalog({})
        if view == "folder":
            return self.folder_catalog()
        if view == "draft":
            return self.drafted(editor, mall).catalog
        is_draft = len(view) == DRAFT_ID_CHARS
        return self.one_draft_catalog(mall, view) if is_draft else self.revision_catalog(mall, view)

    def lone_catalog(self, name: str, view: str, editor: str, today: date) -> Catalog:
        """Give the folder with a guide of nothing but a fragment, as a view has it; `NotFoundError` where none can be."""
        raw = self._text(name, view, editor)
        found = lone_revision(self.folder, name, raw, today) if raw else None
        if found is None:
            raise NotFoundError("it cannot be shown alone")
        return _showing(self.folder_catalog(), found.guide.mall, found)

    def _text(self, name: str, view: str, editor: str) -> bytes:
        """Give a text as a view has it: the last that was sound, or the one that stands; empty for none."""
        drafted = self.draft_store.read(editor, name) if view == "draft" else None
        if len(view) == DRAFT_ID_CHARS:
            of, drafted = self.draft_store.by_id(view) or ("", None)
            if of != name:
                return b""
        elif view not in {"draft", "folder"}:
            return b""
        file = self.folder / place_of(name)
        stands = file.read_bytes() if TEXT_NAME.fullmatch(name) and file.is_file() else b""
        return drafted.good.encode() if drafted and drafted.good else stands

    def one_draft_catalog(self, mall: str, draft_id: str) -> Catalog:
        """Give the folder with a guide as one draft makes it, whoever types that: the last that was sound.

        Raises:
            NotFoundError: it was published or thrown away.

        """
        found = self.draft_store.by_id(draft_id)
        if found is None:
            raise NotFoundError("no such draft")
        name, draft = found
        return self._with(mall, {name: draft.good} if draft.good else {}).catalog

    def revision_catalog(self, mall: str, revision: str) -> Catalog:
        """Give one guide as it was published once, with the constants of that day.

        Raises:
            NotFoundError: it never was, or this program cannot read it.

        """
        guide_revision = self.release_store.guide_revision(mall, revision)
        return catalog_of({mall: guide_revision}, guide_revision.files.get(CONSTANTS_FILE, b""), {})

    def _published(self, otherwise: Catalog) -> Catalog:
        newest = self.release_store.newest()
        return self.release_store.catalog(newest, {}) if newest else otherwise

    def _with(self, mall: str, texts: Mapping[str, str]) -> Drafted:
        """Give the folder with one guide as some texts make it: its own, and those that it shares."""
        catalog = self.folder_catalog()
        own, over = _own_and_shared(mall, texts)
        if own is None and not over:
            return Drafted(catalog, [])
        begun = begun_fragments(self.draft_store, self.folder)
        found = self._made(mall, own, {**begun, **over}) if over else None
        left_out = [] if found else [*map(name_at, over)]
        if found is None and own is not None:  # it is shown, whatever those that it shares would do
            found = self._made(mall, own, begun)
        return Drafted(_showing(catalog, mall, found) if found else catalog, left_out)

    def _made(
        self, mall: str, own: bytes | None, over: Mapping[str, bytes]
    ) -> GuideRevision | None:
        """Read a guide as texts make it; None if they do not go together, or a picture changed under it."""
        try:
            return loader.guide_revision(self.folder / place_of(mall), own, over)
        except GuideError:
            return None


def _own_and_shared(mall: str, texts: Mapping[str, str]) -> tuple[bytes | None, dict[str, bytes]]:
    """Part a guide's own text from those that it shares: place -> bytes."""
    own = texts.get(mall)
    shared = {place_of(name): text.encode() for name, text in texts.items() if not is_guide(name)}
    return (None if own is None else own.encode()), shared


def _showing(catalog: Catalog, mall: str, found: GuideRevision) -> Catalog:
    """Show a guide as it was read in place of the catalog's own, with the constants that it was read with."""
    return replace(
        catalog,
        constants=constants_in(found.files[CONSTANTS_FILE]),
        guides={**catalog.guides, mall: found.guide},
        revisions={**catalog.revisions, mall: found.revision},
        images={**catalog.images, **found.images},
        glossaries={**catalog.glossaries, mall: found.glossary},
        places={**catalog.places, mall: tuple(found.files)},
    )


def _over(before: Catalog, found: Catalog) -> Catalog:
    """Lay what was found over what was there before."""
    return replace(
        found,
        guides={**before.guides, **found.guides},
        revisions={**before.revisions, **found.revisions},
        constants=found.constants or before.constants,
        images={**before.images, **found.images},
        glossaries={**before.glossaries, **found.glossaries},
        places={**before.places, **found.places},
    )

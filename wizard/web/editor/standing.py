"""How a text that editors open stands to what readers see."""

from dataclasses import dataclass

from flask import abort

from wizard.content.folder import place_of
from wizard.content.tree import part_of
from wizard.errors import RefusedError
from wizard.web.editor.access import bp
from wizard.web.staff.access import me
from wizard.web.state import state

OWN_DRAFT = "고치던 글이 따로 있어요. 그 글을 펴내거나 버린 뒤에 가져올 수 있어요."


@dataclass(frozen=True)
class Standing:
    """How the text that editors open stands to what readers see, where the two are not one.

    Attributes:
        after: the release that was put back, if it is held because of that; else 0.

    """

    after: int


def standing_of(name: str) -> Standing | None:
    """Say how a text's file stands to what readers see; None where they are the same, or in step."""
    store, place = state().services.publishing.release_store, place_of(name)
    release = None if state().settings.preview else store.newest()
    shown = store.text(release, place) if release and not state().settings.shared else None
    if release is None or shown is None:
        return None
    try:
        stands = (state().previews.folder / place).read_bytes()
    except OSError:
        return None
    if shown == stands:
        return None
    is_held = part_of(place) in release.held if part_of(place) else bool(release.held)
    return Standing(next((one.after for one in store.releases() if one.after), 0) if is_held else 0)


def import_published(name: str) -> str:
    """Take the text that readers see as this editor's draft, over the file as it is; say what came of it.

    Raises:
        RefusedError: this editor has a draft of their own.

    """
    services = state().services
    release = services.publishing.release_store.newest() or abort(404)
    raw = services.publishing.release_store.text(release, place_of(name))
    if raw is None:
        abort(404)
    opened = services.editing.open(name, me().id, state().today)
    if opened.is_note:
        raise RefusedError(OWN_DRAFT)
    services.editing.note(name, me().id, raw.decode(), opened.present, state().today)
    return "펴낸 글을 가져왔어요. 여기서 이어서 고치고 펴내면 돼요."


@bp.app_template_global("file_text")
def file_text() -> str:
    """Name the text that others wrote over the one that an editor began on."""
    return "펴낸 글" if state().settings.shared else "파일의 글"


@bp.app_template_global("file_word")
def file_word() -> str:
    """Name where the text is that editors open: a file, or what was published."""
    return "펴낸 글" if state().settings.shared else "파일"

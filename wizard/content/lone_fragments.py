"""A fragment as a guide of nothing but it, to be looked at while no guide uses it; readers never see one."""

from datetime import date
from pathlib import Path

from wizard import strict_yaml
from wizard.content.folder import CONSTANTS_FILE, place_of, read_bytes
from wizard.content.loader import GuideRevision, bound
from wizard.content.shared_files import shared_bytes, shared_in
from wizard.content.text_titles import title_of
from wizard.errors import GuideError
from wizard.guide import screenshots
from wizard.guide.fragments import FOLDER
from wizard.lint.check import outside_faults
from wizard.lint.lone_fragment import lone_guide


def lone_mall(name: str) -> str:
    """Give what stands for its guide in an address, by the fragment's text; no guide can be called so."""
    return name.replace("/", ".")


def fragment_at(mall: str) -> str:
    """Give the name of the fragment's text that such a guide shows; "" for every other guide."""
    folder, dot, fragment = mall.partition(".")
    return f"{folder}/{fragment}" if dot and folder == FOLDER else ""


def lone_revision(folder: Path, name: str, raw: bytes, today: date) -> GuideRevision | None:
    """Make its guide, with its pictures; None if that cannot be."""
    try:
        files = shared_bytes(folder)
        shared = shared_in(files, folder)
        guide = lone_guide(strict_yaml.read(raw, "steps"), title_of(name, {}), shared, today)
        if guide is None or outside_faults(guide, folder / screenshots.FOLDER):
            return None
        pictures = {
            f"{screenshots.FOLDER}/{one}": read_bytes(folder / screenshots.FOLDER / one)
            for one in screenshots.names(guide)
        }
    except GuideError:
        return None
    named = guide.model_copy(update={"mall": lone_mall(name)})
    made_of = {place_of(name): raw, CONSTANTS_FILE: files[CONSTANTS_FILE], **pictures}
    return bound(named, made_of, shared.glossary)

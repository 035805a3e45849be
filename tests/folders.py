"""A folder of guides that a test may edit, and what was published of it."""

import shutil

from conftest import GUIDES

from wizard.archive import Archive
from wizard.desk.publishing import Publishing


def folder_in(tmp_path, names=("fork", "keys", "agency", "constants")):
    folder = tmp_path / "guides"
    folder.mkdir()
    for name in names:
        shutil.copy(GUIDES / f"{name}.yaml", folder)
    return folder


def edit(folder, name="fork", aka="샛길"):
    """Change a guide into another sound one."""
    file = folder / f"{name}.yaml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("aka:")]
    file.write_text("\n".join([*lines, f"aka: [{aka}]"]) + "\n", "utf-8")
    return file


def spoil(folder, name="fork"):
    """Make a guide faulty."""
    file = folder / f"{name}.yaml"
    file.write_text(file.read_text("utf-8") + "없는항목: 가\n", "utf-8")
    return file


def publishing_of(engine, folder, archive=None):
    return Publishing(engine, archive or Archive(folder.parent / "published"), folder)

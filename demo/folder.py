"""The folder of a demo: fresh each time, and never one in which anything else lies."""

import shutil
from pathlib import Path

from wizard import private_files
from wizard.errors import SettingsError

MARK = "THIS-IS-A-DEMO"
GUIDES = Path(__file__).parents[1] / "content" / "guides"


def fresh(folder: Path) -> Path:
    """Empty the folder of the demo before, or make one; give the copy of the guides in it.

    Raises:
        SettingsError: something lies there that no demo put there; nothing was touched.

    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise SettingsError(
                f"{folder}: 연습이 아닌 것이 있어서 쓰지 않아요. 빈 폴더를 적어 주세요"
            )
        shutil.rmtree(folder)
    private_files.make_folder(folder)
    (folder / MARK).touch()
    guides = folder / "guides"
    shutil.copytree(GUIDES, guides)
    return guides

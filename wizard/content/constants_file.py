"""The file of the named facts that stands beside the guides."""

from pathlib import Path

from wizard import strict_yaml
from wizard.content.folder import CONSTANTS_FILE, homes_of, read_bytes
from wizard.content.shared_faults import fault_at, refuse_faults
from wizard.errors import Fault, GuideError
from wizard.guide.constants import Constants
from wizard.guide.model import Problem
from wizard.lint.faults.constants import constants_of as read_constants


def constants_of(folder: Path) -> Constants:
    """Read the named constants that stand beside the guides, if there are any.

    Raises:
        GuideError: with every fault of their file.

    """
    return constants_in(constants_bytes(folder), folder)


def constants_in(raw: bytes, folder: Path = Path()) -> Constants:
    """Read named constants out of their file's bytes; none out of none.

    Raises:
        GuideError: with every fault.

    """
    document = strict_yaml.read(raw or b"{}", "이름")
    constants, problems = read_constants(document.data if isinstance(document.data, dict) else {})
    refuse_faults(folder / CONSTANTS_FILE, document, problems)
    return constants


def open_questions(paths: list[Path]) -> list[Fault]:
    """Give what is to be asked of the operator, each at its line: what is unknown or to be confirmed."""
    return [one for folder in homes_of(paths) for one in questions_of(folder)]


def questions_of(folder: Path) -> list[Fault]:
    """Give what a folder's constants have to ask of the operator; nothing while their file is faulty."""
    raw = constants_bytes(folder)
    try:
        constants = constants_in(raw, folder)
    except GuideError:
        return []
    document, file = strict_yaml.read(raw or b"{}"), folder / CONSTANTS_FILE
    return [
        fault_at(file, document.place((name, "ask")), _question(name, constants[name], one.ask))
        for name, one in constants.whole.items()
        if one.ask
    ]


def names_of(folder: Path) -> list[str]:
    """Name a folder's constants, in their order; none while their file is faulty."""
    try:
        return list(constants_of(folder).whole)
    except GuideError:
        return []


def constants_bytes(folder: Path) -> bytes:
    """Give the file's bytes; b"" if there is none."""
    file = folder / CONSTANTS_FILE
    return read_bytes(file) or b"\n" if file.exists() else b""


def _question(name: str, said: str, ask: str) -> Problem:
    return Problem((), "A70", f"운영자에게 물어볼 것: {ask}", f"{name}, 지금은 {said}")

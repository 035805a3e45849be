"""The file of the words that guides explain."""

from pathlib import Path

from wizard import strict_yaml
from wizard.content.folder import GLOSSARY_FILE
from wizard.content.shared_faults import refuse_faults
from wizard.guide.constants import Constants
from wizard.guide.glossary import Glossary
from wizard.lint.faults.glossary import glossary_of
from wizard.lint.filling import fill


def glossary_in(raw: bytes, constants: Constants, folder: Path = Path()) -> Glossary:
    """Read the glossary out of its file's bytes; an empty one out of none.

    Raises:
        GuideError: with every fault.

    """
    document = strict_yaml.read(raw or b"{}", "낱말")
    is_mapping = isinstance(document.data, dict)
    data = fill(document.data, constants, document) if is_mapping else {}
    glossary, problems = glossary_of(data)
    refuse_faults(folder / GLOSSARY_FILE, document, problems)
    return glossary

"""What the guides of a folder share: constants, fragments and a glossary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from wizard.guide.constants import Constants
from wizard.guide.glossary import Glossary


@dataclass(frozen=True)
class Shared:
    """What a guide may call by name.

    Attributes:
        constants: the named facts.
        fragments: name -> the bytes of its file.
        glossary: the words that are explained.

    """

    constants: Constants
    fragments: Mapping[str, bytes] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)

    @classmethod
    def of(cls, known: "Self | Mapping[str, str]") -> Self:
        """Give it whole where only constants are known."""
        return cls(Constants.of(known)) if isinstance(known, Mapping) else known

    def __hash__(self) -> int:
        """Let what was found out with it be kept under it."""
        return hash(self.key)

    @property
    def key(self) -> tuple[object, ...]:
        """What it says, to tell it from another."""
        return (
            *self.constants.whole.items(),
            *self.fragments.items(),
            *self.glossary.terms.items(),
        )


Known = Shared | Mapping[str, str]
"""All that is shared, or only constants."""

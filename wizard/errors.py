"""Everything this package raises on purpose."""

from dataclasses import dataclass


class WizardError(Exception):
    """Base class: catch this to catch all of ours and nothing else."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one guide file, as an editor needs to hear it.

    Attributes:
        file: the file's path as it was given.
        line: from 1.
        column: from 1, in characters.
        code: e.g. "P06"; the rules are listed in docs/guides.md.
        message: what was found, in Korean.
        hint: what to do about it, in Korean; may be empty.

    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Give the line `wizard check` prints: `file:line:column: CODE message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}{hint}"


class GuideError(WizardError):
    """A guide file that cannot be used.

    Attributes:
        faults: every fault found in it, in file order; never empty.

    """

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class SealError(WizardError):
    """A sealed value that no key opens in this context."""


class KeysError(WizardError):
    """The key file cannot be used: missing, unreadable, or not this database's."""


class SettingsError(WizardError):
    """A setting that cannot be used; the message names it."""


class ConflictError(WizardError):
    """A guide's file is not the one that somebody's text was begun on.

    Attributes:
        text: what the file says now.

    """

    def __init__(self, mall: str, text: str) -> None:
        super().__init__(f"{mall}.yaml changed meanwhile")
        self.text = text


class NotFoundError(WizardError):
    """There is no such thing, or it is another seller's."""


class SpentError(WizardError):
    """A form that was saved before, by somebody who is not here any more; nothing was changed."""


class TooOftenError(WizardError):
    """An address did something more often than it may; nothing was changed."""


class RefusedError(WizardError):
    """Something that may not be done; the message says why, in Korean, where somebody may know."""

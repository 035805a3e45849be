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
        code: e.g. "P06"; the rules are listed in docs/rules.md.
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


class BackupError(WizardError):
    """A backup that cannot be made or put back; the message says why, in Korean. Nothing was changed."""


class DatabaseError(WizardError):
    """The database cannot be asked, or does not take what was to be written; nothing was changed.

    Its message is the name of the error beneath it, and no value; that error is its cause.
    """


class UnavailableError(DatabaseError):
    """The database is away, locked, full or takes no writes: what was asked may go through later."""


class ConstraintError(DatabaseError):
    """A row that may stand once stands already, or what it belongs to is gone."""


class LeaseError(WizardError):
    """A job is not its runner's any more: its lease ended before it did, or it was given back."""


class HandlerError(WizardError):
    """What does a job broke in a way that nobody foresaw; the log says where."""


class ConflictError(WizardError):
    """A text's file is not the one that somebody's text was begun on.

    Attributes:
        text: what the file says now.

    """

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}.yaml changed meanwhile")
        self.text = text


class OvertakenError(WizardError):
    """What a text was published with is another by now; nothing was changed, and it is published anew."""


class LossError(WizardError):
    """A text that would lose what sellers saved, and of which nobody has said that it may; nothing was changed.

    Attributes:
        mall: whose guide it is.

    """

    def __init__(self, mall: str) -> None:
        super().__init__(f"{mall}: sellers would lose what they saved")
        self.mall = mall


class NotFoundError(WizardError):
    """There is no such thing, or it is another seller's."""


class KnownFirmError(WizardError):
    """A 사업자등록번호 that is a seller's already.

    Attributes:
        seller_id: whose.

    """

    def __init__(self, seller_id: str) -> None:
        super().__init__("this firm is a seller already")
        self.seller_id = seller_id


class SheetError(WizardError):
    """A table of sellers that cannot be read; the message says why and what to do, in Korean."""


class AlreadySubmittedError(WizardError):
    """A form that was saved before, by somebody who is not here any more; nothing was changed."""


class RunningError(WizardError):
    """The same request is being answered just now; nothing was done for this one."""


class KeyReusedError(WizardError):
    """Something else was sent under the same key before; nothing was done."""


class OutdatedError(WizardError):
    """What somebody saw is not what is there any more; nothing was changed."""


class TooOftenError(WizardError):
    """An address did something more often than it may; nothing was changed."""


class TooManyError(WizardError):
    """A seller has as many of something as one may have; nothing was changed."""


class RefusedError(WizardError):
    """Something that may not be done; the message says why, in Korean, where somebody may know."""


class UnreviewedError(RefusedError):
    """A text that goes out only once a second editor has approved it; nothing was changed."""


class UneditableError(RefusedError):
    """A text has another shape there than one that a form can edit; nothing was changed."""


class PhotoError(RefusedError):
    """A picture that cannot be taken; nothing was kept."""


class AnsweredMeanwhileError(RefusedError):
    """Somebody else has said something since; nothing was sent."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else has changed it since it was shown; nothing was changed."""


class OpenElsewhereError(RefusedError):
    """A colleague has the account open; who knows that may go on."""


class ChangedError(WizardError):
    """An account was changed after somebody looked at it: what they saw cannot be decided on.

    Attributes:
        revision: the account's newest.

    """

    def __init__(self, revision: int) -> None:
        super().__init__("the account was changed meanwhile")
        self.revision = revision


class FieldError(RefusedError):
    """Something typed that cannot be taken.

    Attributes:
        field: the name of the box that it was typed into.

    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class MallRestsError(WizardError):
    """A mall answered badly and is left alone for a while; nothing was asked."""


class UndeliveredError(WizardError):
    """A receiver did not take an event; it is sent again later."""


class NotDeliveredError(WizardError):
    """A message was not taken this time; it may be later."""


class BadFormatError(WizardError):
    """A value that cannot be sent to a mall as it is; nothing was asked.

    Attributes:
        name: of the value; what it is stands nowhere.

    """

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cannot be sent")
        self.name = name


class UsedCodeError(RefusedError):
    """Everything fitted, but the code has let somebody in before."""


class PasskeyError(WizardError):
    """What a browser sent is no passkey of ours, or was not signed with it."""


class KnownPasskeyError(WizardError):
    """A browser sent a passkey that is kept already."""

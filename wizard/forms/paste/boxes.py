"""A box of a form, and what can stand in it."""

from dataclasses import dataclass

from wizard.forms.normalize import clean
from wizard.forms.paste.names import CONCEPTS
from wizard.forms.store_address import store_name
from wizard.korean.calendar import read_day
from wizard.steps.field_rules import MAX_VALUE_CHARS
from wizard.steps.fields import DateField, TextField, WrittenField


@dataclass(frozen=True)
class Box:
    """A box of a form, and what can stand in it."""

    name: str
    what: WrittenField
    concept: str

    @property
    def is_namely(self) -> bool:
        """Say whether its values may be words: a firm's name, a holder's."""
        what = self.what
        is_plain = isinstance(what, TextField) and what.kind == "text" and not self.has_shape
        return CONCEPTS[self.concept].is_namely if self.concept else is_plain

    @property
    def is_password(self) -> bool:
        """Say whether blanks and marks may be meant."""
        return isinstance(self.what, TextField) and self.what.normalise == "edges"

    @property
    def has_format(self) -> bool:
        """Say whether its guide says what its values look like."""
        return isinstance(self.what, TextField) and bool(self.what.format)

    @property
    def has_shape(self) -> bool:
        """Say whether a value can be told by its looks."""
        return isinstance(self.what, TextField) and bool(self.what.format or self.what.prefix)

    def is_site_of(self, address: str) -> bool:
        """Say whether an address is one of those that it holds."""
        is_site = isinstance(self.what, TextField) and bool(self.what.prefix)
        return is_site and self.fits(address)

    @property
    def is_day(self) -> bool:
        """Say whether it holds a day."""
        return isinstance(self.what, DateField)

    def cleaned(self, value: str) -> str:
        """Give a value as it will stand in the box; a day as days are kept; "" if it can be none."""
        if not isinstance(self.what, TextField):
            day = read_day(clean(value).value)
            return day.isoformat() if day else ""
        kept = clean(value, self.what.normalise, self.what.prefix or "").value
        return kept if len(kept) <= MAX_VALUE_CHARS else ""

    def fits(self, value: str) -> bool:
        """Say whether a value has the looks of the box's values."""
        if not isinstance(self.what, TextField):
            return bool(self.cleaned(value))
        is_store = not self.what.prefix or bool(store_name(value, self.what.prefix))
        return self.has_shape and is_store and self.what.fits(self.cleaned(value))

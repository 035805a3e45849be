"""What a rule of `wizard check` declares about itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One thing that a guide must, or should, not have.

    Attributes:
        code: Y the file, K its keys and values, P what a seller would meet, A advice.
        title: what is wrong, in a line.
        why: what it would do to whom.
        bad: a part of a guide that breaks this rule and no other.
        good: the same part, mended.
        at_key: it is shown at the name, not at the value.
        fixable: `wizard check --fix` mends it.
        suppressible: a comment with a reason lets it pass; of advice, each may.

    """

    code: str
    title: str
    why: str
    bad: str = ""
    good: str = ""
    at_key: bool = False
    fixable: bool = False
    suppressible: bool = False

    @property
    def is_advice(self) -> bool:
        """Say whether a guide that breaks it is served all the same."""
        return self.code.startswith("A")

    @property
    def can_pass(self) -> bool:
        """Say whether a comment may let it pass."""
        return self.suppressible or self.is_advice

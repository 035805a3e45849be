"""Where a fact comes from; told in `base`, where the other parts of a guide are that carry it."""

from wizard.steps.base import From, Origin

__all__ = ["From", "Origin"]

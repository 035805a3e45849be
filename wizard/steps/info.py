"""A screen to read and to do; one way on."""

from typing import Literal

from wizard.steps.base import BaseStep


class Info(BaseStep):
    """What to do in the mall's console, and the button to go on."""

    kind: Literal["info"]
    """읽고 하는 화면이에요."""

"""Work to ask the staff for, once an account is saved."""

from typing import Literal

from wizard.steps.base import Name
from wizard.steps.step import BaseStep


class Request(BaseStep):
    """One button that asks the staff, and what they will do.

    Attributes:
        request: "issuance": issue the key for the seller; "help": answer a question.
        button: what the button says.

    """

    kind: Literal["request"]
    request: Literal["issuance", "help"] = "issuance"
    button: Name

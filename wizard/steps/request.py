"""Work to ask the staff for, once an account is saved."""

from typing import Literal

from wizard.steps.base import BaseStep, Name


class Request(BaseStep):
    """One button that asks the staff, and what they will do.

    Attributes:
        request: "issuance": issue the key for the seller; "help": answer a question.
        button: what the button says.

    """

    kind: Literal["request"]
    """담당자에게 요청하는 화면이에요."""
    request: Literal["issuance", "help"] = "issuance"
    """issuance는 키 발급, help는 물어보기예요."""
    button: Name
    """단추의 글이에요. 누르면 되는 일을 16자 안으로 적어요."""

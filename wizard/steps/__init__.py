"""The kinds of step a guide may use."""

from typing import Annotated

from pydantic import Field

from wizard.steps.checklist import Checklist
from wizard.steps.choice import Choice
from wizard.steps.credentials import Credentials
from wizard.steps.info import Info
from wizard.steps.outcome import Outcome
from wizard.steps.request import Request
from wizard.steps.wait import Wait

Step = Annotated[
    Checklist | Choice | Credentials | Info | Outcome | Request | Wait, Field(discriminator="kind")
]

__all__ = ["Checklist", "Choice", "Credentials", "Info", "Outcome", "Request", "Step", "Wait"]

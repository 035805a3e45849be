"""A request to register an account, as its page draws it: how the account stands, and what may be decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from wizard.services.registration_asking import KIND
from wizard.services.registration_decisions import UNDECIDABLE
from wizard.services.registrations import Registration
from wizard.services.requests import StoredRequest
from wizard.web.staff.access import me
from wizard.web.state import state


@dataclass(frozen=True)
class Registering:
    """What an operator sees of a registration.

    Attributes:
        request_id: of the staff's request.
        stands: how the account stands.
        boxes: field -> label, of the form that the account was saved with.
        seen: the revision that this operator saw last; 0 for none.
        field, why: what was chosen and written before, of a form that was not taken.

    """

    request_id: str
    stands: Registration
    boxes: Mapping[str, str]
    seen: int
    field: str | None = None
    why: str = ""

    @property
    def undecidable(self) -> str:
        """Why nothing is decided on the account as it stands; "" if it may be."""
        return UNDECIDABLE.get(self.stands.state, "")

    @property
    def is_changed(self) -> bool:
        """Whether the seller has changed the account since this operator saw it."""
        return 0 < self.seen < self.stands.revision

    @property
    def is_seen(self) -> bool:
        """Whether this operator saw the account as it is now."""
        return self.seen == self.stands.revision


def registering(asked: StoredRequest) -> Registering | None:
    """Give what is seen of a registration at its request; None at any other."""
    if asked.kind != KIND or asked.account_id is None:
        return None
    desk = state().services.registration_desk
    stands = desk.stands(asked.account_id)
    if stands is None:
        return None
    field, why = request.form.get("field"), request.form.get("why", "")
    seen = desk.seen(asked.id, me().id)
    return Registering(asked.id, stands, boxes(asked), seen, field, why)


def boxes(asked: StoredRequest) -> dict[str, str]:
    """Give the boxes of the form that an account was saved with: field -> label."""
    guide = state().catalog.guides.get(asked.mall)
    form = guide.form(asked.step_id) if guide else None
    if form is None:
        return {}
    answers = {name: tuple(ids) for name, ids in (asked.answers or {}).items()}
    return {name: what.label for name, what in form.asked(answers).items()}


def known_openings() -> frozenset[str]:
    """Name the colleagues' openings that whoever presses was told of, and said so."""
    told = request.form.get("known", "")[:2000]
    return frozenset(told.split())

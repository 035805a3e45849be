"""With what a member proves anew that it is they, as their browser sends it."""

from wizard.errors import FieldError
from wizard.services.identity import Proof
from wizard.web import rate_limit
from wizard.web.staff import devices
from wizard.web.staff.sign_in import TOO_OFTEN, typed
from wizard.web.state import state


def both_again() -> Proof:
    """Read password and code; not too often from one address.

    Raises:
        FieldError: it is too often.

    """
    _slow_down()
    return Proof(typed("password"), typed("code"), devices.visit())


def password_again() -> Proof:
    """Read the password, where that is enough; not too often either."""
    _slow_down()
    return Proof(typed("password"), None, devices.visit())


def _slow_down() -> None:
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        raise FieldError("password", TOO_OFTEN)

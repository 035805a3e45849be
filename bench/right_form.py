"""A form filled in with a key that its practice mall takes, and what malls said of all that was saved."""

from itertools import count as numbers

from bs4 import BeautifulSoup
from sqlalchemy import Engine, text

from bench.browser import filled
from bench.course import Course
from bench.servers import MeasureError
from demo.firms import firm
from practice.sellers import SELLERS

RIGHT = next(one for one in SELLERS if one.id == "coupang/right")
_NUMBERS = numbers(1)
_TOLD = text("SELECT verdict, count(*) FROM account_check GROUP BY verdict")


def typed(page: str, course: Course, place: int) -> dict[str, str]:
    """Fill in a form with a right key, as the firm of a place."""
    form = BeautifulSoup(page, "html.parser").select_one("form#account")
    if form is None:
        raise MeasureError("no form to fill in")
    own = firm(place)
    who = {
        "seller_name": own.name,
        "seller_number": own.business_number,
        "seller_phone": own.phone,
        "login_id": f"bench{next(_NUMBERS)}",
    }
    return filled(form, {**course.values(), **RIGHT.typed, **who}) | {"action": "save"}


def told(engine: Engine) -> dict[str, int]:
    """Count the accounts by what their mall said."""
    with engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(_TOLD)}

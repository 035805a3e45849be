"""An opened account, as 아임셀러's 입점 정보 table has it: every fact in that order, to be copied."""

from wizard.services.account_views import ISSUED_KEY, OWN_NAME
from wizard.services.secret_access import Opened
from wizard.steps import Credentials
from wizard.steps.fields import ChoiceField

Facts = list[tuple[str, str]]
"""Column or label -> what stands there."""

OUTSIDE = "표에 칸이 없는 것"
BESIDE = {ISSUED_KEY: "담당자가 받아 준 키", OWN_NAME: "판매자가 붙인 이름"}
"""What no form asks for, in words."""


def rows(opened: Opened, form: Credentials | None) -> list[tuple[str, Facts]]:
    """Give the rows to enter with their titles, in the order of the table; last, what no row has a column for.

    Args:
        opened: the account.
        form: what it was saved with, as its guide has it now; None if the guide is gone.

    """
    told = {name: _told(opened, form, name) for name in form.fields} if form else {}
    found = form.registered(opened.answers) if form else ()
    table = [[(column, told[n]) for column, n in row.cells.items()] for row in found]
    in_table = {name for row in found for name in row.cells.values()}
    beside = [(form.fields[n].label, told[n]) for n in told if n not in in_table] if form else []
    others = [(BESIDE.get(n, n), v) for n, v in opened.values.items() if n not in told]
    titles = [f"{place}번째 줄" if len(table) > 1 else "" for place in range(1, len(table) + 1)]
    titled = [*zip(titles, table, strict=True), (OUTSIDE if table else "", beside + others)]
    known = [(title, [(label, value) for label, value in row if value]) for title, row in titled]
    return [(title, row) for title, row in known if row]


def _told(opened: Opened, form: Credentials, name: str) -> str:
    """Give a value as it is entered: of a choice, the words of its option."""
    what = form.fields[name]
    if not isinstance(what, ChoiceField):
        return opened.values.get(name, "")
    chosen = opened.answers.get(name, ("",))[0]
    return what.options[chosen].label if chosen in what.options else ""

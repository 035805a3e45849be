"""What a program sends is of the very type that is told, as JSON knows types."""

import pytest
from support.programs import Program, some_firm


@pytest.mark.parametrize(
    ("days", "status"), [("3", 201), ("3.0", 201), ("3.5", 422), ('"3"', 422), ("true", 422), ("1e400", 422)]
)  # fmt: skip
def test_a_number_of_days_is_an_integer_however_json_writes_it(app, days, status):
    program = Program(app)
    seller = program.post("/sellers", some_firm()).json["id"]

    sent = {"data": f'{{"days": {days}}}', "content_type": "application/json"}
    told = program.ask("POST", f"/sellers/{seller}/invitations", {}, **sent)

    assert told.status_code == status

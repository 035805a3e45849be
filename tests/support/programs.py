"""What tests of the API share: a program with a token, and what it may ask about."""

from itertools import count
from uuid import uuid4

from support.people import save_account, seller_client, services_of

from wizard.services.account_inputs import NewSeller
from wizard.services.api_tokens import Scope

FIRM = {"name": "한빛상회", "business_number": "2208162517", "phone": "01012345678"}
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_NUMBERS = count(1)


class Program:
    """Another program: each request with its token, each POST with a key of its own."""

    def __init__(self, app, *scopes, days=0):
        self.app = app
        self.token = services_of(app).api_tokens.make("시험", scopes or list(Scope), days, "admin")
        [mine] = [
            one for one in services_of(app).api_tokens.all() if self.token.endswith(one.ending)
        ]
        self.id = mine.id
        self.client = app.test_client(use_cookies=False)

    def ask(self, method, path, headers=None, **sent):
        given = {"Authorization": f"Bearer {self.token}"}
        if method == "POST":
            given["Idempotency-Key"] = str(uuid4())
        return self.client.open(
            f"/api/v1{path}", method=method, headers=given | (headers or {}), **sent
        )

    def get(self, path, headers=None):
        return self.ask("GET", path, headers)

    def post(self, path, json=None, key=None, **headers):
        given = headers | ({"Idempotency-Key": key} if key else {})
        return self.ask("POST", path, given, **({} if json is None else {"json": json}))

    def put(self, path, json, **headers):
        return self.ask("PUT", path, headers, json=json)

    def patch(self, path, json, **headers):
        return self.ask("PATCH", path, headers, json=json)


def business_number(nine):
    """Give a 사업자등록번호 of nine digits and its check digit."""
    digits = f"{nine:09d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return f"{digits}{-(total + int(digits[8]) * 5 // 10) % 10}"


def some_firm():
    """Give a firm that is nobody else's."""
    number = next(_NUMBERS)
    return {
        "name": f"상회 {number}",
        "business_number": business_number(number),
        "phone": "01012345678",
    }


def saved(app, guide="keys", firm=None):
    """Let a seller have saved an account; give the ids of both."""
    firm = firm or some_firm()
    client = seller_client(app, NewSeller(*firm.values()))
    return client.seller_id, save_account(client, guide)

"""What tests of the staff's and sellers' pages share: people who are signed in, and their work."""

import re
from datetime import UTC, datetime
from secrets import token_bytes
from uuid import uuid4

import pyotp
import sqlalchemy as sa
from conftest import FIRM, GOOD, filled, soup_of

from wizard.crypto.passwords import new_recovery_codes
from wizard.db.models import Base
from wizard.db.queries import second_factors, sellers
from wizard.db.records import PasskeyRecord
from wizard.errors import KnownFirmError
from wizard.korean.calendar import clock
from wizard.services.account_inputs import NewSeller
from wizard.services.email_confirmation import code_in
from wizard.services.roles import Role

PASSWORD = "correct horse battery"
TOKEN = re.compile(r'name="?csrf_token"?[^>]* value="([^"]+)"')
ACE = NewSeller("에이스상사", "1234567891", "01098765432")


def services_of(app):
    return app.extensions["wizard"].services


def agree_to_talk(app, seller):
    """Let a seller agree to be told by 알림톡, at the number that is theirs."""
    services = services_of(app)
    services.message_consents.agree(seller, "talk", "my", services.sellers.firm(seller).phone)


def code_sent(app, seller, email):
    """Let a seller write an address; give the digits that go there."""
    services = services_of(app)
    services.email_confirmation.ask(seller, email)
    return code_in(services.keys, services.message_consents.of(seller)["email"])


def token_in(page):
    return TOKEN.search(page.text)[1]


def token_of(client, path="/enter"):
    return token_in(client.get(path))


def hidden_on(client, *pages):
    """Give what the first form on these pages that acts for a seller carries along, unseen."""
    for page in pages:
        for form in soup_of(client.get(page)).select("form[method=post]"):
            hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
            if "owner" in hidden:
                carried = ("csrf_token", "owner", "form.notice")
                return {name: hidden[name] for name in carried if name in hidden}
    return {"csrf_token": token_of(client)}


def carried(form, **typed):
    """Give what a browser would send of any form, with what is typed into it."""
    data = {
        tag["name"]: tag.get("value", "")
        for tag in form.select("input[name]")
        if tag.get("type") not in {"radio", "checkbox"} or tag.has_attr("checked")
    }
    data |= {tag["name"]: tag.text.removeprefix("\n") for tag in form.select("textarea[name]")}
    return data | typed


def post(client, path, headers=None, **values):
    """Press a button, with what its page would carry along: its own page, or the seller's place."""
    own = [path] if path.partition("?")[0].endswith("/help") else []
    data = (
        hidden_on(client, *own, "/my")
        if not path.startswith(("/enter", "/staff", "/editor"))
        else {"csrf_token": token_of(client)}
    )
    if path == "/enter/requests":
        data["form.notice"] = client.application.extensions["wizard"].notice.version
    return client.post(path, data=data | values, headers=headers)


def hire(app, role, email=None):
    """Make a member of staff; give their id and the secret of their second factor."""
    email = email or f"{role}@example.com"
    services = services_of(app)
    uri = services.staff.add(email, Role(role), PASSWORD)
    [mine] = [row for row in services.staff.everybody() if row.email == email]
    return mine.id, re.search(r"secret=(\w+)", uri)[1]


def code_of(secret, moment=None, later=0):
    """Give what a phone shows at a moment (now), or so many half-minutes later."""
    return pyotp.TOTP(secret).at(moment or datetime.now(UTC), counter_offset=later)


def staff_client(app, role, email=None):
    """Give a browser in which a member of staff is signed in; its `staff_id` is theirs."""
    client = app.test_client()
    client.staff_id, client.secret = hire(app, role, email)
    code = code_of(client.secret, app.extensions["wizard"].now())
    answer = post(
        client, "/staff/enter",
        email=email or f"{role}@example.com", password=PASSWORD, code=code,
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    return client


def next_code(app, client):
    """Give the code that a member's phone shows after the one they came in by."""
    return code_of(client.secret, app.extensions["wizard"].now(), later=1)


def recovery_codes(app, staff_id):
    """Give a member ten new recovery codes."""
    codes = new_recovery_codes(token_bytes(32))
    kit = services_of(app).own_account.factors
    with kit.engine.begin() as connection:
        kit.renew_recovery(connection, staff_id, codes)
    return codes


def give_passkey(app, staff_id):
    """Keep a passkey that no browser made; give its id."""
    kept = {"credential": staff_id, "public_key": b"key", "signs": 0, "name": "노트북"}
    row = PasskeyRecord(id=uuid4().hex, staff_id=staff_id, **kept, created_at=clock())
    with services_of(app).own_account.engine.begin() as connection:
        second_factors.add_passkey(connection, row)
    return row.id


def invited(app, firm=ACE, place=None, days=7):
    """Make a seller and a link; give the seller's id and the link's token."""
    services = services_of(app)
    try:
        seller_id = services.sellers.add(firm, "nobody")
    except KnownFirmError:
        seller_id = twin(app, firm)
    return seller_id, services.invitations.make(seller_id, "staff:nobody", days, place)


def twin(app, firm=ACE):
    """Make one more seller of a number that is known already; give its id."""
    record = firm.record(uuid4().hex, "self", app.extensions["wizard"].now())
    with services_of(app).sellers.engine.begin() as connection:
        sellers.add(connection, record)
    return record.id


def seller_client(app, firm=ACE):
    """Give a browser in which a seller came in by a link; its `seller_id` is theirs."""
    client = app.test_client()
    client.seller_id, token = invited(app, firm)
    answer = post(client, "/enter", token=token, digits=firm.business_number[-5:])
    assert answer.status_code == 303, answer.text
    return client


def save_account(client, guide="keys"):
    """Save the form of a guide; give the account's id."""
    form = filled(soup_of(client.get(f"/guides/{guide}/form")), **(GOOD | FIRM))
    assert client.post(f"/guides/{guide}/form", data=form).status_code == 303
    return soup_of(client.get(f"/guides/{guide}/{'ask' if guide == 'agency' else 'done'}")).select_one("[data-account]")["data-account"]  # fmt: skip


def registration_of(app, account):
    """Give the id of the staff's request to register an account."""
    asked = Base.metadata.tables["request"]
    mine = (asked.c.account_id == account) & (asked.c.kind == "registration")
    with services_of(app).accounts.engine.connect() as connection:
        return connection.execute(sa.select(asked.c.id).where(mine)).scalar_one()


def asked_for_issuance(app, client):
    """Save an account whose key staff issue, and ask for it; give request and account."""
    account = save_account(client, "agency")
    assert post(client, f"/accounts/{account}/requests", kind="issuance").status_code == 303
    [request] = services_of(app).requests.of_seller(client.seller_id)
    return request.id, account


def events(app):
    """Give every event since the application stood, with its guides published: (kind, actor)."""
    with services_of(app).audit.engine.connect() as connection:
        rows = connection.execute(sa.text("select kind, actor from audit_event order by id")).all()
    return [tuple(row) for row in rows][1:]


def everything(app):
    """Give every row that is not the audit's own."""
    with services_of(app).audit.engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for name, table in Base.metadata.tables.items()
            if not name.startswith("audit_")
        }

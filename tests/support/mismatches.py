"""Saying that a screen looks different, as sellers do in a browser."""

from io import BytesIO

import sqlalchemy as sa
from conftest import soup_of
from support.people import carried, services_of

from wizard.db.models import Request

STEP = "/guides/keys/place"


def say_different(app, client, text, photo=None, kind="mismatch"):
    """Send the form of a step with words, and a picture if there is one; give the request's id."""
    before = set(_ids(app))
    form = carried(soup_of(client.get(f"{STEP}/help?kind={kind}")).select_one("main form"))
    file = {"photo": (BytesIO(photo), "화면.jpg")} if photo else {}
    sent = form | {"kind": kind, "text": text} | file
    answer = client.post(f"{STEP}/help", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    [made] = set(_ids(app)) - before
    return made


def _ids(app):
    with services_of(app).requests.engine.connect() as connection:
        return list(connection.scalars(sa.select(Request.id)))

"""A picture with 화면이 달라요: taken, sealed, shown to staff and its own seller, gone with them."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from conftest import soup_of
from PIL import Image
from support.people import carried, post, seller_client, services_of, staff_client
from support.pictures import jpeg, picture, png_of_size

from wizard.crypto import key_file
from wizard.db.models import Request, RequestPhoto
from wizard.korean.calendar import clock
from wizard.photos import MAX_SENT_BYTES, redraw
from wizard.services.key_rotation import rotate
from wizard.web.guide import help_photo

PLACE = "/guides/keys/place/help"


@pytest.fixture
def seller(app):
    return seller_client(app)


def send(client, data=None, text="버튼이 안 보여요", **more):
    """Choose a picture and send the form, as a browser does."""
    form = carried(soup_of(client.get(f"{PLACE}?kind=mismatch")).select_one("main form"))
    file = {"photo": (BytesIO(data), "내 사진.png")} if data is not None else {}
    sent = form | {"kind": "mismatch", "text": text} | file | more
    return client.post(PLACE, data=sent, content_type="multipart/form-data")


def stored(app):
    with services_of(app).photos.engine.connect() as connection:
        return connection.execute(sa.select(RequestPhoto.__table__)).all()


def asked(app):
    with services_of(app).photos.engine.connect() as connection:
        return list(connection.scalars(sa.select(Request.id)))


def test_the_form_says_before_what_may_be_sent_and_who_sees_it(seller):
    box = soup_of(seller.get(f"{PLACE}?kind=mismatch")).select_one("#photo")

    note = soup_of(seller.get(f"{PLACE}?kind=mismatch")).select_one("#photo-note").text
    assert box["accept"] == "image/jpeg,image/png,image/webp"
    assert not box.has_attr("capture"), "a phone asks: camera or album"
    assert "6 MB까지" in note
    assert "담당자만 봐요" in note
    assert soup_of(seller.get(f"{PLACE}?kind=help")).select_one("#photo") is None


def test_a_picture_is_stored_sealed_and_shown_to_staff_and_to_its_seller_alone(app, seller):
    sent = jpeg((90, 60), place="37.5665N")

    answer = send(seller, sent)

    assert answer.status_code == 303
    [row] = stored(app)
    assert (row.width, row.height) == (90, 60)
    assert row.picture.startswith(services_of(app).keys.ring().active + ".")
    desk = staff_client(app, "support")
    shown = soup_of(desk.get(f"/staff/requests/{row.request_id}")).select_one("img")
    image = desk.get(shown["src"].partition("?")[0])
    assert Image.open(BytesIO(image.data)).size == (90, 60)
    assert b"37.5665N" not in image.data
    assert image.mimetype == "image/jpeg"
    told = {name: image.headers[name] for name in ("Cache-Control", "X-Content-Type-Options", "Cross-Origin-Resource-Policy")}  # fmt: skip
    assert told == {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}  # fmt: skip
    own = soup_of(seller.get(answer.location)).select_one("main img")["src"]
    assert seller.get(own).data == image.data
    assert seller_client(app).get(own).status_code == 404
    assert app.test_client().get(own).status_code != 200
    assert staff_client(app, "editor").get(f"/staff/requests/{row.request_id}/photo").status_code == 403  # fmt: skip
    assert app.test_client().get(f"/staff/requests/{row.request_id}/photo").status_code == 303


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"<html>", "읽지 못했어요"), (png_of_size(50_000, 50_000), "너무 커요"), (picture("GIF"), "읽지 못했어요")],
    ids=["a page", "a bomb", "a gif"],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_at_its_box_and_nothing_is_sent(app, seller, data, says):
    answer = send(seller, data)

    assert answer.status_code == 422
    assert says in soup_of(answer).select_one("#photo-error").text
    assert soup_of(answer).select_one("textarea").text.strip() == "버튼이 안 보여요"
    assert asked(app) == []


def test_a_refused_form_says_that_the_picture_must_be_chosen_again(app, seller):
    answer = send(seller, picture(), text="")

    assert answer.status_code == 422
    assert "사진은 다시 골라 주세요" in soup_of(answer).select_one("#photo-error").text
    assert asked(app) == []


def test_a_form_that_is_older_than_the_cookie_asks_for_the_picture_again(app, seller):
    torn = send(seller, picture(), csrf_token="old")

    page = soup_of(torn)
    assert page.select_one("form[enctype='multipart/form-data'] input[type=file][name=photo]")
    assert page.select_one("textarea").text.strip() == "버튼이 안 보여요"
    again = carried(page.select_one("main form")) | {"photo": (BytesIO(picture()), "a.png")}
    assert seller.post(PLACE, data=again, content_type="multipart/form-data").status_code == 303
    assert len(stored(app)) == 1


def test_no_picture_is_taken_without_one_or_of_a_reader_or_with_another_question(app, seller):
    assert send(seller).status_code == 303
    assert send(seller, b"").status_code == 422
    assert send(seller, picture(), kind="help").status_code == 303
    reader = app.test_client()
    caller = {"seller_name": "한빛", "seller_phone": "010-1234-5678"}
    assert send(reader, picture(), **caller).status_code == 303

    assert stored(app) == []


def test_a_form_sent_twice_keeps_one_request_with_one_picture(app, seller):
    form = carried(soup_of(seller.get(f"{PLACE}?kind=mismatch")).select_one("main form"))
    for _ in range(2):
        sent = form | {"text": "달라요", "photo": (BytesIO(picture()), "a.png")}
        assert seller.post(PLACE, data=sent, content_type="multipart/form-data").status_code == 303

    assert len(asked(app)) == len(stored(app)) == 1


def test_more_than_may_be_sent_is_refused_before_it_is_read(app, seller):
    answer = send(seller, b"\xff\xd8" + b"0" * (MAX_SENT_BYTES + 100_000))

    assert answer.status_code == 413
    assert "사진이 너무 크지 않은지" in answer.text
    assert asked(app) == []


def test_who_sends_too_often_has_nothing_unpacked(app, seller, monkeypatch):
    unpacked = []
    monkeypatch.setattr(
        help_photo, "redraw", lambda sent: (unpacked.append(len(sent)), redraw(sent))[1]
    )
    answers = [send(seller, b"<html>", text=f"달라요 {number}") for number in range(40)]

    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert len(unpacked) == len(answers) - len(refused)
    page = soup_of(refused[-1])
    assert "사진은 다시 골라 주세요" in page.select_one("#photo-error").text
    assert page.select_one("textarea").text.strip() == "달라요 39"
    assert asked(app) == []


def test_it_goes_home_with_the_seller_and_goes_when_they_are_gone(app, seller):
    send(seller, jpeg((90, 60)))
    [row] = stored(app)

    taken = post(seller, "/my/data/download", digits="67891")
    with ZipFile(BytesIO(taken.data)) as packed:
        mine = packed.read(f"photos/{row.request_id}.jpg")
        data = json.loads(packed.read("data.json"))

    assert Image.open(BytesIO(mine)).size == (90, 60)
    [told] = data["photos"]
    assert (told["request_id"], told["width"]) == (row.request_id, 90)
    assert "picture" not in told
    assert post(seller, "/my/data/deletion", digits="67891").status_code == 303
    assert stored(app) == []


def test_it_is_sealed_again_when_the_key_turns_and_opens_in_its_own_place_only(app, seller):
    send(seller, jpeg((90, 60)))
    send(seller, jpeg((60, 90)))
    services = services_of(app)
    first, second = stored(app)
    before = services.photos.open(first.request_id)

    key_file.add(services.keys.file, clock())
    done = rotate(services.photos.engine, services.keys.ring())

    assert done.unopened == ()
    assert all(row.picture.startswith(services.keys.ring().active + ".") for row in stored(app))
    assert services.photos.open(first.request_id) == before
    with services.photos.engine.begin() as connection:
        swapped = sa.update(RequestPhoto).where(RequestPhoto.id == first.id)
        connection.execute(swapped.values(picture=second.picture))
    response = staff_client(app, "support").get(f"/staff/requests/{first.request_id}/photo")
    assert response.status_code != 200

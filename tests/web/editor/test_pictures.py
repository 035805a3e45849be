"""A guide's pictures in the browser: put in, described, marked; kept where the text goes, on one machine and on several."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from conftest import prepared, settings_for, soup_of
from PIL import Image
from support.folders import folder_in
from support.guide_texts import send as send_text
from support.guide_texts import text_page, typed
from support.machines import machine_in
from support.people import events, services_of, staff_client, token_of
from support.pictures import jpeg, picture, png_of_size

from wizard.app import create_app
from wizard.content.picture_text import ELSEWHERE
from wizard.db.engine import reading
from wizard.db.queries import guide_pictures
from wizard.errors import UnavailableError
from wizard.korean.calendar import clock
from wizard.services import picture_keeping
from wizard.services.unused_pictures import UNUSED_DAYS
from wizard.web.editor import picture_form, pictured_text, pictures, rejections
from wizard.web.workers.job_runner import JobRunner

ALT = "가운데에 발급 단추가 있는 화면"
PLACE = "/editor/pictured/pictures/bare"


@pytest.fixture(params=["files", "shared"])
def app(request, tmp_path):
    """The application over its own folder, or as one machine of several."""
    folder = folder_in(tmp_path, ("fork", "keys", "pictured", "constants"))
    (folder / "images").mkdir()
    (folder / "images" / "console.png").write_bytes(picture())
    app = create_app(
        prepared(settings_for(tmp_path, guides=folder, shared=request.param == "shared"))
    )
    services_of(app).publishing.publish()
    yield app
    services_of(app).sellers.engine.dispose()


@pytest.fixture
def editor(app):
    return staff_client(app, "editor")


def form_of(client, place=PLACE):
    """Give what a browser would post of the form as it is drawn."""
    soup = soup_of(client.get(place))
    form = soup.select_one("form#picturing")
    sent = {}
    for tag in form.select("input[name]:not([type=file])"):
        if tag.get("type") not in {"radio", "checkbox"} or tag.has_attr("checked"):
            sent[tag["name"]] = tag.get("value", "")
    return form["action"], sent | {"act": "save"}


def send(client, place=PLACE, data=None, name="화면.png", **values):
    action, sent = form_of(client, place)
    sent |= values
    if data is not None:
        sent["picture"] = (BytesIO(data), name)
    return client.post(action, data=sent, content_type="multipart/form-data")


def box(mark, left="10", top="20", width="30", height="10"):
    sides = {"left": left, "top": top, "width": width, "height": height}
    return {f"b{mark}.{side}": value for side, value in sides.items()}


def names_in(text):
    return re.findall(r"file: (pictured-[\w.-]+)", text)


def test_a_picture_stands_in_the_draft_and_on_its_screen_and_no_reader_sees_it(app, editor):
    answer = send(editor, data=picture("PNG", size=(800, 600)), alt=ALT)

    page = soup_of(editor.get(answer.location))
    text = typed(text_page(editor, "pictured"))
    [name] = names_in(text)
    stage = soup_of(editor.get(page.select_one("iframe")["src"]))
    shown = stage.select_one(".p-shot img")
    assert (answer.status_code, answer.location) == (303, PLACE)
    assert pictures.SAVED in page.text
    assert f"그냥 해요], image: {{file: {name}, alt: {ALT}, captured: 2026-11-2" in text
    assert (shown["alt"], editor.get(shown["src"]).mimetype) == (ALT, "image/webp")
    assert "p-shot" not in editor.get("/guides/pictured/bare").text
    assert events(app)[-1][0] == "picture.added"


def test_what_was_published_has_the_picture_and_the_folder_has_it_too(app, editor):
    send(editor, data=jpeg((900, 500), place="37.5665N"), alt=ALT)
    page = soup_of(editor.get("/editor/pictured/publish"))
    sent = {tag["name"]: tag.get("value", "") for tag in page.select("form[action$='/publication'] input[name]")}  # fmt: skip

    editor.post("/editor/pictured/publication", data=sent)

    release = services_of(app).publishing.catalog({})
    shots = {shot.name: shot for shot in release.images.values()}
    [name] = [name for name in shots if name.startswith("pictured-bare-")]
    folder = app.extensions["wizard"].settings.guides
    assert b"37.5665N" not in shots[name].data
    assert (folder / "images" / name).read_bytes() == shots[name].data
    assert name in (folder / "pictured.yaml").read_text("utf-8")


def test_what_is_drawn_by_numbers_stands_in_the_text_and_on_the_screen(editor):
    send(editor, "/editor/pictured/pictures/photographed", **box(1, "31,2", "5%"), alt="새 글")

    text = typed(text_page(editor, "pictured"))
    assert "boxes: [{left: 31.2, top: 5, width: 30, height: 10, mark: 1}]" in text
    assert "alt: 새 글\n" in text
    assert "captured: 2026-11-01\n" in text


def test_a_number_without_its_instruction_is_kept_and_said_with_the_way_to_mend_it(editor):
    answer = send(editor, data=picture(), alt=ALT, **box(1))

    page = soup_of(editor.get(answer.location))
    assert "그림의 1번 표시를 설명하는 글이 없어요" in page.text
    assert page.select_one(".faults a.line")["href"].startswith("/editor/pictured/text?line=")
    assert "mark: 1" in typed(text_page(editor, "pictured"))


REFUSED = {
    "no file": (None, {"alt": ALT}, picture_form.NO_FILE),
    "no words": (picture(), {"alt": " \u200b "}, picture_form.NO_ALT),
    "too many words": (picture(), {"alt": "가" * 201}, picture_form.LONG_ALT),
    "a text by a picture's name": (b"<svg onload=alert(1)>", {"alt": ALT}, "그림을 골라 주세요"),
    "a bomb": (png_of_size(50_000, 50_000), {"alt": ALT}, "너무 커요"),
    "a day to come": (picture(), {"alt": ALT, "captured": "2062-01-01"}, picture_form.BAD_DAY),
    "no day": (picture(), {"alt": ALT, "captured": "어제"}, picture_form.BAD_DAY),
    "half a box": (picture(), {"alt": ALT, "b1.left": "3"}, picture_form.HALF_BOX),
    "a box of letters": (picture(), {"alt": ALT, **box(1, "왼쪽")}, picture_form.NO_NUMBER),
    "a box of nothing": (picture(), {"alt": ALT, **box(1, width="0")}, picture_form.FLAT_BOX),
    "a box outside": (picture(), {"alt": ALT, **box(1, left="80")}, picture_form.OUTSIDE),
    "a number that is none": (picture(), {"alt": ALT, **box(1, "NaN")}, picture_form.NO_NUMBER),
}


@pytest.mark.parametrize(("data", "values", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(editor, data, values, says):
    before = typed(text_page(editor, "pictured"))

    answer = send(editor, data=data, **values)

    soup = soup_of(answer)
    assert answer.status_code == 422
    assert says in soup.select_one("#summary").text
    for name, value in values.items():
        if name != "alt":
            assert soup.select_one(f"[name='{name}']")["value"] == value
    assert typed(text_page(editor, "pictured")) == before


def test_a_picture_that_came_with_a_mistake_need_not_be_chosen_again(editor):
    soup = soup_of(send(editor, data=picture(), alt=""))
    name = soup.select_one("[name=file]")["value"]

    answer = send(editor, file=name, alt=ALT)

    assert soup.select_one(".canvas img") is not None
    assert answer.status_code == 303
    assert names_in(typed(text_page(editor, "pictured"))) == [name]


def test_a_picture_may_be_looked_at_before_anything_is_written(editor):
    before = typed(text_page(editor, "pictured"))

    answer = send(editor, data=picture(), alt="아직", act="upload")

    soup = soup_of(answer)
    assert (answer.status_code, pictures.UPLOADED in soup.text) == (200, True)
    assert editor.get(soup.select_one(".canvas img")["src"]).mimetype == "image/webp"
    assert soup.select_one("#alt")["value"] == "아직"
    assert typed(text_page(editor, "pictured")) == before


def test_the_same_picture_twice_is_one_file_and_one_event(app, editor):
    sent = picture("PNG", size=(300, 200))
    for alt in (ALT, "다시"):
        send(editor, data=sent, alt=alt)

    kinds = [kind for kind, _ in events(app)]
    assert kinds.count("picture.added") == 1


def test_two_pictures_of_one_screen_are_two_files_and_the_first_one_stays(editor):
    for size in ((300, 200), (301, 200)):
        send(editor, data=picture("PNG", size=size), alt=ALT)
        [name] = names_in(typed(text_page(editor, "pictured")))
        assert editor.get(f"/editor/pictured/images/{name}").status_code == 200
    text = typed(text_page(editor, "pictured"))

    assert len(set(names_in(text))) == 1


def test_another_window_that_changed_the_picture_is_shown_and_a_second_press_writes_over(editor):
    send(editor, data=picture(), alt=ALT)
    action, old = form_of(editor)
    send(editor, alt="다른 창의 글")

    answer = editor.post(action, data=old | {"alt": "내 글"}, content_type="multipart/form-data")
    soup = soup_of(answer)
    again = {tag["name"]: tag.get("value", "") for tag in soup.select("#picturing input[name]:not([type=file])")}  # fmt: skip
    second = editor.post(action, data=again, content_type="multipart/form-data")

    assert answer.status_code == 409
    assert "그 사이 이 그림이" in soup.text
    assert soup.select_one("#alt")["value"] == "내 글"
    assert second.status_code == 303
    assert "alt: 내 글" in typed(text_page(editor, "pictured"))


def test_a_text_that_is_open_beside_hears_that_its_draft_was_changed(editor):
    page = text_page(editor, "pictured")
    send(editor, data=picture(), alt=ALT)
    sent = {tag["name"]: tag["value"] for tag in page.select("#typing input[name]")}

    answer = editor.post("/editor/pictured/text", data=sent | {"text": typed(page) + "# 내 줄\n"})

    assert answer.status_code == 409
    assert "내 줄" in answer.text
    assert names_in(typed(text_page(editor, "pictured")))


def test_a_picture_of_a_phone_is_another_look_of_the_same_screen(editor):
    send(editor, data=picture(size=(390, 844)), alt="휴대폰 화면", where="phone")

    text = typed(text_page(editor, "pictured"))
    page = soup_of(editor.get(f"{PLACE}?look=phone"))
    stage = soup_of(editor.get(page.select_one("iframe")["src"]))
    assert "screens: [{device: phone, image: {file: pictured-bare-" in text
    assert stage.select_one(".p-shot img")["alt"] == "휴대폰 화면"
    assert not page.select("input[type=radio][name=where]")


def test_a_second_look_is_chosen_before_its_picture_is_taken(editor):
    send(editor, data=picture(), alt=ALT)
    place = f"{PLACE}?look=new"

    unchosen = send(editor, place, data=picture(), alt="PC")
    taken = send(editor, place, data=picture(), alt="PC", where="")
    answer = send(editor, place, data=picture(), alt="PC", where="pc")

    assert pictures.NO_PLACE in unchosen.text
    assert pictures.TAKEN in taken.text
    assert answer.location == f"{PLACE}?look=pc"


def test_a_picture_is_taken_out_of_the_text_and_its_file_stays(editor):
    send(editor, data=picture(), alt=ALT)
    [name] = names_in(typed(text_page(editor, "pictured")))
    form = soup_of(editor.get(PLACE)).select_one("form[action$='/removal']")
    sent = {tag["name"]: tag["value"] for tag in form.select("input")}

    answer = editor.post(form["action"], data=sent)

    assert pictures.REMOVED in editor.get(answer.location).text
    assert not names_in(typed(text_page(editor, "pictured")))
    assert editor.get(f"/editor/pictured/images/{name}").status_code == 200


def test_a_picture_that_changed_meanwhile_is_not_taken_out(editor):
    send(editor, data=picture(), alt=ALT)
    form = soup_of(editor.get(PLACE)).select_one("form[action$='/removal']")
    sent = {tag["name"]: tag["value"] for tag in form.select("input")}
    send(editor, alt="다른 창의 글")

    answer = editor.post(form["action"], data=sent)

    assert "그 사이 이 그림이" in editor.get(answer.location).text
    assert names_in(typed(text_page(editor, "pictured")))


def test_a_picture_takes_the_place_of_the_one_that_is_drawn_where_that_is_asked(editor):
    place = "/editor/pictured/pictures/drawn"
    send(editor, place, data=picture(), alt=ALT, undraws="1", **box(1), **box(2, "50"))

    text = typed(text_page(editor, "pictured"))
    page = soup_of(editor.get(place))
    stage = soup_of(editor.get(page.select_one("iframe")["src"]))
    assert "title: 정보" not in text
    assert "      - 키를 복사해요 (2)\n    image:\n      file: pictured-drawn-" in text
    assert len(stage.select(".p-shot rect")) == 2
    assert not page.select(".faults")


def test_the_list_shows_each_screen_with_its_pictures(editor):
    soup = soup_of(editor.get("/editor/pictured/pictures"))

    titles = [heading.text.split()[0] for heading in soup.select(".pictured h2")]
    assert titles == ["그린", "찍은", "그림이", "다"]
    assert "가운데에 파란 단추가 있는 화면" in soup.select_one("#step-photographed").text
    assert editor.get(soup.select_one("#step-photographed img")["src"]).mimetype == "image/png"
    assert "글로 그린 그림 있음" in soup.select_one("#step-drawn").text


def test_a_form_whose_token_is_old_comes_back_with_all_that_was_typed(editor):
    answer = send(editor, data=picture(), alt=ALT, csrf_token="old", **box(1))

    soup = soup_of(answer)
    assert answer.status_code == 422
    assert soup.select_one("#alt")["value"] == ALT
    assert soup.select_one("[name='b1.left']")["value"] == "10"
    assert pictures.CHOOSE_AGAIN in soup.text


def test_a_screen_that_is_gone_gives_back_what_was_typed(editor):
    answer = editor.post(
        "/editor/pictured/pictures/nowhere",
        data={"csrf_token": token_of(editor, "/staff/me"), "alt": ALT, "captured": "2026-11-01"},
        content_type="multipart/form-data",
    )

    assert ALT in answer.text


@pytest.mark.parametrize("path", [f"{PLACE}x", "/editor/nowhere/pictures", "/editor/pictured/images/..%2fpictured.yaml", "/editor/pictured/images/no.webp"])  # fmt: skip
def test_what_is_not_there_is_said_not_to_be(editor, path):
    assert editor.get(path).status_code == 404


def test_who_is_no_editor_sees_no_picture_and_puts_none_in(app):
    support = staff_client(app, "support")
    token = token_of(support, "/staff/me")

    answer = support.post(PLACE, data={"csrf_token": token, "alt": ALT, "picture": (BytesIO(picture()), "a.png")})  # fmt: skip

    assert answer.status_code == 403
    assert support.get("/editor/pictured/images/console.png").status_code == 403


def test_every_machine_has_the_picture_before_it_is_published(app, editor, tmp_path):
    if not app.extensions["wizard"].settings.shared:
        return
    send(editor, data=picture(), alt=ALT)
    [name] = names_in(typed(text_page(editor, "pictured")))

    machine = machine_in(services_of(app).sellers.engine, tmp_path / "b", ("fork", "constants"))

    with Image.open(machine.source.folder() / "images" / name) as found:
        assert found.format == "WEBP"
    assert not (machine.folder / "images").exists()


def test_what_the_disk_or_the_database_refuses_is_said_and_nothing_stays(app, editor, monkeypatch):
    def full(*_told):
        raise OSError(28, "No space left")

    def away(*_told, **_more):
        raise UnavailableError("OperationalError")

    is_shared = app.extensions["wizard"].settings.shared
    monkeypatch.setattr(picture_keeping.content_folder, "write", full)
    if is_shared:
        monkeypatch.setattr(picture_keeping.guide_pictures, "keep", away)

    answer = send(editor, data=picture(), alt=ALT)

    folder = app.extensions["wizard"].settings.guides / "images"
    assert (pictures.UNWRITTEN if is_shared else rejections.FULL) in answer.text
    assert soup_of(answer).select_one("#alt")["value"] == ALT
    assert [file.name for file in folder.iterdir()] == ["console.png"]
    assert "picture.added" not in [kind for kind, _ in events(app)]


def type_text(client, text, mall="pictured"):
    """Keep a text in another tab, as its editor types it."""
    send_text(client, text_page(client, mall), "note", mall=mall, text=text)


def kept(app):
    """Give the names of all pictures that stand beside the texts, and what the log says of them."""
    folder = services_of(app).editing.source.folder() / "images"
    return [file.name for file in folder.iterdir()], "picture.added" in [
        kind for kind, _ in events(app)
    ]


DOUBLED = """      boxes:
        - {left: 1, top: 2, width: 3, height: 4, mark: 1}
        - {left: 5, top: 6, width: 7, height: 8, mark: 1}
"""


@pytest.mark.parametrize("act", ["save", "upload"])
def test_boxes_that_another_tab_doubles_meanwhile_cost_nothing_that_was_typed(editor, act):
    place = "/editor/pictured/pictures/photographed"
    action, sent = form_of(editor, place)
    text = typed(text_page(editor, "pictured"))
    start, end = text.index("      boxes:"), text.index("\n", text.index("      boxes:")) + 1
    while text[end:].startswith("        "):
        end = text.index("\n", end) + 1
    type_text(editor, text[:start] + DOUBLED + text[end:])
    data = sent | {"alt": "애써 적은 글", "act": act, "picture": (BytesIO(picture()), "화면.png")}

    answer = editor.post(action, data=data, content_type="multipart/form-data")

    soup = soup_of(answer)
    assert answer.status_code == (409 if act == "save" else 200)
    assert soup.select_one("#picturing #alt")["value"] == "애써 적은 글"
    assert "번호가 겹치거나" in soup.text
    if act == "upload":  # its text was not looked at yet
        soup = soup_of(send_again(editor, soup))
    assert send_again(editor, soup).status_code == 303
    assert "애써 적은 글" in typed(text_page(editor, "pictured"))


def send_again(client, soup):
    """Press the form's button once more, as it was given back."""
    form = soup.select_one("form#picturing")
    sent = {
        tag["name"]: tag.get("value", "") for tag in form.select("input[name]:not([type=file])")
    }
    return client.post(
        form["action"], data=sent | {"act": "save"}, content_type="multipart/form-data"
    )


def test_a_guide_that_is_gone_gives_back_what_was_typed_and_takes_it_when_it_is_there_again(app, editor):  # fmt: skip
    if app.extensions["wizard"].settings.shared:
        return
    action, sent = form_of(editor)
    file = app.extensions["wizard"].settings.guides / "pictured.yaml"
    before = file.read_bytes()
    file.unlink()
    data = sent | {"alt": "애써 적은 글", "picture": (BytesIO(picture()), "화면.png")}

    answer = editor.post(action, data=data, content_type="multipart/form-data")

    soup = soup_of(answer)
    assert answer.status_code == 404
    assert pictured_text.GONE in soup.select_one("#summary").text
    assert soup.select_one("#picturing #alt")["value"] == "애써 적은 글"
    assert editor.get(soup.select_one("nav.trail a")["href"]).status_code == 200
    assert kept(app) == (["console.png"], False)
    file.write_bytes(before)
    assert send(editor, data=picture(), alt=soup.select_one("#alt")["value"]).status_code == 303


@pytest.mark.parametrize("place", ["nomall/pictures/zzz", "constants/pictures/bare", "pictured/pictures/zzz", f"{'m' * 60}/pictures/bare"])  # fmt: skip
def test_a_picture_for_a_screen_that_is_not_there_is_kept_nowhere(app, editor, place):
    token = token_of(editor, "/staff/me")
    data = {"csrf_token": token, "alt": ALT, "captured": "2026-11-01", "act": "upload"}

    answer = editor.post(
        f"/editor/{place}",
        data=data | {"picture": (BytesIO(picture()), "a.png")},
        content_type="multipart/form-data",
    )

    assert answer.status_code in (404, 409)
    assert soup_of(answer).select_one("#alt")["value"] == ALT
    assert pictures.CHOOSE_AGAIN in soup_of(answer).text
    assert kept(app) == (["console.png"], False)


def test_taking_a_picture_out_of_a_guide_that_is_gone_leads_to_the_guides_that_are_there(editor):
    token = token_of(editor, "/staff/me")

    answer = editor.post("/editor/nomall/pictures/zzz/removal", data={"csrf_token": token})

    assert (answer.status_code, answer.location) == (303, "/editor")
    assert pictures.NO_STEP in editor.get("/editor").text


@pytest.mark.parametrize("odd", ["\ufffe", "\uffff", "\x7f", "\x80", "\x00"])
def test_a_letter_that_no_text_may_hold_is_left_out_and_the_text_stays_readable(editor, odd):
    answer = send(editor, data=picture(), alt=f"단추가{odd} 있는 화면")

    assert answer.status_code == 303
    assert "단추가 있는 화면" in typed(text_page(editor, "pictured"))
    assert soup_of(editor.get(PLACE)).select_one("#alt")["value"] == "단추가 있는 화면"


def test_a_screen_of_a_shape_that_cannot_be_written_into_is_said_to_be_and_stays_as_it_is(editor):
    text = typed(text_page(editor, "pictured"))
    line = next(one for one in text.splitlines(keepends=True) if "id: bare" in one)
    odd = text.replace(
        line, "  - ? id\n    : bare\n    ? title\n    : 화면\n    ? do\n    : [그냥 해요]\n"
    )
    type_text(editor, odd)

    answer = send(editor, data=picture(), alt=ALT)

    assert answer.status_code == 409
    assert ELSEWHERE in soup_of(answer).text
    assert soup_of(answer).select_one("#alt")["value"] == ALT
    assert typed(text_page(editor, "pictured")) == odd


def take_out(client, place):
    form = soup_of(client.get(place)).select_one("form[action*='/removal']")
    sent = {tag["name"]: tag["value"] for tag in form.select("input")}
    return client.post(form["action"], data=sent)


def test_a_picture_of_a_phone_that_is_taken_out_leaves_the_text_as_it_was_and_sound(editor):
    before = typed(text_page(editor, "pictured"))
    send(editor, data=picture(), alt="휴대폰 화면", where="phone")

    answer = take_out(editor, f"{PLACE}?look=phone")

    assert pictures.REMOVED in editor.get(answer.location).text
    assert typed(text_page(editor, "pictured")) == before


def publish(client, mall="pictured"):
    page = soup_of(client.get(f"/editor/{mall}/publish"))
    sent = {tag["name"]: tag.get("value", "") for tag in page.select("form[action$='/publication'] input[name]")}  # fmt: skip
    return client.post(f"/editor/{mall}/publication", data=sent)


def waiting(app):
    """Name the pictures that are kept for every machine beside the texts on their way."""
    with reading(services_of(app).sellers.engine) as connection:
        return list(guide_pictures.names(connection))


def test_what_is_published_is_kept_once_and_stands_on_every_machine(app, editor, tmp_path):
    if not app.extensions["wizard"].settings.shared:
        return
    send(editor, data=picture(), alt=ALT)
    [name] = waiting(app)

    publish(editor)

    machine = machine_in(services_of(app).sellers.engine, tmp_path / "b", ("fork", "constants"))
    assert waiting(app) == []
    assert (machine.source.folder() / "images" / name).is_file()
    assert soup_of(editor.get(PLACE)).select_one(".canvas img")


def test_a_published_picture_that_a_colleagues_text_names_is_there_for_that_text(app, editor):
    if not app.extensions["wizard"].settings.shared:
        return
    colleague = staff_client(app, "editor", "other@example.com")
    sent = picture()
    for client, alt in ((colleague, "동료의 글"), (editor, ALT)):
        send(client, data=sent, alt=alt)
    [name] = waiting(app)
    publish(editor)

    services_of(app).publishing.roll_back("operator")

    assert waiting(app) == []
    assert name in typed(text_page(colleague, "pictured"))
    assert soup_of(colleague.get(PLACE)).select_one(".canvas img")


def test_a_picture_that_is_not_published_stays_when_another_one_is(app, editor):
    if not app.extensions["wizard"].settings.shared:
        return
    send(editor, data=picture(size=(300, 200)), alt=ALT, act="upload")
    [first] = waiting(app)
    send(editor, data=picture(size=(301, 200)), alt=ALT)

    publish(editor)

    assert waiting(app) == [first]


def test_the_list_opens_the_folder_no_oftener_for_more_pictures(app, editor, monkeypatch):
    source, asked = type(services_of(app).editing.source), []
    folder = source.folder
    monkeypatch.setattr(source, "folder", lambda self, *told: asked.append(self) or folder(self, *told))  # fmt: skip
    counts = []
    for look in ("", "phone", "pc"):
        send(editor, f"{PLACE}?look=new" if look else PLACE, data=picture(), alt=ALT, where=look)
        asked.clear()
        assert len(soup_of(editor.get("/editor/pictured/pictures")).select(".thumb img")) > 1
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_an_upload_that_is_used_nowhere_goes_by_itself_and_the_log_says_so(app, editor):
    send(editor, data=picture(), alt=ALT, act="upload")
    services, later = services_of(app), clock() + timedelta(days=UNUSED_DAYS, minutes=1)
    assert len(kept(app)[0]) == 2
    runner = JobRunner.of(services)
    runner.clear = replace(services.unused_pictures, now=lambda: later).clear

    while runner.round() == 0:
        pass

    assert kept(app)[0] == ["console.png"]
    log = soup_of(staff_client(app, "admin", "admin@example.com").get("/staff/audit")).text
    assert "어느 글에도 쓰지 않은 그림을 지웠어요" in log
    assert JobRunner.of(services).clear == services.unused_pictures.clear

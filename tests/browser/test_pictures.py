"""A guide's picture in a real browser: chosen, pasted, dropped; its boxes drawn by mouse, by finger and by keys."""

import re

import pytest
from conftest import prepared, settings_for
from playwright.sync_api import expect
from support.folders import folder_in
from support.people import services_of
from support.pictures import picture
from support.serving import served
from support.staff_pages import staff_pages

from wizard.app import create_app
from wizard.content.written_pictures import steps_in
from wizard.web.editor import pictures

PLACE = "/editor/pictured/pictures/bare"
SENT = {"name": "화면.png", "mimeType": "image/png", "buffer": picture("PNG", size=(800, 500))}
GIVE = """async ([kind, size]) => {
  const drawn = document.createElement("canvas");
  [drawn.width, drawn.height] = size;
  const blob = await new Promise((done) => drawn.toBlob(done, "image/png"));
  const told = new DataTransfer();
  told.items.add(new File([blob], "image.png", { type: "image/png" }));
  const options = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent(kind, { ...options, clipboardData: told })
    : new DragEvent(kind, { ...options, dataTransfer: told });
  document.querySelector("#alt").dispatchEvent(event);
}"""


@pytest.fixture
def app(tmp_path):
    folder = folder_in(tmp_path, ("fork", "pictured", "constants"))
    (folder / "images").mkdir()
    (folder / "images" / "console.png").write_bytes(picture())
    app = create_app(prepared(settings_for(tmp_path, guides=folder)))
    yield app
    services_of(app).sellers.engine.dispose()


@pytest.fixture
def page_of(chromium, app):
    """Gives a page in which an editor is signed in, at the form of a screen's picture."""
    with served(app) as address, staff_pages(chromium, address, app) as page:
        yield lambda place=PLACE, **options: page(place, **options)


def put(page):
    page.set_input_files("#picture", [SENT])
    expect(page.locator("[data-canvas]")).to_be_visible()


def box(page, mark=1):
    return [
        page.input_value(f"[name='b{mark}.{side}']") for side in ("left", "top", "width", "height")
    ]


def at(page, x, y):
    """Give the place on the screen of a place on the picture, both in percent of it."""
    img = page.locator("[data-canvas] img")
    img.scroll_into_view_if_needed()
    found = img.bounding_box()
    return found["x"] + found["width"] * x / 100, found["y"] + found["height"] * y / 100


def drag(page, start, end):
    page.mouse.move(*at(page, *start))
    page.mouse.down()
    page.mouse.move(*at(page, *end), steps=4)
    page.mouse.up()


def near(found, wanted):
    return [float(one) for one in found] == pytest.approx(wanted, abs=0.6)


def written(app, page, step_id="bare"):
    """Give the pictures of a step as this editor's text has them."""
    opened_text = services_of(app).editing.open(
        "pictured", page.member, app.extensions["wizard"].today
    )
    return next(step for step in steps_in(opened_text.text) if step.id == step_id).pictures


def save(page):
    with page.expect_response(
        lambda answer: answer.request.method == "POST"
    ):  # no older word of success
        page.click("button[value=save]")
    expect(page.locator(".good")).to_contain_text(pictures.SAVED)


def test_a_chosen_picture_is_shown_at_once_and_what_was_typed_stays(app, page_of):
    page = page_of()
    page.fill("#alt", "단추가 있는 화면")

    put(page)

    expect(page.locator("#alt")).to_have_value("단추가 있는 화면")
    assert not written(app, page)
    save(page)
    assert written(app, page)[""].alt == "단추가 있는 화면"
    expect(page.frame_locator("#stage").locator(".p-shot img")).to_have_attribute(
        "alt", "단추가 있는 화면"
    )


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_screen_that_is_pasted_or_dropped_is_the_picture(app, page_of, kind):
    page = page_of()
    page.fill("#alt", "붙인 화면")

    page.evaluate(GIVE, [kind, [400, 300]])

    expect(page.locator("[data-canvas] img")).to_have_attribute("width", "400")
    save(page)
    assert re.fullmatch(r"pictured-bare-[0-9a-f]{12}\.webp", written(app, page)[""].file)


def test_what_is_pasted_as_text_is_typed_as_ever(page_of):
    page = page_of()

    is_left_alone = page.evaluate("""() => {
      const told = new DataTransfer();
      told.setData("text/plain", "적은 글");
      const options = { bubbles: true, cancelable: true, clipboardData: told };
      return document.querySelector("#alt").dispatchEvent(new ClipboardEvent("paste", options));
    }""")

    assert is_left_alone
    assert page.locator("[data-canvas]").count() == 0


def test_a_picture_too_large_to_send_is_told_before_anything_is_lost(page_of):
    page = page_of()
    page.fill("#alt", "적은 글")

    page.set_input_files("#picture", [SENT | {"buffer": b"\x89PNG" + b"a" * 6_000_001}])

    expect(page.locator("[data-too-large]")).to_be_visible()
    expect(page.locator("#alt")).to_have_value("적은 글")
    assert page.evaluate("document.querySelector('#picture').value") == ""


def test_a_box_is_drawn_moved_and_sized_by_the_mouse(app, page_of):
    page = page_of("/editor/pictured/pictures/drawn")
    put(page)

    drag(page, (20, 20), (50, 40))
    assert near(box(page), [20, 20, 30, 20])
    drag(page, (35, 30), (45, 50))
    assert near(box(page), [30, 40, 30, 20])
    drag(page, (60, 60), (70, 65))
    assert near(box(page), [30, 40, 40, 25])
    drag(page, (5, 5), (15, 12))
    page.fill("#alt", "두 곳을 누르는 화면")
    page.check("[name=undraws]")
    save(page)

    boxes = written(app, page, "drawn")[""].boxes
    assert [one.mark for one in boxes] == ["1", "2"]
    expect(page.frame_locator("#stage").locator(".p-shot rect")).to_have_count(2)


def test_before_there_is_a_picture_no_number_is_asked_and_each_answer_stands_beside_its_circle(page_of):  # fmt: skip
    page = page_of()
    expect(page.locator("[data-box]")).to_have_count(0)

    circle = page.locator(".option input").first.bounding_box()
    words = page.locator(".option span").first.bounding_box()
    assert circle["y"] + circle["height"] / 2 == pytest.approx(
        words["y"] + words["height"] / 2, abs=2
    )
    put(page)

    expect(page.locator("[data-box='1']")).to_be_visible()


def test_a_first_picture_replaces_the_drawn_one_and_who_keeps_both_is_told_the_way_out(app, page_of):  # fmt: skip
    page = page_of("/editor/pictured/pictures/drawn")
    expect(page.locator("#undraws")).to_be_checked()
    put(page)
    drag(page, (20, 20), (50, 40))
    drag(page, (60, 60), (80, 80))
    page.fill("#alt", "단추를 누르는 화면")
    page.uncheck("#undraws")
    save(page)
    assert [one.mark for one in written(app, page, "drawn")[""].boxes] == ["1", "2"]

    page.click("a[href='#undraws']")
    page.check("#undraws")
    save(page)

    expect(page.locator("#undraws")).to_have_count(0)
    expect(page.locator(".faults")).to_have_count(0)


def test_a_click_alone_draws_no_box_and_a_box_never_leaves_the_picture(page_of):
    page = page_of()
    put(page)

    page.mouse.click(*at(page, 50, 50))
    assert box(page) == ["", "", "", ""]
    drag(page, (60, 60), (80, 80))
    drag(page, (70, 70), (99, 99))

    assert near(box(page), [80, 80, 20, 20])


@pytest.mark.parametrize("share", [11.14, 33.35, 47.26])
def test_a_box_that_is_drawn_to_the_edge_ends_there_and_is_saved(app, page_of, share):
    page = page_of("/editor/pictured/pictures/photographed")

    sums = page.evaluate(
        """(share) => {
      const over = document.querySelector("[data-canvas]");
      const { left, top, width, height } = over.querySelector("img").getBoundingClientRect();
      over.setPointerCapture = () => {};
      const send = (kind, x, y) => over.dispatchEvent(new PointerEvent(kind, {
        bubbles: true, cancelable: true, clientX: left + width * x / 100, clientY: top + height * y / 100,
      }));
      const sides = ["left", "top", "width", "height"];
      const at = () => sides.map((side) => Number(document.querySelector(`[name='b2.${side}']`).value));
      const found = [];
      for (let more = 0; more < 1; more += 0.013) {
        sides.forEach((side) => { document.querySelector(`[name='b2.${side}']`).value = ""; });
        send("pointerdown", share + more, share + more);
        send("pointermove", 120, 120);
        send("pointerup", 120, 120);
        const [x, y, w, h] = at();
        found.push(Math.round((x + w) * 10), Math.round((y + h) * 10));
      }
      return [...new Set(found)];
    }""",
        share,
    )

    assert sums == [1000]
    page.fill("#alt", "가장자리까지 누르는 화면")
    save(page)
    assert [one.mark for one in written(app, page, "photographed")[""].boxes] == ["1", "2"]


def test_a_picture_that_comes_beside_copied_text_is_left_alone_in_a_box_for_text(page_of):
    page = page_of()
    paste = """(where) => {
      const told = new DataTransfer();
      told.setData("text/plain", "적은 글");
      told.items.add(new File(["a"], "image.png", { type: "image/png" }));
      const options = { bubbles: true, cancelable: true, clipboardData: told };
      return document.querySelector(where).dispatchEvent(new ClipboardEvent("paste", options));
    }"""

    assert page.evaluate(paste, "#alt")
    assert page.evaluate("document.querySelector('#picture').files.length") == 0
    assert not page.evaluate(paste, "[data-paste]")


def test_boxes_doubled_in_another_tab_and_a_guide_that_goes_away_cost_nothing_that_was_typed(app, page_of):  # fmt: skip
    page = page_of("/editor/pictured/pictures/photographed")
    page.fill("#alt", "애써 적은 글")
    file = app.extensions["wizard"].settings.guides / "pictured.yaml"
    before = file.read_text("utf-8")
    line = next(line for line in before.splitlines() if "boxes: [" in line)
    one = line.split("[")[1].rstrip("]")
    file.write_text(before.replace(line, f"      boxes: [{one}, {one}]"), "utf-8")

    page.click("button[value=save]")
    expect(page.locator("#summary")).to_contain_text("그 사이 이 그림이")
    expect(page.locator("#alt")).to_have_value("애써 적은 글")
    file.unlink()
    page.click("button[value=save]")
    expect(page.locator("#summary")).to_contain_text("글이 없어졌어요")
    expect(page.locator("#alt")).to_have_value("애써 적은 글")
    file.write_text(before, "utf-8")
    page.click("button[value=save]")
    expect(page.locator("#summary")).to_contain_text("그 사이 이 그림이")
    save(page)

    assert written(app, page, "photographed")[""].alt == "애써 적은 글"


def test_a_finger_draws_as_a_mouse_does(page_of):
    page = page_of(has_touch=True, viewport={"width": 390, "height": 844})
    put(page)
    x, y = at(page, 20, 20)
    x2, y2 = at(page, 60, 50)
    client = page.context.new_cdp_session(page)
    touch = lambda kind, *points: client.send(  # noqa: E731
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": one, "y": two} for one, two in points]},
    )

    touch("touchStart", (x, y))
    touch("touchMove", ((x + x2) / 2, (y + y2) / 2))
    touch("touchMove", (x2, y2))
    touch("touchEnd")

    assert near(box(page), [20, 20, 40, 30])


def test_a_box_is_put_moved_sized_and_deleted_by_keys_alone(app, page_of):
    page = page_of("/editor/pictured/pictures/photographed")
    page.focus("[data-add-box]")
    page.keyboard.press("Enter")
    mark = page.locator("[data-canvas] [data-mark='2']")
    expect(mark).to_be_focused()

    for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert box(page, 2) == ["39", "43", "21", "11"]
    expect(mark).to_have_attribute("aria-label", "상자 2, 왼쪽 39%, 위 43%, 너비 21%, 높이 11%")
    page.keyboard.press("Enter")
    expect(page.locator("[name='b2.left']")).to_be_focused()
    mark.focus()
    page.keyboard.press("Delete")

    expect(mark).to_have_count(0)
    assert box(page, 2) == ["", "", "", ""]
    expect(page.locator("[data-add-box]")).to_be_focused()
    page.fill("#alt", "새 글")
    save(page)
    assert [one.mark for one in written(app, page, "photographed")[""].boxes] == ["1"]


def test_what_is_typed_is_drawn_and_what_is_no_box_is_not(page_of):
    page = page_of()
    put(page)

    for side, number in (("left", "10"), ("top", "20,5"), ("width", "30"), ("height", "40%")):
        page.fill(f"[name='b1.{side}']", number)
    rect = page.locator("[data-canvas] rect")
    expect(rect).to_have_attribute("y", "20.5%")
    expect(rect).to_have_attribute("height", "40%")
    page.fill("[name='b1.width']", "넓게")

    expect(rect).to_have_count(0)


def test_without_scripts_a_picture_is_put_in_and_marked_by_numbers(app, page_of):
    page = page_of("/editor/pictured/pictures/photographed", java_script_enabled=False)

    page.fill("[name='b1.left']", "12.5")
    page.set_input_files("#picture", [SENT])
    page.click("button[value=upload]")
    expect(page.locator("[data-canvas] rect")).to_have_attribute("x", "12.5%")
    page.click("button[value=save]")

    expect(page.locator(".good")).to_contain_text(pictures.SAVED)
    [found] = written(app, page, "photographed")[""].boxes
    assert (found.left, found.top) == ("12.5", "37.5")


def test_after_a_save_back_and_a_second_press_lose_nothing(app, page_of):
    page = page_of()
    put(page)
    page.fill("#alt", "처음 글")
    page.dblclick("button[value=save]")
    expect(page.locator(".good")).to_contain_text(pictures.SAVED)

    page.goto("/editor/pictured/pictures")
    page.go_back()
    expect(page.locator("#alt")).to_have_value("처음 글")
    page.fill("#alt", "나중 글")
    save(page)

    assert written(app, page)[""].alt == "나중 글"

from xml.etree import ElementTree as ET

from wizard.charts.bars import Bar, bars


def drawn(*rows):
    return ET.fromstring(bars("제목", "한 문장", list(rows)))


def test_a_picture_is_an_image_with_a_name_and_a_sentence():
    svg = drawn(Bar("가", (("on", 3),), "3번"))

    assert svg.get("role") == "img"
    assert [svg.findtext("title"), svg.findtext("desc")] == ["제목", "한 문장"]


def test_parts_are_as_long_as_they_are_much_and_stand_side_by_side():
    svg = drawn(Bar("가", (("on", 30), ("lost", 10)), ""), Bar("나", (("on", 20),), ""))
    on, lost, other = [
        (float(rect.get("x")[:-1]), float(rect.get("width")[:-1])) for rect in svg.iter("rect")
    ]

    assert on[1] == 3 * lost[1] == 1.5 * other[1]
    assert lost[0] == on[0] + on[1]
    assert lost[0] + lost[1] < 100


def test_words_from_a_guide_are_text_and_nothing_of_nothing_is_drawn():
    svg = drawn(Bar("<b>&", (("on", 0),), "0번"))

    assert svg.findtext("text") == "<b>&"
    assert not list(svg.iter("rect"))


def test_no_rows_make_an_empty_picture():
    assert not list(drawn().iter("rect"))

"""An answer, read: whatever a mall, or somebody in between, sends."""

from datetime import date

import pytest

from wizard.verdicts.answer import Answer
from wizard.verdicts.conditions import When
from wizard.verdicts.reading import MAX_SHOWN_CHARS, Reading

XML = "text/xml;charset=EUC-KR"
JSON = "application/json;charset=UTF-8"


def reading(body, kind=JSON, status=200):
    raw = body if isinstance(body, bytes) else body.encode()
    return Reading(Answer(status, {"content-type": kind}, raw))


@pytest.mark.parametrize("named", [XML, 'text/xml; charset="ks_c_5601-1987"', "text/xml"])
def test_korean_bytes_are_read_as_the_header_or_the_declaration_says(named):
    raw = '<?xml version="1.0" encoding="euc-kr"?><a><b>쀍 인증된 IP가 아닙니다</b></a>'.encode(
        "cp949"
    )

    found = reading(raw, named)

    assert found.at("b") == "쀍 인증된 IP가 아닙니다"
    assert found.root == "a"


@pytest.mark.parametrize("kind", ["text/xml;charset=no-such-thing", "text/plain", ""])
def test_bytes_of_an_unknown_or_wrong_encoding_are_read_all_the_same(kind):
    assert "OK" in reading(b"\xff\xfeOK\x00", kind).text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("data.trNm", "예시상점"),
        ("list.name", "첫째"),
        ("count", "3"),
        ("yes", "true"),
        ("empty", "[]"),
        ("data", '{"trNm": "예시상점"}'),
        ("nothing", None),
        ("data.nothing.more", None),
        ("null", None),
    ],
)
def test_a_path_leads_into_json(path, found):
    body = (
        '{"data": {"trNm": "예시상점"}, "list": [{"no": 1}, {"name": "첫째"}, {"name": "둘째"}],'
        ' "count": 3, "yes": true, "empty": [], "null": null}'
    )

    assert reading(body).at(path) == found


def test_a_path_leads_into_xml_by_local_names_and_to_attributes():
    body = '<s:E xmlns:s="urn:s"><s:B><Row SellerID="shop1"/><memNo> 70 </memNo></s:B></s:E>'

    found = reading(body, "text/xml")

    assert (found.root, found.at("B.memNo"), found.at("@SellerID")) == ("E", "70", "shop1")
    assert found.at("Row.@SellerID") == "shop1"
    assert found.at("memNo.@SellerID") is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("[" * 100_000, JSON),
        ('{"a":' * 50_000, JSON),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "text/xml"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "text/xml"),
        ("<a><b></a>", "text/xml"),
        ("<a>\x00</a>", "text/xml"),
        ("", "text/xml"),
        (b"\x80\x81\x82", "application/octet-stream"),
    ],
    ids=["deep list", "deep object", "entity", "outside file", "torn", "nul", "empty", "bytes"],
)
def test_what_is_hostile_or_torn_is_neither_json_nor_xml_and_breaks_nothing(body, kind):
    found = reading(body, kind)

    assert (found.json, found.xml, found.root, found.at("a")) == (None, None, "", None)


def test_an_answer_however_deep_is_read_or_is_not_and_breaks_nothing():
    for depth in range(700, 1000):
        for opened, closed in (("[", "]"), ('{"a":', "}")):
            found = reading('{"message":' + opened * depth + "1" + closed * depth + "}")

            assert (
                found.json is None or "message" in found.json
            )  # read by a rule that stands higher
            assert found.at("message.nothing") is None
            assert found.at("message") in {None, "…"} or len(found.at("message")) == MAX_SHOWN_CHARS
            assert When(input="message").fits(found, {}, date(2026, 11, 26)) is False


def test_what_is_shown_of_a_body_is_short():
    assert len(reading(f'{{"name": "{"가" * 5000}"}}').at("name")) == MAX_SHOWN_CHARS


@pytest.mark.parametrize(
    ("body", "kind", "is_html"),
    [
        ("<!DOCTYPE html><p>", "text/plain", True),
        ("\n <HTML>", "text/xml", True),
        ("{}", "text/html; charset=utf-8", True),
        ("{}", JSON, False),
        ("<a/>", "text/xml", False),
    ],
)
def test_a_page_for_people_is_known_whatever_it_calls_itself(body, kind, is_html):
    assert reading(body, kind).is_html == is_html


def test_nothing_of_a_body_is_in_its_name():
    assert repr(Answer(200, {"x": "canary"}, b"canary")) == "<Answer 200, 6 bytes>"

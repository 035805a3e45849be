"""Every answer that a mall was seen to give is given by a practice mall, to who types the seller's values."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support.mall_requests import ask

from practice.sellers import SELLERS

RECORDED = {
    row["id"]: row
    for row in json.loads(Path(__file__).with_name("recorded.json").read_text(encoding="utf-8"))
}
BODY = "{http://schemas.xmlsoap.org/soap/envelope/}Body"
IP = re.compile(r"\d+\.\d+\.\d+\.\d+")
RIGHT = [seller for seller in SELLERS if seller.id == f"{seller.mall}/right"]
BEYOND = {("WRONG_KEY", "EXPIRED"), ("OK", "WRONG_ID")}
"""Classes that follow from an answer together with what was typed: a date of issue, another's ID."""
ANSWERED = [seller for seller in SELLERS if seller.answer in RECORDED]
KEYS = {"access_key", "secret_key", "api_key", "app_secret"}
BEFALLEN = {"slow", "cut", "too_big", "clock_skew", "redirect"}


def test_every_recorded_answer_has_a_practice_seller():
    token = "naver/token_ok"  # on the way to every account

    assert {seller.answer for seller in SELLERS} - BEFALLEN == RECORDED.keys() - {token}


@pytest.mark.parametrize("seller", ANSWERED, ids=lambda seller: seller.id)
def test_a_seller_is_answered_as_the_mall_was_seen_to_answer(town, seller):
    recorded = RECORDED[seller.answer]

    answer = ask(town, seller)

    assert answer.status_code == recorded["status"]
    assert answer.headers["Content-Type"] == recorded["content_type"]
    assert recorded["headers"].items() <= {k.lower(): v for k, v in answer.headers.items()}.items()
    told, seen = (_read(text, recorded) for text in (_text(answer, recorded), recorded["body"]))
    assert _shape(told) == _shape(seen)
    if recorded["verdict"] != "OK":
        assert told == seen


def test_every_seller_leads_to_the_class_that_was_recorded():
    for seller in ANSWERED:
        recorded = RECORDED[seller.answer]
        as_recorded = (seller.verdict, seller.field) == (recorded["verdict"], recorded["field"])
        assert as_recorded or (recorded["verdict"], seller.verdict) in BEYOND, seller.id


def test_whatever_was_the_matter_every_seller_gets_to_a_good_answer(town):
    good = {seller.mall: _shape(_read(*_pair(ask(town, seller), seller))) for seller in RIGHT}
    for seller in SELLERS:
        town.registry.settle(seller.id)

        answer = ask(town, seller, seller.mended)

        assert answer.status_code == 200, seller.id
        [well] = [each for each in RIGHT if each.mall == seller.mall]
        assert _shape(_read(*_pair(answer, well))) == good[seller.mall], seller.id


def test_no_two_sellers_of_a_mall_type_the_same():
    typed = [(seller.mall, *sorted(seller.typed.items())) for seller in SELLERS]

    assert len(set(typed)) == len(typed)


def test_a_mall_names_the_member_and_the_shop_that_it_knows(town):
    by_id = town.registry.sellers

    assert ask(town, by_id["lotteon/right"]).json()["data"]["trNm"] == "연습상점 01"
    assert ask(town, by_id["lotteon/other-shop"]).json()["data"]["trNm"] == "남의가게"
    assert "<memNo>70000001<" in ask(town, by_id["11st/right"]).content.decode("euc-kr")


def test_no_mall_but_auction_says_a_key_again(town):
    for seller in ANSWERED:
        answer = ask(town, seller)

        said = f"{answer.headers}{answer.content!r}"
        told = {name for name in KEYS & seller.typed.keys() if seller.typed[name] in said}
        assert told == ({"api_key"} if seller.answer == "auction_ticket/ok_rows" else set())


def _text(answer, recorded):
    return answer.content.decode(recorded["encoding"])


def _pair(answer, seller):
    recorded = RECORDED[seller.answer]
    return _text(answer, recorded), recorded


def _read(text, recorded):
    """Read a body as what it is, without what no two answers share."""
    text = IP.sub("IP", text)
    if "json" in recorded["content_type"]:
        read = json.loads(text)
        return {n: v for n, v in read.items() if n not in {"timestamp", "traceId", "access_token"}}
    if "xml" in recorded["content_type"]:
        root = ET.fromstring(text.partition("?>")[2])
        return _element(root.find(BODY) if root.find(BODY) is not None else root)
    return text


def _element(element):
    return (
        element.tag,
        dict(element.attrib),
        element.text or "",
        [_element(each) for each in element],
    )


def _shape(read):
    """Give names and kinds, without the values."""
    match read:
        case dict():
            return {name: _shape(value) for name, value in read.items()}
        case list():
            return [_shape(value) for value in read]
        case (tag, attributes, text, children):
            return tag, sorted(attributes), bool(text), [_shape(child) for child in children]
    return type(read).__name__

"""Every answer that a mall was seen to give is given by a practice mall, to who types the seller's values."""

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support.mall_requests import ask

from practice.sellers import SELLERS
from wizard.content.catalog import open_catalog
from wizard.korean.calendar import in_korea
from wizard.verdicts.answer import Answer
from wizard.verdicts.judge import judge
from wizard.verdicts.samples import samples_of

GUIDES = Path(__file__).parents[2] / "content" / "guides"
VERIFIED = ("coupang", "11st", "lotteon", "smartstore", "gmarket", "auction")
SAMPLES = {
    f"{mall}/{sample.id}": sample
    for mall in VERIFIED
    for sample in samples_of(json.loads((GUIDES / "samples" / f"{mall}.json").read_bytes()))
}
BODY = "{http://schemas.xmlsoap.org/soap/envelope/}Body"
IP = re.compile(r"\d+\.\d+\.\d+\.\d+")
KEYS = {"access_key", "secret_key", "api_key", "app_secret"}
ANSWERED = [seller for seller in SELLERS if seller.answer in SAMPLES]
BY_DATE = ("WRONG_KEY", "EXPIRED")
"""No mall tells that a key has ended: the product knows from the date of issue."""

RIGHT = [seller for seller in SELLERS if seller.id == f"{seller.mall}/right"]
BEFALLEN = {"slow", "cut", "too_big", "clock_skew", "redirect"}
AGAIN = {
    "smartstore/token_ok",  # on the way to every account
    "coupang/issued_yesterday",
    "coupang/issued_last_month",
    "auction/other_seller",
    "auction/own_seller",
}
"""Samples that differ from another in what is typed only."""


def test_every_recorded_answer_has_a_practice_seller():
    assert {seller.answer for seller in SELLERS} - BEFALLEN == SAMPLES.keys() - AGAIN


@pytest.mark.parametrize("seller", ANSWERED, ids=lambda seller: seller.id)
def test_a_seller_is_answered_as_the_mall_was_seen_to_answer(town, seller):
    sample = SAMPLES[seller.answer]

    answer = ask(town, seller)

    assert answer.status_code == sample.status
    assert answer.headers["Content-Type"] == sample.headers["Content-Type"]
    told, seen = _read(answer.content, sample), _read(sample.answer.body, sample)
    assert _shape(told) == _shape(seen)
    if sample.verdict != "OK":
        assert told == seen


@pytest.mark.parametrize("mall", VERIFIED)
def test_a_guide_makes_of_every_answer_what_the_table_says(town, mall):
    probes = {p.id: p for way in verify_of(mall).ways for p in way.probes}
    for seller in ANSWERED:
        if seller.answer.startswith(f"{mall}/") and seller.mall != "smartstore-own":
            now, answer = datetime.now(UTC), ask(town, seller)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            given = {**seller.typed, "issued_on": seller.issued_on(now)}
            told = Answer(answer.status_code, headers, answer.content)

            verdict = judge(probes[SAMPLES[seller.answer].probe], told, given, now, in_korea(now))

            as_told = verdict.verdict == seller.verdict
            assert as_told or (verdict.verdict, seller.verdict) == BY_DATE, seller.id


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
        assert told == ({"api_key"} if seller.answer == "auction/ok_rows" else set())


@cache
def _catalog():
    return open_catalog(GUIDES)


def verify_of(mall):
    return _catalog().guides[mall].verify


def _pair(answer, seller):
    return answer.content, SAMPLES[seller.answer]


def _read(body, sample):
    """Read a body as what it is, without what no two answers share."""
    text = IP.sub("IP", _decoded(body))
    kind = sample.answer.content_type
    if "json" in kind and text:
        read = json.loads(text)
        return {n: v for n, v in read.items() if n not in {"timestamp", "traceId", "access_token"}}
    if "xml" in kind:
        root = ET.fromstring(text.partition("?>")[2])
        return _element(root.find(BODY) if root.find(BODY) is not None else root)
    return text


def _decoded(body):
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp949")


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

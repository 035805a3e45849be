"""A pasted block is split by its labels; one value is never touched."""

import json
import random
from dataclasses import replace
from datetime import date
from itertools import pairwise
from string import ascii_letters, digits, punctuation

import pytest
from conftest import CONTENT
from support.small_guides import form, guide_of, with_steps

from wizard.content.catalog import open_catalog
from wizard.forms import paste_parser
from wizard.forms.paste.labels import labels_in
from wizard.forms.paste.lexicon import lexicon_of
from wizard.forms.paste.mall import Mall
from wizard.forms.paste.names import OTHERS
from wizard.forms.paste.tree import Tree
from wizard.forms.paste.view import view_of
from wizard.korean.calendar import read_day

GUIDES = open_catalog(CONTENT).guides
VENDOR = "A00012345"
ACCESS = "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13"
SECRET = "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de"
ALL = {"vendor_id": VENDOR, "access_key": ACCESS, "secret_key": SECRET}
LOTTEON = "5d2f81c07be94a3618f0c2d7e5b96a4403e8d1c7f26b5a908d4e71c3"


def fields_of(mall):
    return next(step for step in GUIDES[mall].steps if step.kind == "credentials").fields


COUPANG = fields_of("coupang")


def told(text, fields=COUPANG):
    return {part.name: part.said(text) for part in paste_parser.split(fields, text)}


@pytest.mark.parametrize(
    "text",
    [
        f"업체코드 {VENDOR} Access Key {ACCESS} Secret Key {SECRET}",
        f"업체코드: {VENDOR}\nAccess Key: {ACCESS}\nSecret Key: {SECRET}\n",
        f"업체코드\n{VENDOR}\nAccess Key\n{ACCESS}\nSecret Key\n{SECRET}",
        f"업체코드\r\n\r\n{VENDOR}\r\n\r\nAccess Key\r\n{ACCESS}\r\nSecret Key\r\n{SECRET}",
        f"업체코드\t{VENDOR}\nAccess Key\t{ACCESS}\nSecret Key\t{SECRET}",
        f"업체코드\tAccess Key\tSecret Key\n{VENDOR}\t{ACCESS}\t{SECRET}",
        f"업체코드 Access Key Secret Key {VENDOR} {ACCESS} {SECRET}",
        f"업체코드\t업체명\tAccess Key\tSecret Key\n{VENDOR}\t우리상점\t{ACCESS}\t{SECRET}",
        f"Secret Key : {SECRET}\nAccess Key : {ACCESS}\n업체코드 : {VENDOR}",
        f"업체코드 {VENDOR} 복사 Access Key {ACCESS} 복사하기 Secret Key {SECRET} 복사",
        f"1. 업체코드 - {VENDOR}\n2. ACCESS-KEY - {ACCESS}\n3. secret_key - {SECRET}",
        f"• 업체코드 {VENDOR} • accesskey {ACCESS} • 비밀키 {SECRET}",
        f"업체ID(업체코드) : {VENDOR}, API 인증키(Access Key) = {ACCESS}, 비밀키 {SECRET}",
        f"OPEN API키 발급\n업체코드\n{VENDOR}\n업체명\n우리상점\nAccess Key\n{ACCESS}\nSecret Key\n{SECRET}\n재발급 삭제",
        f"Access Key를 복사하세요.\n업체코드 {VENDOR}\nAccess Key {ACCESS}\nSecret Key {SECRET}",
        f"Vendor ID\xa0{VENDOR}\nAccess\u200bKey：{ACCESS}\nSecret  Key＝{SECRET}",
        f"업체코드: {VENDOR} 업체코드: {VENDOR} Access Key: {ACCESS} Secret Key: {SECRET}",
    ],
    ids=[
        "one line", "colons", "on following lines", "blank lines", "rows of a table",
        "a table with a head", "its head on one line", "a column of no box", "the other way round",
        "with buttons", "a numbered list", "bullets", "two names and signs", "a whole page",
        "with an instruction", "odd blanks", "said twice",
    ],
)  # fmt: skip
def test_a_block_goes_to_the_boxes_it_names(text):
    assert told(text) == ALL


@pytest.mark.parametrize(
    ("mall", "text", "parts"),
    [
        (
            "lotteon",
            f"인증키\t발급일\t유효기간\t상태\t삭제\n{LOTTEON}\t2026-05-13\t2027-05-13\t정상\t삭제",
            {"api_key": LOTTEON, "issued_on": "2026-05-13"},
        ),
        (
            "smartstore",
            "API 연동용 판매자 ID\nncp_1abc0d_01\nAPI ID\nsome-id\n스토어팜 연결 주소\nhttps://smartstore.naver.com/sbdc1228",
            {
                "api_seller_id": "ncp_1abc0d_01",
                "api_id": "some-id",
                "store": "https://smartstore.naver.com/sbdc1228",
            },
        ),
        (
            "tmon",
            "아이디: woorideal / 파트너 API KEY: 5b1e8c40-7d2f-4a96-b3c8-0f9d6e7a2154",
            {"login_id": "woorideal", "api_key": "5b1e8c40-7d2f-4a96-b3c8-0f9d6e7a2154"},
        ),
        (
            "auction",
            "예금주 : (주)우리 상점\n계좌번호 : 110-123-456789",
            {"holder": "(주)우리 상점", "bank_account": "110-123-456789"},
        ),
        (
            "coupang",
            "사용자ID\twoorishop\n비밀번호\tp w:1=2\n",
            {"login_id": "woorishop", "password": "p w:1=2"},
        ),
    ],
    ids=["lotteon's table", "smartstore", "tmon", "a firm in brackets", "a password with signs"],
)
def test_each_mall_is_split_by_its_consoles_own_words(mall, text, parts):
    assert told(text, fields_of(mall)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        VENDOR,
        ACCESS,
        f" {SECRET} \n",
        "업체코드",
        "correct horse battery staple",
        "비밀번호",
        "사용자ID woorishop",
        "비밀번호: correct horse",
        "my-access key is mine",
        "Access Key를 Secret Key와 함께 복사해요",
        "비밀번호를 바꾼 뒤 사용자ID 확인",
        "사용자ID: 하나 사용자ID: 둘 비밀번호: 셋",
        f"업체코드{VENDOR}Access Key{ACCESS}",
        "업체코드\nAccess Key\nSecret Key",
        f"업체코드: {VENDOR} Access Key: {ACCESS} " + "x" * paste_parser.MAX_CHARS,
    ],
)
def test_one_value_stays_one(text):
    assert told(text) == {}


def test_one_labelled_value_is_taken_out_only_if_its_format_proves_it():
    assert told(f"업체코드 {VENDOR}") == {"vendor_id": VENDOR}
    assert told(f"Access Key: {ACCESS}") == {"access_key": ACCESS}
    assert told("Access Key: something else") == {}


SIGNS = punctuation + "가나다 \t：＝→()[]"


def noise(dice, alphabet, size):
    return "".join(dice.choice(alphabet) for _ in range(size))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_pasted_parts_lie_in_the_text_apart_and_once(seed):
    dice = random.Random(seed)
    names = [name for what in COUPANG.values() for name in what.names]
    for _ in range(200):
        pieces = dice.choices([*names, *ALL.values(), "\n", "\t", ": ", " ", "(", ")", "- "], k=12)
        text = "".join([*pieces, noise(dice, SIGNS + ascii_letters, dice.randrange(8))])
        parts = paste_parser.split(COUPANG, text)

        assert len({part.name for part in parts}) == len(parts)
        assert all(part.said(text).strip() == part.said(text) != "" for part in parts)
        spans = [span for part in parts for span in part.spans]
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("seed", range(6))
def test_a_value_without_blanks_is_never_split(seed):
    dice = random.Random(seed)
    for _ in range(500):
        text = noise(
            dice,
            ascii_letters
            + digits
            + punctuation.replace(":", "")
            .replace("=", "")
            .replace("|", "")
            .replace(">", "")
            .replace("(", ""),
            dice.randint(1, 60),
        )

        assert paste_parser.split(COUPANG, text) == ()


@pytest.mark.parametrize("seed", range(8))
def test_every_order_label_and_sign_gives_the_values_back(seed):
    dice = random.Random(seed)
    for _ in range(50):
        values = {
            "vendor_id": dice.choice("AC") + noise(dice, digits, 8),
            "access_key": "-".join(noise(dice, "0123456789abcdef", n) for n in (8, 4, 4, 4, 12)),
            "secret_key": noise(dice, "0123456789abcdef", 40),
            "login_id": noise(dice, ascii_letters + digits, 8),
        }
        chosen = dice.sample(sorted(values), dice.randint(2, 4))
        sign, end = dice.choice([": ", " : ", "\t", " ", "\n", " = ", " - "]), dice.choice("\n\t")
        end = "\n" if sign == "\n" else end
        text = end.join(dice.choice(COUPANG[name].names) + sign + values[name] for name in chosen)

        assert told(text) == {name: values[name] for name in chosen}
        assert told(" ".join(text.split("\n"))) == {name: values[name] for name in chosen}


@pytest.mark.parametrize("mall", GUIDES)
def test_an_example_of_any_guide_is_never_split(mall):
    for step in GUIDES[mall].steps:
        for what in getattr(step, "fields", {}).values():
            assert paste_parser.split(step.fields, getattr(what, "example", None) or "x") == ()


def test_a_hostile_text_takes_no_time_to_speak_of():
    fields = (
        guide_of(with_steps(form("login_id: {label: 로그인, aka: [a b c d e f g]}")))
        .step("form")
        .fields
    )

    assert paste_parser.split(fields, "a " * (paste_parser.MAX_CHARS // 2)) == ()
    assert paste_parser.split(COUPANG, "(" * paste_parser.MAX_CHARS) == ()
    assert paste_parser.split(COUPANG, "업체코드" + " " * (paste_parser.MAX_CHARS - 4)) == ()
    assert paste_parser.split(COUPANG, "Access Key (" * (paste_parser.MAX_CHARS // 12)) == ()


@pytest.mark.parametrize(
    "day",
    ["2026-05-13", "2026.05.13", "2026. 5. 13.", "2026년 5월 13일", "20260513", "26-05-13", "2026-05-13 13:45:10", "2026-05-13T13:45:10+09:00"],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        "인증키 : {key}\n최종수정일 : 2025-11-30\n발급일 : {day}",
        "인증키: {key} 발급일: {day}",
        "발급일 {day} 인증키 {key}",
        "발급일: {day}, 인증키: {key}",
        "인증키\t발급일\n{key}\t{day}",
        "인증키 발급일 {key} {day}",
        "인증키\n{key}\n발급일\n{day}\n상태\n정상",
        "발급일 {day} ~ 2027-05-13 인증키 {key}",
    ],
    ids=["lines", "one line", "day first", "comma", "table", "head on one line", "following lines", "a span"],
)  # fmt: skip
def test_a_day_is_found_however_a_console_writes_it(text, day):
    found = told(text.format(key=LOTTEON, day=day), fields_of("lotteon"))

    assert found == {"api_key": LOTTEON, "issued_on": day}
    assert read_day(found["issued_on"]) == date(2026, 5, 13)


def test_a_day_of_two_digits_a_year_is_taken_at_its_own_name():
    text = f"인증키\t발급일\t유효기간\n{LOTTEON}\t26-05-13\t2027-05-13"

    assert read_day(told(text, fields_of("lotteon"))["issued_on"]) == date(2026, 5, 13)


def test_a_day_that_stands_at_no_name_or_at_another_is_never_the_day_of_issue():
    text = f"인증키 {LOTTEON}\n유효기간 2027. 5. 13.\n시작 2026년 5월 13일\n발급일\n"

    assert told(text, fields_of("lotteon")) == {"api_key": LOTTEON}


@pytest.mark.parametrize("seed", range(12))
def test_of_any_mixture_a_box_gets_what_stands_at_its_own_name_or_nothing(seed):
    dice = random.Random(seed)
    for _ in range(25):
        values = {
            "vendor_id": dice.choice("AC") + noise(dice, digits, 8),
            "access_key": "-".join(noise(dice, "0123456789abcdef", n) for n in (8, 4, 4, 4, 12)),
            "secret_key": noise(dice, "0123456789abcdef", 40),
            "login_id": "w" + noise(dice, ascii_letters + digits, 8),
            "password": "p" + noise(dice, ascii_letters + digits + "!@#$%^&*-+?:=/", 9),
            "issued_on": dice.choice(["2026-05-13", "2026.03.01", "2026. 4. 2."]),
        }
        chosen = dice.sample(sorted(values), dice.randint(1, 6))
        pairs = [(dice.choice(COUPANG[name].names), values[name]) for name in chosen]
        for other in dice.sample(OTHERS, dice.randint(0, 4)):
            decoy = dice.choice(
                ["x" + noise(dice, digits, 8), "A87654321", "2025-01-02", "우리상점"]
            )
            pairs.append((other, decoy))
        dice.shuffle(pairs)
        layout = dice.choice(LAYOUTS)

        parts = paste_parser.read(COUPANG, layout(pairs), Mall(("coupang", "쿠팡"))).parts

        found = {part.name: part.said(layout(pairs)) for part in parts}
        assert found.items() <= {name: values[name] for name in chosen}.items()


LAYOUTS = (
    lambda pairs: "\n".join(f"{name}: {value}" for name, value in pairs),
    lambda pairs: "\n".join(f"{name}={value}" for name, value in pairs),
    lambda pairs: "\n".join(f"{name}\n{value}" for name, value in pairs),
    lambda pairs: "\n".join(f"{name}\t{value}\t사용중" for name, value in pairs),
    lambda pairs: "\n".join(f"▶ {name} → {value} 복사" for name, value in pairs),
    lambda pairs: ", ".join(f"{name}: {value}" for name, value in pairs),
    lambda pairs: json.dumps(dict(pairs), ensure_ascii=False),
    lambda pairs: "\n".join("\t".join(row) for row in zip(*pairs, strict=True)),
)


class CountingTree(Tree):
    """A tree of names that counts how often it is asked for a letter."""

    asked = 0

    def get(self, letter, default=None):
        CountingTree.asked += 1
        return super().get(letter, default)


def counting(tree):
    own = CountingTree({letter: counting(below) for letter, below in tree.items()})
    own.owner = tree.owner
    return own


@pytest.mark.parametrize(
    "unit", ["아이디 ", "a p i k e y ", "비밀번호확인", "x", "업체코드\t", "id:"]
)
def test_the_letters_looked_at_grow_with_the_text_and_not_faster(unit):
    lexicon = lexicon_of(COUPANG)
    lexicon = replace(lexicon, tree=counting(lexicon.tree))

    def asked(chars):
        CountingTree.asked = 0
        labels_in(lexicon, view_of((unit * chars)[:chars]), (0, chars))
        return CountingTree.asked

    assert asked(4000) <= 4 * asked(1000) + 100


def test_a_longer_text_than_a_form_may_carry_is_not_read():
    text = f"업체코드: {VENDOR}\nAccess Key: {ACCESS}\n"

    assert told(text.ljust(paste_parser.MAX_CHARS)) != {}
    assert told(text.ljust(paste_parser.MAX_CHARS + 1)) == {}


def test_what_is_masked_or_said_twice_is_told_and_not_taken():
    text = f"업체코드: {VENDOR}\n비밀번호: ••••••••\n사용자ID: one1\n사용자ID: two2"

    paste = paste_parser.read(COUPANG, text)

    assert [part.name for part in paste.parts] == ["vendor_id"]
    assert (paste.masked, paste.unsure) == (("password",), ("login_id",))


@pytest.mark.parametrize("day", ["11월 20일", "11/20", "Nov 20", "20 November"])
def test_a_day_of_no_year_is_told_and_not_taken(day):
    paste = paste_parser.read(fields_of("lotteon"), f"발급일: {day}")

    assert (paste.parts, paste.yearless) == ((), ("issued_on",))


@pytest.mark.parametrize(
    ("text", "password", "led"),
    [
        ("아이디 shop1234\n비밀번호 :abc12", None, ("password",)),
        ("아이디 shop1234\n비밀번호 =abc12", None, ("password",)),
        ("아이디 :shop1234\n비밀번호 :abc12", "abc12", ()),
        ("아이디: shop1234\n비밀번호 :abc12", "abc12", ()),
        ("비밀번호 :abc12", "abc12", ()),
        ("아이디: shop1234\n비밀번호: :abc12", ":abc12", ()),
        ("아이디\tshop1234\n비밀번호\t=abc12", "=abc12", ()),
        ("아이디=shop1234\n비밀번호==abc12", "=abc12", ()),
    ],
)
def test_a_password_that_begins_with_a_sign_keeps_it_or_is_not_taken(text, password, led):
    paste = paste_parser.read(COUPANG, text)

    found = {part.name: part.said(text) for part in paste.parts}
    assert (found.get("password"), paste.led) == (password, led)
    assert found.get("login_id") in {"shop1234", None}


def test_what_looks_like_a_key_but_stands_at_another_name_is_nobodys():
    key = "7f3c9a1e5b2d4860a9c1e7d35f80b246"

    def found(text):
        return {p.name for p in paste_parser.read(fields_of("11st"), text, Mall(("11st",))).parts}

    assert found(f"ID: woori11\nPW: el!1\nSESSION={key}") == {"login_id", "password"}
    assert found(f"거래번호: {key}") == set()
    assert found(f"11번가 인증값: {key}") == {"api_key"}
    assert found(f"http://a.example/?session={key}") == set()

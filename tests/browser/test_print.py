"""A guide on paper, as Chromium prints it: few sheets, nothing to press, no heading left alone."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from support.browsing import CATALOG

from gallery.stage import reader

MOST_SHEETS = {
    "11st": 4, "auction": 7, "cjmall": 1, "coupang": 6, "gmarket": 5, "interpark": 1, "lotteon": 4,
    "smartstore": 4, "start": 4, "tmon": 2, "wemakeprice": 2,
}  # fmt: skip
PRESSED = [
    "복사",
    "한 화면씩 따라 하기",
    "어두운 화면으로 보기",
    "밝은 화면으로 보기",
    "본문으로 바로 가기",
]


@pytest.fixture(scope="module")
def printed(chromium, content_address):
    """Every guide's sheets, each as its lines from the top down."""
    context = reader(chromium, content_address)
    page = context.new_page()
    found = {}
    for mall in CATALOG.guides:
        page.goto(f"/guides/{mall}/all")
        found[mall] = [lines(sheet) for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    yield found
    context.close()


def lines(sheet):
    """Give the lines of a sheet from the top down, without blanks: letters of one height are one line."""
    rows = {}

    def see(text, place, matrix, *_):
        height = round(matrix[5] * place[3] + place[5])
        rows[height] = rows.get(height, "") + bare(text)

    sheet.extract_text(visitor_text=see)
    return [rows[height] for height in sorted(rows, reverse=True) if rows[height]]


def bare(text):
    return "".join(text.split())


def is_head(mall, line):
    """Say whether a line is a step's heading, or what stands below it: who meets the step."""
    return line in headings(mall) or line == "새키를받을때만" or re.fullmatch("답이.+일때", line)


def headings(mall):
    steps = enumerate(CATALOG.guides[mall].steps, 1)
    return [bare(f"{number}. {step.title}") for number, step in steps]


def test_a_guide_is_printed_on_no_more_sheets_than_it_needs(printed):
    sheets = {mall: len(sheets) for mall, sheets in printed.items()}

    assert {mall: count for mall, count in sheets.items() if count > MOST_SHEETS[mall]} == {}


def test_no_sheet_ends_with_the_heading_of_what_follows(printed):
    ends = [(mall, sheet[-1]) for mall, sheets in printed.items() for sheet in sheets]

    assert [(mall, line) for mall, line in ends if is_head(mall, line)] == []


def test_every_step_and_the_telephone_are_printed_and_nothing_to_press(printed):
    for mall, sheets in printed.items():
        text = [line for sheet in sheets for line in sheet]
        assert [title for title in headings(mall) if title not in text] == []
        assert bare(f"막히면 전화 주세요: {CATALOG.constants['phone']}") in sheets[0]
        assert [word for word in PRESSED if bare(word) in text] == []

"""A table of firms as people and Excel write it: understood, doubted or refused, and never silently wrong."""

import csv
import io

import pytest

from wizard.errors import SheetError
from wizard.forms.sheet import lines, rows, text

MALLS = {
    "쿠팡": "coupang", "coupang": "coupang", "11번가": "11st", "십일번가": "11st", "스토어팜": "smartstore",
    "네이버스마트스토어": "smartstore", "g마켓": "gmarket", "옥션": "auction",
}  # fmt: skip
GOOD = {"name": "한빛상회", "number": "2208162517", "phone": "01012345678"}
HEAD = "상호,사업자등록번호,연락처,쇼핑몰"


def read(table):
    return lines.read(table, MALLS)


def only(table):
    [line] = read(table).lines
    return line


def kept(line):
    return {name: cell.value for name, cell in line.cells.items() if name != "malls"}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_every_encoding_and_with_every_separator(encoding, separator, end):
    rows = [["상호", "사업자등록번호", "연락처"], ["한빛상회", "220-81-62517", "010-1234-5678"]]
    raw = end.join(separator.join(row) for row in rows).encode(encoding)

    assert kept(only(text.decode(raw))) == GOOD


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04 a workbook", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\x81\x20\xff\xfe", b"a\0\0\0b"],
    ids=["xlsx", "xls", "pdf", "no encoding", "nul"],
)
def test_a_file_that_is_no_text_is_refused_with_what_to_do(raw):
    with pytest.raises(SheetError, match="CSV UTF-8"):
        text.decode(raw)


@pytest.mark.parametrize(
    "heading",
    [
        "회사명,사업자번호,휴대폰", "업체명,사업자 등록번호,전화", "상호(법인명),사업자등록번호*,연락처(휴대폰)",
        '"상호\n명","사업자\n등록번호",핸드폰 번호', "판매자,사업자No.,HP", "\ufeff상 호,[필수] 사업자등록번호,담당자 연락처",
        "상호,사업자등록번호,연락처",
    ],
)  # fmt: skip
def test_headings_go_by_the_names_that_people_use(heading):
    assert kept(only(f"{heading}\n한빛상회,2208162517,01012345678\n")) == GOOD


def test_columns_stand_in_any_order_below_a_title_and_others_are_named():
    table = "2026년 입점 업체,,,,\n,,,,\n이메일,연락처,No,상호,사업자번호\na@b.kr,01012345678,1,한빛상회,2208162517"

    sheet = read(table)

    assert kept(sheet.lines[0]) == GOOD
    assert (sheet.lines[0].line, sheet.columns.unread) == (4, ["이메일", "No"])


def test_what_excel_tells_of_its_separator_is_no_row():
    assert kept(only(f"sep=;\n{HEAD.replace(',', ';')}\n한빛상회;2208162517;01012345678;")) == GOOD


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "제목 줄을 찾지 못했어요"), ("가,나,다\n1,2,3", "제목 줄을 찾지 못했어요"),
        ("상호,연락처\n한빛,010", "‘사업자등록번호’ 칸이 없어요"), (HEAD, "한 줄도 없어요"),
        (f'{HEAD}\n가,1,2,\n"한빛,2208162517,01012345678,\n나,1,1,', "3번째 줄부터 큰따옴표"),
        (f'{HEAD}\n"한빛" 상회,2208162517,01012345678,', "2번째 줄부터 큰따옴표"),
    ],
    ids=["empty", "no headings", "one missing", "no lines", "quote not closed", "quote within"],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_where_and_why(table, said):
    with pytest.raises(SheetError, match=said):
        read(table)


def test_a_thousand_lines_are_read_and_one_more_is_refused():
    rows = [f"한빛 {n},2208162517,01012345678," for n in range(lines.MAX_LINES + 1)]

    assert len(read("\n".join([HEAD, *rows[1:]])).lines) == lines.MAX_LINES
    with pytest.raises(SheetError, match="1,001줄"):
        read("\n".join([HEAD, *rows]))


def rows_made(monkeypatch):
    """Give the lines of all rows that are cut from now on."""
    made, row = [], rows.Row
    monkeypatch.setattr(rows, "Row", lambda line, cells: made.append(line) or row(line, cells))
    return made


def test_a_text_of_nothing_but_line_ends_is_read_no_further_than_ten_thousand_rows(monkeypatch):
    made = rows_made(monkeypatch)
    with pytest.raises(SheetError, match="빈 줄까지 10,000줄이 넘어"):
        read("\n" * 1_000_000)

    assert rows.MAX_ROWS < len(made) <= (len(rows.SEPARATORS) + 1) * (rows.MAX_ROWS + 1)


def test_the_headings_are_looked_for_in_the_first_rows_alone(monkeypatch):
    made = rows_made(monkeypatch)
    rows.first_rows("가,나\n" * 9000, ",", 10)

    assert made == list(range(1, 11))


def test_blank_rows_above_the_headings_and_below_the_lines_do_no_harm():
    table = (
        "\n" * 20 + f"{HEAD}\n한빛상회,2208162517,01012345678,\n".replace(",", "\t") + "\n" * 500
    )

    assert kept(only(table)) == GOOD


def test_too_long_a_cell_is_told_as_that_and_not_as_a_quotation_mark():
    long = "가" * (csv.field_size_limit() + 1)

    with pytest.raises(SheetError, match="2번째 줄에 131,072자가 넘는 칸"):
        read(f"{HEAD}\n{long},2208162517,01012345678,\n")


@pytest.mark.parametrize(
    "written",
    [
        "220-81-62517", "220 81 62517", "220.81.62517", "220‑81‑62517", "사업자등록번호: 220-81-62517", "２２０-８１-６２５１７",
        "2208162517.0", "'2208162517", '="2208162517"', "2.208162517E+09", "2,208162517E+9", "220-81-62517\u200b",
    ],
)  # fmt: skip
def test_a_number_is_understood_however_it_is_written(written):
    cell = lines.cells.number(written)

    assert (cell.value, cell.fault, cell.doubt) == ("2208162517", "", "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2.20816E+09", "뒷자리가 없어졌어요"), ("2.2E+9", "뒷자리가 없어졌어요"), ("2208162518", "숫자 하나가 다른"), ("220-81", "10자리"),
        ("", "10자리"), ("=A2", "수식"), ("########", "값을 다시"), ("#N/A", "값을 다시"), ("800101-1234567", "주민등록번호"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_right_is_a_fault_beside_its_cell(written, said):
    cell = lines.cells.number(written)

    assert said in cell.fault
    assert cell.value == ""
    assert "1234567" not in cell.written


def test_a_number_without_its_first_zero_is_a_doubt_and_never_filled_up_silently():
    zeroed = next(f"{n:010}" for n in range(112345670, 112345680) if not lines.cells.number(f"{n:010}").fault)  # fmt: skip

    cell = lines.cells.number(zeroed.lstrip("0"))

    assert cell.value == zeroed
    assert "앞의 0이 빠진" in cell.doubt


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("010-1234-5678", "01012345678"), ("+82 10-1234-5678", "01012345678"), ("(02) 123-4567", "021234567"),
        ("010/1234/5678", "01012345678"), ("1588-1234", "15881234"), ('="01012345678"', "01012345678"),
        ("01012345678.0", "01012345678"),
    ],
)  # fmt: skip
def test_a_phone_is_understood_however_it_is_written(written, value):
    cell = lines.cells.phone(written)

    assert (cell.value, cell.fault, cell.doubt) == (value, "", "")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1012345678", "01012345678"),
        ("1.012345678E+09", "01012345678"),
        ("212345678", "0212345678"),
    ],
)
def test_a_phone_that_excel_took_the_zero_from_is_restored_and_that_is_told(written, value):
    cell = lines.cells.phone(written)

    assert cell.value == value
    assert "되살려" in cell.note


@pytest.mark.parametrize(
    ("written", "value", "said"),
    [
        ("010-1234-567", "0101234567", "자릿수"), ("21234567", "021234567", "앞의 0"),
        ("010-1234-5678, 02-123-4567", "01012345678", "번호가 여럿"), ("02-123-4567/010-1234-5678", "021234567", "번호가 여럿"),
    ],
)  # fmt: skip
def test_a_phone_that_may_be_wrong_is_a_doubt(written, value, said):
    cell = lines.cells.phone(written)

    assert cell.value == value
    assert said in cell.doubt


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1.01235E+09", "뒷자리"),
        ("", "전화번호를"),
        ("없음", "전화번호를"),
        ("=B2&C2", "수식"),
        ("#REF!", "값을 다시"),
    ],
)
def test_a_phone_that_is_none_is_a_fault(written, said):
    assert said in lines.cells.phone(written).fault


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("쿠팡, 11번가", "coupang 11st"), ("쿠팡/스토어팜", "coupang smartstore"), ("쿠팡·옥션", "coupang auction"),
        ("쿠팡 11번가", "coupang 11st"), ("네이버 스마트스토어 쿠팡", "smartstore coupang"), ("쿠팡\n쿠팡", "coupang"),
        ("Coupang、G마켓", "coupang gmarket"), ("", ""),
    ],
)  # fmt: skip
def test_malls_are_known_by_their_names_in_one_cell(written, ids):
    cell = lines.mall_cells.named(written, MALLS)

    assert (cell.value, cell.doubt) == (ids, "")


def test_a_mall_that_is_not_known_is_a_doubt_with_what_may_be_meant():
    cell = lines.mall_cells.named("쿠판, 옥션", MALLS)

    assert cell.value == "auction"
    assert "쿠판" in cell.doubt
    assert "혹시 쿠팡" in cell.doubt


@pytest.mark.parametrize(
    ("mark", "ids"), [("O", "coupang"), ("ㅇ", "coupang"), ("○", "coupang"), ("v", "coupang"), ("1", "coupang"), ("Ｏ", "coupang"), ("쿠팡", "coupang"), ("", ""), ("X", ""), ("-", ""), ("0", "")]
)  # fmt: skip
def test_a_column_for_a_mall_is_marked_or_not(mark, ids):
    line = only(f"상호,사업자등록번호,연락처,쿠팡\n한빛상회,2208162517,01012345678,{mark}")

    assert (line.malls.value, line.malls.doubt) == (ids, "")


def test_a_mark_that_says_neither_is_a_doubt():
    line = only("상호,사업자등록번호,연락처,쿠팡\n한빛상회,2208162517,01012345678,예정")

    assert (line.malls.value, line.is_doubtful) == ("", True)


def test_malls_that_were_not_quoted_stand_in_the_last_column_all_the_same():
    assert (
        only(f"{HEAD}\n한빛상회,2208162517,01012345678,쿠팡,옥션").malls.value == "coupang auction"
    )


def test_a_value_beyond_the_headings_is_a_fault_as_all_may_have_moved():
    line = only("쇼핑몰,상호,사업자등록번호,연락처\n쿠팡,한빛,상회,2208162517,01012345678")

    assert line.is_faulty
    assert line.surplus == "01012345678"


def test_quoted_cells_keep_their_line_breaks_and_rows_are_counted_as_a_spreadsheet_counts():
    rows = [
        ["상호", "사업자등록번호", "연락처", "쇼핑몰"],
        ["한빛\n상회", "2208162517", "01012345678", "쿠팡\n옥션"],
        [],
        ["가", "1", "2", ""],
    ]
    written = io.StringIO()
    csv.writer(written).writerows(rows)

    first, second = read(written.getvalue()).lines

    assert (first.line, first.name.value, first.malls.value) == (2, "한빛 상회", "coupang auction")
    assert second.line == 4


def test_a_firm_that_stands_twice_is_made_once_with_the_malls_of_both():
    first, second = read(f"{HEAD}\n한빛상회,2208162517,01012345678,쿠팡\n(주)한빛 상회,220-81-62517,010-1234-5678,옥션").lines  # fmt: skip

    assert first.malls.value == "coupang auction"
    assert (second.joins, second.is_faulty) == (2, False)


def test_one_number_with_two_names_is_a_fault_at_the_later_line():
    first, second = read(f"{HEAD}\n한빛상회,2208162517,01012345678,\n다른상회,2208162517,01012345678,").lines  # fmt: skip

    assert not first.is_faulty
    assert "2번째 줄과 번호가 같은데" in second.number.fault


def test_a_mobile_phone_comes_before_a_telephone_and_two_names_that_differ_are_a_doubt():
    line = only(
        "전화,상호,회사명,사업자번호,휴대폰\n02-123-4567,한빛상회,다른상회,2208162517,010-1234-5678"
    )

    assert line.phone.value == "01012345678"
    assert "서로 달라요" in line.name.doubt


def test_names_are_composed_and_a_name_that_is_a_number_is_a_doubt():
    assert lines.cells.name("\u1112\u1161\u11ab\u1107\u1175\u11be").value == "한빛"
    assert lines.cells.name("2208162517").doubt
    assert lines.cells.name("가" * 81).fault
    assert lines.cells.name("=cmd|' /C calc'!A0").fault

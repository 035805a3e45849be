"""Which column of a table is which, by the words that people write above them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wizard.errors import SheetError
from wizard.forms.sheet.rows import SEPARATORS, Row, cut, first_rows, told_separator

_NAMES = {
    "name": "상호 상호명 회사명 회사 회사이름 업체명 업체 업체이름 법인명 사업자명 기업명 기업 판매자 판매자명 "
    "판매자이름 셀러 셀러명 거래처 거래처명 가맹점 가맹점명 company companyname name",
    "number": "사업자등록번호 사업자번호 사업자등록증번호 사업자no 사업자등록no 등록번호 businessnumber bizno brn",
    "phone": "휴대폰 휴대폰번호 휴대전화 휴대전화번호 핸드폰 핸드폰번호 담당자휴대폰 담당자핸드폰 대표자휴대폰 모바일 hp mobile "
    "연락처 담당자연락처 대표연락처 전화 전화번호 대표전화 대표전화번호 담당자전화 담당자전화번호 회사전화 유선전화 일반전화 phone tel",
    "malls": "쇼핑몰 쇼핑몰명 쇼핑몰목록 제휴몰 제휴몰명 제휴쇼핑몰 입점몰 입점쇼핑몰 이용쇼핑몰 연결할쇼핑몰 판매몰 "
    "오픈마켓 마켓 판매채널 채널 malls mall",
    "email": "이메일 이메일주소 메일 메일주소 전자우편 email mail",
}
FIELD_OF = {word: name for name, words in _NAMES.items() for word in words.split()}
_RANK = {word: rank for words in _NAMES.values() for rank, word in enumerate(words.split())}
ASKED = {"name": "상호", "number": "사업자등록번호", "phone": "연락처"}
_ASIDE = re.compile(r"[(\[（].*?[)\]）]", re.DOTALL)
_NO_LETTER = re.compile(r"[\W_]")
LOOKED_AT = 10
"""Among so many rows the headings are looked for: a title may stand above them."""


@dataclass(frozen=True)
class Columns:
    """Which column is which.

    Attributes:
        of: field -> its columns, those that say more first: a mobile phone before a telephone.
        malls: column -> the mall that it is about, where each mall has one.
        titles: what stands above each column.
        line: on which line these stand.

    """

    titles: Sequence[str]
    line: int
    of: Mapping[str, Sequence[int]] = field(default_factory=dict)
    malls: Mapping[int, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many columns were recognised."""
        return sum(map(len, self.of.values())) + len(self.malls)

    @property
    def unread(self) -> list[str]:
        """The headings of columns of which nothing is kept: those that are not known, and addresses for letters."""
        kept = [columns for name, columns in self.of.items() if name != "email"]
        read = {column for columns in kept for column in columns} | set(self.malls)
        return [t for column, t in enumerate(self.titles) if t and column not in read]


def key(written: str) -> str:
    """Give a word as it is compared: without blanks, signs, case and what stands in brackets."""
    plain = unicodedata.normalize("NFKC", written).casefold()
    return _NO_LETTER.sub("", _ASIDE.sub("", plain)) or _NO_LETTER.sub("", plain)


def read(text: str, malls: Mapping[str, str]) -> tuple[Columns, list[Row]]:
    """Find the headings; give the columns, and the rows below them.

    Args:
        text: the whole table.
        malls: the name of a mall, as `key` gives it -> its id.

    Raises:
        SheetError: there are no headings, or the quotes do not close; the message says what to do.

    """
    told = told_separator(text)
    ways = [told] if told else SEPARATORS
    best = max(ways, key=lambda way: _headings(first_rows(text, way, LOOKED_AT), malls).count)
    rows = cut(text, best)
    found = _headings(rows[:LOOKED_AT], malls)
    if missing := [word for name, word in ASKED.items() if name not in found.of]:
        raise SheetError(_without(missing, found))
    return found, [row for row in rows if row.line > found.line]


def _without(missing: Sequence[str], found: Columns) -> str:
    if not found.count:
        return (
            "제목 줄을 찾지 못했어요. 첫 줄에 ‘상호’, ‘사업자등록번호’, ‘연락처’, ‘쇼핑몰’처럼 "
            "칸마다 무엇인지 적어 주세요."
        )
    words = ", ".join(f"‘{word}’" for word in missing)
    return f"제목 줄에 {words} 칸이 없어요. {found.line}번째 줄의 제목을 확인해 주세요."


def _headings(rows: Sequence[Row], malls: Mapping[str, str]) -> Columns:
    """Take that row for the headings in which most is recognised."""
    told = [_columns(row, malls) for row in rows]
    return max(told, key=lambda columns: columns.count, default=Columns((), 0))


def _columns(row: Row, malls: Mapping[str, str]) -> Columns:
    found: dict[str, list[int]] = {}
    of_malls = {}
    keys = [key(cell) for cell in row.cells]
    for column, word in enumerate(keys):
        if word in FIELD_OF:
            found.setdefault(FIELD_OF[word], []).append(column)
        elif word in malls:
            of_malls[column] = malls[word]
    ranked = {n: sorted(columns, key=lambda c: _RANK[keys[c]]) for n, columns in found.items()}
    titles = tuple(" ".join(cell.split())[:40] for cell in row.cells)
    return Columns(titles, row.line, ranked, of_malls)

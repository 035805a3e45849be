"""The bytes of a file as text, in whichever encoding Korean spreadsheets write."""

import codecs

from wizard.errors import SheetError

SAVE_AS_CSV = (
    "엑셀에서 파일 > 다른 이름으로 저장 > ‘CSV UTF-8(쉼표로 분리)’로 저장한 파일을 골라 주세요. "
    "표를 복사해 아래 칸에 붙여 넣어도 돼요."
)
NO_TEXT = f"표로 저장한 글이 아니에요. {SAVE_AS_CSV}"
UNREADABLE = f"글자를 읽을 수 없는 파일이에요. {SAVE_AS_CSV}"
_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
"""How files begin that are no text: a workbook (new, old), a document, a picture."""

_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_GUESSED = ("utf-8", "cp949")


def decode(raw: bytes) -> str:
    """Read a file's text.

    Raises:
        SheetError: it is a workbook or a picture, or in no encoding that we know; the message says what to do.

    """
    if raw.startswith(_KINDS):
        raise SheetError(NO_TEXT)
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError(UNREADABLE)


def _encodings(raw: bytes) -> tuple[str, ...]:
    """Name the encodings it may be in; what is marked is in none but its own."""
    for mark, encoding in _MARKED.items():
        if raw.startswith(mark):
            return (encoding,)
    if b"\0" in raw[:200]:
        return ("utf-16-le",) if raw[1::2].count(0) >= raw[::2].count(0) else ("utf-16-be",)
    return _GUESSED

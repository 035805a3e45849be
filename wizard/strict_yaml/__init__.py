"""The one package that reads YAML, and reads it strictly: data only, every scalar a string.

Source: YAML 1.1 as libyaml parses it. We take its events, not its values, so no scalar is ever
turned into a number, a date or a truth ("no" stays "no", "0123" stays "0123").
"""

import yaml

from wizard.guide.model import Problem
from wizard.strict_yaml.composer import Builder, TooManyError
from wizard.strict_yaml.document import Document, Place, Scalar, Suppression
from wizard.strict_yaml.line_faults import LINE_ENDS, odd_letters
from wizard.strict_yaml.suppressions import suppressions
from wizard.strict_yaml.syntax_errors import broken

__all__ = ["Document", "Place", "Scalar", "Suppression", "read"]

MAX_BYTES = 200_000


def read(raw: bytes, first: str = "mall") -> Document:
    """Read one file's bytes; whatever is wrong stands in the document's problems.

    Args:
        raw: the file's bytes.
        first: the name that such a file begins with.

    """
    document = Document()
    text = _decode(raw, document)
    if text is None:
        return document
    document.lines = text.split("\n")
    document.problems += odd_letters(document.lines)
    one_kind = LINE_ENDS.sub(" ", text)  # else the parser would count lines that no editor shows
    builder = Builder(document, yaml.parse(one_kind, Loader=yaml.CSafeLoader))
    try:
        builder.build()
    except TooManyError:
        return document
    except yaml.MarkedYAMLError as error:
        broken(document, error, builder.last_quoted)
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="ignore")
        message = "YAML에 쓸 수 없는 글자가 있어요"
        problem = Problem((), "Y01", message, "그 줄을 지우고 다시 적어 주세요")
        document.problems.append((_after(before), problem))
    _tabs(document)
    document.suppressions = suppressions(document)
    if not isinstance(document.data, dict) and not document.problems:
        problem = Problem(
            (), "Y10", "파일이 '이름: 값'으로 시작하지 않아요", f"{first}: 부터 적어 주세요"
        )
        document.problems.append(((1, 1), problem))
    return document


def _decode(raw: bytes, document: Document) -> str | None:
    def refuse(place: Place, code: str, message: str, hint: str) -> None:
        document.problems.append((place, Problem((), code, message, hint)))

    if len(raw) > MAX_BYTES:
        refuse(
            (1, 1), "Y03", f"파일이 {MAX_BYTES // 1000} KB보다 커요", "안내를 나누거나 줄여 주세요"
        )
        return None
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        refuse((1, 1), "Y02", "파일 맨 앞에 BOM이 있어요", "'UTF-8(BOM 없음)'으로 저장해 주세요")
        if not raw.startswith(b"\xef\xbb\xbf"):
            return None
        raw = raw[3:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        refuse(_after(before), "Y01", "UTF-8 글자가 아니에요", "파일을 UTF-8로 저장해 주세요")
        return None


def _after(before: str) -> Place:
    """Give the place of what follows `before`."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _tabs(document: Document) -> None:
    """YAML forbids tabs for indentation, and nobody sees the ones elsewhere."""
    for number, line in enumerate(document.lines, start=1):
        if "\t" in line:
            problem = Problem((), "Y04", "탭 문자가 있어요", "탭 대신 빈칸을 써 주세요")
            document.problems.append(((number, line.index("\t") + 1), problem))

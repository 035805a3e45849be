"""The folder of what is said of personal data: files in, proved texts out, every fault at its place.

    privacy/operator.yaml      what only the operator knows
    privacy/notice/<n>.yaml    versions of the 수집·이용 안내
    privacy/policy/<n>.yaml    versions of the 처리방침

Codes: Y and K as for guides; N01 something is not known yet (advice), N02 the name is not the number,
N03 the order of the days, N04 no such value, N05 no version, N06 a mark that is none, N07 no short lines.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from wizard import strict_yaml
from wizard.content.privacy import (
    Operator,
    PrivacyText,
    PrivacyTexts,
    called,
    filled,
    stray_marks,
    write_period,
)
from wizard.errors import Fault, GuideError
from wizard.guide import messages
from wizard.guide.model import Path as DataPath
from wizard.guide.model import Problem
from wizard.korean.particles import particled
from wizard.steps.base import UNKNOWN, Model
from wizard.strict_yaml import Document

OPERATOR_FILE, NOTICE, POLICY = "operator.yaml", "notice", "policy"
M = TypeVar("M", bound=Model)


@dataclass
class Reading:
    """What a folder says, and what is wrong with it."""

    texts: PrivacyTexts | None = None
    faults: list[Fault] = field(default_factory=list)
    advice: list[Fault] = field(default_factory=list)

    def complain(self, file: Path, document: Document, path: DataPath, *told: str) -> None:
        """Note a fault at its place in a file: code, message and hint."""
        code, message, hint = told
        place = document.place(path, of_key=code == "K02")
        self.faults.append(Fault(str(file), *place, code, particled(message), particled(hint)))


def load(folder: Path, retention_days: int) -> PrivacyTexts:
    """Read a folder.

    Raises:
        GuideError: with every fault found.

    """
    reading = read(folder, retention_days)
    if reading.texts is None:
        raise GuideError(reading.faults)
    return reading.texts


def read(folder: Path, retention_days: int) -> Reading:
    """Read a folder with every fault and every advice."""
    reading = Reading()
    operator = _operator(folder / OPERATOR_FILE, reading)
    values = (operator.model_dump() if operator else {}) | {
        "retention": write_period(retention_days)
    }
    notices, policies = (
        _versions(folder / kind, values, reading, knows_all=operator is not None)
        for kind in (NOTICE, POLICY)
    )
    if not reading.faults:
        reading.texts = PrivacyTexts(notices, policies, _revision(folder, retention_days))
    reading.faults.sort()
    return reading


def files_of(folder: Path) -> list[Path]:
    """Give every file of a folder, in order."""
    return [folder / OPERATOR_FILE, *_numbered(folder / NOTICE), *_numbered(folder / POLICY)]


def _operator(file: Path, reading: Reading) -> Operator | None:
    document = _document(file, reading)
    found = _parsed(Operator, document.data, file, document, reading)
    for name, value in found.model_dump().items() if found else ():
        if value == UNKNOWN:
            told = (f"'{name}' 값이 '{UNKNOWN}'이에요", "운영하는 곳에 물어서 채워 주세요")
            reading.advice.append(
                Fault(str(file), *document.place((name,)), "N01", *map(particled, told))
            )
    return found


def _versions(
    folder: Path, values: dict[str, str], reading: Reading, *, knows_all: bool
) -> tuple[PrivacyText, ...]:
    found: list[PrivacyText] = []
    for file in _numbered(folder):
        document = _document(file, reading)
        if knows_all:
            _call(file, document, values, reading)
        text = _parsed(PrivacyText, filled(document.data, values), file, document, reading)
        if text is None:
            continue
        for path, *told in _odd(text, file, found):
            reading.complain(file, document, path, *told)
        found.append(text)
    if not found and not reading.faults:
        reading.complain(
            folder / "1.yaml", Document(), (), "N05", "글이 하나도 없어요", "1.yaml을 만들어 주세요"
        )
    return tuple(found)


def _odd(
    text: PrivacyText, file: Path, before: list[PrivacyText]
) -> Iterator[tuple[DataPath, str, str, str]]:
    """Find what is wrong with one version among the others."""
    if text.version != file.stem:
        message = f"version은 '{text.version}'인데 파일 이름은 '{file.stem}'이에요"
        yield ("version",), "N02", message, "둘을 같게 해 주세요"
    if before and text.as_of <= before[-1].as_of:
        hint = "새 글의 날짜는 지난 글보다 뒤여야 해요"
        yield ("as_of",), "N03", f"앞의 글({before[-1].as_of})보다 빠르거나 같은 날이에요", hint
    for mark in stray_marks(text):
        yield ("sections",), "N06", f"'{mark}'은 쓸 수 없는 표시예요", "**굵게**와 링크만 써 주세요"
    if file.parent.name == NOTICE and not text.short:
        yield ("short",), "N07", "단추 위에 보여 줄 short가 없어요", "세 줄까지 적어 주세요"


def _call(file: Path, document: Document, values: dict[str, str], reading: Reading) -> None:
    for path, scalar in document.scalars.items():
        for name in called(scalar.value):
            if name not in values:
                message = f"'{name}'이라는 값이 없어요"
                reading.complain(
                    file, document, path, "N04", message, messages.nearest(name, values)
                )


def _parsed(
    model: type[M], data: object, file: Path, document: Document, reading: Reading
) -> M | None:
    if document.problems:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            _, path = messages.trail(model, fault["loc"])
            reading.complain(file, document, path, *messages.about(fault, data, model))
        return None


def _document(file: Path, reading: Reading) -> Document:
    try:
        document = strict_yaml.read(file.read_bytes())
    except OSError as error:
        problem = Problem((), "Y00", "파일을 읽을 수 없어요", error.strerror or "")
        document = Document(problems=[((1, 1), problem)])
    reading.faults += [
        Fault(str(file), *place, found.code, particled(found.message), particled(found.hint))
        for place, found in document.problems
    ]
    return document


def _numbered(folder: Path) -> list[Path]:
    """Give the files of a folder by their number; a name that is none comes last, to be refused."""
    found = [one for one in folder.glob("*.yaml") if not one.name.startswith(".")]
    return sorted(
        found,
        key=lambda one: (not one.stem.isdecimal(), int(one.stem) if one.stem.isdecimal() else 0),
    )


def _revision(folder: Path, retention_days: int) -> str:
    raw = b"\0".join(file.read_bytes() for file in files_of(folder))
    return hashlib.sha256(raw + str(retention_days).encode()).hexdigest()[:16]

"""Every outcome has a recorded answer that it judges, and no wrong answer is ever taken for a good one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wizard.guide.model import Guide, Problem
from wizard.guide.model import Path as DataPath
from wizard.korean.calendar import in_korea
from wizard.verdicts.answer import Answer
from wizard.verdicts.judge import judge, matching
from wizard.verdicts.probes import Probe
from wizard.verdicts.reading import Reading
from wizard.verdicts.samples import EPOCH, FOLDER, Sample, samples_of

_HTML = b"<!doctype html><html><head><title>OK SUCCESS</title></head><body>0000</body></html>"
WRONG_ANSWERS: Mapping[str, Answer] = {
    "웹 페이지": Answer(200, {"content-type": "text/html"}, _HTML),
    "XHTML 페이지": Answer(
        200, {"content-type": "text/html"}, _HTML.removeprefix(b"<!doctype html>")
    ),
    "빈 답": Answer(200, {}, b""),
    "빈 JSON": Answer(200, {"content-type": "application/json"}, b"{}"),
    "빈 XML": Answer(200, {"content-type": "text/xml"}, b"<ok/>"),
}
"""What no probe may take for a good answer; besides these, every other mall's good ones."""


@dataclass(frozen=True)
class _Placed:
    probe: Probe
    path: DataPath


def unproved(guide: Guide, folder: Path) -> Iterator[Problem]:
    """Replay a guide's recorded answers, and what it must never take for success."""
    probes = list(_probes(guide))
    if not probes:
        return
    file = folder / f"{guide.mall}.json"
    try:
        samples = samples_of(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError) as error:
        why = "읽을 수 없어요" if file.is_file() else "없어요"
        hint = str(error) if why == "읽을 수 없어요" else "확인한 답을 적은 파일을 넣어 주세요"
        yield Problem(("verify",), "P48", f"{FOLDER}/{file.name} 파일이 {why}", hint)
        return
    wrong = {**WRONG_ANSWERS, **dict(_good_answers(folder, guide.mall))}
    for one in probes:
        own = [sample for sample in samples if sample.probe == one.probe.id]
        yield from _misjudged(one, own)
        yield from _unsampled(one, own)
        yield from _too_trusting(one, wrong)


def _probes(guide: Guide) -> Iterator[_Placed]:
    for w, way in enumerate(guide.verify.ways if guide.verify else ()):
        for p, probe in enumerate(way.probes):
            yield _Placed(probe, ("verify", "ways", w, "probes", p))


def _misjudged(one: _Placed, samples: list[Sample]) -> Iterator[Problem]:
    for sample in samples:
        found = sample.judged(one.probe)
        if (found.verdict, found.field) != (sample.verdict, sample.field):
            wanted = " ".join(filter(None, (sample.verdict, sample.field)))
            told = " ".join(filter(None, (found.verdict, found.field)))
            message = f"답 '{sample.id}'는 {wanted}인데 {told}로 판단해요"
            yield Problem((*one.path, "outcomes"), "P48", message, "줄의 차례와 조건을 봐 주세요")


def _unsampled(one: _Placed, samples: list[Sample]) -> Iterator[Problem]:
    used = {
        id(matching(one.probe, Reading(sample.answer), sample.given, in_korea(sample.at)))
        for sample in samples
    }
    for index, outcome in enumerate(one.probe.outcomes):
        if id(outcome) not in used:
            message = f"{outcome.verdict} 줄에 맞는 답이 하나도 없어요"
            hint = f"{FOLDER} 파일에 이 줄이 판단할 답을 넣어 주세요"
            yield Problem((*one.path, "outcomes", index), "P48", message, hint)


def _too_trusting(one: _Placed, wrong: Mapping[str, Answer]) -> Iterator[Problem]:
    for name, answer in wrong.items():
        if judge(one.probe, answer, {}, answer.dated or EPOCH, in_korea(EPOCH)).is_ok:
            message = f"{name}도 연결됐다고 판단해요"
            hint = "맞는 답에만 있는 것을 has나 root로 적어 주세요"
            yield Problem((*one.path, "outcomes"), "P49", message, hint)


def _good_answers(folder: Path, mall: str) -> Iterator[tuple[str, Answer]]:
    """Give the good answers of other probes' malls; those that ask the same server are its own."""
    own = {one.body for one in _bodies(folder / f"{mall}.json").values()}
    for file in sorted(folder.glob("*.json")):
        for name, answer in _bodies(file).items():
            if answer.body not in own:
                yield f"{file.stem}의 답 '{name}'", answer


def _bodies(file: Path) -> Mapping[str, Answer]:
    try:
        return _good(file.read_bytes())
    except (OSError, ValueError):
        return {}


@lru_cache(maxsize=100)
def _good(raw: bytes) -> Mapping[str, Answer]:
    """Read the good answers of a file of samples; every guide of a folder is held against them."""
    found = samples_of(json.loads(raw))
    return {one.id: one.answer for one in found if one.verdict == "OK"}

"""Recorded answers: every one beside the guides is judged as it must be."""

import json

import pytest
from conftest import CONTENT

from wizard.content import loader
from wizard.verdicts.answer import Answer
from wizard.verdicts.classes import CLASSES
from wizard.verdicts.samples import FOLDER, samples_of

FILES = sorted((CONTENT / FOLDER).glob("*.json"))
SAMPLES = [(file.stem, one) for file in FILES for one in samples_of(json.loads(file.read_text()))]


def probes_of(mall):
    verify = loader.load(CONTENT / f"{mall}.yaml").verify
    return {probe.id: probe for way in verify.ways for probe in way.probes}


@pytest.fixture(scope="module")
def probes():
    return {file.stem: probes_of(file.stem) for file in FILES}


@pytest.mark.parametrize(("mall", "sample"), SAMPLES, ids=[f"{m}/{s.id}" for m, s in SAMPLES])
def test_a_recorded_answer_is_judged_as_it_must_be(mall, sample, probes):
    found = sample.judged(probes[mall][sample.probe])

    assert (found.verdict, found.field) == (sample.verdict, sample.field)


def test_eighty_answers_are_recorded_and_the_malls_classes_are_all_among_them():
    by_code = {"BAD_FORMAT", "EXPIRED", "UNVERIFIABLE", "MALL_CLOSED"}  # asked of no mall

    assert len(SAMPLES) >= 84
    assert {sample.verdict for _, sample in SAMPLES} == set(CLASSES) - by_code


def test_every_server_error_of_11st_is_read_before_it_is_called_a_mall_that_is_down(probes):
    told = {s.id: s for mall, s in SAMPLES if mall == "11st"}

    assert told["ip_500"].judged(probes["11st"]["outbound-area"]).verdict == "IP_NOT_ALLOWED"
    assert told["plain_500"].judged(probes["11st"]["outbound-area"]).verdict == "MALL_DOWN"


def test_a_malformed_file_is_told_by_places_without_any_of_its_text():
    with pytest.raises(ValueError, match=r"^0\.(body|verdict)") as told:
        samples_of([{"id": "a", "probe": "p", "status": 200, "verdict": "canary", "body": 3}])

    assert "canary" not in str(told.value)


def test_a_recorded_answer_in_korean_bytes_comes_as_it_came():
    found = next(s for m, s in SAMPLES if m == "11st" and s.id == "ip_500").answer

    assert isinstance(found, Answer)
    assert "인증된 IP".encode("cp949") in found.body

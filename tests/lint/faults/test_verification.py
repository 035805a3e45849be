"""`verify:` is proved: by what it names, and by recorded answers."""

import json
import shutil

import pytest
from conftest import CONTENT

from wizard.content import loader
from wizard.verdicts.samples import FOLDER


@pytest.fixture
def folder(tmp_path):
    """A copy of the guides of 롯데온 and 쿠팡 with their samples."""
    (tmp_path / FOLDER).mkdir()
    for name in (
        "constants.yaml",
        "lotteon.yaml",
        f"{FOLDER}/lotteon.json",
        f"{FOLDER}/coupang.json",
    ):
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def faults(folder, old="", new=""):
    file = folder / "lotteon.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return [(one.code, one.message) for one in loader.check(file, None).faults]


def test_the_guide_as_it_is_has_no_fault(folder):
    assert faults(folder) == []


def test_a_judgement_that_a_recorded_answer_does_not_bear_out_is_a_fault(folder):
    old = '- when: {status: "403"}\n              verdict: IP_NOT_ALLOWED'

    found = faults(folder, old, old.replace("IP_NOT_ALLOWED", "RATE_LIMITED"))

    assert ("P48", "답 'ip'는 IP_NOT_ALLOWED인데 RATE_LIMITED로 판단해요") in found


def test_an_outcome_without_a_recorded_answer_is_a_fault(folder):
    old = '- {when: {status: "429"}, verdict: RATE_LIMITED}'

    found = faults(
        folder, old, f'{old}\n            - {{when: {{status: "418"}}, verdict: MALL_DOWN}}'
    )

    assert found == [("P48", "MALL_DOWN 줄에 맞는 답이 하나도 없어요")]


REFUSED = {
    "a rule that never matches": (
        '            - {when: {has: {returnCode: "1004"}}, verdict: RATE_LIMITED}',
        '            - {when: {status: "429", text: again}, verdict: RATE_LIMITED}',
        ["P46"],
    ),
    "no recorded answer": (
        '            - {when: {has: {returnCode: "1004"}}, verdict: RATE_LIMITED}',
        '            - {when: {status: "418"}, verdict: MALL_DOWN}',
        ["P48"],
    ),
    "an end that is sure": ("            - verdict: AMBIGUOUS", "            - verdict: MALL_DOWN", ["P45"]),
    "no proof": (
        'when: {status: "200", has: {returnCode: "0000", data.trNo: "*"}}',
        'when: {status: "200", not_text: error}',
        ["P47"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "codes"), REFUSED.values(), ids=REFUSED)
def test_what_could_never_be_believed_is_refused_at_its_line(folder, old, new, codes):
    file = folder / "lotteon.yaml"
    text = file.read_text("utf-8")
    [before, after] = text.split(old)
    file.write_text(before + new + after, "utf-8")

    found = loader.check(file, None).faults

    here = [one for one in found if one.line == before.count("\n") + 1]
    assert {one.code for one in here} == set(codes)


@pytest.mark.parametrize(
    ("proof", "what"),
    [
        ("text: SUCCESS", "웹 페이지"),
        ("root: html", "XHTML"),
        ('has: {code: "200"}', "coupang의 답"),
        ("root: ok", "빈 XML"),
    ],
)
def test_a_wrong_answer_taken_for_a_good_one_is_a_fault(folder, proof, what):
    old = "            - verdict: AMBIGUOUS"
    rule = f'            - {{when: {{status: "200", {proof}}}, verdict: OK}}\n'

    found = faults(folder, old, rule + old)

    assert [message for code, message in found if code == "P49" and what in message]


@pytest.mark.parametrize("text", [None, "{", "[]", json.dumps([{"id": "x"}])])
def test_missing_or_torn_samples_are_a_fault_and_no_crash(folder, text):
    file = folder / FOLDER / "lotteon.json"
    file.unlink()
    if text is not None:
        file.write_text(text)

    assert {code for code, _ in faults(folder)} == {"P48"}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("token: {field: api_key}", "token: {field: api_kay}", "'api_kay'라는 입력칸이"),
        ("token: {field: api_key}", "token: {setting: nothing}", "'nothing'이라는 운영자 설정이"),
        ("token: {field: api_key}", "token: {taken: nothing}", "'nothing'이라는 앞에서 얻은 값이"),
        ("{token: {field: api_key}}", "{tokn: {field: api_key}}", "'token'이 있어야"),
        (
            "field: api_key\n              step: key",
            "field: api_key\n              step: kei",
            "단계가 없어요",
        ),
    ],
)
def test_what_there_is_not_is_told_with_what_was_meant(folder, old, new, what):
    found = faults(folder, old, new)

    assert any(code == "P43" and what in message for code, message in found), found

"""What is said of personal data: versions, days, settings, and every fault at its place."""

import shutil
from datetime import date

import pytest

from wizard.content import privacy_folder
from wizard.content.privacy import coming, write_period
from wizard.errors import GuideError
from wizard.settings import PRIVACY
from wizard.steps.base import UNKNOWN

TODAY = date(2026, 11, 26)
FAULTS = {
    "a key nobody knows": ("notice/1.yaml", "short:", "shirt:", "K02", "shirt"),
    "another number": ("notice/1.yaml", 'version: "1"', 'version: "7"', "N02", "7"),
    "a value nobody has": ("policy/1.yaml", "${officer}", "${oficer}", "N04", "혹시 'officer'"),
    "HTML": ("policy/1.yaml", "처음 만들었어요.", "<b>처음</b>", "N06", "<b>"),
    "no day": ("policy/1.yaml", "as_of: 2026-11-26", "as_of: soon", "K03", "as_of"),
    "a setting that is none": ("notice/1.yaml", "registration: api", "registration: fax", "K05", "fax"),
    "a constant left out": ("operator.yaml", "officer: 아직", "# officer: 아직", "K01", "officer"),
    "the same key twice": ("operator.yaml", "desk: 아직", "phone: 1\ndesk: 아직", "Y07", "phone"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(PRIVACY, tmp_path / "privacy")


def spoil(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def second(folder, kind, as_of):
    """Add a version that holds from a day on."""
    text = (folder / kind / "1.yaml").read_text("utf-8")
    text = text.replace('version: "1"', 'version: "2"').replace(
        "as_of: 2026-11-26", f"as_of: {as_of}"
    )
    (folder / kind / "2.yaml").write_text(text, "utf-8")


def test_what_is_served_is_sound_and_says_openly_what_nobody_has_told_us():
    found = privacy_folder.read(PRIVACY, 1095)

    assert found.faults == []
    assert {fault.code for fault in found.advice} == {"N01"}
    policy = " ".join(found.texts.policy(TODAY).sentences)
    assert UNKNOWN in policy
    assert "${" not in policy
    assert "3년" in policy


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_at_its_place(folder, fault):
    file, old, new, code, word = fault
    spoil(folder / file, old, new)

    with pytest.raises(GuideError) as refused:
        privacy_folder.load(folder, 1095)

    told = {fault.code: fault for fault in refused.value.faults}
    assert code in told
    assert word in told[code].message + told[code].hint
    assert told[code].file == str(folder / file)
    assert told[code].line > 0


def test_a_version_holds_from_its_day_in_korea_on_and_is_told_before(folder):
    second(folder, "policy", "2027-01-02")

    texts = privacy_folder.load(folder, 1095)

    assert texts.policy(date(2027, 1, 1)).version == "1"
    assert texts.policy(date(2027, 1, 2)).version == "2"
    assert [one.version for one in coming(texts.policies, TODAY)] == ["2"]
    assert not coming(texts.policies, date(2027, 1, 2))


def test_a_version_as_old_as_the_one_before_is_refused(folder):
    second(folder, "notice", "2026-11-26")

    assert [fault.code for fault in privacy_folder.read(folder, 1095).faults] == ["N03"]


def test_what_is_said_of_the_registration_is_true_of_the_setting(folder):
    texts = privacy_folder.load(folder, 1095)
    by_staff, by_api = (
        " ".join(texts.under(how).notice(TODAY).sentences) for how in ("staff", "api")
    )

    assert "담당자가 저장한 계정을 열어" in by_staff
    assert "시스템이" not in by_staff
    assert "아임셀러 시스템이 저장한 계정을 받아 가서" in by_api
    assert texts.under("staff").notice(TODAY).digest != texts.under("api").notice(TODAY).digest


def test_a_period_is_written_in_years_where_it_is_whole_years():
    assert [write_period(days) for days in (1095, 365, 400, 1200)] == [
        "3년",
        "1년",
        "400일",
        "1,200일",
    ]

"""A guide is proved once of the same bytes; what stands beside it, and what is wrong, is looked at each time."""

import shutil

import pytest
from conftest import CONTENT, GUIDES

from wizard.content import sound_guides
from wizard.content.shared_files import shared_of
from wizard.content.sound_guides import sound_guide
from wizard.errors import GuideError
from wizard.lint.check import examine
from wizard.lint.shared import Shared

FORK = (GUIDES / "fork.yaml").read_bytes()


@pytest.fixture
def proved(monkeypatch):
    """The names of the guides that were proved since."""
    names = []

    def counted(raw, name, *more, **options):
        names.append(name)
        return examine(raw, name, *more, **options)

    sound_guides._proved.cache_clear()
    monkeypatch.setattr(sound_guides, "examine", counted)
    yield names
    sound_guides._proved.cache_clear()


def test_the_same_bytes_are_proved_once_wherever_they_stand(proved, tmp_path):
    first = sound_guide(FORK, str(GUIDES / "fork.yaml"), shared_of(GUIDES))
    second = sound_guide(FORK, str(tmp_path / "fork.yaml"), shared_of(GUIDES))

    assert first is second
    assert len(proved) == 1


@pytest.mark.parametrize(
    "other",
    [
        (FORK.replace(b"title: ", b"title: A", 1), "fork.yaml", shared_of(GUIDES)),
        (FORK, "fork.yaml", Shared.of({"server_ip": "198.51.100.7"})),
    ],
    ids=["another text", "other constants"],
)
def test_what_differs_is_proved_by_itself(proved, other):
    sound_guide(FORK, "fork.yaml", shared_of(GUIDES))
    sound_guide(*other)

    assert len(proved) == 2


def test_under_another_name_the_same_bytes_are_no_sound_guide():
    sound_guide(FORK, "fork.yaml", shared_of(GUIDES))

    with pytest.raises(GuideError):
        sound_guide(FORK, "knife.yaml", shared_of(GUIDES))


def test_what_is_wrong_is_told_each_time_with_its_file_and_its_place():
    raw = FORK.replace(b"title: ", b"titel: ", 1)

    told = []
    for _ in range(2):
        with pytest.raises(GuideError) as error:
            sound_guide(raw, "somewhere/fork.yaml", shared_of(GUIDES))
        told.append(error.value.faults)

    assert told[0] == told[1] != []
    assert {fault.file for fault in told[0]} == {"somewhere/fork.yaml"}


FAULTS = {
    "no guide at all": (b"title: ", b"titel: "),
    "no YAML": (b"title: ", b"title: ]"),
    "a guide that leads nowhere": (b"which: left", b"which: gone"),
}


@pytest.mark.parametrize(("old", "new"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_guide_is_examined_once_and_told_as_if_by_its_own_path(proved, old, new):
    raw, name = FORK.replace(old, new, 1), "somewhere/fork.yaml"

    with pytest.raises(GuideError) as error:
        sound_guide(raw, name, shared_of(GUIDES), GUIDES / "images")

    assert len(proved) == 1
    expected = examine(raw, name, shared_of(GUIDES), folder=GUIDES / "images").faults
    assert error.value.faults == expected != []


def test_a_faulty_guide_that_lacks_a_picture_too_is_told_of_both(proved, tmp_path):
    (tmp_path / "images").mkdir()
    raw = (GUIDES / "pictured.yaml").read_bytes().replace(b"mall: pictured", b"mall: painted")

    with pytest.raises(GuideError) as error:
        sound_guide(raw, "pictured.yaml", shared_of(GUIDES), tmp_path / "images")

    assert {fault.code for fault in error.value.faults} == {"P16", "P38"}
    assert len(proved) == 2


def test_a_picture_that_went_away_is_missed_though_the_guide_was_sound_before(tmp_path):
    images = shutil.copytree(GUIDES / "images", tmp_path / "images")
    raw = (GUIDES / "pictured.yaml").read_bytes()
    sound_guide(raw, "pictured.yaml", shared_of(GUIDES), images)
    (images / "console.png").unlink()

    with pytest.raises(GuideError) as error:
        sound_guide(raw, "pictured.yaml", shared_of(GUIDES), images)

    assert {fault.code for fault in error.value.faults} == {"P38"}
    shutil.copy(GUIDES / "images/console.png", images)
    assert sound_guide(raw, "pictured.yaml", shared_of(GUIDES), images).guide.mall == "pictured"


def test_recorded_answers_that_went_away_are_missed_though_the_guide_was_sound_before(tmp_path):
    (tmp_path / "images").mkdir()
    samples = shutil.copytree(CONTENT / "samples", tmp_path / "samples")
    raw, asked = (CONTENT / "coupang.yaml").read_bytes(), ("coupang.yaml", shared_of(CONTENT))
    sound_guide(raw, *asked, tmp_path / "images")
    (samples / "coupang.json").unlink()

    with pytest.raises(GuideError) as error:
        sound_guide(raw, *asked, tmp_path / "images")

    assert {fault.code for fault in error.value.faults} == {"P48"}

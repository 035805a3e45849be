from conftest import GUIDES
from support.small_guides import faults_of, placed, unmarked

from wizard.content import loader
from wizard.steps import Checklist

TEXT = (GUIDES / "start.yaml").read_text("utf-8")


def test_a_checklist_asks_under_its_own_id_with_what_can_be_ticked_in_order():
    step = loader.load(GUIDES / "start.yaml").step("malls")

    assert isinstance(step, Checklist)
    assert step.questions() == {"malls": ("fork", "keys")}
    assert step.ends is False


def test_a_checklist_of_one_thing_is_refused_at_its_place():
    text, [place] = unmarked(TEXT.replace("{fork: 갈림길, keys: 열쇠몰}", "▸{fork: 갈림길}"))

    assert placed(faults_of(text, "start")) == [(*place, "K04")]

from conftest import GUIDES
from support.small_guides import faults_of, placed, unmarked

from wizard.content import loader

TEXT = (GUIDES / "agency.yaml").read_text("utf-8")


def test_a_request_asks_the_staff_to_issue_a_key_unless_it_says_help():
    step = loader.load(GUIDES / "agency.yaml").step("ask")
    other = TEXT.replace("kind: request,", "kind: request, request: help,").encode()

    assert (step.request, step.button) == ("issuance", "발급대행 요청하기")
    assert loader.read(other, "agency.yaml", {}).step("ask").request == "help"


def test_a_request_puts_no_question_and_does_not_end():
    step = loader.load(GUIDES / "agency.yaml").step("ask")

    assert step.questions() == {}
    assert step.ends is False


def test_a_request_without_a_button_is_refused_at_its_place():
    text, [place] = unmarked(
        TEXT.replace("{id: ask", "▸{id: ask").replace(", button: 발급대행 요청하기", "")
    )

    assert placed(faults_of(text, "agency")) == [(*place, "K01")]

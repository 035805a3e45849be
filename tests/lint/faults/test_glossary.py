import pytest
from support.small_guides import CONSTANTS, placed, unmarked

from wizard.content.glossary_file import glossary_in
from wizard.errors import GuideError
from wizard.guide.constants import Constants

KNOWN = Constants.of(CONSTANTS)


def test_a_glossary_may_call_constants():
    glossary = glossary_in('IP: {say: "${server_ip} 같은 주소예요."}'.encode(), KNOWN)

    assert glossary.terms["IP"].say == "192.0.2.15 같은 주소예요."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("API: {say: 문이에요, ▸sey: 가}\n", "K02"),
        ("API: ▸{aka: [오픈API]}\n", "K01"),
        ("API: ▸문이에요\n", "K03"),
        ("API: {say: ▸'**문**이에요'}\n", "P75"),
        ("API: {say: 가}\nIP: {say: 나, aka: [▸API]}\n", "P75"),
        ("API: {say: ▸'${nothing}'}\n", "P13"),
        ('"": ▸{say: 가}\n', "P75"),
        ('" ": ▸{say: 가}\n', "P75"),
        ("%s: ▸{say: 가}\n" % ("가" * 61), "P75"),
        ("API: {say: 가, aka: [▸' ']}\n", "P75"),
        ("API: {say: 가, aka: [▸'']}\n", "K04"),
    ],
    ids=[
        *["unknown key", "no meaning", "no mapping", "marks", "explained twice", "no constant"],
        *["empty", "blank", "a paragraph", "another blank", "another empty"],
    ],
)
def test_what_is_wrong_with_a_glossary_is_told_at_its_place(text, code):
    text, [place] = unmarked(text)

    with pytest.raises(GuideError) as refused:
        glossary_in(text.encode(), KNOWN)

    assert placed(refused.value.faults) == [(*place, code)]
    assert {fault.file for fault in refused.value.faults} == {"glossary.yaml"}

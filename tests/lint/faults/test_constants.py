import pytest
from support.small_guides import faults_of, placed, unmarked, with_steps

from wizard.content.constants_file import constants_in
from wizard.errors import GuideError

SOUND = """\
phone: 02-0000-0000
agency: {names: [유통원, 아임셀러], kind: name, from: {by: H, on: 2024-11-01}, ask: 목록의 이름은요?}
server_ip: {value: 192.0.2.15, kind: ip, from: manual}
home: {kind: url, unknown: 아직 확인되지 않음, ask: 주소가 무엇인가요?}
center: {value: 1599-0000, kind: phone}
open: {value: 평일 9~18시, kind: hours}
"""


def test_a_constant_is_a_plain_value_or_says_what_it_is():
    constants = constants_in(SOUND.encode())

    assert constants["phone"] == "02-0000-0000"
    assert constants["agency"] == "유통원"
    assert constants.whole["server_ip"].origin.by == "manual"
    assert not constants.whole["home"].is_known


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("center: 02\nagency: ▸[가]\n", "Y10"),
        ("phone: {▸numbr: 02-0000-0000}\n", "K02"),
        ("server_ip: {value: ▸192.0.2.256, kind: ip}\n", "P71"),
        ("home: {value: ▸www.example.com, kind: url}\n", "P71"),
        ("phone: {value: ▸전화, kind: phone}\n", "P71"),
        ("phone: ▸아래 번호\n", "P71"),
        ("phone: {unknown: ▸아직 확인되지 않음, ask: 몇 번인가요?}\n", "P70"),
        ("agency: 가\ngreeting: ▸'${agency}가 있어요'\n", "P72"),
        ("agency: {names: [가, ▸'${phone}'], kind: name}\n", "P72"),
        ("agency: {value: 가, ask: ▸'${phone:이/가} 맞나요?'}\n", "P72"),
        ("server_ip: {value: ▸'${dev_ip}', kind: ip}\n", "P72"),
        ("open: {value: ▸평일, kind: hours}\n", "P71"),
        ("agency: {names: [유통원, ▸%s], kind: name}\n" % ("가" * 61), "K10"),
        ("home: ▸{kind: url}\n", "P70"),
        ("home: ▸{value: 가, names: [나]}\n", "P70"),
        ("home: {unknown: ▸아직 확인되지 않음}\n", "P70"),
        ("home: {unknown: ▸몰라요, ask: 무엇인가요?}\n", "K05"),
        ("home: {value: 가, from: ▸L}\n", "P60"),
        ("home: {value: 가, kind: ▸number}\n", "K05"),
    ],
    ids=lambda text: text.split("\n")[0] if len(text) > 4 else "",
)  # fmt: skip
def test_what_is_wrong_with_a_constant_is_told_at_its_place(text, code):
    text, [place] = unmarked(text)

    with pytest.raises(GuideError) as refused:
        constants_in(text.encode())

    assert placed(refused.value.faults) == [(*place, code)]


def test_every_fault_of_the_constants_is_told_at_once():
    with pytest.raises(GuideError) as refused:
        constants_in(b"ip: {value: a, kind: ip}\nurl: {value: b, kind: url}\n")

    assert placed(refused.value.faults) == [(1, 13, "P71"), (2, 14, "P71")]


def test_a_particle_that_is_none_is_told_where_the_guide_asks_for_it():
    step = 'id: read\nkind: info\ntitle: 읽어요\nsay: ▸"${phone:을를} 적어요"'
    text, [place] = unmarked(with_steps(step))

    assert placed(faults_of(text)) == [(*place, "P72")]

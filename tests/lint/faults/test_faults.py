import time

import pytest
from support.small_guides import HEAD, faults_of, form, guide_of, placed, unmarked, with_steps

INFO = "{id: hello, kind: info, title: 인사해요}"
WHICH = "{id: which, kind: choice, title: 어느 길?, options: {left: {label: 왼쪽}, right: {label: 오른쪽}}}"
LOGIN = "login_id: {label: 로그인 ID}"
REMIT = "remit: {kind: choice, label: 송금, options: {online: {label: 온라인}, deposit: {label: 예치금}}}"
IMAGE = with_steps(
    "{id: x, kind: info, title: 가, do: [%s],"
    " image: {file: console.png, alt: 나, captured: %s, boxes: [%s]}}"
)
PICTURE = "{id: x, kind: info, title: 가, do: [%s], picture: %s{title: 나, items: [{menu: 다%s}]}}"


def info(rest, name="x"):
    return f"{{id: {name}, kind: info, title: 가, {rest}}}"


def choice(name, rest="", options="{a: {label: 하나}, b: {label: 둘}}"):
    return f"{{id: {name}, kind: choice, title: 가, {rest}options: {options}}}"


CASES = {
    "two steps of one name": ("P01", with_steps(INFO, INFO.replace("hello", "▸hello"))),
    "question of one name": (
        "P01",
        with_steps(choice("remit"), form(f"{REMIT}\n{LOGIN}").replace("form", "▸form", 1)),
    ),
    "find dangling": ("P02", with_steps(form("login_id: {label: 로그인, find: ▸nowhere}"))),
    "lists dangling": (
        "P02",
        with_steps(INFO, done="{id: done, kind: outcome, title: 끝, lists: ▸malls}"),
    ),
    "lists something else": (
        "P02",
        with_steps(WHICH, done="{id: done, kind: outcome, title: 끝, lists: ▸which}"),
    ),
    "when asks an unknown question": ("P03", with_steps(WHICH, info("when: {▸whch: left}"))),
    "when of a field asks an unknown question": (
        "P03",
        with_steps(form("login_id: {label: 로그인, when: {▸remit: online}}")),
    ),
    "when wants an unknown option": ("P04", with_steps(WHICH, info("when: {▸which: lft}"))),
    "when of a row wants an unknown option": (
        "P04",
        with_steps(form(f"{REMIT}\n{LOGIN}", "- {when: {▸remit: cash}, 사용자ID: login_id}")),
    ),
    "when asks a later question": ("P05", with_steps(info("when: {▸which: left}"), WHICH)),
    "when asks its own question": ("P05", with_steps(choice("which", "when: {▸which: a}, "))),
    "when of a field asks itself": (
        "P05",
        with_steps(form(f"{REMIT[:-1]}, when: {{▸remit: online}}}}\n{LOGIN}")),
    ),
    "when of a field asks a later one": (
        "P05",
        with_steps(form(f"login_id: {{label: 가, when: {{▸remit: online}}}}\n{REMIT}")),
    ),
    "note of an option asks its own question": (
        "P05",
        with_steps(
            choice(
                "which",
                options="{a: {label: 하나, note: {say: 가, when: {▸which: a}}}, b: {label: 둘}}",
            )
        ),
    ),
    "when of a sentence asks an unknown question": (
        "P03",
        with_steps(WHICH, info("say: [가, {say: 나, when: {▸whch: left}}]")),
    ),
    "when of an act wants an unknown option": (
        "P04",
        with_steps(WHICH, info("do: [{say: 나, when: {▸which: lft}}]")),
    ),
    "when of a caution asks a later question": (
        "P05",
        with_steps(info("caution: {say: 나, when: {▸which: left}}"), WHICH),
    ),
    "when of a value wants an unknown option": (
        "P04",
        with_steps(WHICH, info("enter: [{label: 가, value: 나, when: {▸which: lft}}]")),
    ),
    "when of a need asks an unknown question": (
        "P03",
        "needs: [{say: 가, when: {▸whch: left}}]\n" + with_steps(WHICH),
    ),
    "a sentence that is never shown": (
        "P22",
        with_steps(WHICH, info("when: {which: left}, say: [▸{say: 나, when: {which: right}}]")),
    ),
    "a picture that is never shown": (
        "P22",
        with_steps(
            WHICH,
            info(
                "when: {which: left}, picture: ▸{when: {which: right}, title: 나, items: [{menu: 다}]}"
            ),
        ),
    ),
    "a mark missing in the picture under some answers": (
        "P14",
        with_steps(
            WHICH,
            info(
                "do: [▸'눌러요 (1)'], picture: {when: {which: left}, title: 나, items: [{menu: 다, mark: 1}]}"
            ),
        ),
    ),
    "when asks a later checklist": (
        "P05",
        with_steps(
            info("when: {▸malls: a}"),
            "{id: malls, kind: checklist, title: 가, options: {a: 하나, b: 둘}}",
        ),
    ),
    "unreachable behind an outcome": (
        "P06",
        with_steps("{id: stop, kind: outcome, title: 끝}", f"▸{INFO}", done=""),
    ),
    "unreachable by its condition": (
        "P06",
        with_steps(
            choice("one"),
            choice("two", "when: {one: a}, "),
            "▸" + info("when: {one: b, two: a}"),
        ),
    ),
    "endless": ("P07", with_steps(f"▸{INFO}", done="")),
    "endless on one way": (
        "P07",
        with_steps(f"▸{WHICH}", done="{id: done, kind: outcome, title: 끝, when: {which: left}}"),
    ),
    "row without field": (
        "P09",
        with_steps(form(LOGIN, "- {사용자ID: login_id, ▸비밀번호: password}")),
    ),
    "field without row": ("P10", with_steps(form(f"{LOGIN}\n▸password: {{label: 비밀번호}}"))),
    "example not fitting": (
        "P11",
        with_steps(
            form(
                "login_id: {label: 가, example: ▸A12, format: {pattern: '[0-9]+', say: 숫자예요.}}"
            )
        ),
    ),
    "example fitting in part only": (
        "P11",
        with_steps(
            form(
                "login_id: {label: 가, example: ▸123a, format: {pattern: '[0-9]+', say: 숫자예요.}}"
            )
        ),
    ),
    "reserved id": ("P12", with_steps("{id: ▸all, kind: info, title: 가}")),
    "reserved field id": ("P12", with_steps(form("action: ▸{label: 가}", "- {사용자ID: action}"))),
    "constant unknown": (
        "P13",
        with_steps(info("enter: [{label: 주소, value: ▸'서버 ${server_ipp}'}]")),
    ),
    "mark missing in the picture": ("P14", with_steps(PICTURE % ("▸'눌러요 (2)'", "", ""))),
    "mark without picture": ("P14", with_steps(info("do: [가, ▸'눌러요 (1)']"))),
    "mark without instruction": ("P36", with_steps(PICTURE % ("눌러요", "", ", mark: ▸3"))),
    "mark deep in a picture": (
        "P36",
        with_steps(
            info("picture: {title: 가, side: [{menu: 나, items: [{row: [{tab: 다, mark: ▸2}]}]}]}")
        ),
    ),
    "two marks of one number": (
        "P32",
        with_steps(PICTURE % ("'눌러요 (1)'", "", ", mark: 1}, {table: [{column: 라, mark: ▸1}]")),
    ),
    "two instructions of one number": (
        "P32",
        with_steps(PICTURE % ("'눌러요 (1)', ▸'또 눌러요 (1)'", "", ", mark: 1")),
    ),
    "instructions out of turn": (
        "P37",
        with_steps(
            PICTURE % ("▸'눌러요 (2)', '또 눌러요 (1)'", "", ", mark: 1}, {menu: 라, mark: 2")
        ),
    ),
    "box out of its image": (
        "P39",
        IMAGE
        % ("'눌러요 (1)'", "2026-01-02", "▸{left: 80, top: 0, width: 20.1, height: 1, mark: 1}"),
    ),
    "box without instruction": (
        "P36",
        IMAGE % ("눌러요", "2026-01-02", "{left: 0, top: 0, width: 1, height: 1, mark: ▸1}"),
    ),
    "image taken before there was such a screen": ("P40", IMAGE % ("눌러요", "▸2014-12-31", "")),
    "HTML": ("P15", with_steps(info("do: [▸'<b>가</b>를 눌러요']"))),
    "HTML in a title": ("P15", with_steps(INFO).replace("title: 시험", "title: ▸<script>시험")),
    "template": ("P15", with_steps(info("say: ▸'{{ 가 }}'"))),
    "half a bold": ("P15", with_steps(info("say: ▸'**굵게'"))),
    "link to a script": ("P15", with_steps(info("say: ▸'[여기](javascript:alert)'"))),
    "HTML in what a format says": (
        "P15",
        with_steps(form("login_id: {label: 가, format: {pattern: 'a<b>', say: ▸'<i>숫자'}}")),
    ),
    "file name is not the mall": ("P16", with_steps(INFO).replace("mall: small", "mall: ▸big")),
    "field never asked": (
        "P19",
        with_steps(
            choice("one"),
            choice("two", "when: {one: a}, "),
            form(
                f"{LOGIN}\n▸bank: {{label: 나, when: {{one: b, two: a}}}}",
                "- {사용자ID: login_id}\n- {when: {one: b, two: a}, 계좌: bank}",
            ),
        ),
    ),
    "too many ways": (
        "P20",
        with_steps(*(choice(f"q{n}") for n in range(10))).replace("- {id: q0", "▸- {id: q0"),
    ),
    "too many ways in a form": (
        "P20",
        with_steps(
            form("\n".join(REMIT.replace("remit", f"remit{n}") for n in range(30)) + f"\n{LOGIN}")
        ).replace("remit0", "▸remit0", 1),
    ),
    "request before the form": (
        "P23",
        with_steps("{id: ask, kind: ▸request, title: 가, button: 요청하기}", form(LOGIN)),
    ),
    "row needs a field that is not asked": (
        "P25",
        with_steps(
            form(
                f"{REMIT}\n{LOGIN}\nbank: {{label: 계좌, when: {{remit: online}}}}",
                "- ▸{사용자ID: login_id, 계좌: bank}",
            )
        ),
    ),
}


@pytest.mark.parametrize(("code", "text"), CASES.values(), ids=CASES)
def test_an_unsound_guide_is_told_by_code_at_its_exact_place(code, text):
    text, [place] = unmarked(text)

    assert placed(faults_of(text)) == [(*place, code)]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("when asks an unknown question", "혹시 'which'인가요?"),
        ("when wants an unknown option", "혹시 'left'인가요?"),
        ("constant unknown", "혹시 'server_ip'인가요?"),
        ("find dangling", "쓸 수 있는 것: done, form"),
        ("row without field", "쓸 수 있는 것: login_id"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_or_all_that_exist(name, hint):
    [fault] = faults_of(unmarked(CASES[name][1])[0])

    assert fault.hint == hint


@pytest.mark.parametrize(
    "steps",
    [
        [choice("which", options="{a: {label: 하나, note: 쪽지}, b: {label: 둘}}")],
        [
            choice("one"),
            choice(
                "two", options="{a: {label: 가, note: {say: 나, when: {one: a}}}, b: {label: 다}}"
            ),
        ],
        [WHICH, info("when: {which: [left, right]}")],
        [WHICH, "{id: stop, kind: outcome, title: 끝, when: {which: left}}", INFO],
        [
            form(
                f"{REMIT}\n{LOGIN}\nbank: {{label: 나, when: {{remit: online}}}}",
                "- {사용자ID: login_id}\n- {when: {remit: online}, 계좌: bank}",
            )
        ],
        [form(LOGIN), "{id: ask, kind: request, title: 가, button: 요청하기}"],
        [
            form(REMIT + "\n" + LOGIN),
            "{id: ask, kind: request, title: 가, button: 요청하기, when: {remit: online}}",
        ],
        [PICTURE % ("'눌러요 (1)'", "", ", mark: 1")],
        [info("say: '**굵게** [여기](https://example.com/a?b=c)'")],
    ],
    ids=[
        "note",
        "note under a condition",
        "list of options",
        "way that ends early",
        "field and row under one condition",
        "request after the form",
        "step after the form's own question",
        "picture",
        "marks in a sentence",
    ],
)
def test_a_sound_guide_passes(steps):
    assert guide_of(with_steps(*steps)).mall == "small"


def test_a_form_of_a_thousand_million_branches_is_refused_at_once():
    started = time.monotonic()

    codes = [fault.code for fault in faults_of(unmarked(CASES["too many ways in a form"][1])[0])]

    assert codes == ["P20"]
    assert time.monotonic() - started < 5


def test_every_unsound_part_is_told_in_one_run():
    text, places = unmarked(
        with_steps(
            info("when: {▸nobody: asks}", "one"),
            info("do: [▸'눌러요 (1)']", "two"),
            form(
                "login_id: {label: ▸<b>, find: ▸gone}",
                "- {사용자ID: login_id, ▸비밀번호: password}",
            ),
        ).replace("mall: small", "mall: ▸big")
    )

    codes = ["P16", "P03", "P14", "P15", "P02", "P09"]
    assert placed(faults_of(text)) == [
        (*place, code) for place, code in zip(places, codes, strict=True)
    ]


def test_a_fault_is_told_as_one_line_with_file_line_column_code_and_hint():
    [fault] = faults_of(HEAD + "steps:\n  - {id: all, kind: outcome, title: 끝}\n")

    assert (
        str(fault)
        == "small.yaml:8:10: P12 'all'은 다른 화면이 쓰는 이름이에요 (이름을 바꿔 주세요)"
    )


SIDES = "do: [{say: '왼쪽을 눌러요 (1)', when: {which: left}}, {say: '오른쪽을 눌러요 (1)', when: {which: right}}], "


def test_two_acts_of_different_ways_may_have_one_number():
    picture = "picture: {title: 나, items: [{menu: 다, mark: 1}]}"

    assert faults_of(with_steps(WHICH, info(SIDES + picture))) == []


def test_a_sentence_may_ask_what_a_form_before_it_asked():
    text = with_steps(
        form(f"{REMIT}\n{LOGIN}", "- {사용자ID: login_id, 송금: remit}"),
        done="{id: done, kind: outcome, title: 끝, say: [{say: 가, when: {remit: online}}]}",
    )

    assert faults_of(text) == []


def test_a_number_that_a_photo_lacks_is_cured_by_a_box_and_one_that_a_drawing_lacks_by_a_mark():
    [photo] = faults_of(IMAGE % ("'눌러요 (1)'", "2026-01-02", ""))
    [drawing] = faults_of(with_steps(PICTURE % ("'눌러요 (1)'", "", "")))

    assert (photo.code, drawing.code) == ("P14", "P14")
    assert photo.hint == "그림에 1번 상자를 놓거나 글에서 번호를 빼 주세요"
    assert drawing.hint == "picture에 mark를 넣거나 글에서 번호를 빼 주세요"

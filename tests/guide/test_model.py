import pytest
from support.small_guides import HEAD, faults_of, form, guide_of, placed, unmarked, with_steps

from wizard.guide import messages, model

INFO = "{id: hello, kind: info, title: 인사해요}"
CHOICE = (
    "{id: which, kind: choice, title: 어느 길?, options: {left: {label: 왼}, right: {label: 오}}}"
)


def only_fault(text):
    """Give the one fault of a text, and the place that its mark names."""
    text, [place] = unmarked(text)
    [fault] = faults_of(text)
    return fault, (fault.line, fault.column) == place


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("K01", with_steps("▸{id: hello, kind: info}")),
        ("K01", with_steps("▸{id: hello, title: 인사해요}")),
        ("K01", "▸" + with_steps(INFO).replace("effort: {minutes: 3}\n", "")),
        ("K01", with_steps(INFO).replace('{chapter: "(0)", ', "▸{")),
        (
            "K02",
            with_steps("{id: hello, kind: info, 제목: 가}".replace("제목", "title: 나, ▸titel")),
        ),
        ("K02", with_steps(INFO).replace("effort", "▸efort: {minutes: 2}\neffort")),
        ("K03", with_steps(INFO).replace("title: 시험", "title: ▸[시험]")),
        ("K03", with_steps(INFO).replace("minutes: 3", "minutes: ▸셋")),
        ("K03", with_steps(INFO).replace("2026-11-23", "▸어제")),
        ("K03", with_steps(INFO).replace("2026-11-23", "▸0")),
        ("K03", with_steps(INFO).replace("2026-11-23", "▸20261123")),
        ("K03", with_steps(INFO).replace("2026-11-23", "▸2026-02-30")),
        ("K03", with_steps(INFO).replace("minutes: 3", "minutes: ▸3.0")),
        ("K08", with_steps(INFO).replace("2026-11-23", "▸1970-01-01")),
        ("K03", with_steps(INFO).replace("steps:", "migration: ▸yes\nsteps:")),
        ("K03", with_steps("▸인사해요")),
        ("K03", with_steps("{id: hello, kind: info, title: 가, do: ▸눌러요}")),
        ("K03", with_steps(form("login_id: ▸로그인 ID"))),
        ("K03", HEAD + "steps: ▸{가: 나}\n"),
        ("K04", HEAD + "steps: ▸[]\n"),
        ("K04", with_steps("{id: hello, kind: info, title: ▸''}")),
        ("K04", with_steps("{id: w, kind: choice, title: 가, options: ▸{a: {label: 하나}}}")),
        ("K05", with_steps("{id: hello, kind: ▸inof, title: 가}")),
        ("K05", with_steps(form("login_id: {label: 로그인 ID, kind: ▸date2}"))),
        ("K05", with_steps(INFO).replace("state: open", "state: ▸opened")),
        ("K07", with_steps("{id: ▸Hello_World, kind: info, title: 가}")),
        ("K07", with_steps(form("▸Login: {label: 로그인 ID}", "- {사용자ID: Login}"))),
        (
            "K07",
            with_steps(
                "{id: x, kind: info, title: 가, where: {console: 나, url: ▸'javascript:0'}}"
            ),
        ),
        ("K08", with_steps(INFO).replace("minutes: 3", "minutes: ▸0")),
        ("K08", with_steps(INFO).replace("minutes: 3", "minutes: ▸121")),
        ("K09", with_steps(form("login_id: {label: 가, format: {pattern: ▸'(', say: 나}}"))),
        ("K10", with_steps("{id: hello, kind: info, title: ▸" + "가" * 61 + "}")),
        ("K10", with_steps("{id: ▸" + "a" * 41 + ", kind: info, title: 가}")),
    ],
    ids=[
        "step without title",
        "step without kind",
        "guide without effort",
        "manual without chapter",
        "unknown key of a step",
        "unknown key of the guide",
        "list for a text",
        "word for a number",
        "word for a date",
        "zero for a date",
        "date without hyphens",
        "a day that is none",
        "fraction for a number",
        "a day before the house was built",
        "yes for true",
        "text for a step",
        "text for a list",
        "text for a field",
        "mapping for the steps",
        "no steps",
        "empty title",
        "choice with one option",
        "unknown kind of step",
        "unknown kind of field",
        "unknown state",
        "bad step id",
        "bad field id",
        "address that is no web address",
        "number too small",
        "number too big",
        "bad regular expression",
        "title too long",
        "id too long",
    ],
)
def test_a_malformed_guide_is_told_by_code_at_its_exact_place(code, text):
    fault, is_there = only_fault(text)

    assert fault.code == code
    assert is_there, f"it was placed at {fault.line}:{fault.column}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            with_steps("{id: x, kind: info, title: 가, ▸wehn: {}}"),
            "'wehn'은 모르는 항목이에요 (혹시 'when'인가요?)",
        ),
        (
            with_steps("{id: x, kind: ▸inof, title: 가}"),
            "'inof'는 여기에 쓸 수 없어요 (혹시 'info'인가요?)",
        ),
        (
            with_steps(form("▸Login: {label: 가}", "- {사용자ID: Login}")),
            "'Login'에 쓸 수 없는 글자가",
        ),
        (with_steps(form("login_id: ▸로그인 ID")), "'login_id'에는 이름: 값 꼴의 묶음이 와야"),
        (with_steps("▸인사해요"), "'steps'에는 이름: 값 꼴의 묶음이 와야 해요 (지금은 '인사해요'"),
        (with_steps(INFO).replace("minutes: 3", "minutes: ▸0"), "(1 이상으로 적어 주세요)"),
        (
            with_steps(INFO).replace("2026-11-23", "▸1970-01-01"),
            "'1970-01-01'이 범위를 벗어났어요 (2000-01-01 이상으로 적어 주세요)",
        ),
        (
            with_steps("{id: ▸Hello, kind: info, title: 가}"),
            "(open-api처럼 소문자, 숫자, 줄표만 써 주세요)",
        ),
        (
            with_steps("{id: x, kind: info, title: ▸" + "가" * 61 + "}"),
            "(60까지 쓸 수 있는데 지금은 61이에요)",
        ),
        (with_steps("▸{id: x, kind: info}"), "'title' 항목이 빠졌어요"),
        (
            with_steps("{id: x, kind: info, title: ▸[가]}"),
            "한 줄의 글이 와야 해요 (앞의 '- '나 대괄호를 지우거나",
        ),
        (with_steps("{id: x, kind: info, title: 가, when: ▸나}"), "(지금은 '나'예요)"),
    ],
    ids=[
        "nearest key",
        "nearest kind",
        "field id",
        "field",
        "step",
        "limit",
        "limit of a day",
        "shape of an id",
        "length",
        "missing",
        "list found",
        "text found",
    ],
)
def test_a_complaint_names_the_editors_own_word_and_what_to_do(text, said):
    fault, _ = only_fault(text)

    assert said in str(fault)


def test_an_unknown_kind_of_field_is_answered_with_what_a_field_may_be():
    fault, _ = only_fault(with_steps(form("login_id: {label: 가, kind: ▸secrt}")))

    assert fault.hint == "혹시 'secret'인가요?"


def test_an_unknown_key_is_answered_only_with_what_may_stand_there():
    fault, _ = only_fault(with_steps(INFO).replace("effort: {", "effort: {▸걸리는시간: 3, "))
    step, _ = only_fault(with_steps("{id: x, kind: info, title: 가, ▸설명글: 나}"))

    assert fault.hint == "쓸 수 있는 것: longest, minutes, ways"
    assert step.hint.startswith("쓸 수 있는 것: as_of, caution, do, enter, ")
    assert "fields" not in step.hint


def test_what_is_offered_instead_is_never_more_than_twelve_words():
    hint = messages.nearest("없는것", {f"word{number}" for number in range(30)})

    assert hint.count(",") == 11
    assert hint.endswith("… 모두 30가지")


def test_a_key_named_like_a_kind_is_placed_like_any_other():
    text = with_steps("{id: ask, kind: request, request: issuance, title: ▸[], button: 요청하기}")
    field = form("text: {label: ▸[가]}", "- {사용자ID: text}")

    assert only_fault(text)[1]
    assert only_fault(with_steps(field))[1]


def test_all_faults_of_a_malformed_guide_are_told_at_once_in_file_order():
    text, places = unmarked(
        with_steps(
            "{id: x, kind: info, title: 가, ▸wehn: {}}",
            "▸{id: y, kind: info}",
            "{id: z, kind: info, title: ▸<b>다</b>}",
        ).replace("minutes: 3", "minutes: ▸많이")
    )

    codes = ["K03", "K02", "K01", "P15"]
    assert placed(faults_of(text)) == [
        (*place, code) for place, code in zip(places, codes, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        with_steps(
            CHOICE.replace("{label: 왼}", "{label: 왼, note: []}").replace(
                "}}}", "}, up: {label: 위}}}"
            ),
            INFO[:-1] + ", when: {which: left}}",
        ),
        with_steps(
            "▸{id: first, kind: choice, titel: 가, options: {a: {label: 나}, b: {label: 다}}}",
            "{id: second, kind: info, title: 가, when: {first: a}}",
        ),
        with_steps(
            "{id: first, kind: info, title: []}", form("login_id: {label: 가, find: first}")
        ),
        with_steps(done="{id: done, kind: outcome, title: []}"),
        with_steps(INFO[:-1] + ", do: [[], []], needs: []}"),
    ],
    ids=[
        "note of an option",
        "a whole question",
        "title of a step",
        "title of the only step",
        "every item of a list",
    ],
)
def test_what_is_cut_out_as_malformed_causes_no_fault_elsewhere(text):
    codes = {fault.code for fault in faults_of(unmarked(text)[0])}

    assert codes <= {"K01", "K02", "K03"}
    assert codes


def test_a_guide_is_read_whole():
    found = guide_of(with_steps(INFO, CHOICE))

    assert found.mall == "small"
    assert [step.id for step in found.steps] == ["hello", "which", "done"]
    assert found.status.checked_on.isoformat() == "2026-11-23"
    assert found.effort.minutes == 3
    assert found.migration is False


def test_a_guide_cannot_be_changed_once_read():
    found = guide_of(with_steps(INFO))

    with pytest.raises(ValueError, match="frozen"):
        found.title = "다른 제목"
    with pytest.raises(ValueError, match="frozen"):
        found.steps[0].title = "다른 제목"


def test_asking_for_a_step_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        guide_of(with_steps(INFO)).step("gone")


def test_parse_gives_no_guide_together_with_problems():
    found, problems = model.parse({"mall": "small"})

    assert found is None
    assert {problem.code for problem in problems} == {"K01"}
    assert {problem.path[-1] for problem in problems} >= {"title", "steps", "status"}

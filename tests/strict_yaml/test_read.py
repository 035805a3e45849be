import pytest
from support.small_guides import DONE, HEAD, faults_of, placed, unmarked, with_steps

from wizard import strict_yaml

INFO = "{id: hello, kind: info, title: 인사해요}"


@pytest.mark.parametrize(
    "written", ["no", "true", "null", "~", "0123", "1.0", "0x1F", "12:30", "2026-11-23", "1e3", ""]
)
def test_a_bare_word_is_never_a_truth_a_number_or_a_date(written):
    document = strict_yaml.read(f"key: {written}\n".encode())

    assert document.data == {"key": written}
    assert document.problems == []


def test_the_place_of_a_value_is_counted_in_characters_after_korean():
    document = strict_yaml.read("머리말: 가\n안내: {제목: 나, 순서: [하나, 둘]}\n".encode())

    assert document.place(("머리말",)) == (1, 6)
    assert document.place(("안내", "제목")) == (2, 10)
    assert document.place(("안내", "제목"), of_key=True) == (2, 6)
    assert document.place(("안내", "순서", 1)) == (2, 22)


def test_a_path_that_stands_nowhere_is_placed_at_its_nearest_ancestor():
    document = strict_yaml.read(b"a:\n  b: {c: d}\n")

    assert document.place(("a", "b", "missing")) == (2, 6)
    assert document.place(("gone", "a", "added", "b")) == (2, 6)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("Y04", 'title: "가나▸\t다"\n'),
        ("Y05", "제목: ▸“가나다”\n"),
        ("Y05", "제목: {말: ▸‘가’}\n"),
        ("Y06", "제목: 가나\n  ▸: x\n  : y"),
        ("Y06", "제목: ▸[가, 나\n다: 라\n"),
        ("Y06", '제목: ▸"가나\n'),
        ("Y06", "가: 나\n▸? [다, 라]\n: 마\n".replace("▸? [", "? ▸[")),
        ("Y06", "준비: ▸계정\n  - 아이디\n  - 비밀번호\n"),
        ("Y06", "준비: ▸계정\n  - 아이디: 가\n"),
        ("Y06", "일:\n  - 할 일: ▸눌러요\n      - 저장: 가\n"),
        ("Y07", "제목: 가\n말: 나\n▸제목: 다\n"),
        ("Y07", "묶음: {가: 나, ▸가: 다}\n"),
        ("Y08", "가: ▸&닻 나\n".replace("닻", "anchor")),
        ("Y08", "가나다: ▸*alias\n"),
        ("Y09", "가나: ▸!!int 3\n"),
        ("Y09", "가나: ▸!!python/object/apply:os.system [ls]\n"),
        ("Y09", "가나: ▸! 다\n"),
        ("Y10", "▸- 가\n- 나\n"),
        ("Y10", "▸그냥 글\n"),
        ("Y10", "▸"),
        ("Y10", "▸# 설명만 있어요\n"),
        ("Y10", "▸---\n"),
        ("Y11", "가: 나\n▸---\n다: 라\n"),
    ],
    ids=[
        "tab inside a value",
        "curly quotes",
        "curly quotes in a flow",
        "no key",
        "unclosed bracket",
        "unclosed quote",
        "mapping as a key",
        "list swallowed by a text",
        "list of pairs swallowed by a text",
        "list swallowed in a list",
        "key given twice",
        "key given twice in a flow",
        "anchor",
        "alias",
        "tag",
        "tag that would run a command",
        "bare tag",
        "list at the top",
        "prose",
        "empty",
        "comments only",
        "empty document",
        "two documents",
    ],
)
def test_a_fault_of_the_yaml_has_its_code_and_exact_place(code, text):
    text, expected = unmarked(text)

    found = strict_yaml.read(text.encode()).problems

    assert [(place, problem.code) for place, problem in found] == [(expected[0], code)]


def test_a_tab_that_indents_is_named_once_as_a_tab_and_once_as_broken_yaml():
    found = placed(faults_of(with_steps(INFO).replace("  - {id: hello", "\t- {id: hello")))

    assert found == [(8, 1, "Y04"), (8, 1, "Y06")]


def test_a_bom_is_named_and_the_rest_is_read_nevertheless():
    raw = b"\xef\xbb\xbf" + with_steps(INFO, "{id: x, kind: inof, title: 잘못}").encode()

    assert placed(faults_of(raw)) == [(1, 1, "Y02"), (9, 19, "K05")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_unicode_encoding_is_refused_at_its_bom(encoding):
    assert placed(faults_of(with_steps(INFO).encode(encoding))) == [(1, 1, "Y02")]


def test_bytes_that_are_not_utf_8_are_placed_after_the_korean_before_them():
    raw = "가: 나\n다라: 마".encode() + "바".encode("cp949") + b"\n"

    assert placed(faults_of(raw)) == [(2, 6, "Y01")]


@pytest.mark.parametrize("character", ["\x07", "\x00", "\x1b", "\ufffe"])
def test_a_character_that_yaml_forbids_is_placed_after_the_korean_before_it(character):
    text, [place] = unmarked(f"가나다라: 마바사\n말: 아▸{character}자\n")

    assert placed(faults_of(text)) == [(*place, "Y01")]


@pytest.mark.parametrize(("size", "codes"), [(200_000, []), (200_001, ["Y03"])], ids=["at", "over"])
def test_a_file_is_read_up_to_200_kb(size, codes):
    raw = with_steps(INFO).encode()
    raw += b"#" * (size - len(raw))

    assert [fault.code for fault in faults_of(raw)] == codes


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "], ids=["list", "map", "block", "key"])
def test_a_nesting_bomb_is_refused_before_it_is_built(opening):
    found = faults_of(opening * 45_000)

    assert [fault.code for fault in found] == ["Y06"]


def test_an_alias_bomb_is_refused_without_being_expanded():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = strict_yaml.read("\n".join(lines).encode())

    assert {problem.code for _, problem in document.problems} == {"Y08"}
    assert document.data["a29"] == [""] * 9


def test_a_merge_key_is_refused_as_an_alias():
    found = strict_yaml.read(b"a: {b: c}\n<<: *a\n").problems

    assert [(place, problem.code) for place, problem in found] == [((2, 5), "Y08")]


def test_curly_quotes_inside_straight_ones_are_meant():
    document = strict_yaml.read('제목: "‘저장’을 누르고 ‘완료’"\n말: ‘저장’을 눌러요\n'.encode())

    assert document.problems == []
    assert document.data["제목"] == "‘저장’을 누르고 ‘완료’"


@pytest.mark.parametrize("value", ["‘가’와 ‘나’", "‘저장’", "“가”와 “나”", "「가」", "가 ‘나’"])
def test_curly_quotes_are_refused_only_where_they_hold_the_whole_value(value):
    found = strict_yaml.read(f"제목: {value}\n".encode()).problems

    assert [p.code for _, p in found] == (["Y05"] if value == "‘저장’" else [])


def test_curly_quotes_that_break_the_yaml_are_named_as_such():
    text, [place] = unmarked("제목: ▸“가: 나”\n")

    [(at, problem)] = strict_yaml.read(text.encode()).problems
    assert (at, problem.code) == (place, "Y05")


@pytest.mark.parametrize(
    "text",
    [
        '제목: ▸"가나\n말: 다\n',
        "제목: ▸'가나\n말: 다\n",
        '제목: ▸"가나\n말: "다라"\n',
        '목록: [가, ▸"나]\n말: 다\n',
        '제목: ▸"가나”\n말: 다\n',
    ],
    ids=["to the end", "single", "up to the next quote", "in a list", "closed by a curly one"],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(text):
    text, [place] = unmarked(text)

    [(at, problem)] = strict_yaml.read(text.encode()).problems
    assert (at, problem.code) == (place, "Y06")
    assert "닫히지 않아요" in problem.message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("가: 나: 다\n", "콜론(:)이 있을 자리가 아니에요"),
        ("가: 나\n  다: 라\n", "콜론(:)이 있을 자리가 아니에요"),
        ("가:\n  나: 다\n 라: 마\n", "여기서부터 이름: 값이 이어지지 않아요"),
        ("가: [나 다\n", "괄호가 여기서 열렸어요"),
        ("가: @나\n", "글이 '@'로 시작해요"),
        ('가: "\\S+"\n', "역슬래시는 겹따옴표 안에 쓸 수 없어요"),
        ("가: 나\n다\n라: 마\n", "이름 뒤에 콜론(:)이 없어요"),
        ("[" * 30, "묶음 안의 묶음이 너무 깊어요"),
    ],
)
def test_broken_yaml_is_told_in_korean(text, told):
    [(_, problem)] = strict_yaml.read(text.encode()).problems

    assert (problem.code, problem.message) == ("Y06", told)


def test_a_key_given_twice_names_the_line_of_the_first_and_keeps_its_value():
    document = strict_yaml.read("가: 하나\n나: 둘\n가: [셋, {가: 넷}]\n".encode())

    [(_, problem)] = document.problems
    assert "1번째 줄" in problem.hint
    assert document.data["가"] == "하나"


def test_every_fault_of_a_file_is_named_in_one_run():
    text, expected = unmarked(
        HEAD.replace("title: 시험", "title: ▸“시험”")
        + "title: 또\n".replace("title", "▸title")
        + "steps:\n  - {id: x, kind: ▸!!str info, title: 가}\n  - "
        + DONE
        + "\n▸---\n끝: 끝\n"
    )

    assert placed(faults_of(text)) == [
        (*place, code) for place, code in zip(expected, ["Y05", "Y07", "Y09", "Y11"], strict=True)
    ]


def test_a_swallowed_list_hides_no_fault_that_follows_it():
    text = "준비: 계정\n  - 아이디\n\n말: 가\n글: [나\n"

    found = strict_yaml.read(text.encode()).problems

    assert [(place[0], problem.code) for place, problem in found] == [(1, "Y06"), (5, "Y06")]

from datetime import date

import pytest
from support.small_guides import CONSTANTS, HEAD, form, guide_of, with_steps

from wizard.lint.autofix import autofix, one_letter_apart

TODAY = date(2026, 11, 24)
INFO = "{id: hello, kind: info, title: 인사해요}"
SOUND = with_steps(INFO)


def mended(text):
    raw = text if isinstance(text, bytes) else text.encode()
    return autofix(raw, "small.yaml", CONSTANTS, TODAY)


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [
        ("Y02", "\ufeff" + SOUND, SOUND),
        ("Y04", SOUND.replace("title: 시험", 'title: "시\t험"'), SOUND.replace("시험", '"시 험"')),
        ("Y04", SOUND.replace("  - {id: hello", "\t- {id: hello"), SOUND),
        ("Y05", SOUND.replace("시험", "“시험”"), SOUND.replace("시험", '"시험"')),
        ("K02", with_steps(INFO[:-1] + ", cautoin: 가}"), with_steps(INFO[:-1] + ", caution: 가}")),
        ("K05", SOUND.replace("kind: info", "kind: inof"), SOUND),
        ("P17", SOUND.replace("시험", "시\u200b험"), SOUND),
        ("A01", SOUND.replace("시험", "0123"), SOUND.replace("시험", '"0123"')),
        ("A18", SOUND.replace("시험", "02-0000-0000"), SOUND.replace("시험", '"${phone}"')),
        ("A18", SOUND.replace("시험", "'☎02-0000-0000'"), SOUND.replace("시험", "'☎${phone}'")),
        ("A20", SOUND.replace("시험", "'  시  험 '"), SOUND.replace("시험", "'시 험'")),
        ("A23", SOUND.replace("시험", "시험１"), SOUND.replace("시험", "시험1")),
    ],
)
def test_what_is_safe_is_mended_where_it_stands(code, bad, good):
    done = mended(bad)

    assert done.raw.decode() == good
    assert [fault.code for fault in done.mended] == [code]
    assert (done.reading.faults, done.reading.advice) == ([], [])


def test_comments_order_layout_and_line_ends_stay_as_they_are():
    text = "# 머리말\r\n" + HEAD.replace("\n", "   # 옆말\r\n").replace("시험", "“시험”")
    text += "steps:\r\n\r\n  # 사이\r\n  - { id:  done,   kind: outcome, title: 끝 }\r\n"

    assert mended(text).raw.decode() == text.replace("“시험”", '"시험"')


def test_a_kind_mended_shows_the_faults_behind_it_which_are_mended_too():
    done = mended(with_steps("{id: hello, kind: inof, titel: 인사해요}"))

    assert done.raw.decode() == SOUND
    assert [fault.code for fault in done.mended] == ["K05", "K02"]


@pytest.mark.parametrize(
    "text",
    [
        SOUND.replace("kind: info", "kind: page"),
        with_steps(INFO[:-1] + ", titel: 가}"),
        with_steps(INFO[:-1] + ", when: {whch: a}}"),
        SOUND.replace("시험", "“시\\험”"),
        SOUND.replace("{minutes: 3}", "{minutes: 0}"),
        SOUND.replace("mall: small", "mall: smal"),
        SOUND.replace("시험", "[시험"),
    ],
    ids=[
        "word unlike any",
        "name that is there already",
        "condition",
        "quotes that would need escapes",
        "number",
        "mall",
        "broken",
    ],
)
def test_what_needs_an_answer_is_left_as_it_is(text):
    done = mended(text)

    assert done.raw.decode() == text
    assert done.mended == []
    assert done.reading.faults


def test_a_sound_guide_is_not_touched():
    assert mended(SOUND).raw.decode() == SOUND


def test_what_a_comment_lets_pass_is_not_mended():
    text = SOUND.replace("시험", "０１  # wizard:ok A23: 화면의 글자예요")

    assert mended(text).raw.decode() == text


def test_a_mended_guide_says_the_same_but_for_the_fault():
    bad = with_steps(
        form("login_id: {label: 아이디, find: form, note: “가”}").replace("find: form, ", "")
    )

    assert guide_of(mended(bad).raw.decode()).step("form").fields["login_id"].note == "가"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("wehn", "when", True),
        ("titl", "title", True),
        ("titlee", "title", True),
        ("tutle", "title", True),
        ("itlet", "title", False),
        ("to", "do", False),
        ("page", "", False),
    ],
)
def test_one_letter_apart(one, other, apart):
    assert one_letter_apart(one, other) is apart


def test_of_more_faults_than_are_told_some_are_mended_all_the_same():
    raw = ("\t\n" * 700).encode()

    done = autofix(raw, "small.yaml", {}, TODAY)

    assert done.mended
    assert done.raw.count(b"\t") == 700 - len(done.mended)

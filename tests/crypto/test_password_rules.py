import pytest

from wizard.crypto.password_rules import fault

KIM = "kim.minsu@example.com"


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "12자"),
        ("x" * 201, "200자"),
        ("a" * 12, "되풀이"),
        ("가" * 12, "되풀이"),
        ("abababababab", "되풀이"),
        ("abcabcabcabcab", "되풀이"),
        ("password1234", "많은 사람"),
        ("Password1234!!", "많은 사람"),
        ("P@ssw0rd12345", "많은 사람"),
        ("qwertyuiop12", "많은 사람"),
        ("123456789012", "많은 사람"),
        ("qlalfqjsgh12", "많은 사람"),
        ("비밀번호123456789", "많은 사람"),
        ("minsu-tree-lamp-7", "이메일 이름"),
        ("아임셀러 파란 의자 셋", "아임셀러"),
        ("dkdlatpffj-tree-lamp", "아임셀러"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_with_what_to_do(password, says):
    assert says in fault(password, KIM)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "파란 의자 셋과 빈 화분",
        "vErY-9fjq-Lx02",
        "7 lamps under the stairs",
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password):
    assert not fault(password, KIM)


def test_a_long_password_is_judged_in_a_blink():
    import time

    began = time.perf_counter()
    fault("a1!B" * 50, KIM)

    assert time.perf_counter() - began < 1

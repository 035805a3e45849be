import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from wizard.content import loader
from wizard.content.folder import guide_files
from wizard.patterns import MAX_STEPS, Matcher, PatternError
from wizard.steps.field_rules import MAX_VALUE_CHARS, Format
from wizard.steps.fields import TextField

HERE = Path(__file__).parent
DEADLINE_S = 120
"""Far more than is needed, far less than one pair takes of an engine that goes back."""


def test_no_pair_of_a_hostile_pattern_and_value_takes_an_engine_that_goes_back():
    command = [sys.executable, str(HERE / "hostile.py")]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=DEADLINE_S, check=True, cwd=HERE.parents[1]
    )

    assert json.loads(done.stdout)["pairs"] >= 2000


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        (r"(\d{1,3})+\.", "1" * 61, False),
        (r"(\d{1,3})+\.", "1" * 60 + ".", True),
        (r"(a{1,80})+!", "a" * 499 + "!", True),
        (r"(a?){60}!", "a" * 61, False),
        (r"(?:a?a?)*!", "a" * 61, False),
    ],
)
def test_what_once_froze_a_worker_is_judged(pattern, value, fits):
    assert Matcher.of(pattern).fits(value) is fits


def test_a_value_costs_its_length_times_the_size_of_the_program_and_both_are_bounded():
    largest = Matcher.of("(a*b*){500}!")

    assert largest.steps <= MAX_STEPS
    assert len(largest._letters.encode("가" * MAX_VALUE_CHARS)) == MAX_VALUE_CHARS
    assert not Format(pattern=".*", say="가").fits("a" * (MAX_VALUE_CHARS + 1))


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?=a)a", r"앞뒤를 엿보는 (?=…)"),
        ("(?<!a)b", r"앞뒤를 엿보는 (?<!…)"),
        (r"(a)\1", r"다시 부르는 \1"),
        ("(?P<n>a)(?P=n)", "다시 부르는 (?P=…)"),
        (r"\bab\b", r"\b는 쓸 수 없어요"),
        ("(?>a)b", "'(?>a)'로 시작하는 괄호"),
        ("(?x) a", "(?x)는 쓸 수 없어요"),
        ("(?a)a", "(?a)는 쓸 수 없어요"),
        ("(?i)é", "(?i)는 영문에만"),
        ("a++", "되풀이가 겹쳤어요"),
        ("*a", "되풀이할 것이 앞에 없어요"),
        ("a{1001}", "1000번"),
        ("a{99999999999999999999}", "1000번까지"),
        ("(a{100}){100}", "1000번"),
        ("(a?b?c?d?e?){999}", "정규식이 너무 커요"),
        ("(" * 151, "괄호가 닫히지 않았어요"),
        ("a" * 301, "300자까지"),
        ("[a-z", "대괄호가 닫히지 않았어요"),
        ("[", "대괄호가 닫히지 않았어요"),
        ("[z-a]", "거꾸로"),
        (r"[a-\d]", "거꾸로"),
        ("a)", "닫는 괄호가 더"),
        ("a\\", "역슬래시"),
        (r"\Q", r"\Q는 모르는"),
        ("".join(map(chr, range(0xAC00, 0xAC00 + 200, 2))), "너무 여러 가지"),
    ],
)
def test_what_cannot_be_run_in_linear_time_is_told_in_korean(pattern, why):
    with pytest.raises(PatternError) as error:
        Matcher.of(pattern)

    assert why in str(error.value)


def _random_pattern(random, depth=0):
    """Write a pattern of everything that both engines know."""
    if depth > 2 or random.random() < 0.4:
        atoms = [
            "a",
            "b",
            "1",
            "가",
            " ",
            ".",
            r"\d",
            r"\D",
            r"\w",
            r"\W",
            r"\s",
            r"\S",
            r"\.",
            "é",
        ]
        atoms += ["[a-c]", "[^a]", "[가-힣]", r"[^\W\d_]", r"[\d가]", r"[^\s가]", "[]a]", "[^]a-]"]
        atoms += [
            r"\x61",
            r"\u0061",
            r"\uac00",
            r"[\u0660-\u0669]",
            r"[\S]",
            r"[a\-z]",
            "[a-é]",
            "{",
            "{}",
            "}",
        ]
        return random.choice(atoms)
    parts = [_random_pattern(random, depth + 1) for _ in range(random.randrange(1, 4))]
    inner = random.choice(["", "|"]).join(parts)
    opens = random.choice(["(", "(?:", f"(?P<n{random.randrange(10**9)}>", "(?i:", "(?s:"])
    repeat = random.choice(["", "*", "+", "?", "{2}", "{,2}", "{1,}", "{,}", "{1,3}?", "*?"])
    return f"{opens}{inner}){repeat}"


def test_a_pattern_means_what_it_meant_to_python():
    random = Random(7)
    letters = "aabB1가나é \u00a0\u0663\u00b2_.-]{}^\u3000𝟗\u001f"
    tried = 0
    for _ in range(3000):
        pattern = _random_pattern(random)
        if "(?i:" in pattern and "é" in pattern:  # refused, as said above
            continue
        before, after = re.compile(pattern), Matcher.of(pattern)
        for _ in range(12):
            value = "".join(random.choices(letters, k=random.randrange(7)))
            tried += 1
            assert after.fits(value) is (before.fullmatch(value) is not None), (pattern, value)

    assert tried > 30_000


def _published():
    for file in guide_files([Path("content/guides"), Path("tests/guides")]):
        for step in loader.load(file).steps:
            for name, field in getattr(step, "fields", {}).items():
                if isinstance(field, TextField):
                    yield from ((file.stem, name, field.example, shape) for shape in field.format)


def test_every_published_pattern_judges_as_it_did():
    random = Random(11)
    judged = list(_published())
    for mall, name, example, shape in judged:
        before = re.compile(shape.pattern)
        seeds = [
            example or "",
            "a" * 32,
            "0" * 56,
            "A12345678",
            "ncp_abc123_01",
            "f" * 128,
            "A" * 215 + "=",
        ]
        values = {
            seed[:place] + odd + seed[place + cut :]
            for seed in seeds
            for place in range(0, len(seed) + 1, 5)
            for odd in ("", "\u00a0", "\u0663", "가", " ", "x", "９")
            for cut in (0, 1)
        }
        values |= {"".join(random.choices("0123456789abcdefACn_p-=+/", k=n)) for n in range(230)}
        for value in values:
            assert shape.fits(value) is (before.fullmatch(value) is not None), (mall, name, value)

    assert len(judged) >= 11

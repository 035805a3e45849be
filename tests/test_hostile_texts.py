import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.small_guides import faults_of, form, with_steps

from wizard.content import loader
from wizard.guide.diff import compare
from wizard.lint.check import MAX_TOLD
from wizard.steps.choice import MAX_OPTIONS
from wizard.steps.credentials import MAX_FIELDS
from wizard.strict_yaml.composer import MAX_VALUES

HERE = Path(__file__).parent
DEADLINE_S = 240
"""Far more than is needed; one of these texts once took longer alone."""
LOGIN = "- {사용자ID: login_id}"


def test_no_text_of_an_editor_or_a_seller_is_read_again_for_each_of_its_letters():
    command = [sys.executable, str(HERE / "hostile_texts.py")]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=DEADLINE_S, check=False, cwd=HERE.parent
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["texts"] > 180


def _shape(pattern, example):
    return with_steps(
        form(
            f"login_id: {{label: 로그인, example: '{example}', format: {{pattern: '{pattern}', say: 가}}}}",
            LOGIN,
        )
    )


@pytest.mark.parametrize("pattern", [r"(\d{1,3})+\.", r"(\d\d?)+x", r"(1{1,80})+!", "(1?){60}!"])
def test_an_example_that_would_keep_an_engine_busy_stops_neither_the_start_nor_another_guide(
    tmp_path, pattern
):
    (tmp_path / "small.yaml").write_text(_shape(pattern, "1" * 60), "utf-8")
    fork = (HERE / "guides" / "fork.yaml").read_text("utf-8")
    (tmp_path / "fork.yaml").write_text(fork, "utf-8")

    found = loader.scan_folder(tmp_path)

    assert [fault.code for fault in found.faults["small"]] == ["P11"]
    assert list(found.editions) == ["fork"]


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("(?=a)a", "K09"),
        (r"(a)\1", "K09"),
        ("(a?b?c?d?e?){999}", "K09"),
        ("(" * 150, "K09"),
        ("a" * 301, "K10"),
        ("(a?b?c?){150}", None),
        ("([a-z]{1,30}[0-9]{0,30}){1,30}", "P29"),
    ],
)
def test_a_pattern_that_cannot_be_run_in_time_is_a_fault_at_its_own_place(pattern, code):
    text = _shape(pattern, "").replace("example: '', ", "")
    faults = faults_of(text)

    place = next(
        (n, line.index(f"'{pattern}'") + 1)
        for n, line in enumerate(text.split("\n"), 1)
        if f"'{pattern}'" in line
    )
    assert [(fault.line, fault.column, fault.code) for fault in faults] == (
        [(*place, code)] if code else []
    )
    assert all(fault.hint for fault in faults)


def test_a_file_of_too_many_things_is_one_fault_where_it_gets_too_much():
    faults = faults_of("".join(f"k{n}: v\n" for n in range(MAX_VALUES)))

    assert [(fault.line, fault.code) for fault in faults] == [(MAX_VALUES // 2, "Y03")]


def test_of_very_many_faults_the_first_are_told_and_how_many_follow():
    faults = faults_of("\t\n" * (MAX_TOLD + 40))

    assert len(faults) == MAX_TOLD
    assert "뒤의" in faults[-1].hint
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


@pytest.mark.parametrize("most", [MAX_FIELDS])
def test_a_form_and_a_question_have_a_bounded_number_of_parts(most):
    lines = "\n".join(f"f{n}: {{label: 가{n}}}" for n in range(most + 1))
    rows = "- {" + ", ".join(f"c{n}: f{n}" for n in range(most + 1)) + "}"
    options = ", ".join(f"o{n}: {{label: 가{n}}}" for n in range(MAX_OPTIONS + 1))
    choice = f"{{id: q, kind: choice, title: 골라요, options: {{{options}}}}}"

    assert [fault.code for fault in faults_of(with_steps(form(lines, rows)))] == ["K10"]
    assert [fault.code for fault in faults_of(with_steps(choice))] == ["K10"]


def test_a_pattern_that_was_used_is_no_other_guide():
    text = _shape("[0-9]{4}", "1234").encode()
    used, fresh = (loader.read(text, "small.yaml", {}) for _ in range(2))
    used.form("form").fields["login_id"].fits("1234")

    assert used == fresh
    assert compare(used, fresh).is_same


def test_the_names_of_a_form_have_a_bounded_number_of_letters():
    lines = "\n".join(f"f{n}: {{label: 칸{n}, aka: [{'나' * 30}{n}]}}" for n in range(35))
    rows = "- {" + ", ".join(f"c{n}: f{n}" for n in range(35)) + "}"

    assert [fault.code for fault in faults_of(with_steps(form(lines, rows)))] == ["P41"]

"""A fragment alone is a guide of its own name: another text of it is another revision, with the pictures that it names."""

from datetime import date

import pytest
from conftest import GUIDES

from wizard.content.lone_fragments import fragment_at, lone_mall, lone_revision

TODAY = date(2026, 11, 27)
NAME = "fragments/esm-login"


def lone(said):
    return lone_revision(GUIDES, NAME, f"steps:\n  - {{id: a, kind: info, {said}}}\n".encode(), TODAY)  # fmt: skip


def test_each_text_of_it_is_another_revision():
    first, again, other = (lone(f"title: {title}") for title in ("하나", "하나", "둘"))

    assert first.guide.mall == "fragments.esm-login"
    assert (first.revision == again.revision, first.revision == other.revision) == (True, False)


def test_it_has_the_pictures_that_it_names_and_is_none_without_them():
    image = "title: 하나, image: {{file: {}, alt: 화면, captured: 2026-11-01}}"

    [shot] = lone(image.format("console.png")).images.values()
    assert shot.data == (GUIDES / "images" / "console.png").read_bytes()
    assert lone(image.format("nowhere.png")) is None


def test_where_what_is_shared_is_faulty_there_is_none(tmp_path):
    (tmp_path / "constants.yaml").write_text("가: [", "utf-8")

    assert lone_revision(tmp_path, NAME, b"steps:\n  - {id: a, kind: info, title: b}\n", TODAY) is None  # fmt: skip


@pytest.mark.parametrize("mall", ["coupang", "fragments", "other.esm-login", "", "fragments-esm"])
def test_no_other_guide_is_taken_for_one(mall):
    assert fragment_at(mall) == ""
    assert fragment_at(lone_mall(NAME)) == NAME

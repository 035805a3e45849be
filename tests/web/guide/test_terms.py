"""Words that are explained where a screen first uses them."""

import shutil

import pytest
from conftest import GUIDES, prepared, settings_for, soup_of

from wizard.app import create_app


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(GUIDES / "shared", tmp_path / "guides")


@pytest.fixture
def client(tmp_path, folder):
    app = create_app(prepared(settings_for(tmp_path, guides=folder)))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


def test_the_first_use_of_a_term_opens_what_it_means_without_a_script(client):
    page = soup_of(client.get("/guides/borrowing/tool-menu?way=self"))

    [tap] = page.select("button.term")
    [meaning] = page.select(f"[popover][id='{tap['popovertarget']}']")

    assert tap.text == "도구"
    assert tap.parent.name == "b"
    assert "02-0000-0000으로 물어볼 수 있는" in meaning.text
    assert meaning.button["popovertarget"] == meaning["id"]


def test_a_word_opens_what_it_means_also_beside_the_picture_of_a_step_called_term(tmp_path, folder):
    file = folder / "borrowing.yaml"
    drawn = "picture: {title: 센터, items: [{button: 도구, mark: 1}]}"
    step = f'- {{id: term, kind: info, title: 가요, do: ["도구를 눌러요 (1)"], {drawn}}}'
    file.write_text(file.read_text("utf-8").replace("steps:", f"steps:\n  {step}", 1), "utf-8")
    app = create_app(prepared(settings_for(tmp_path, guides=folder)))

    page = soup_of(app.test_client().get("/guides/borrowing/term"))

    [tap] = page.select("button.term")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert ids.count(tap["popovertarget"]) == 1
    assert len(ids) == len(set(ids))
    app.extensions["wizard"].accounts.engine.dispose()


def test_a_sentence_reads_as_it_was_written(client):
    page = soup_of(client.get("/guides/borrowing/tool-menu?way=self"))

    assert "도구를 눌러요" in page.select_one(".do li").text


def test_the_whole_guide_lists_each_term_once(client):
    page = soup_of(client.get("/guides/borrowing/all"))

    assert [b.text for b in page.select(".terms > [popover] > b")] == ["도구"]


def test_a_form_and_the_words_of_its_choices_are_left_as_they_are(client):
    assert not soup_of(client.get("/guides/borrowing/way")).select("label .term")


def test_without_a_glossary_nothing_is_explained(tmp_path, folder):
    (folder / "glossary.yaml").unlink()
    app = create_app(prepared(settings_for(tmp_path, guides=folder)))

    page = soup_of(app.test_client().get("/guides/borrowing/tool-menu?way=self"))

    assert not page.select(".term, .terms")
    app.extensions["wizard"].accounts.engine.dispose()

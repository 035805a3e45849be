"""Words that are explained where a screen first uses them."""

import shutil

import pytest
from conftest import CONTENT, GUIDES, prepared, settings_for, soup_of
from support.people import staff_client

from bench.weight import addresses
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


def test_what_is_folded_explains_its_words_by_itself(tmp_path, folder):
    file = folder / "borrowing.yaml"
    lines = '{say: 가요, trouble: "도구를 봐요"}, {say: 서요, trouble: "도구를 놓아요"}, "도구를 들어요"'
    step = f"- {{id: folds, kind: info, title: 가요, do: [{lines}]}}"
    file.write_text(file.read_text("utf-8").replace("steps:", f"steps:\n  {step}", 1), "utf-8")
    app = create_app(prepared(settings_for(tmp_path, guides=folder)))

    page = soup_of(app.test_client().get("/guides/borrowing/folds"))

    taps = page.select("button.term")
    assert [bool(tap.find_parent("details")) for tap in taps] == [True, True, False]
    assert {tap["popovertarget"] for tap in taps} == {page.select_one("[popover]")["id"]}
    app.extensions["wizard"].accounts.engine.dispose()


def links_in(page):
    return {link.text.partition(", ")[2]: link["href"] for link in page.select("a.find")}


def test_a_form_links_each_word_once_where_it_first_stands(content_app):
    page = soup_of(content_app.test_client().get("/guides/coupang/account?company=listed"))

    words = {words: href for words, href in links_in(page).items() if words.endswith("뜻")}
    assert [*words] == ["‘업체코드’ 뜻", "‘API 인증키’ 뜻", "‘Access Key’ 뜻", "‘Secret Key’ 뜻"]
    assert page.select_one(".box:has(#vendor_id)").select_one(f"a[href='{words['‘업체코드’ 뜻']}']")


def test_every_word_of_every_form_opens_what_it_means_and_leads_back(content_app):
    client, opened = content_app.test_client(), set()
    for path in (path for path, is_form in addresses(CONTENT) if is_form):
        page = soup_of(client.get(path))
        for href in {link["href"] for link in page.select("a.find[href*='/words/']")} - opened:
            meaning = soup_of(client.get(href))
            part = soup_of(client.get(f"{href}/lesson"))
            opened.add(href)
            assert meaning.select_one("h1").text == part.select_one("h2").text
            assert meaning.select_one(".lead").text == part.select_one("p").text
            assert meaning.select_one("a[rel=prev]")["href"] == path.rpartition("/")[0]
            assert not part.select("html")

    assert len(opened) > 10


def test_a_word_that_no_glossary_has_is_not_found_and_a_browser_gets_the_page(content_app):
    client = content_app.test_client()
    there = "/guides/coupang/-/words/%EC%97%85%EC%B2%B4%EC%BD%94%EB%93%9C"

    assert client.get("/guides/coupang/-/words/nothing").status_code == 404
    assert client.get("/guides/coupang/-/words/nothing/lesson").status_code == 404
    typed = client.get(f"{there}/lesson", headers={"Sec-Fetch-Mode": "navigate"})
    assert (typed.status_code, typed.headers["Location"]) == (303, there)


def test_a_preview_of_a_form_explains_its_words_within_the_preview(content_app):
    client = staff_client(content_app, "editor")
    page = soup_of(client.get("/stage/now/coupang/account?company=listed"))

    href = links_in(page)["‘업체코드’ 뜻"]

    assert href.startswith("/stage/now/coupang/")
    assert soup_of(client.get(href)).select_one("h1").text == "업체코드"

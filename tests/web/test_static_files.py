import re

import pytest
from conftest import soup_of

from wizard.web.static_files import FORM_SCRIPTS, SCRIPT_FOLDER, SCRIPTS, SHEETS, STYLE_FOLDER


def scripts_of(client):
    page = soup_of(client.get("/"))
    return [tag["src"] for tag in page.select("script[src^='/static/']")]


def test_a_page_asks_for_one_script_which_holds_every_behaviour_after_the_theme(client):
    theme, source = scripts_of(client)
    assert theme.endswith("/before.js")
    answer = client.get(source)

    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    assert_holds(answer, SCRIPTS)


def test_what_only_the_form_needs_is_named_by_the_form_and_held_by_one_script(client):
    form = soup_of(client.get("/guides/keys/form")).select_one("form#account")

    assert_holds(client.get(form["data-scripts"]), FORM_SCRIPTS)


def assert_holds(answer, names):
    for name in names:
        lines = map(str.strip, (SCRIPT_FOLDER / f"{name}.js").read_text("utf-8").splitlines())
        assert all(line in answer.text for line in lines if not line.startswith("//"))


def test_every_script_is_in_the_one_or_loaded_by_name():
    files = {path.stem for path in SCRIPT_FOLDER.glob("*.js")}

    assert files - {*SCRIPTS, *FORM_SCRIPTS} == {
        "afloat",
        "editor",
        "enter",
        "passkey",
        "text",
        "theme",
        "way",
    }


def test_no_line_of_a_script_means_something_else_without_what_stands_before_it():
    texts = [path.read_text("utf-8") for path in SCRIPT_FOLDER.glob("*.js")]

    assert not any(len(re.findall("`", line)) % 2 for text in texts for line in text.splitlines())


def test_every_style_sheet_of_a_component_is_joined_into_one_that_is_served():
    listed = [name for names in SHEETS.values() for name in names]

    assert sorted(listed) == sorted(path.stem for path in STYLE_FOLDER.glob("*.css"))


def test_a_served_style_sheet_holds_the_rules_of_its_components_in_the_order_of_the_list(client):
    head = soup_of(client.get("/")).select_one("link[rel=stylesheet]")
    answer = client.get(head["href"])

    assert answer.mimetype == "text/css"
    assert "/*" not in answer.text
    sheets = [(STYLE_FOLDER / f"{name}.css").read_text("utf-8") for name in SHEETS["wizard.css"]]
    bare = re.sub(r"/\*.*?\*/", "", "".join(sheets), flags=re.DOTALL)
    assert "".join(answer.text.split()) == "".join(bare.split())


def test_no_text_in_a_style_sheet_means_something_else_without_its_blanks():
    texts = [path.read_text("utf-8") for path in STYLE_FOLDER.glob("*.css")]
    quoted = [one for text in texts for one in re.findall(r'"[^"\n]*"', text)]

    assert [one for one in quoted if re.search(r"[{};,]|\s\s", one)] == []


@pytest.mark.parametrize("name", ["note.css", "css/note.css", "css", "js"])
def test_the_style_sheet_of_one_component_is_not_served_by_itself(client, name):
    assert client.get(f"/static/x/{name}").status_code == 404


def test_a_script_of_no_name_is_not_found(client):
    assert client.get("/static/x/nothing.js").status_code == 404
    assert client.get("/static/x/..%2Fapp.py").status_code == 404

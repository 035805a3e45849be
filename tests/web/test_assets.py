import re

from conftest import soup_of

from wizard.web.assets import FOLDER, SCRIPTS


def scripts_of(client):
    page = soup_of(client.get("/"))
    return [tag["src"] for tag in page.select("script[src^='/static/']")]


def test_a_page_asks_for_one_script_which_holds_every_behaviour_after_the_theme(client):
    theme, source = scripts_of(client)
    assert theme.endswith("/theme.js")
    answer = client.get(source)

    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    for name in SCRIPTS:
        lines = map(str.strip, (FOLDER / f"{name}.js").read_text("utf-8").splitlines())
        assert all(line in answer.text for line in lines if not line.startswith("//"))


def test_every_script_is_in_the_one_or_loaded_by_name():
    files = {path.stem for path in FOLDER.glob("*.js")}

    assert files - set(SCRIPTS) == {"afloat", "editor", "enter", "text", "theme"}


def test_no_line_of_a_script_means_something_else_without_what_stands_before_it():
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.js")]

    assert not any(len(re.findall("`", line)) % 2 for text in texts for line in text.splitlines())


def test_a_script_of_no_name_is_not_found(client):
    assert client.get("/static/x/nothing.js").status_code == 404
    assert client.get("/static/x/..%2Fapp.py").status_code == 404

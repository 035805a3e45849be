import re
import subprocess

import pytest
from conftest import soup_of

from wizard.web.static_files import (
    FOLDER,
    ON_DEMAND,
    SCRIPT_FOLDER,
    SCRIPTS,
    SHEETS,
    STYLE_FOLDER,
    asset,
)


def addresses_of(client, path="/"):
    """Give what a page asks for, and what it may ask for later."""
    page = soup_of(client.get(path))
    now = [tag.get("src") or tag["href"] for tag in page.select("script, link[rel=stylesheet]")]
    return [one for one in now if "://" not in one], page.select_one("main")["data-needs"].split()


def names(addresses):
    return [one.rpartition("/")[2] for one in addresses]


def test_a_page_asks_for_what_it_shows_and_names_what_only_some_screens_need(client):
    now, later = addresses_of(client)

    assert names(now) == ["before.js", "wizard.css", "pages.css", "wizard.js"]
    assert names(later) == list(ON_DEMAND)


def test_the_credential_form_asks_for_no_style_of_other_screens(client):
    now, _ = addresses_of(client, "/guides/keys/form")

    assert names(now) == ["before.js", "wizard.css", "wizard.js"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_served_script_says_what_its_behaviours_say_and_is_one_that_can_be_read(client, name):
    answer = client.get(asset_of(client, name))
    said = {
        one
        for part in SCRIPTS[name]
        for one in re.findall(r'"([^"\n]*[가-힣])"', bare_script(part))
    }

    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    assert [one for one in said if one not in answer.text] == []
    checked = subprocess.run(["node", "--check", "-"], input=answer.data, check=False)
    assert checked.returncode == 0


def asset_of(client, name):
    with client.application.test_request_context():
        return asset(name)


def bare_script(name):
    lines = (SCRIPT_FOLDER / f"{name}.js").read_text("utf-8").splitlines()
    return "\n".join(re.sub(r"(^|\s)// .*", "", line) for line in lines)


def test_every_script_is_in_a_joined_one_or_loaded_by_name():
    files = {path.stem for path in SCRIPT_FOLDER.glob("*.js")}
    joined = {name for names in SCRIPTS.values() for name in names}

    assert files - joined == {"afloat", "editor", "enter", "passkey"}


def test_no_text_with_holes_stands_in_a_hole_of_another_where_its_blanks_would_be_lost():
    texts = [path.read_text("utf-8") for path in SCRIPT_FOLDER.glob("*.js")]

    assert [one for text in texts for one in re.findall(r"`[^`]*\$\{[^}`]*`.*", text)] == []


def test_every_style_sheet_of_a_component_is_joined_into_one_that_is_served():
    listed = [name for names in SHEETS.values() for name in names]

    assert sorted(listed) == sorted(path.stem for path in STYLE_FOLDER.glob("*.css"))


@pytest.mark.parametrize("name", SHEETS)
def test_a_served_style_sheet_holds_the_rules_of_its_components_in_the_order_of_the_list(
    client, name
):
    answer = client.get(asset_of(client, name))
    sheets = [(STYLE_FOLDER / f"{part}.css").read_text("utf-8") for part in SHEETS[name]]
    bare = re.sub(r"/\*.*?\*/", "", "".join(sheets), flags=re.DOTALL)

    assert answer.mimetype == "text/css"
    assert "/*" not in answer.text
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


def test_the_editors_text_editor_is_what_the_lock_file_builds(tmp_path):
    built = tmp_path / "codemirror.js"

    subprocess.run(
        ["npm", "run", "-s", "codemirror", "--", f"--outfile={built}"],
        cwd=FOLDER.parents[1],
        check=True,
    )

    assert built.read_bytes() == (FOLDER / "codemirror.js").read_bytes()

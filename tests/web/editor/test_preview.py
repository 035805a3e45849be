"""A guide on a stage is the reader's own, and nothing that happens there is kept."""

import shutil

import pytest
from conftest import FIRM, GOOD, GUIDES, HTMX, filled, soup_of
from support.folders import app, edit, editor, folder, spoil
from support.people import everything, post, seller_client, services_of, staff_client

from wizard.content.draft_store import Draft
from wizard.web.workers.guide_watcher import GuideWatcher

FIXTURES = (app, editor, folder)


def title(client, path):
    return soup_of(client.get(path)).h1.text


def rename(file, name):
    lines = file.read_text("utf-8").splitlines()
    return (
        "\n".join(f"title: {name}" if line.startswith("title:") else line for line in lines) + "\n"
    )


def inside(soup):
    """Give what a page says between its banner and its foot, without its addresses."""
    return " ".join(soup.main.get_text(" ").split())


@pytest.mark.parametrize(
    "place", ["", "/all", "/hello", "/which", "/west?which=left", "/which/next", "/hello/help"]
)
def test_a_screen_on_the_stage_says_what_the_readers_own_says(app, editor, place):
    real, staged = (soup_of(client.get(path + place)) for client, path in
                    [(app.test_client(), "/guides/fork"), (editor, "/stage/now/fork")])  # fmt: skip

    assert inside(staged) == inside(real)
    assert staged.select_one(".stage b").text == "미리보기"
    assert not real.select(".stage")


def test_every_address_on_the_stage_stays_on_it(editor):
    for place in (
        "fork",
        "fork/hello",
        "fork/which",
        "keys/form",
        "agency/ask?way=agency",
        "keys/done?saved=1",
    ):
        page = soup_of(editor.get(f"/stage/folder-dark/{place}"))
        found = [
            tag.get("href") or tag.get("action")
            for tag in page.select("body a[href], form[action]")
        ]
        within = [path for path in found if path.startswith("/")]

        assert within
        assert all(path.startswith("/stage/folder-dark/") for path in within), within


def test_the_way_through_a_branch_and_a_form_ends_as_if_it_had_been_saved_and_keeps_nothing(
    app, editor
):
    before = everything(app)
    form = filled(soup_of(editor.get("/stage/folder/keys/form")), **(GOOD | FIRM))

    answer = editor.post("/stage/folder/keys/form", data=form)

    page = soup_of(answer)
    assert page.select_one("[data-account]")
    assert everything(app) == before


def test_a_form_with_faults_comes_back_with_everything_typed(editor):
    form = filled(
        soup_of(editor.get("/stage/folder/keys/form")), **(GOOD | FIRM | {"password": ""})
    )

    answer = editor.post("/stage/folder/keys/form", data=form)

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#login_id")["value"] == GOOD["login_id"]


def test_an_error_state_is_one_address_away(editor):
    answer = editor.get("/stage/folder/keys/form/errors")

    assert answer.status_code == 422
    assert soup_of(answer).select("[role=alert]")


def test_the_stage_shows_the_file_while_sellers_see_what_is_published(app, editor, folder):
    (folder / "fork.yaml").write_text(rename(folder / "fork.yaml", "새갈래"), "utf-8")

    assert "새갈래" in title(editor, "/stage/folder/fork")
    assert "새갈래" not in title(editor, "/stage/now/fork")
    assert "새갈래" not in title(app.test_client(), "/guides/fork")


def test_the_last_good_guide_stays_on_the_stage_while_the_file_is_faulty(editor, folder):
    spoil(folder)

    assert "갈림길" in title(editor, "/stage/folder/fork")


def test_what_an_editor_types_is_on_their_own_stage_alone(app, editor, folder):
    text = rename(folder / "fork.yaml", "초안")
    app.extensions["wizard"].previews.draft_store.write(
        editor.staff_id, "fork", Draft(text, "", text)
    )
    other = staff_client(app, "editor", "other@example.com")

    assert "초안" in title(editor, "/stage/draft/fork")
    assert "초안" not in title(other, "/stage/draft/fork")
    assert "초안" not in title(editor, "/stage/folder/fork")


def test_a_revision_is_played_as_it_was_even_by_who_talks_to_sellers(app, folder):
    first = app.extensions["wizard"].catalog.revisions["fork"]
    edit(folder)
    (folder / "fork.yaml").write_text(rename(folder / "fork.yaml", "새갈래"), "utf-8")
    services_of(app).publishing.publish()
    support = staff_client(app, "support")

    assert "갈림길" in title(support, f"/stage/{first}/fork")
    assert support.get(f"/stage/{first}/fork/hello").status_code == 200
    assert support.get("/stage/" + "0" * 16 + "/fork").status_code == 404


@pytest.mark.parametrize("view", ["folder", "draft"])
def test_what_is_not_published_is_for_editors_only(app, view):
    assert staff_client(app, "support").get(f"/stage/{view}/fork").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/stage/now-pink/fork", "/stage/now/nowhere", "/stage/../fork", "/stage/now/fork/nowhere"],
)
def test_there_is_no_stage_for_what_is_not_there(editor, path):
    assert editor.get(path).status_code == 404


def test_a_seller_in_the_same_browser_is_not_on_the_stage(app, editor):
    seller = seller_client(app)
    editor.set_cookie("seller", seller.get_cookie("seller").value)
    before = everything(app)

    page = editor.get("/stage/now/keys/form").text

    assert "에이스상사" not in page
    assert everything(app) == before


def test_only_a_stage_may_be_framed_and_only_by_us(app, editor):
    framed = editor.get("/stage/now/fork").headers
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in editor.get("/editor").headers["Content-Security-Policy"]
    assert (
        "frame-ancestors 'none'"
        in app.test_client().get("/guides/fork").headers["Content-Security-Policy"]
    )


@pytest.mark.parametrize("path", ["/stage/now/fork/hello/help", "/stage/now/fork/-/outside"])
def test_what_would_reach_the_staff_says_that_it_did_not(app, editor, path):
    before = everything(app)

    answer = post(editor, path, text="막혔어요")

    assert soup_of(answer).h1.text == "미리보기는 여기까지예요"
    assert everything(app) == before


def test_the_stage_answers_htmx_with_the_screen_alone(editor):
    piece = editor.get("/stage/now/fork/hello", headers=HTMX)

    assert "<html" not in piece.text
    assert "/stage/now/fork/which" in piece.text


def test_nothing_of_a_stage_is_ever_given_to_a_reader(app, editor):
    for place in ("", "/hello", "/all"):
        editor.get(f"/stage/now/fork{place}")

        assert "/stage/" not in app.test_client().get(f"/guides/fork{place}").text


def test_a_revision_leads_outside_as_every_stage_does(app):
    revision = app.extensions["wizard"].catalog.revisions["keys"]
    support = staff_client(app, "support")

    for path in ("keys/-/outside", "keys/form/handoff"):
        assert (
            soup_of(support.get(f"/stage/{revision}/{path}")).h1.text == "미리보기는 여기까지예요"
        )
    assert post(support, f"/stage/{revision}/keys/form/help", text="막혔어요").status_code == 200


def test_from_outside_a_revision_one_gets_to_the_same_guide_of_today(app):
    revision = app.extensions["wizard"].catalog.revisions["keys"]
    support = staff_client(app, "support")
    page = soup_of(support.get(f"/stage/{revision}/keys/form"))

    beyond = soup_of(support.get(page.select_one("a.mine")["href"]))
    today = beyond.select_one("aside.stage a")["href"]

    assert "지금 판매자가 보는 것과 같아요" in beyond.select_one("aside.stage").text
    assert today == "/guides/keys"
    assert support.get(today).status_code == 200


def test_a_screen_that_is_gone_today_leads_to_its_guide_and_a_guide_that_is_gone_nowhere(
    app, folder
):
    support, watch = staff_client(app, "support"), GuideWatcher(app)
    before = f"/stage/{app.extensions['wizard'].catalog.revisions['keys']}/keys/place"
    file = folder / "keys.yaml"
    text = file.read_text("utf-8").replace("id: place", "id: spot")
    file.write_text(text.replace("[place]", "[spot]").replace("find: place", "find: spot"), "utf-8")
    for _ in range(2):
        watch.look()

    gone = soup_of(support.get(before)).select_one("aside.stage a")["href"]
    file.unlink()
    services_of(app).publishing.publish("operator", withdrawn=["keys"])
    watch.look()

    assert gone == "/guides/keys"
    assert support.get(before).status_code == 200
    assert soup_of(support.get(before)).select_one("aside.stage a") is None


def test_a_stage_shows_the_pictures_of_its_own_guide(app, folder, editor):
    shutil.copy(GUIDES / "pictured.yaml", folder)
    shutil.copytree(GUIDES / "images", folder / "images")
    page = soup_of(editor.get("/stage/folder/pictured/photographed"))
    shown = page.select_one(".p-shot img")["src"]

    assert shown.startswith("/stage/folder/pictured/images/")
    assert editor.get(shown).mimetype == "image/png"
    assert app.test_client().get(shown).status_code == 403
    assert editor.get("/stage/now/fork/images/0/x.png").status_code == 404


def test_a_page_of_the_set_before_keeps_its_pictures(app, folder):
    shutil.copy(GUIDES / "pictured.yaml", folder)
    shutil.copytree(GUIDES / "images", folder / "images")
    watch = GuideWatcher(app)
    for _ in range(2):
        watch.look()
    client = app.test_client()
    shown = soup_of(client.get("/guides/pictured/photographed")).select_one(".p-shot img")["src"]
    picture = folder / "images" / "console.png"
    picture.write_bytes(picture.read_bytes() + b"\0")
    for _ in range(2):
        watch.look()

    assert (
        soup_of(client.get("/guides/pictured/photographed")).select_one(".p-shot img")["src"]
        != shown
    )
    assert client.get(shown).status_code == 200


def test_what_waits_to_be_told_to_a_seller_is_not_told_on_the_stage(editor):
    with editor.session_transaction() as session:
        session["_flashes"] = [("message", "저장했어요")]

    assert "저장했어요" not in editor.get("/stage/now/keys/form").text
    with editor.session_transaction() as session:
        assert session["_flashes"]


def test_every_page_names_another_guide_as_the_newest_set_does(app, folder):
    shutil.copy(GUIDES / "start.yaml", folder)
    watch = GuideWatcher(app)
    for _ in range(2):
        watch.look()
    client, path = app.test_client(), "/guides/start/done?malls=keys"
    assert "열쇠몰" in client.get(path).text
    (folder / "keys.yaml").write_text(rename(folder / "keys.yaml", "새열쇠"), "utf-8")

    for _ in range(2):
        watch.look()

    assert "새열쇠" in client.get(path).text

"""A guide's text in the browser: looked at while typed, never lost, saved over nothing unseen."""

from dataclasses import replace

import pytest
from conftest import HTMX, prepared, settings_for, soup_of, visited
from support.folders import app, edit, editor, folder, folder_in, spoil
from support.guide_texts import form_of, renamed, send, text_page, typed
from support.people import events, everything, post, services_of, staff_client, token_in

from wizard.app import create_app
from wizard.settings import Rate
from wizard.web.rate_limit import RateLimiter

FIXTURES = (app, editor, folder)
ASIDE = {"HX-Request": "true", "HX-Target": "div#found"}
WRONG = "없는항목: <b>가</b>\n"


def on_disk(folder, mall="fork"):
    return (folder / f"{mall}.yaml").read_text("utf-8")


def test_the_page_is_the_same_whole_and_as_a_fragment(editor, folder):
    page = visited(editor, "/editor/fork/text")

    assert typed(page) == on_disk(folder)
    assert page.iframe["src"] == "/stage/draft/fork"
    assert page.select_one("#typing [name=csrf_token]")


def test_a_guides_text_leads_to_its_pictures(editor):
    link = text_page(editor).find("a", string="그림 넣고 고치기")

    shown = visited(editor, link["href"])

    assert link["href"] == "/editor/fork/pictures"
    assert "갈림길" in shown.h1.text


def test_saving_writes_publishes_and_says_so(app, editor, folder):
    page = text_page(editor)

    answer = send(editor, page, text=renamed(page))

    assert (answer.status_code, answer.location) == (303, "/editor/fork")
    assert "저장하고 펴냈어요" in soup_of(editor.get("/editor/fork")).select_one(".good").text
    assert "title: 새갈래" in on_disk(folder)
    assert services_of(app).publishing.catalog({}).guides["fork"].title == "새갈래"


def test_what_is_typed_is_looked_at_and_each_fault_is_named_at_its_line(editor):
    page = text_page(editor)

    answer = send(editor, page, "note", ASIDE, text=typed(page) + WRONG)

    fault = soup_of(answer).select_one(".faults li")
    assert "<html" not in answer.text
    assert "HX-Trigger" not in answer.headers
    assert (fault.a["data-line"], fault.a["data-column"]) == ("20", "1")
    assert fault.select_one(".said").text == WRONG.strip()
    assert "<b>가" not in answer.text


def test_a_sound_text_moves_the_screen_beside_it_and_nothing_else(app, editor, folder):
    page, before = text_page(editor), on_disk(folder)

    answer = send(editor, page, "note", ASIDE, text=renamed(page))

    assert answer.headers["HX-Trigger"] == "stage"
    assert "새갈래" in soup_of(editor.get("/stage/draft/fork")).h1.text
    other = staff_client(app, "editor", "other@example.com")
    assert "갈림길" in soup_of(other.get("/stage/draft/fork")).h1.text
    assert on_disk(folder) == before


def test_without_javascript_a_button_shows_the_faults(editor):
    page = text_page(editor)
    assert page.select_one("button[formaction='/editor/fork/note']").text == "확인하기"

    answer = send(editor, page, "note", text=typed(page) + WRONG)

    assert (answer.status_code, answer.location) == (303, "/editor/fork/text")
    shown = text_page(editor)
    assert "K02" in shown.select_one(".faults").text
    assert typed(shown).endswith(WRONG)


def test_a_faulty_text_is_not_saved_and_comes_back(editor, folder):
    page, before = text_page(editor), on_disk(folder)

    answer = send(editor, page, text=typed(page) + WRONG)

    shown = soup_of(answer)
    assert answer.status_code == 422
    assert "저장하지 않았어요" in shown.select_one("#summary").text
    assert shown.title.text.startswith("오류:")
    assert typed(shown).endswith(WRONG)
    assert on_disk(folder) == before


def test_a_text_like_the_files_is_said_to_be_so(app, editor):
    page, before = text_page(editor), events(app)

    assert send(editor, page).status_code == 303

    assert "바뀐 것이 없어서" in editor.get("/editor/fork").text
    assert events(app) == before


def conflict(app, editor):
    """Two editors began on one file; the other one saved first."""
    page = text_page(editor)
    other = staff_client(app, "editor", "other@example.com")
    others = text_page(other)
    assert send(other, others, text=typed(others) + "aka: [샛길]\n").status_code == 303
    return send(editor, page, text=renamed(page))


def test_of_two_editors_the_second_is_shown_both_texts_and_overwrites_nothing(app, editor, folder):
    answer = conflict(app, editor)

    page = soup_of(answer)
    assert answer.status_code == 409
    assert page.h1.text == "그 사이 바뀌었어요"
    mine, theirs = page.select(".apart")
    assert (mine["aria-label"], theirs["aria-label"]) == ("내가 고친 곳", "파일에서 바뀐 곳")
    assert "title: 갈림길" in mine.select(".part")[0].text
    assert "title: 새갈래" in mine.select(".part")[1].text
    assert "aka: [샛길]" in theirs.select(".part")[1].text
    assert "aka: [샛길]" in on_disk(folder)
    assert "새갈래" not in on_disk(folder)


def test_one_way_on_is_ones_own_text_over_the_file_that_was_seen(app, editor, folder):
    page = soup_of(conflict(app, editor))
    form = page.select_one("form[action='/editor/fork/note']")
    mine = {tag["name"]: tag["value"] for tag in form.select("input")} | {"text": typed(form)}

    on = editor.post("/editor/fork/note", data=mine)
    shown = text_page(editor)

    assert on.location == "/editor/fork/text"
    assert "title: 새갈래" in typed(shown)
    assert "바뀌었어요" not in shown.select_one("#found").text
    assert shown.select_one("#found a[href='/editor/fork/difference']")
    assert send(editor, shown).status_code == 303
    assert "title: 새갈래" in on_disk(folder)


def test_the_other_way_on_is_the_files_text(app, editor, folder):
    page = soup_of(conflict(app, editor))
    form = page.select_one("form[action='/editor/fork/note/deletion']")
    assert form.button.text == "파일의 글로 다시 시작하기"

    editor.post(form["action"], data={"csrf_token": form.input["value"]})
    shown = text_page(editor)

    assert typed(shown) == on_disk(folder)
    assert send(editor, shown, text=renamed(shown, "셋째")).status_code == 303
    assert "title: 셋째" in on_disk(folder)
    assert "aka: [샛길]" in on_disk(folder)


def test_who_still_types_hears_that_the_file_changed(editor, folder):
    page = text_page(editor)
    edit(folder)

    answer = send(editor, page, "note", ASIDE, text=renamed(page))

    assert "그 사이 파일이 바뀌었어요" in answer.text
    link = soup_of(answer).select_one("a[href='/editor/fork/difference']")
    assert "그 사이 바뀌었어요" in soup_of(editor.get(link["href"])).h1.text


def test_the_difference_is_shown_while_nothing_else_changed_too(editor):
    page = text_page(editor)
    assert editor.get("/editor/fork/difference").location == "/editor/fork/text"
    send(editor, page, "note", ASIDE, text=renamed(page))

    assert visited(editor, "/editor/fork/difference").h1.text == "내 글과 파일이 다른 곳이에요"


def test_what_cannot_be_looked_at_so_often_stays_on_the_screen(app, editor):
    app_state = app.extensions["wizard"]
    app.extensions["wizard"] = replace(app_state, draft_limiter=RateLimiter(Rate(1, 60)))
    page = text_page(editor)
    text = renamed(page)
    send(editor, page, "note", ASIDE, text=text)

    aside = send(editor, page, "note", ASIDE, text=text)
    whole = send(editor, page, "note", text=text)

    assert (aside.status_code, "너무 자주" in aside.text) == (429, True)
    assert (whole.status_code, typed(soup_of(whole))) == (429, text)


def test_who_saves_too_often_keeps_the_text(app, editor, folder):
    app_state = app.extensions["wizard"]
    app.extensions["wizard"] = replace(app_state, save_limiter=RateLimiter(Rate(1, 60)))
    page = text_page(editor)
    send(editor, page)

    answer = send(editor, page, text=renamed(page))

    assert answer.status_code == 429
    assert typed(soup_of(answer)) == renamed(page)
    assert typed(text_page(editor)) == renamed(page)
    assert "새갈래" not in on_disk(folder)


def test_an_old_token_costs_no_text(editor, folder):
    page = text_page(editor)

    answer = send(editor, page, text=renamed(page), csrf_token="old")
    aside = send(editor, page, "note", ASIDE, text=renamed(page), csrf_token="old")

    shown = soup_of(answer)
    assert answer.status_code == 422
    assert typed(shown) == renamed(page)
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "이 화면에만 있어요" in aside.text
    assert "새갈래" not in on_disk(folder)
    assert send(editor, shown).status_code == 303


def test_an_old_token_opens_nothing_for_who_may_not_edit(app):
    client = staff_client(app, "support")

    answer = client.post("/editor/fork/text", data={"text": "가", "csrf_token": "old"})

    assert answer.status_code == 400
    assert "textarea" not in answer.text


def test_who_was_signed_out_gets_the_text_back(editor, folder):
    page = text_page(editor)
    editor.delete_cookie("staff")

    answer = send(editor, page, text=renamed(page))
    aside = send(editor, page, "note", ASIDE, text=renamed(page))

    shown = soup_of(answer)
    assert answer.status_code == 403
    assert shown.h1.text == "다시 들어와 주세요"
    assert typed(shown) == renamed(page)
    assert shown.select_one("a[href='/staff/enter'][target=_blank]")
    assert (aside.status_code, "로그인이 풀렸어요" in aside.text) == (403, True)
    assert "새갈래" not in on_disk(folder)


def test_a_file_that_is_gone_costs_no_text(editor, folder):
    page = text_page(editor)
    (folder / "fork.yaml").unlink()

    answer = send(editor, page, text=renamed(page))

    assert answer.status_code == 404
    assert typed(soup_of(answer)) == renamed(page)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_text_too_long_comes_back(editor, kind):
    page = text_page(editor)
    long = typed(page) + "# " + "x" * 250_000 + "\n"
    form = form_of(page, text=long)

    answer = editor.post("/editor/fork/text", data=form, content_type=kind)

    assert answer.status_code == 413
    assert typed(soup_of(answer)) == long


def test_the_longest_guide_is_saved_in_whatever_form_it_comes(editor, folder):
    page = text_page(editor)
    long = typed(page)
    long += "# " + "가" * ((200_000 - len(long.encode()) - 3) // 3) + "\n"

    answer = editor.post("/editor/fork/text", data=form_of(page, text=long))

    assert answer.status_code == 303
    assert on_disk(folder) == long


@pytest.mark.parametrize(
    "path", ["/editor/fork/note/deletion", "/guides/keys/form", "/staff/enter", "/editor/fork"]
)
def test_no_other_address_takes_so_much(editor, path):
    token = token_in(editor.get("/editor/fork/text"))
    form = {"csrf_token": token, "text": "x" * 70_000}

    assert editor.post(path, data=form).status_code in {405, 413}


def test_even_a_text_has_an_end(editor):
    answer = editor.post("/editor/fork/text", data={"text": "x" * 1_100_000})

    assert answer.status_code == 413


def full(*_args):
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_said_plainly_and_costs_no_text(editor, folder, monkeypatch):
    page, before = text_page(editor), on_disk(folder)
    monkeypatch.setattr("os.fsync", full)

    answer = send(editor, page, text=renamed(page))

    shown = soup_of(answer)
    assert answer.status_code == 507
    assert "디스크가 가득" in shown.select_one("#summary").text
    assert typed(shown) == typed(text_page(editor)) == renamed(page)  # kept as a draft
    assert on_disk(folder) == before


def test_what_a_file_says_is_only_ever_text(editor, folder):
    evil = "# </textarea><script>alert(1)</script>\n"
    file = folder / "fork.yaml"
    file.write_text("\n" + evil + on_disk(folder), "utf-8")

    answer = editor.get("/editor/fork/text")

    assert "<script>alert" not in answer.text
    assert typed(soup_of(answer)) == on_disk(folder)
    page = soup_of(answer)
    edit(folder)
    difference = send(editor, page, text=renamed(page))
    assert "<script>alert" not in difference.text


def test_a_file_that_cannot_be_opened_here_says_why(editor, folder):
    (folder / "fork.yaml").write_bytes("제목: 가".encode("cp949"))

    page = soup_of(editor.get("/editor/fork/text"))

    assert page.h1.text == "이 글은 여기서 열 수 없어요"
    assert page.select_one("textarea") is None


@pytest.mark.parametrize(
    "mall",
    [
        "nowhere",
        "fragments/none",
        "fragments",
        "..%2Fkeys",
        "%2e%2e",
        "fork.yaml",
        "Fork",
        "x" * 300,
        "alias",
    ],
)
@pytest.mark.parametrize("rest", ["text", "difference"])
def test_there_is_no_text_of_what_is_no_guides_file(editor, folder, mall, rest):
    (folder / "alias.yaml").symlink_to("/etc/passwd")

    assert editor.get(f"/editor/{mall}/{rest}").status_code == 404


def test_an_address_with_a_nul_is_refused(editor):
    assert editor.get("/editor/fork%00/text").status_code == 400


def test_a_note_and_its_end_are_no_event_and_touch_no_sellers_row(app, editor):
    page = text_page(editor)
    before, rows = events(app), everything(app)

    send(editor, page, "note", ASIDE, text=renamed(page))
    post(editor, "/editor/fork/note/deletion")

    assert (events(app), everything(app)) == (before, rows)
    assert typed(text_page(editor)) == typed(page)


def test_saving_is_one_event_of_the_file_and_one_of_what_is_shown(app, editor):
    page, before = text_page(editor), events(app)

    send(editor, page, text=renamed(page))

    who = f"staff:{editor.staff_id}"
    assert events(app)[len(before) :] == [("guide.saved", who), ("guides.published", who)]


def test_each_fault_on_the_preview_leads_to_its_line_in_the_text(editor, folder):
    spoil(folder)

    link = soup_of(editor.get("/editor/fork")).select_one(".faults a")

    assert link["href"] == "/editor/fork/text?line=20&column=1#text"


def test_who_previews_at_this_computer_saves_a_file_and_is_promised_no_more(tmp_path):
    guides = folder_in(tmp_path)
    at_home = create_app(prepared(settings_for(tmp_path, guides=guides, preview=True)))
    client = at_home.test_client()
    page = text_page(client)

    assert page.select_one("#typing .button").text == "저장하기"
    assert send(client, page, text=renamed(page)).status_code == 303
    assert "파일에 저장했어요" in client.get("/editor/fork").text
    assert "title: 새갈래" in on_disk(guides)
    at_home.extensions["wizard"].accounts.engine.dispose()


@pytest.mark.parametrize(
    ("here", "is_whole"),
    [("/staff/enter", True), ("/editors", True), ("/editor", False), ("/editor/fork", False)],
)
def test_who_comes_from_elsewhere_opens_the_page_with_its_own_style(editor, here, is_whole):
    headers = HTMX | {"HX-Current-URL": f"http://localhost{here}"}

    answer = editor.get("/editor/fork/text", headers=headers)

    assert (answer.headers.get("HX-Redirect") == "/editor/fork/text") is is_whole

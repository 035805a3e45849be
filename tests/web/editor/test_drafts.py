"""What is on its way is every editor's to see, to go on with, to look over and to throw away."""

from datetime import date

import pytest
from conftest import soup_of, visited
from support.folders import app, colleague, editor, folder
from support.guide_texts import renamed, send, text_page, typed
from support.people import events, services_of, staff_client
from support.publishing import press, shown

from wizard.content.draft_store import DraftStore
from wizard.errors import RefusedError, UnavailableError, UnreviewedError
from wizard.services.reviews import digest_of

FIXTURES = (app, colleague, editor, folder)


def noted(client, text=None):
    page = text_page(client)
    send(client, page, "note", text=text or renamed(page))


def only_draft(app):
    [line] = services_of(app).drafts.everybodys()
    return line


def test_a_draft_is_listed_for_every_editor_with_its_author_and_seen_as_a_screen(
    app, editor, colleague
):
    noted(editor)
    line = only_draft(app)

    listed = visited(colleague, "/editor").select_one(".underway").text
    assert "editor@example.com" in listed
    page = visited(colleague, f"/editor/drafts/{line.id}")
    assert [dd.text for dd in page.select(".changed dd")] == ["전 갈림길", "후 새갈래"]
    assert "새갈래" in soup_of(colleague.get(f"/stage/{line.id}/fork")).h1.text
    support = staff_client(app, "support")
    assert support.get(f"/stage/{line.id}/fork").status_code == 403


def test_a_colleague_goes_on_with_it_and_its_author_is_told_where_they_type(app, editor, colleague):
    noted(editor)
    page = soup_of(colleague.get(f"/editor/drafts/{only_draft(app).id}"))

    answer = press(colleague, page, "내가 이어서 고치기")

    assert answer.location == "/editor/fork/text"
    assert "title: 새갈래" in typed(text_page(colleague))
    assert only_draft(app).email == "other@example.com"
    assert "other@example.com님도 이 글을 고치고" in text_page(editor).text
    assert ("draft.taken-over", f"staff:{colleague.staff_id}") in events(app)


def test_who_has_a_draft_of_their_own_does_not_lose_it_by_taking_another(app, editor, colleague):
    noted(editor)
    draft = only_draft(app).id
    page = text_page(colleague)
    send(colleague, page, "note", text=renamed(page, "내갈래"))

    answer = press(
        colleague, soup_of(colleague.get(f"/editor/drafts/{draft}")), "내가 이어서 고치기"
    )

    assert (answer.status_code, "따로 있어요" in answer.text) == (409, True)
    assert "title: 내갈래" in typed(text_page(colleague))
    assert "title: 새갈래" in typed(text_page(editor))


def test_it_is_thrown_away_only_after_a_question_that_names_its_author(app, editor, colleague):
    noted(editor)
    place = f"/editor/drafts/{only_draft(app).id}/deletion"

    asked = visited(colleague, place)
    assert "editor@example.com님이" in asked.text
    assert services_of(app).drafts.everybodys()
    assert press(colleague, asked, "고치던 글 버리기").location == "/editor"

    assert services_of(app).drafts.everybodys() == []
    assert colleague.get(place).location == "/editor"


def test_an_older_tab_is_told_and_neither_text_is_lost(app, editor):
    older, newer = text_page(editor), text_page(editor)
    send(editor, newer, "note", text=renamed(newer))

    aside = send(
        editor,
        older,
        "note",
        {"HX-Request": "true", "HX-Target": "div#found"},
        text=renamed(older, "옛갈래"),
    )
    whole = send(editor, older, "note", text=renamed(older, "옛갈래"))

    assert "다른 창에서 이 글을 더 고쳤어요" in aside.text
    assert (whole.status_code, "title: 새갈래" in typed(text_page(editor))) == (409, True)
    page = soup_of(whole)
    assert "title: 옛갈래" in typed(page)
    assert "title: 새갈래" in page.select(".part")[1].text
    assert send(editor, older, text=renamed(older, "옛갈래")).status_code == 409
    assert shown(app).title == "갈림길"

    chosen = {tag["name"]: tag["value"] for tag in page.select(".ways input")} | {
        "text": typed(page)
    }
    assert editor.post("/editor/fork/note", data=chosen).location == "/editor/fork/text"
    assert "title: 옛갈래" in typed(text_page(editor))


def begin(client, **values):
    page = soup_of(client.get("/editor/new"))
    said = {
        "mall": "brand-mall",
        "title": "브랜드몰",
        "category": "오픈마켓",
        "console": "브랜드센터",
        "values": "API 키",
    }
    return press(client, page, "첫 글 쓰기", **(said | {"issue": "self", "url": ""} | values))


def test_a_new_guide_is_nobodys_to_see_until_it_is_published(app, editor, folder, colleague):
    answer = begin(editor)

    assert answer.location == "/editor/brand-mall/text"
    assert "새 안내" in colleague.get("/editor").text
    assert editor.get("/guides/brand-mall").status_code == 404
    assert not (folder / "brand-mall.yaml").exists()
    page = text_page(editor, "brand-mall")
    assert page.select_one("iframe")["src"] == "/stage/draft/brand-mall"

    before = soup_of(editor.get(send(editor, page, mall="brand-mall").location))
    assert "새 안내예요" in before.select_one(".touched").text
    assert before.select_one("label[for=note]").text.startswith("왜 펴내나요?")
    assert press(editor, before, note="새로 입점했어요").location == "/editor/brand-mall"
    assert services_of(app).publishing.release_store.newest().note == "새로 입점했어요"

    assert shown(app, "brand-mall").title == "브랜드몰"
    assert (folder / "brand-mall.yaml").exists()
    assert services_of(app).drafts.everybodys() == []


@pytest.fixture
def reviewing(app):
    """The same deployment, where a second editor looks over what goes out."""
    services = services_of(app)
    object.__setattr__(services.reviews, "required", True)
    return app


def ask(editor):
    page = text_page(editor)
    answer = send(editor, page, text=renamed(page))
    before = soup_of(editor.get(answer.location))
    press(editor, before, "확인 부탁하기", note="제목을 봐 주세요")


def decide(app, client, name, **values):
    page = soup_of(client.get(f"/editor/drafts/{only_draft(app).id}"))
    return press(client, page, name, **values)


def test_what_nobody_looked_over_is_not_published(reviewing, editor):
    page = text_page(editor)

    answer = send(editor, page, text=renamed(page))

    before = soup_of(editor.get(answer.location))
    assert "펴내기" not in [tag.text.strip() for tag in before.select("form button")]
    token = before.select_one("[name=csrf_token]")["value"]
    record, _ = services_of(reviewing).drafts.draft(only_draft(reviewing).id)
    said = {"csrf_token": token, "digest": digest_of(record.text, record.base)}
    forced = editor.post("/editor/fork/publication", data=said)
    assert (forced.status_code, "확인하면 펴낼 수" in forced.text) == (422, True)
    assert shown(reviewing).title == "갈림길"


def test_a_colleague_approves_and_its_author_publishes(reviewing, editor, colleague):
    ask(editor)
    assert "확인을 기다려요" in colleague.get("/editor").text
    assert "제목을 봐 주세요" in colleague.get(f"/editor/drafts/{only_draft(reviewing).id}").text

    assert decide(reviewing, colleague, "승인하기", answer="좋아요").location == "/editor"

    before = soup_of(editor.get("/editor/fork/publish"))
    assert "other@example.com님이 승인했어요" in before.text
    assert press(editor, before).location == "/editor/fork"
    assert shown(reviewing).title == "새갈래"
    assert ("review.approved", f"staff:{colleague.staff_id}") in events(reviewing)


def test_a_change_after_the_approval_asks_anew(reviewing, editor, colleague):
    ask(editor)
    decide(reviewing, colleague, "승인하기", answer="")
    page = text_page(editor)

    answer = send(editor, page, text=typed(page).replace("새갈래", "딴갈래"))

    before = soup_of(editor.get(answer.location))
    assert "확인 부탁하기" in [tag.text.strip() for tag in before.select("form button")]
    assert shown(reviewing).title == "갈림길"


def test_it_comes_back_with_a_note_which_is_never_empty(reviewing, editor, colleague):
    ask(editor)

    assert decide(reviewing, colleague, "돌려보내기", answer=" ").status_code == 422
    assert decide(reviewing, colleague, "돌려보내기", answer="제목이 길어요").location == "/editor"

    assert (
        "제목이 길어요"
        in soup_of(editor.get("/editor/fork/publish")).select_one("#review").parent.text
    )


def tags(client):
    return [tag.text for tag in soup_of(client.get("/editor")).select("#underway + ul .tag")]


def test_its_author_sees_on_the_list_how_it_stands_and_at_the_text_why_it_came_back(
    reviewing, editor, colleague
):
    ask(editor)
    assert (tags(editor), tags(colleague)) == (["확인을 부탁했어요"], ["확인을 기다려요"])

    decide(reviewing, colleague, "돌려보내기", answer="제목이 길어요")

    assert tags(editor) == ["돌려받았어요"]
    page = text_page(editor)
    told = page.select_one(".notice.warn")
    assert "other@example.com님이 돌려보냈어요" in told.text
    assert "제목이 길어요" in told.text
    assert told.a["href"] == "/editor/fork/publish"
    send(editor, page, text=renamed(page, "딴갈래"))
    assert tags(editor) == ["돌려받았어요"]
    press(editor, soup_of(editor.get("/editor/fork/publish")), "확인 부탁하기")
    assert "돌려보냈어요" not in text_page(editor).text
    decide(reviewing, colleague, "승인하기", answer="")
    assert (tags(editor), tags(colleague)) == (["승인받았어요"], ["승인받았어요"])


def test_what_came_back_of_a_text_that_was_thrown_away_is_not_told_of_the_next_one(
    reviewing, editor, colleague
):
    ask(editor)
    decide(reviewing, colleague, "돌려보내기", answer="제목이 길어요")
    services_of(reviewing).drafts.discard(only_draft(reviewing).id, editor.staff_id)

    page = text_page(editor)
    send(editor, page, "note", text=renamed(page))

    assert tags(editor) == ["고치던 글"]
    assert "제목이 길어요" not in text_page(editor).text
    assert "제목이 길어요" not in editor.get("/editor/fork/publish").text


def test_nobody_approves_what_they_typed_not_even_after_handing_it_over(
    reviewing, editor, colleague
):
    ask(editor)
    draft = only_draft(reviewing).id
    own = soup_of(editor.get(f"/editor/drafts/{draft}"))
    assert "승인하기" not in own.text
    press(colleague, soup_of(colleague.get(f"/editor/drafts/{draft}")), "내가 이어서 고치기")
    press(colleague, soup_of(colleague.get("/editor/fork/publish")), "확인 부탁하기")

    digest = (
        services_of(reviewing)
        .reviews.of_draft(services_of(reviewing).drafts.draft(draft)[0])
        .digest
    )
    token = soup_of(editor.get(f"/editor/drafts/{draft}")).select_one("[name=csrf_token]")["value"]
    said = {"csrf_token": token, "digest": digest, "verdict": "approve"}
    answer = editor.post(f"/editor/drafts/{draft}/decision", data=said)

    assert (answer.status_code, "함께 적은 사람은" in answer.text) == (422, True)
    assert shown(reviewing).title == "갈림길"


def test_what_was_typed_while_it_was_looked_at_is_not_approved_with_it(
    reviewing, editor, colleague
):
    ask(editor)
    page = soup_of(colleague.get(f"/editor/drafts/{only_draft(reviewing).id}"))
    mine = text_page(editor)
    send(editor, mine, "note", text=typed(mine).replace("새갈래", "몰래"))

    answer = press(colleague, page, "승인하기")

    assert (answer.status_code, "그 사이 글이 바뀌었어요" in answer.text) == (409, True)


def test_what_could_not_be_kept_is_not_published_unreviewed(reviewing, editor, folder, monkeypatch):
    def away(*_args):
        raise UnavailableError("OperationalError")

    page, file = text_page(editor), (folder / "fork.yaml").read_text("utf-8")
    monkeypatch.setattr(DraftStore, "write", away)

    assert send(editor, page, text=renamed(page)).status_code == 503
    assert shown(reviewing).title == "갈림길"
    assert (folder / "fork.yaml").read_text("utf-8") == file


def test_nothing_is_saved_unreviewed_whoever_saves_it(reviewing, editor, folder):
    editing = services_of(reviewing).editing
    file = (folder / "fork.yaml").read_text("utf-8")
    base = editing.open("fork", editor.staff_id, date(2026, 11, 24)).base

    with pytest.raises(UnreviewedError):
        editing.save("fork", editor.staff_id, file.replace("갈림길", "새갈래"), base)

    assert (folder / "fork.yaml").read_text("utf-8") == file
    assert shown(reviewing).title == "갈림길"
    assert "guide.saved" not in [kind for kind, _ in events(reviewing)]


def test_who_asks_does_not_approve_the_same_text_as_anothers_draft(reviewing, editor, colleague):
    noted(colleague)
    others = only_draft(reviewing).id
    ask(editor)
    services = services_of(reviewing)
    draft, _ = services.drafts.draft(others)
    digest = digest_of(draft.text, draft.base)

    assert draft.author == colleague.staff_id
    assert "승인하기" not in editor.get(f"/editor/drafts/{others}").text
    with pytest.raises(RefusedError):
        services.reviews.decide(others, editor.staff_id, digest, "좋아요", good=True)
    assert not services.reviews.may_go_out("fork", draft.text, draft.base)


def test_what_was_not_asked_is_not_written_down_as_taken_back(app, editor):
    token = text_page(editor).select_one("[name=csrf_token]")["value"]

    for mall in ("fork", "x" * 300):
        editor.post(f"/editor/{mall}/review/withdrawal", data={"csrf_token": token})

    assert "review.withdrawn" not in [kind for kind, _ in events(app)]

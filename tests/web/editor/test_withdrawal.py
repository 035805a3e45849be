"""A fragment that no text uses is withdrawn in the browser: nobody's screens change, and its text is a draft."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import soup_of, visited
from support.folders import colleague, editor, folder
from support.guide_texts import send, text_page, typed
from support.people import events, services_of, staff_client
from support.publishing import press, shown
from support.shared_texts import app, clock

from wizard.content import folder_lock
from wizard.errors import UnavailableError
from wizard.services import fragment_withdrawal
from wizard.services.guide_saving import SILENT
from wizard.web.editor import withdrawal

FIXTURES = (app, clock, colleague, editor, folder)
NAME = "fragments/esm-login"
PLACE = f"/editor/{NAME}/withdrawal"
TEXT = "steps:\n  - {id: esm-login, kind: info, title: 메뉴를 열어요}\n"
HELLO = "  - {id: hello, kind: info, title: 인사해요}\n"
TAKE_OUT = "함께 쓰는 단계 빼기"


@pytest.fixture
def published(app, editor):
    """Publish a fragment that no guide uses."""
    services_of(app).editing.save(NAME, editor.staff_id, TEXT, "")


def standing(app):
    file = services_of(app).editing.source.folder() / f"{NAME}.yaml"
    return file.read_text("utf-8") if file.exists() else None


def drafts(app):
    return [(one.mall, one.email) for one in services_of(app).drafts.everybodys()]


def calling(client):
    """Give fork's text with a line that uses the fragment."""
    page = text_page(client)
    return page, typed(page).replace(HELLO, f"{HELLO}  - use: esm-login\n")


@pytest.mark.usefixtures("published")
def test_it_is_asked_first_then_it_stands_no_more_and_its_text_is_a_draft(app, editor, colleague):
    number = services_of(app).publishing.release_store.newest_number()
    link = text_page(editor, NAME).find("a", string="쓸 일이 없으면 빼기")

    page = visited(editor, link["href"])
    assert (link["href"], page.h1.text) == (PLACE, "함께 쓰는 단계: esm-login, 뺄까요?")
    assert "메뉴를 열어요" in page.find("pre").text
    assert standing(app) == TEXT
    assert press(editor, page, TAKE_OUT).location == "/editor"

    assert "뺐어요" in soup_of(editor.get("/editor")).select_one("[role=status]").text
    assert (standing(app), drafts(app)) == (None, [(NAME, "editor@example.com")])
    assert events(app)[-1] == ("fragment.withdrawn", f"staff:{editor.staff_id}")
    assert services_of(app).publishing.release_store.newest_number() == number
    assert services_of(app).publishing.publish().changed == ()
    assert "아직 펴내지 않음" in colleague.get("/editor").text


@pytest.mark.usefixtures("published")
def test_published_again_it_is_back_and_can_be_withdrawn_once_more(app, editor):
    press(editor, visited(editor, PLACE), TAKE_OUT)

    send(editor, text_page(editor, NAME), mall=NAME)
    press(editor, visited(editor, f"/editor/{NAME}/publish"), "펴내기")

    assert (standing(app), drafts(app)) == (TEXT, [])
    press(editor, visited(editor, PLACE), TAKE_OUT)
    assert standing(app) is None


@pytest.mark.usefixtures("published")
def test_thrown_away_its_name_is_free_for_another(app, editor):
    press(editor, visited(editor, PLACE), TAKE_OUT)
    [line] = services_of(app).drafts.everybodys()

    press(editor, visited(editor, f"/editor/drafts/{line.id}/deletion"), "고치던 글 버리기")

    assert "esm-login" not in soup_of(editor.get("/editor")).select_one("[aria-labelledby=shared]").text  # fmt: skip
    other = TEXT.replace("메뉴를", "창을")
    services_of(app).editing.save(NAME, editor.staff_id, other, "")
    assert standing(app) == other


def use_in_a_guide(app, client):
    services = services_of(app)
    opened = services.editing.open("fork", client.staff_id, app.extensions["wizard"].today)
    text = opened.text.replace(HELLO, f"{HELLO}  - use: esm-login\n")
    return services, text, opened.base


def in_a_guide(app, client):
    services, text, base = use_in_a_guide(app, client)
    services.editing.save("fork", client.staff_id, text, base)


def in_a_draft(app, client):
    services, text, base = use_in_a_guide(app, client)
    services.editing.note("fork", client.staff_id, text, base, app.extensions["wizard"].today)


def in_a_broken_draft(app, client):
    services, text, base = use_in_a_guide(app, client)
    services.editing.note("fork", client.staff_id, f"{text}가: {{\n", base, app.extensions["wizard"].today)  # fmt: skip


def at_its_moment(app, client):
    services, text, base = use_in_a_guide(app, client)
    due = app.extensions["wizard"].now() + timedelta(days=1)
    services.schedules.make("fork", client.staff_id, text, base, due, word=SILENT)


def as_another_text_of_it(app, client):
    services, today = services_of(app), app.extensions["wizard"].today
    opened = services.editing.open(NAME, client.staff_id, today)
    services.editing.note(NAME, client.staff_id, opened.text + "# 더\n", opened.base, today)


USES = {
    "a guide": (in_a_guide, "/editor/fork/text", ""),
    "a draft of a guide": (in_a_draft, "/editor/drafts/", "other@example.com"),
    "a draft with a broken line": (in_a_broken_draft, "/editor/drafts/", "other@example.com"),
    "a text that waits": (at_its_moment, "/editor/schedules/", "other@example.com"),
    "a draft of itself": (as_another_text_of_it, "/editor/drafts/", "other@example.com"),
}


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("told", USES.values(), ids=USES)
def test_what_uses_it_keeps_it_and_is_named_with_the_way_there(app, editor, colleague, told):
    asked, (uses, place, who) = visited(editor, PLACE), told
    uses(app, colleague)

    answer = press(editor, asked, TAKE_OUT)

    page = soup_of(editor.get(answer.location))
    [line] = page.select(".desk > ul.underway li")
    assert (answer.location, fragment_withdrawal.USED in page.text) == (PLACE, True)
    assert line.a["href"].startswith(place)
    assert who in line.text
    assert editor.get(line.a["href"]).status_code == 200
    assert page.find("button", string=TAKE_OUT) is None
    assert standing(app) == TEXT
    assert "fragment.withdrawn" not in [kind for kind, _ in events(app)]


@pytest.mark.parametrize("app", [False], ids=["one machine"], indirect=True)
@pytest.mark.usefixtures("published")
def test_what_readers_see_keeps_it_though_the_file_is_another_by_now(app, editor, folder):
    in_a_guide(app, editor)
    services_of(app).publishing.roll_back("operator")
    services_of(app).publishing.roll_back("operator", 2)
    file = folder / "fork.yaml"
    file.write_text(file.read_text("utf-8").replace("  - use: esm-login\n", ""), "utf-8")
    assert "esm-login" in {step.id for step in shown(app).steps}

    page = visited(editor, PLACE)

    assert [link["href"] for link in page.select("ul.underway li a")] == ["/editor/fork/text"]


@pytest.mark.usefixtures("published")
def test_a_text_that_changed_meanwhile_is_shown_before_it_goes(app, editor, colleague):
    asked, other = visited(editor, PLACE), TEXT.replace("메뉴를", "창을")
    base = services_of(app).editing.open(NAME, colleague.staff_id, app.extensions["wizard"].today).base  # fmt: skip
    services_of(app).editing.save(NAME, colleague.staff_id, other, base)

    answer = press(editor, asked, TAKE_OUT)

    page = soup_of(answer)
    assert (answer.status_code, withdrawal.CHANGED in page.text) == (409, True)
    assert "창을 열어요" in page.find("pre").text
    assert standing(app) == other
    assert press(editor, page, TAKE_OUT).status_code == 303
    assert standing(app) is None


@pytest.mark.usefixtures("published")
def test_of_two_who_press_one_withdraws_it_and_the_other_is_told(app, editor, colleague):
    pages = [visited(client, PLACE) for client in (editor, colleague)]

    answers = [press(client, page, TAKE_OUT) for client, page in zip((editor, colleague), pages, strict=True)]  # fmt: skip

    assert [answer.location for answer in answers] == ["/editor"] * 2
    assert withdrawal.GONE in colleague.get("/editor").text
    assert drafts(app) == [(NAME, "editor@example.com")]


@pytest.mark.usefixtures("published")
def test_a_form_that_comes_twice_withdraws_it_once_and_leads_where_it_led(app, editor):
    page = visited(editor, PLACE)

    answers = [press(editor, page, TAKE_OUT) for _ in range(2)]

    assert [answer.location for answer in answers] == ["/editor"] * 2
    assert [kind for kind, _ in events(app)].count("fragment.withdrawn") == 1
    assert withdrawal.GONE not in editor.get("/editor").text


@pytest.mark.parametrize("name", ["fork", "constants", "glossary", "fragments/nowhere"])
def test_nothing_but_a_fragment_that_stands_is_withdrawn(app, editor, name):
    place = f"/editor/{name}/withdrawal"
    expected = 303 if name.startswith("fragments/") else 404
    token = soup_of(editor.get("/editor/new")).find("input", {"name": "csrf_token"})["value"]

    answers = [editor.get(place), editor.post(place, data={"csrf_token": token, "base": "x"})]

    assert [answer.status_code for answer in answers] == [expected] * 2
    assert drafts(app) == []


@pytest.mark.usefixtures("published")
def test_while_the_database_takes_nothing_it_stands_as_before(app, editor, monkeypatch):
    asked = visited(editor, PLACE)

    def broken(*_told, **_more):
        raise UnavailableError("planted")

    with monkeypatch.context() as patched:
        patched.setattr(fragment_withdrawal, "record_event", broken)
        assert press(editor, asked, TAKE_OUT).status_code == 503

    assert (standing(app), drafts(app)) == (TEXT, [])
    press(editor, visited(editor, PLACE), TAKE_OUT)
    assert standing(app) is None


@pytest.mark.parametrize("app", [False], ids=["one machine"], indirect=True)
@pytest.mark.usefixtures("published")
def test_a_folder_that_cannot_be_written_keeps_it_and_no_draft_is_made(
    app, editor, folder, monkeypatch
):
    asked = visited(editor, PLACE)

    def refused(*_told, **_more):
        raise PermissionError(13, "planted")

    with monkeypatch.context() as patched:
        patched.setattr(type(folder), "unlink", refused)
        answer = press(editor, asked, TAKE_OUT)

    assert (answer.status_code, withdrawal.UNWRITTEN in answer.text) == (507, True)
    assert (standing(app), drafts(app)) == (TEXT, [])
    with folder_lock.exclusive_lock(folder):
        pass


@pytest.mark.parametrize("app", [False], ids=["one machine"], indirect=True)
@pytest.mark.usefixtures("published")
def test_a_commit_that_breaks_puts_the_file_back(app, editor):
    asked, engine = visited(editor, PLACE), services_of(app).editing.draft_store.engine

    @sa.event.listens_for(engine, "commit")
    def broken(_connection):
        if standing(app) is None:
            raise sa.exc.OperationalError("planted", {}, OSError())

    answer = press(editor, asked, TAKE_OUT)

    sa.event.remove(engine, "commit", broken)
    assert answer.status_code == 503
    assert (standing(app), drafts(app)) == (TEXT, [])


@pytest.mark.usefixtures("published")
def test_who_is_no_editor_withdraws_nothing(app):
    support = staff_client(app, "support")

    assert support.get(PLACE).status_code == 403
    assert standing(app) == TEXT

"""Who presses twice is told what the first press came to: when, as which release, and where it stands."""

import pytest
from conftest import soup_of, visited
from support.folders import editor, folder
from support.guide_texts import renamed, send, text_page, typed
from support.people import save_account, seller_client, services_of, staff_client
from support.publishing import press, shown
from support.shared_texts import app, clock

from wizard.services.saving_in_folder import SavingInFolder
from wizard.web.editor.outcomes import UNUSED

FIXTURES = (app, clock, editor, folder)


@pytest.fixture(autouse=True)
def _walker(app):
    """A seller who saved an account: what is published is looked at before."""
    client = seller_client(app)
    client.get("/guides/fork/hello")
    save_account(client)


def newest(app):
    return services_of(app).publishing.release_store.newest()


def said(client, answer):
    page = soup_of(client.get(answer.location))
    return " ".join(line.text for line in page.select(".good[role=status]"))


def before_publishing(client, text=None, name="fork"):
    page = text_page(client, name)
    answer = send(client, page, mall=name, text=text or renamed(page))
    return visited(client, answer.location)


def test_that_a_guide_is_published_since_when_and_as_which_release(app, editor, clock):
    before = before_publishing(editor)
    first = press(editor, before, note="이름을 바꿨어요")
    number = newest(app).number

    clock.moment = clock.moment.replace(minute=5)
    again = press(editor, before, note="이름을 바꿨어요")

    assert first.location == again.location == "/editor/fork"
    told = said(editor, again)
    assert f"11월 27일 12:00에 {number}번으로 펴냈어요." in told
    assert "두 번 눌러졌지만 한 번만 했어요. ‘펴낸 기록’에서 볼 수 있어요." in told
    assert newest(app).number == number
    there = visited(editor, "/editor/fork").find("a", string="펴낸 기록")["href"]
    assert "이름을 바꿨어요" in visited(editor, there).text


def test_an_old_page_tells_of_its_own_publication_not_of_a_later_one(app, editor):
    old = before_publishing(editor)
    press(editor, old)
    number = newest(app).number
    page = text_page(editor)
    press(editor, before_publishing(editor, typed(page).replace("새갈래", "딴갈래")))

    told = said(editor, press(editor, old))

    assert f"{number}번으로 펴냈어요" in told
    assert newest(app).number == number + 1
    assert shown(app).title == "딴갈래"


def test_of_a_colleagues_publication_nothing_is_told_as_ones_own(app, editor):
    before = before_publishing(editor)
    press(editor, before)
    other = staff_client(app, "editor", "other@example.com")
    page = text_page(other)
    press(other, before_publishing(other, typed(page).replace("새갈래", "딴갈래")))
    number = newest(app).number

    assert f"{number - 1}번으로 펴냈어요" in said(editor, press(editor, before))


def test_that_a_text_that_guides_share_is_published(app, editor):
    text = f"{typed(text_page(editor, 'constants'))}# 새 줄\n"
    before = before_publishing(editor, text, "constants")
    press(editor, before)

    told = said(editor, press(editor, before))

    assert f"{newest(app).number}번으로 펴냈어요" in told


def test_that_a_fragment_stands_there_though_no_guide_uses_it(editor):
    asked = soup_of(editor.get("/editor/fragments/new"))
    press(editor, asked, "첫 글 쓰기", fragment="esm-login", title="메뉴를 열어요", console="ESM", url="")  # fmt: skip
    page = text_page(editor, "fragments/esm-login")
    before = before_publishing(editor, typed(page), "fragments/esm-login")
    press(editor, before)

    assert f"{UNUSED} 두 번 눌러졌지만" in said(editor, press(editor, before))


@pytest.mark.parametrize("app", [False], ids=["one machine"], indirect=True)
def test_a_new_guide_that_the_watcher_published_first_is_told_as_published(
    app, editor, monkeypatch
):
    services, by_hand = services_of(app), SavingInFolder._publish

    def watched_first(saving, *told):
        saving.publishing.publish()
        return by_hand(saving, *told)

    monkeypatch.setattr(SavingInFolder, "_publish", watched_first)
    text = typed(text_page(editor)).replace("mall: fork", "mall: spoon")
    services.editing.note("spoon", editor.staff_id, text, "", app.extensions["wizard"].today)
    before = visited(editor, "/editor/spoon/publish")
    press(editor, before)
    assert (newest(app).by, "spoon" in newest(app).parts) == ("folder", True)

    told = said(editor, press(editor, before))

    assert f"{newest(app).number}번으로 펴냈어요. 두 번 눌러졌지만 한 번만 했어요." in told
    assert UNUSED not in told


def test_that_an_earlier_set_is_put_back_and_as_which_release(app, editor):
    press(editor, before_publishing(editor))
    number = newest(app).number
    asked = visited(editor, f"/editor/history/{number - 1}/return")
    press(editor, asked, "되돌리기")

    told = said(editor, press(editor, asked, "되돌리기"))

    assert newest(app).number == number + 1
    assert (
        f"11월 27일 12:00에 {number - 1}번으로 되돌렸어요. 새 번호는 {number + 1}번이에요." in told
    )


def test_when_a_text_is_to_go_out(app, editor):
    before = before_publishing(editor)
    when = {"day": "2026-12-01", "time": "00:00"}
    press(editor, before, "이때 펴내기", **when)

    told = said(editor, press(editor, before, "이때 펴내기", **when))

    assert "12월 1일 00:00에 펴내기로 했어요. 두 번 눌러졌지만" in told
    assert len(services_of(app).schedules.shown()) == 1


def test_a_text_that_is_saved_once_more_says_since_when_readers_see_it(app, editor):
    page = text_page(editor, "agency")
    send(editor, page, mall="agency", text=f"{typed(page)}# 끝\n")

    told = said(editor, send(editor, text_page(editor, "agency"), mall="agency"))

    assert f"이 글은 11월 27일 12:00에 {newest(app).number}번으로 펴냈어요" in told

"""화면이 달라요 beside the step that it is about: for editors, without who said it."""

from io import BytesIO

import pytest
from conftest import soup_of
from PIL import Image
from support.mismatches import say_different
from support.people import ACE, hidden_on, hire, post, seller_client, services_of, staff_client
from support.pictures import jpeg

from wizard.web.editor import mismatches

GUIDE, TEXT = "/editor/keys", "/editor/keys/text"


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def editor(app):
    return staff_client(app, "editor")


@pytest.fixture
def seller(app):
    return seller_client(app)


def reported(app, seller, text="버튼이 안 보여요", photo=None):
    return say_different(app, seller, text, photo)


def press(client, request_id, page=GUIDE, **values):
    """Press 고쳤어요 at one report, with what its form carries along."""
    place = f"/editor/keys/mismatches/{request_id}/mending"
    form = soup_of(client.get(page)).select_one(f"form[action='{place}']")
    hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    return client.post(place, data=hidden | values)


def state_of(app, request_id):
    found = services_of(app).requests.thread(request_id).request
    return found.state, found.outcome, found.assignee


@pytest.mark.parametrize("page", [GUIDE, TEXT])
def test_each_step_says_how_many_it_looks_different_to_since_when_and_in_which_words(app, editor, seller, page):  # fmt: skip
    for text in ("버튼이 안 보여요", "메뉴 이름이 달라요"):
        reported(app, seller, text)

    shown = soup_of(editor.get(page)).select_one(".reports")

    assert "2건" in shown.summary.text
    assert shown.select_one("h2#report-place")
    assert [one.text for one in shown.select("blockquote")] == [
        "버튼이 안 보여요",
        "메뉴 이름이 달라요",
    ]
    tag = soup_of(editor.get(page)).select_one(".stops a[href='#report-place']")
    assert "2건" in tag.text


def counted(editor):
    """Give what the list of guides says of reports, by where that leads."""
    links = soup_of(editor.get("/editor")).select("td a[href$='#reports']")
    return {link["href"]: link.text for link in links}


def test_the_list_of_guides_counts_what_is_said_until_it_is_mended(app, editor, seller):
    first = reported(app, seller)
    second = reported(app, seller, "메뉴 이름이 달라요")
    say_different(app, seller, "막혔어요", kind="help")

    assert counted(editor) == {f"{GUIDE}#reports": "화면이 달라요 2건"}
    assert soup_of(editor.get(GUIDE)).select_one("details#reports")["open"] == ""
    press(editor, first)
    assert counted(editor) == {f"{GUIDE}#reports": "화면이 달라요 1건"}
    press(editor, second)
    assert counted(editor) == {}


def test_an_editor_reads_no_name_and_no_phone_of_who_said_it(app, editor, seller):
    reported(app, seller)

    for page in (GUIDE, TEXT):
        told = editor.get(page).text
        assert ACE.name not in told
        assert ACE.phone not in told
        assert seller.seller_id not in told


def test_only_who_talks_to_sellers_is_led_to_the_request_itself(app, editor, seller):
    made = reported(app, seller)

    links = [
        soup_of(client.get(GUIDE)).select(f".reports a[href='/staff/requests/{made}']")
        for client in (editor, staff_client(app, "admin"))
    ]

    assert [len(found) for found in links] == [0, 1]


def test_the_picture_of_a_different_screen_is_the_editors_to_see_and_kept_nowhere(app, editor, seller):  # fmt: skip
    made = reported(app, seller, photo=jpeg((90, 60)))

    own = soup_of(editor.get(GUIDE)).select_one(".reports img")["src"]
    image = editor.get(own)

    assert own == f"/editor/keys/mismatches/{made}/photo"
    assert Image.open(BytesIO(image.data)).size == (90, 60)
    assert image.headers["Cache-Control"] == "no-store"
    assert staff_client(app, "support").get(own).status_code == 403
    assert seller.get(own).status_code != 200
    assert app.test_client().get(own).status_code == 303


def test_no_other_picture_and_none_of_another_guide_or_of_what_is_over_is_given_out(app, editor, seller):  # fmt: skip
    made = reported(app, seller, photo=jpeg())
    asked = say_different(app, seller, "막혔어요", kind="help")

    place = "/editor/{}/mismatches/{}/photo"
    assert editor.get(place.format("keys", asked)).status_code == 404
    assert editor.get(place.format("fork", made)).status_code == 404
    assert editor.get(place.format("keys", "0" * 32)).status_code == 404
    press(editor, made)
    assert editor.get(place.format("keys", made)).status_code == 404


def test_mended_ends_the_request_as_solved_and_takes_it_for_nobody(app, editor, seller):
    made = reported(app, seller)

    answer = press(editor, made, TEXT)

    assert (answer.status_code, answer.location) == (303, TEXT)
    assert "‘해결했어요’로 끝냈어요" in soup_of(editor.get(TEXT)).text
    assert state_of(app, made) == ("closed", "solved", "")
    [note] = services_of(app).desk_notes.of_request(made)
    assert (note.record.act, note.record.text) == ("closed:solved", "안내를 고쳤어요.")
    assert "알렸어요" not in soup_of(editor.get(TEXT)).text
    assert soup_of(editor.get(GUIDE)).select_one(".reports") is None


def test_a_colleague_whose_request_it_is_is_told_and_keeps_it(app, editor, seller):
    made = reported(app, seller)
    colleague, _ = hire(app, "support")
    services_of(app).request_handling.take(made, colleague)

    press(editor, made)

    assert state_of(app, made) == ("closed", "solved", colleague)
    assert "담당자에게도 알렸어요" in soup_of(editor.get(GUIDE)).text
    [told] = services_of(app).desk_notes.told(colleague)
    assert (told.request_id, told.act) == (made, "closed:solved")


def test_what_a_colleague_took_meanwhile_is_not_ended_over_their_head(app, editor, seller):
    made = reported(app, seller)
    colleague, _ = hire(app, "support")
    place = f"/editor/keys/mismatches/{made}/mending"
    drawn = hidden_on(editor, GUIDE) | {"back": "guide", "over_from": ""}
    services_of(app).request_handling.take(made, colleague)

    editor.post(place, data=drawn)

    shown = soup_of(editor.get(GUIDE))
    assert "그 사이 다른 담당자가 맡아서" in shown.select_one("p[role=alert]").text
    assert "support@example.com님이 맡았어요" in shown.select_one(".reports").text
    assert state_of(app, made) == ("taken", "", colleague)


def test_two_editors_who_press_end_it_once_and_the_second_is_told(app, editor, seller):
    made, other = reported(app, seller), staff_client(app, "editor", "other@example.com")
    place = f"/editor/keys/mismatches/{made}/mending"
    drawn = hidden_on(other, GUIDE) | {"back": "guide", "over_from": ""}
    press(editor, made)

    other.post(place, data=drawn)

    assert "벌써 끝났어요" in soup_of(other.get(GUIDE)).text
    assert len(services_of(app).desk_notes.of_request(made)) == 1


def test_nothing_but_a_different_screen_is_ended_by_an_editor(app, editor, seller):
    asked = say_different(app, seller, "막혔어요", kind="help")
    reported(app, seller)

    editor.post(
        f"/editor/keys/mismatches/{asked}/mending",
        data=hidden_on(editor, GUIDE) | {"over_from": ""},
    )

    assert state_of(app, asked)[0] == "open"


def test_a_word_that_a_seller_says_later_stands_beside_the_step_again(app, editor, seller):
    made = reported(app, seller)
    press(editor, made)

    services_of(app).requests.reply(seller.seller_id, made, "아직도 달라요")

    shown = soup_of(editor.get(GUIDE)).select(".reports blockquote")
    assert [one.text for one in shown] == ["버튼이 안 보여요", "아직도 달라요"]
    assert state_of(app, made) == ("open", "", "")


PRIVATE = "김철수 010-1234-5678 이고 비밀번호는 abcd1234"


def words(client):
    return [one.text for one in soup_of(client.get(GUIDE)).select(".reports blockquote")]


def test_what_a_seller_answers_to_a_colleague_is_no_report_and_no_editor_reads_it(app, editor, seller):  # fmt: skip
    made, colleague = reported(app, seller), hire(app, "support")[0]
    services_of(app).request_handling.answer(made, colleague, "성함과 아이디를 알려 주세요.")
    services_of(app).requests.reply(seller.seller_id, made, PRIVATE)

    for page in (GUIDE, TEXT):
        assert "김철수" not in editor.get(page).text
        assert "abcd1234" not in editor.get(page).text
    assert words(editor) == ["버튼이 안 보여요"]


def test_after_it_was_put_away_a_new_word_is_read_until_staff_speak_again(app, editor, seller):  # fmt: skip
    made, colleague = reported(app, seller), hire(app, "support")[0]
    say = services_of(app).requests.reply
    handling = services_of(app).request_handling
    for act in (
        lambda: handling.answer(made, colleague, "성함을 알려 주세요."),
        lambda: say(seller.seller_id, made, "김철수예요"),
        lambda: handling.close(made, colleague),
        lambda: say(seller.seller_id, made, "아직도 달라요"),
        lambda: handling.answer(made, colleague, "성함을 다시 알려 주세요."),
        lambda: say(seller.seller_id, made, "김영희예요"),
    ):
        act()

    assert words(editor) == ["버튼이 안 보여요", "아직도 달라요"]


def test_a_phone_number_in_a_report_is_hidden_from_editors(app, editor, seller):
    reported(app, seller, "3번 버튼이 없어요. 010-1234-5678로 전화 주세요")

    for page in (GUIDE, TEXT):
        assert "1234" not in soup_of(editor.get(page)).select_one(".reports").text
    assert words(editor) == ["3번 버튼이 없어요. (숫자 가림)로 전화 주세요"]


def test_a_colleague_who_handed_it_back_meanwhile_is_not_said_to_be_told(app, editor, seller):
    made, colleague = reported(app, seller), hire(app, "support")[0]
    services_of(app).request_handling.take(made, colleague)
    place = f"/editor/keys/mismatches/{made}/mending"
    drawn = hidden_on(editor, GUIDE) | {"back": "guide", "over_from": colleague}
    services_of(app).request_handling.hand_back(made, colleague)

    editor.post(place, data=drawn)

    shown = soup_of(editor.get(GUIDE)).text
    assert "‘해결했어요’로 끝냈어요" in shown
    assert "담당자에게도 알렸어요" not in shown
    assert services_of(app).desk_notes.told(colleague) == []
    assert state_of(app, made) == ("closed", "solved", "")


def test_a_report_is_not_ended_by_the_address_of_another_guide(app, editor, seller):
    made = reported(app, seller)
    drawn = hidden_on(editor, GUIDE) | {"back": "guide", "over_from": ""}

    editor.post(f"/editor/fork/mismatches/{made}/mending", data=drawn)

    assert state_of(app, made) == ("open", "", "")
    assert services_of(app).desk_notes.of_request(made) == []


def test_what_is_said_of_a_step_that_is_no_more_is_still_shown(app, editor, seller):
    made = reported(app, seller)
    with services_of(app).requests.engine.begin() as connection:
        connection.exec_driver_sql(f"update request set step_id = 'gone-step' where id = '{made}'")

    shown = soup_of(editor.get(GUIDE)).select_one("#report-gone")

    assert "지금은 없는 단계" in shown.text


def test_a_seller_who_is_gone_takes_words_and_picture_along_and_an_open_page_leads_on(app, editor, seller):  # fmt: skip
    made = reported(app, seller, photo=jpeg())
    place = f"/editor/keys/mismatches/{made}"
    form = soup_of(editor.get(GUIDE)).select_one(f"form[action='{place}/mending']")
    drawn = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}

    assert post(seller, "/my/data/deletion", digits="67891").status_code == 303

    assert editor.get(f"{place}/photo").status_code == 404
    assert soup_of(editor.get(GUIDE)).select_one(".reports") is None
    answer = editor.post(f"{place}/mending", data=drawn)
    assert (answer.status_code, answer.location) == (303, GUIDE)
    assert mismatches.GONE in soup_of(editor.get(GUIDE)).text

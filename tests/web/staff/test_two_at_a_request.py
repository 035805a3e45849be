"""Two at one request: each knows of the other, nothing typed is lost, and what is taken over is told."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import soup_of
from support.people import (
    asked_for_issuance,
    carried,
    post,
    seller_client,
    services_of,
    staff_client,
    token_of,
)

from wizard.db.models import RequestPresence
from wizard.korean import calendar

OUTCOME = {"outcome": "told"}


@pytest.fixture
def seller(app):
    return seller_client(app)


@pytest.fixture
def place(app, seller):
    return f"/staff/requests/{asked_for_issuance(app, seller)[0]}"


@pytest.fixture
def anna(app):
    return staff_client(app, "support", "anna@example.com")


@pytest.fixture
def bora(app):
    return staff_client(app, "support", "bora@example.com")


def answer_form(client, place):
    return carried(soup_of(client.get(place)).select_one("form[action*='/messages']"))


def words(app, place):
    thread = services_of(app).requests.thread(place.rpartition("/")[2])
    return [one.text for one in thread.messages]


def request_of(app, place):
    return services_of(app).requests.thread(place.rpartition("/")[2]).request


def test_who_has_the_page_open_is_told_of_another_until_they_leave(clock, place, anna, bora):
    box = soup_of(anna.get(place)).select_one("#presence")
    assert "every 15s" in box["data-hx-trigger"]
    assert json.loads(box["data-hx-vals"])["csrf_token"]

    alone = post(anna, f"{place}/presence").text
    both = post(bora, f"{place}/presence").text

    assert "보고 있어요" not in alone
    assert "anna@example.com 님이 보고 있어요" in both
    assert "anna@example.com 님이 보고 있어요" in bora.get(place).text
    assert "bora@example.com 님이 보고 있어요" in post(anna, f"{place}/presence").text
    clock.moment = calendar.clock() + timedelta(seconds=41)
    assert "보고 있어요" not in post(bora, f"{place}/presence").text


def present(app):
    with services_of(app).presence.engine.connect() as connection:
        return set(connection.scalars(sa.select(RequestPresence.staff_id)))


def test_who_had_a_page_open_is_forgotten_though_nobody_opens_it_again(app, clock, place, anna, bora):  # fmt: skip
    other = asked_for_issuance(app, seller_client(app))[0]
    post(anna, f"{place}/presence")
    clock.moment = calendar.clock() + timedelta(seconds=30)
    post(bora, f"/staff/requests/{other}/presence")
    assert present(app) == {anna.staff_id, bora.staff_id}

    clock.moment = calendar.clock() + timedelta(seconds=50)
    post(bora, f"/staff/requests/{other}/presence")
    assert present(app) == {bora.staff_id}

    clock.moment = calendar.clock() + timedelta(seconds=100)
    services_of(app).presence.forget()
    assert present(app) == set()


def test_to_look_is_no_presence_and_writes_nothing(place, anna, bora):
    anna.get(place)

    assert "보고 있어요" not in bora.get(place).text


def test_who_answers_after_a_colleague_reads_their_words_keeps_the_own_and_may_send_them(app, place, anna, bora):  # fmt: skip
    late = answer_form(bora, place)
    bora_types = late | {"text": "보라가 적은 긴 답"}
    assert anna.post(f"{place}/messages", data=answer_form(anna, place) | {"text": "안나의 답"}).status_code == 303  # fmt: skip

    torn = bora.post(f"{place}/messages", data=bora_types)
    page = soup_of(torn)

    assert torn.status_code == 409
    assert words(app, place) == ["안나의 답"]
    assert "적는 동안 새 글이 올라왔어요" in page.select_one("[role=alert]").text
    assert "anna@example.com" in page.select_one("[data-news]").text
    assert page.select_one("[data-news] blockquote").text == "안나의 답"
    assert page.select_one("textarea#text").text.strip() == "보라가 적은 긴 답"
    again = page.select_one("form[action*='/messages']")
    assert "그래도 답 보내기" in again.text
    assert bora.post(f"{place}/messages", data=carried(again)).status_code == 303
    assert words(app, place) == ["안나의 답", "보라가 적은 긴 답"]


def test_what_the_seller_wrote_meanwhile_is_read_before_the_answer_goes(app, seller, place, anna):
    form = answer_form(anna, place) | {"text": "답"}
    request = place.rpartition("/")[2]
    post(seller, f"/my/requests/{request}/messages", text="해결됐어요")

    torn = anna.post(f"{place}/messages", data=form)

    assert torn.status_code == 409
    assert soup_of(torn).select_one("[data-news] blockquote").text == "해결됐어요"
    assert words(app, place) == ["해결됐어요"]


def test_ones_own_answer_in_another_tab_is_no_news(app, place, anna):
    first, second = answer_form(anna, place), answer_form(anna, place)
    anna.post(f"{place}/messages", data=first | {"text": "하나"})

    assert anna.post(f"{place}/messages", data=second | {"text": "둘"}).status_code == 303

    assert words(app, place) == ["하나", "둘"]


def test_taking_over_asks_first_and_is_told_to_whoever_had_it_until_they_know(app, place, anna, bora):  # fmt: skip
    post(anna, f"{place}/assignment")
    asks = soup_of(bora.get(place)).select_one("details:has(form[action*='/assignment'])")
    assert "anna@example.com님의 ‘오늘 할 일’에" in asks.text
    assert not asks.has_attr("open")

    form = carried(asks.select_one("form")) | {"why": "휴가셔서 제가 할게요"}
    assert bora.post(f"{place}/assignment", data=form).status_code == 303

    assert request_of(app, place).assignee == bora.staff_id
    told = soup_of(anna.get("/staff/today")).select_one("[data-told]")
    assert "bora@example.com님이" in told.text
    assert "넘겨받았어요" in told.text
    assert told.blockquote.text == "휴가셔서 제가 할게요"
    assert not soup_of(bora.get("/staff/today")).select("[data-told]")
    knows = told.form["action"]
    assert post(bora, knows).status_code == 404
    assert post(anna, knows).status_code == 303
    assert not soup_of(anna.get("/staff/today")).select("[data-told]")


def test_what_is_handed_back_is_nobodys_with_a_word_for_the_next(app, place, anna, bora):
    post(anna, f"{place}/assignment")

    assert post(bora, f"{place}/return-to-queue").status_code == 409
    assert post(anna, f"{place}/return-to-queue", why="내일 10시에 전화하기로").status_code == 303

    asked = request_of(app, place)
    assert (asked.state, asked.assignee) == ("open", "")
    notes = soup_of(bora.get(place)).select_one(".notes").text
    assert "돌려놓았어요" in notes
    assert "내일 10시에 전화하기로" in notes


def test_a_request_is_closed_with_an_outcome_and_reopening_keeps_the_history(app, seller, place, anna):  # fmt: skip
    post(anna, f"{place}/assignment")
    unsaid = post(anna, f"{place}/closure", why="메모")
    assert unsaid.status_code == 422
    assert "어떻게 끝났는지 골라 주세요" in unsaid.text
    assert request_of(app, place).state == "taken"

    post(anna, f"{place}/closure", **OUTCOME, why="다음 주에 다시 보기로")
    closed = request_of(app, place)
    post(anna, f"{place}/reopening")
    opened = request_of(app, place)

    assert (closed.state, closed.outcome) == ("closed", "told")
    assert (opened.state, opened.outcome) == ("taken", "")
    assert opened.reopened_at
    assert opened.renewed_at is None, "staff give themselves no right anew"
    told = [li.text for li in soup_of(anna.get(place)).select(".notes li")]
    assert ["맡았어요" in told[0], "전화로 알려 드렸어요" in told[1], "다시 열었어요" in told[2]] == [True] * 3  # fmt: skip
    assert "다음 주에 다시 보기로" in told[1]
    request = place.rpartition("/")[2]
    assert "다음 주에 다시 보기로" not in seller.get(f"/my/requests/{request}").text


def test_what_the_seller_says_after_the_end_opens_it_and_nothing_of_the_end_is_left(app, seller, place, anna):  # fmt: skip
    post(anna, f"{place}/closure", **OUTCOME)

    assert post(seller, f"/my/requests/{place.rpartition('/')[2]}/messages", text="아직 안 돼요").status_code == 303  # fmt: skip

    asked = request_of(app, place)
    assert (asked.state, asked.outcome, asked.reopened_at) == ("taken", "", None)


@pytest.mark.parametrize("act", ["closure", "return-to-queue"])
def test_what_is_said_at_the_end_tells_where_it_goes_and_stays_typed(place, anna, bora, act):
    post(anna, f"{place}/assignment")
    box = soup_of(anna.get(place)).select_one(f"form[action$='/{act}'] textarea")
    said = soup_of(anna.get(place)).select_one(f"#{box['aria-describedby']}").text
    assert "자기 정보를 내려받으면 함께 나가요" in said
    assert "담당자끼리만" not in anna.get(place).text
    post(bora, f"{place}/assignment", over_from=anna.staff_id)

    late = soup_of(post(anna, f"{place}/{act}", why="다음 주에 보기로", **OUTCOME))
    assert late.select_one("#note").text.strip() == "다음 주에 보기로"
    unsaid = soup_of(post(bora, f"{place}/closure", why="적던 말"))

    assert unsaid.select_one("#closing").text.strip() == "적던 말"
    assert unsaid.select_one("details:has(#closing)").has_attr("open")
    assert not unsaid.select_one("#returning").text.strip()


def test_a_note_is_for_staff_alone_but_goes_out_with_what_the_seller_takes_home(app, seller, place, anna, bora):  # fmt: skip
    page = soup_of(anna.get(place))
    assert "자기 정보를 내려받으면 함께 나가요" in page.select_one("#note-note").text

    post(anna, f"{place}/notes", note="말씀이 빠르셔서 천천히 여쭤보기")
    post(anna, f"/staff/sellers/{seller.seller_id}/notes", note="오전에만 통화돼요")

    for path in ("/my", f"/my/requests/{place.rpartition('/')[2]}", "/my/data"):
        assert "천천히" not in seller.get(path).text
        assert "오전에만" not in seller.get(path).text
    both = soup_of(bora.get(f"/staff/sellers/{seller.seller_id}")).select_one(".notes").text
    assert "천천히" in both
    assert "오전에만" in both
    given = services_of(app).erasure.export(seller.seller_id)["notes"]
    assert {one["text"] for one in given} == {
        "말씀이 빠르셔서 천천히 여쭤보기",
        "오전에만 통화돼요",
    }


def test_a_note_is_deleted_by_whoever_wrote_it_and_by_nobody_else(app, place, anna, bora):
    post(anna, f"{place}/notes", note="잘못 적음")
    form = soup_of(anna.get(place)).select_one(".notes form")
    assert not soup_of(bora.get(place)).select(".notes form")

    refused = post(bora, form["action"])
    assert len(services_of(app).desk_notes.of_request(place.rpartition("/")[2])) == 1
    assert anna.post(form["action"], data=carried(form)).location == place

    assert refused.status_code == 303
    assert services_of(app).desk_notes.of_request(place.rpartition("/")[2]) == []


@pytest.mark.parametrize("note", ["", " \n ", "가" * 1001])
def test_a_note_that_is_none_or_too_long_is_refused_and_stays_typed(app, place, anna, note):
    answer = post(anna, f"{place}/notes", note=note)

    assert answer.status_code == 422
    assert soup_of(answer).select_one("textarea#note").text.strip() == note.strip()
    assert services_of(app).desk_notes.of_request(place.rpartition("/")[2]) == []


def test_a_page_that_only_says_that_it_is_open_keeps_nobody_signed_in(app, clock, place, anna):
    token = token_of(anna)
    minutes = app.extensions["wizard"].settings.staff_rest_minutes
    for halves in (1, 2, 3):
        clock.moment = calendar.clock() + timedelta(minutes=minutes / 2 * halves)
        last = anna.post(f"{place}/presence", data={"csrf_token": token}, headers={"HX-Request": "true", "HX-Target": "div#presence"})  # fmt: skip

    assert "HX-Redirect" in last.headers

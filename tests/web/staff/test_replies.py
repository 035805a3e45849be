"""What staff often say is kept once for all of them, and put into an answer with the seller's name."""

import pytest
from conftest import soup_of
from support.people import (
    ACE,
    asked_for_issuance,
    carried,
    post,
    seller_client,
    services_of,
    staff_client,
)

from wizard.errors import ChangedMeanwhileError
from wizard.services.saved_replies import state_of

TEXT = "{상호} 사장님, 안녕하세요.\n확인하고 있어요."


@pytest.fixture
def client(app):
    return staff_client(app, "support")


@pytest.fixture
def place(app):
    return f"/staff/requests/{asked_for_issuance(app, seller_client(app))[0]}"


def kept(app):
    return [(one.title, one.text) for one in services_of(app).saved_replies.all()]


def test_a_reply_is_made_changed_and_deleted_in_the_browser(app, client):
    form = carried(soup_of(client.get("/staff/replies")).select_one("main form"))
    assert (
        client.post("/staff/replies", data=form | {"title": "인사", "text": TEXT}).status_code
        == 303
    )
    assert kept(app) == [("인사", TEXT)]

    one = soup_of(client.get("/staff/replies")).select_one("main .asked a")["href"]
    page = soup_of(client.get(one))
    assert page.select_one("#text").text.strip() == TEXT
    change = carried(page.select_one("form[action]:has(#text)"))
    client.post(one, data=change | {"title": "첫인사"})
    assert kept(app) == [("첫인사", TEXT)]

    post(client, f"{one}/deletion")
    assert kept(app) == []
    assert client.get(one).status_code == 404


def test_who_changes_what_a_colleague_changed_meanwhile_reads_it_first_and_keeps_the_own(app, client):  # fmt: skip
    other = staff_client(app, "support", "bora@example.com")
    post(client, "/staff/replies", title="인사", text="처음 글")
    place = soup_of(client.get("/staff/replies")).select_one("main .asked a")["href"]
    own, theirs = (
        carried(soup_of(one.get(place)).select_one("form[action]:has(#text)"))
        for one in (client, other)
    )
    assert other.post(place, data=theirs | {"text": "보라의 글"}).status_code == 303
    short = client.post(place, data=own | {"text": ""})
    own = carried(soup_of(short).select_one("form[action]:has(#text)"))

    torn = client.post(place, data=own | {"text": "안나의 글"})

    page = soup_of(torn)
    assert torn.status_code == 409
    assert kept(app) == [("인사", "보라의 글")]
    assert "동료가 이 문구를 고쳤어요" in page.select_one("[role=alert]").text
    assert page.select_one("[data-news] blockquote").text == "보라의 글"
    assert page.select_one("textarea#text").text.strip() == "안나의 글"
    again = page.select_one("form[action]:has(#text)")
    assert "그래도 고치기" in again.text
    assert client.post(place, data=carried(again)).status_code == 303
    assert kept(app) == [("인사", "안나의 글")]


def test_of_two_who_saw_the_same_the_later_is_refused(app, client):
    post(client, "/staff/replies", title="인사", text="처음 글")
    replies = services_of(app).saved_replies
    [seen] = replies.all()

    replies.change(seen.id, state_of(seen), "인사", "먼저", client.staff_id)
    with pytest.raises(ChangedMeanwhileError):
        replies.change(seen.id, state_of(seen), "인사", "나중", client.staff_id)

    assert kept(app) == [("인사", "먼저")]


@pytest.mark.parametrize(
    ("title", "text"), [("", "글"), ("제목", ""), ("가" * 81, "글"), ("제목", "가" * 1001)]
)
def test_a_reply_without_title_or_text_is_not_kept_and_stays_typed(app, client, title, text):
    answer = post(client, "/staff/replies", title=title, text=text)

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#title").get("value", "") == title
    assert kept(app) == []


def test_a_reply_goes_into_the_box_after_what_was_typed_with_the_name_and_nothing_is_sent(app, client, place):  # fmt: skip
    post(client, "/staff/replies", title="인사", text=TEXT)
    page = soup_of(client.get(place))
    [option] = [tag for tag in page.select("#reply option") if tag.text == "인사"]
    form = carried(page.select_one("form[action*='/messages']"))

    shown = client.post(
        f"{place}/messages",
        data=form | {"text": "먼저 적던 말", "reply": option["value"], "insert": "1"},
    )

    box = soup_of(shown).select_one("textarea#text").text.strip()
    assert shown.status_code == 200
    assert box.splitlines() == ["먼저 적던 말", "", f"{ACE.name} 사장님, 안녕하세요.", "확인하고 있어요."]  # fmt: skip
    thread = services_of(app).requests.thread(place.rpartition("/")[2])
    assert not thread.messages
    sent = client.post(f"{place}/messages", data=carried(soup_of(shown).select_one("form[action*='/messages']")))  # fmt: skip
    assert sent.status_code == 303
    [said] = services_of(app).requests.thread(place.rpartition("/")[2]).messages
    assert said.text == box


def test_a_reply_that_was_deleted_meanwhile_is_asked_for_again_and_the_typed_stays(client, place):
    answer = post(client, f"{place}/messages", text="적던 말", reply="0" * 32, insert="1")

    assert answer.status_code == 422
    assert "넣을 문구를 골라 주세요" in answer.text
    assert soup_of(answer).select_one("textarea#text").text.strip() == "적던 말"

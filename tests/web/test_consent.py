"""Nothing of a firm is kept before it was told what is kept, and agreed to that by the button it pressed."""

import shutil
from datetime import timedelta

import pytest
from conftest import FIRM, GOOD, filled, prepared, settings_for, soup_of
from support.people import invited, post, save_account, seller_client, services_of
from support.services import NOON

from wizard.app import create_app
from wizard.content import privacy_folder
from wizard.content.privacy import write_period
from wizard.settings import PRIVACY
from wizard.web.consent import FIELD

FORM = "/guides/keys/form"
LIST = "/my/malls"


@pytest.fixture
def app(app_on_each_database, clock):
    clock.moment = NOON + timedelta(days=4)
    return app_on_each_database


def renew(app, tmp_path, version="2"):
    """Put a new version of the notice in force, as an operator does."""
    folder = tmp_path / "privacy"
    if not folder.exists():
        shutil.copytree(PRIVACY, folder)
    text = (PRIVACY / "notice" / "1.yaml").read_text("utf-8")
    text = text.replace('version: "1"', f'version: "{version}"').replace(
        "as_of: 2026-11-26", "as_of: 2026-11-27"
    )
    (folder / "notice" / f"{version}.yaml").write_text(
        text.replace("연결에 써요.", "새 연결에 써요."), "utf-8"
    )
    app.extensions["wizard"].published_privacy.texts = privacy_folder.load(folder, 1095).under(
        "staff"
    )


def page(client, path=FORM, **typed):
    return filled(soup_of(client.get(path)), **(GOOD | FIRM | typed))


def agreed(app, seller_id=None):
    """Give (version, moment) of every consent, oldest first."""
    query = "select seller_id, version, given_at from consent order by version, id"
    with services_of(app).audit.engine.connect() as connection:
        rows = connection.exec_driver_sql(query).all()
    return [row.version for row in rows if seller_id in {None, row.seller_id}]


def accounts_of(app):
    with services_of(app).audit.engine.connect() as connection:
        return connection.exec_driver_sql("select count(*) from account").scalar()


def told(app):
    """Count the consents in the audit."""
    query = "select count(*) from audit_event where kind = 'consent.given'"
    with services_of(app).audit.engine.connect() as connection:
        return connection.exec_driver_sql(query).scalar()


def button(answer):
    return soup_of(answer).select_one("button[value=save]").text


def test_a_firm_is_told_and_agrees_by_the_button_that_saves_and_is_not_asked_again(app):
    client = app.test_client()
    first = client.get(FORM)

    assert client.post(FORM, data=filled(soup_of(first), **(GOOD | FIRM))).status_code == 303

    assert button(first) == "동의하고 저장하기"
    assert all(word in first.text for word in ("한국중소벤처기업유통원", "3년", "/privacy/notice"))
    assert agreed(app) == ["1"]
    assert told(app) == 1
    again = client.get(FORM)
    assert button(again) == "저장하고 다음으로"
    assert FIELD not in again.text


@pytest.mark.parametrize(("version", "said"), [(None, "읽어 주셔야 할"), ("0", "바뀌었어요")])
def test_a_form_of_another_notice_is_given_back_whole_and_goes_on_when_it_is_pressed(
    app, version, said
):
    client = app.test_client()
    form = page(client) | {FIELD: version}
    if version is None:
        del form[FIELD]

    back = client.post(FORM, data=form)

    assert (back.status_code, accounts_of(app), agreed(app)) == (422, 0, [])
    assert said in soup_of(back).select_one("[role=alert]").text
    assert soup_of(back).select_one("#login_id")["value"] == GOOD["login_id"]
    assert soup_of(back).select_one("#seller_name")["value"] == FIRM["seller_name"]
    assert GOOD["password"] not in back.text
    assert client.post(FORM, data=filled(soup_of(back))).status_code == 303
    assert (accounts_of(app), agreed(app)) == (1, ["1"])


def test_when_the_notice_changes_between_drawing_and_pressing_it_is_asked_anew(app, tmp_path):
    client = app.test_client()
    assert client.post(FORM, data=page(client)).status_code == 303
    form = page(client, login_id="second01")
    renew(app, tmp_path)

    back = client.post(FORM, data=form)

    assert (back.status_code, accounts_of(app)) == (422, 1)
    assert "새 연결에 써요." in back.text
    assert client.post(FORM, data=filled(soup_of(back))).status_code == 303
    assert (accounts_of(app), agreed(app)) == (2, ["1", "2"])


def test_a_seller_by_link_is_asked_at_the_first_save_and_at_a_change_after_a_new_version(
    app, tmp_path
):
    client = seller_client(app)
    assert button(client.get(FORM)) == "동의하고 저장하기"
    account = save_account(client)
    assert agreed(app, client.seller_id) == ["1"]
    renew(app, tmp_path)
    form = filled(soup_of(client.get(f"/accounts/{account}")), login_id="changed1")

    old = client.post(f"/accounts/{account}", data={**form, FIELD: "1"})
    new = client.post(f"/accounts/{account}", data=filled(soup_of(old)))

    assert (old.status_code, new.status_code) == (422, 303)
    assert agreed(app, client.seller_id) == ["1", "2"]


def test_what_is_pressed_without_a_change_is_agreed_to_all_the_same(app, tmp_path):
    client = seller_client(app)
    account = save_account(client)
    renew(app, tmp_path)
    form = filled(soup_of(client.get(f"/accounts/{account}")))

    assert client.post(f"/accounts/{account}", data=form).status_code == 303

    assert agreed(app) == ["1", "2"]


def test_a_firm_that_starts_with_its_list_agrees_by_that_button(app):
    client = app.test_client()
    form = soup_of(client.get(LIST)).select_one("main form[method=post]")
    hidden = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    sent = hidden | FIRM | {"malls": "keys"}

    without = client.post(LIST, data={**sent, FIELD: ""})
    done = client.post(LIST, data=sent)

    assert form.select_one("button").text == "동의하고 내 목록에 담기"
    assert (without.status_code, done.status_code) == (422, 303)
    assert "checked" in str(soup_of(without).select_one("[value=keys]"))
    assert agreed(app) == ["1"]


def test_the_same_form_sent_twice_is_one_consent(app):
    client = app.test_client()
    form = page(client)

    assert {client.post(FORM, data=form).status_code for _ in range(2)} == {303}

    assert agreed(app) == ["1"]
    assert told(app) == 1


def test_a_browser_that_gave_number_and_telephone_is_asked_for_itself(app):
    first, second = app.test_client(), app.test_client()
    assert first.post(FORM, data=page(first)).status_code == 303

    form = page(second, login_id="other001")
    assert second.post(FORM, data=form).status_code == 303

    assert agreed(app) == ["1", "1"]
    assert button(second.get(FORM)) == "저장하고 다음으로"


def test_of_one_cached_form_no_reader_gets_what_another_agreed_to(app):
    client, reader, invited_one = seller_client(app), app.test_client(), seller_client(app)
    save_account(client)

    buttons = [button(one.get(FORM)) for one in (reader, client, reader, invited_one, client)]

    assert buttons[0] == buttons[2] == buttons[3] == "동의하고 저장하기"
    assert buttons[1] == buttons[4] == "저장하고 다음으로"


def test_both_texts_and_each_version_of_them_are_read_by_everybody(app, client, tmp_path):
    renew(app, tmp_path)

    pages = {
        path: client.get(path)
        for path in (
            "/privacy",
            "/privacy/1",
            "/privacy/notice",
            "/privacy/notice/1",
            "/privacy/notice/2",
            "/privacy/9",
        )
    }

    assert [one.status_code for one in pages.values()] == [200] * 5 + [404]
    assert "썼던 글이에요" in pages["/privacy/notice/1"].text
    assert "쓰고 있어요" in pages["/privacy/notice"].text
    assert "/privacy/notice/1" in pages["/privacy/notice"].text
    assert "아직 확인되지 않음" in pages["/privacy"].text
    assert soup_of(client.get("/")).select_one("footer a[href='/privacy']")


def test_the_notice_says_the_time_of_the_setting(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, retention_days=400)))

    assert write_period(400) in app.test_client().get("/privacy/notice").text
    app.extensions["wizard"].accounts.engine.dispose()


# Whoever leaves name and phone without being a seller.

CALLER = {"seller_name": "한빛", "seller_phone": "010-1111-2222"}
HELP = "/guides/keys/place/help"
LEFT = {HELP: {"text": "못 찾겠어요"}, "/enter/requests": {"token": ""}}


def asked_by_callers(app):
    query = "select name, phone, notice, notice_text from request"
    with services_of(app).audit.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def typed_in(soup, **values):
    """Give what a browser would post from the page's one form, with `values` typed in."""
    boxes = soup.select("main form[method=post] input[name]")
    return {tag["name"]: tag.get("value", "") for tag in boxes} | values


def form_to_call_back(client, path):
    """Give the page on which name and phone are left."""
    if path == HELP:
        return soup_of(client.get(HELP))
    return soup_of(post(client, "/enter", token="x" * 43, digits="12345"))


@pytest.mark.parametrize("path", LEFT)
def test_whoever_leaves_a_phone_reads_the_notice_first_and_it_is_kept_with_what_they_ask(app, path):
    client = app.test_client()
    drawn = form_to_call_back(client, path)
    sent = typed_in(drawn, **CALLER, **LEFT[path])

    answer = client.post(path, data=sent)

    notice = app.extensions["wizard"].notice
    assert notice.title in drawn.text
    assert "먼저 이 안내를" not in drawn.text
    assert drawn.select_one("form .button").text.startswith("동의하고")
    assert answer.status_code == 303
    assert asked_by_callers(app) == [("한빛", "01011112222", notice.version, notice.digest)]
    assert ("consent.given", "reader", f"notice {notice.version}") in audited(app)


def audited(app):
    with services_of(app).audit.engine.connect() as connection:
        rows = connection.exec_driver_sql("select kind, actor, detail from audit_event")
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("path", LEFT)
def test_a_phone_left_under_an_older_notice_or_none_is_not_kept_and_comes_back_with_todays(
    app, clock, tmp_path, path
):
    client = app.test_client()
    old = typed_in(form_to_call_back(client, path), **CALLER, **LEFT[path])
    clock.moment += timedelta(days=2)
    renew(app, tmp_path)

    for sent in (old, {name: text for name, text in old.items() if name != FIELD}):
        answer = client.post(path, data=sent)
        again = soup_of(answer)
        assert answer.status_code == 422
        assert "개인정보 안내" in again.select_one("#summary").text
        assert "저장" not in again.select_one("#summary").text  # a caller saves nothing
        assert again.select_one("#seller_phone")["value"] == CALLER["seller_phone"]
    assert asked_by_callers(app) == []

    assert client.post(path, data=typed_in(again, **CALLER, **LEFT[path])).status_code == 303
    assert asked_by_callers(app)[0][2] == "2"


def test_a_seller_who_is_stuck_leaves_no_phone_and_reads_no_notice(app):
    client = seller_client(app)

    drawn = soup_of(client.get(HELP))
    answer = client.post(HELP, data=typed_in(drawn, text="못 찾겠어요"))

    assert not drawn.select(f'[name="{FIELD}"]')
    assert answer.status_code == 303
    assert asked_by_callers(app) == [("", "", "", "")]


def test_what_a_caller_agreed_to_for_a_seller_is_taken_home_and_gone_with_them(app):
    seller, token = invited(app)
    services = services_of(app)
    services.invitations.revoke(services.invitations.of_seller(seller)[0].id, "staff:m")
    post(app.test_client(), "/enter/requests", token=token, **CALLER)

    [told] = services.erasure.export(seller)["requests"]
    services.erasure.delete(seller)

    assert told["notice"] == app.extensions["wizard"].notice.version
    assert asked_by_callers(app) == []

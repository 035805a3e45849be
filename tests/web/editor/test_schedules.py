"""A text goes out by itself at its moment in Korea: once, just as it was, or not at all and the editors are told why."""

from datetime import timedelta

import pytest
from conftest import prepared, settings_for, soup_of
from support.folders import edit, editor, folder, folder_in
from support.guide_texts import renamed, send, text_page, typed
from support.jobs import run_jobs
from support.people import events, save_account, seller_client, services_of, staff_client
from support.publishing import press, shown
from support.schedules import DUE, clock, scheduled, under_way

from wizard.app import create_app
from wizard.content import folder as content_folder
from wizard.content.release_store import ReleaseStore
from wizard.errors import RefusedError, UnavailableError
from wizard.services.jobs import MAX_ATTEMPTS
from wizard.services.reviews import Reviews

FIXTURES = (clock, editor, folder)


@pytest.fixture
def app(tmp_path, clock):
    app = create_app(prepared(settings_for(tmp_path, guides=folder_in(tmp_path))), clock)
    yield app
    services_of(app).audit.engine.dispose()


@pytest.fixture
def walker(app):
    return under_way(app)


def later(app):
    """Give a browser of an editor who came in after the moment."""
    return staff_client(app, "editor", "later@example.com")


def number(app):
    return services_of(app).publishing.release_store.newest_number()


@pytest.mark.usefixtures("walker")
def test_it_goes_out_at_its_moment_in_korea_and_not_before(app, editor, clock):
    answer = scheduled(editor)

    assert answer.location == "/editor"
    assert "12월 1일 00:00에 펴내요" in soup_of(editor.get("/editor")).select_one(".underway").text
    clock.moment = DUE - timedelta(seconds=1)
    run_jobs(app)
    assert shown(app).title == "갈림길"

    clock.moment = DUE
    run_jobs(app)

    assert shown(app).title == "새갈래"
    assert services_of(app).schedules.shown() == []
    assert services_of(app).drafts.everybodys() == []


@pytest.mark.usefixtures("walker")
def test_two_runners_and_a_run_that_is_done_again_publish_once(app, editor, clock):
    scheduled(editor)
    [line] = services_of(app).schedules.shown()
    clock.moment = DUE
    [handler] = [one for one in services_of(app).handlers if one.kind == "publish"]

    for _ in range(3):
        handler.run(line.schedule.id, 1, DUE)

    assert number(app) == 2
    assert [kind for kind, _ in events(app)].count("guide.saved") == 1


@pytest.mark.usefixtures("walker")
def test_it_goes_out_as_it_was_whatever_is_typed_after(app, editor, clock):
    scheduled(editor)
    page = text_page(editor)
    send(editor, page, "note", text=typed(page).replace("새갈래", "나중갈래"))
    clock.moment = DUE

    run_jobs(app)

    assert shown(app).title == "새갈래"
    [draft] = services_of(app).drafts.everybodys()
    assert "나중갈래" in services_of(app).drafts.draft(draft.id)[0].text


@pytest.mark.usefixtures("walker")
def test_over_a_guide_that_changed_meanwhile_it_does_not_go_out_and_the_editors_are_told(
    app, editor, folder, clock
):
    scheduled(editor)
    edit(folder)
    services_of(app).publishing.publish()
    clock.moment = DUE

    run_jobs(app)

    assert (shown(app).title, shown(app).aka) == ("갈림길", ("샛길",))
    reader = later(app)
    page = soup_of(reader.get("/editor"))
    assert "다른 글을 펴내서" in page.select_one(".notice.stop").text
    assert ("schedule.failed", f"staff:{editor.staff_id}") in events(app)
    assert press(reader, page, "읽었어요").location == "/editor"
    assert not soup_of(reader.get("/editor")).select(".notice.stop")


@pytest.mark.usefixtures("walker")
def test_a_text_that_does_not_pass_the_check_any_more_does_not_go_out(app, editor, folder, clock):
    page = text_page(editor)
    calls = renamed(page).replace("title: 인사해요", 'title: "${phone}로 인사해요"')
    scheduled(editor, calls)
    constants = folder / "constants.yaml"
    constants.write_text(constants.read_text("utf-8").replace("phone:", "telephone:"), "utf-8")
    clock.moment = DUE

    run_jobs(app)

    assert shown(app).title == "갈림길"
    assert "고칠 것이 생겨서" in soup_of(later(app).get("/editor")).select_one(".notice.stop").text


def test_what_sellers_saved_meanwhile_is_not_lost_by_it(app, editor, clock):
    client = seller_client(app)
    client.get("/guides/fork/hello")
    page = text_page(editor)
    scheduled(editor, typed(page).replace("{id: west,", "{id: sunset,"))
    client.get("/guides/fork/west?which=left")
    clock.moment = DUE

    run_jobs(app)

    assert shown(app).step("west")
    assert "잃게 돼요" in soup_of(later(app).get("/editor")).select_one(".notice.stop").text


@pytest.mark.usefixtures("walker")
def test_an_editor_who_left_publishes_nothing_any_more(app, editor, clock):
    scheduled(editor)
    services_of(app).staff_admin.suspend(editor.staff_id, "operator", suspended=True)
    clock.moment = DUE

    run_jobs(app)

    assert shown(app).title == "갈림길"


@pytest.mark.usefixtures("walker")
def test_it_is_moved_and_called_off(app, editor, clock):
    scheduled(editor)
    place = soup_of(editor.get("/editor")).select_one(".underway a")["href"]

    moved = press(
        editor, soup_of(editor.get(place)), "이때로 바꾸기", day="2026-12-02", time="09:30"
    )

    assert moved.location == "/editor"
    clock.moment = DUE
    run_jobs(app)
    assert shown(app).title == "갈림길"
    reader = later(app)
    place = soup_of(reader.get("/editor")).select_one(".underway a")["href"]
    assert "12월 2일 09:30" in reader.get(place).text

    assert press(reader, soup_of(reader.get(place)), "예약 취소하기").location == "/editor"
    clock.moment = DUE + timedelta(days=5)
    run_jobs(app)
    assert shown(app).title == "갈림길"
    [draft] = services_of(app).drafts.everybodys()
    assert "title: 새갈래" in services_of(app).drafts.draft(draft.id)[0].text


@pytest.mark.usefixtures("walker")
@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-11-01", "00:00", "지난 때에는"),
        ("2028-01-01", "00:00", "한 해 안의"),
        ("", "00:00", "날짜와 시각을"),
        ("2026-12-01", "25:00", "날짜와 시각을"),
    ],
)
def test_a_moment_that_is_none_comes_back_with_a_word(app, editor, day, time, said):
    answer = scheduled(editor, day=day, time=time)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert services_of(app).schedules.shown() == []


def test_a_loss_is_seen_before_it_is_scheduled(app, editor, walker):
    assert walker
    save_account(walker)
    text = typed(text_page(editor)).replace("{id: west,", "{id: sunset,")
    page = text_page(editor)
    send(editor, page, text=text)
    before = soup_of(editor.get("/editor/fork/publish"))

    unseen = press(
        editor, before, "잃어도 이때 펴내기", day="2026-12-01", time="00:00", accepted=""
    )
    assert unseen.status_code == 422
    seen = press(editor, before, "잃어도 이때 펴내기", day="2026-12-01", time="00:00")

    assert seen.location == "/editor"
    assert len(services_of(app).schedules.shown()) == 1


def away(*_args, **_values):
    raise UnavailableError("OperationalError")


def full(*_args):
    raise OSError(28, "No space left on device")


def state_of(app):
    [found] = rows_of(app, "select state, reason from guide_schedule")
    return tuple(found)


def rows_of(app, query):
    with services_of(app).audit.engine.connect() as connection:
        return connection.exec_driver_sql(query).all()


def with_seen_loss(editor, walker):
    save_account(walker)
    page = text_page(editor)
    send(editor, page, text=typed(page).replace("{id: west,", "{id: sunset,"))
    before = soup_of(editor.get("/editor/fork/publish"))
    press(editor, before, "잃어도 이때 펴내기", day="2026-12-01", time="00:00")


def test_a_loss_that_was_seen_goes_out_though_the_database_was_away_as_it_was_to_be_published(
    app, editor, walker, clock, monkeypatch
):
    with_seen_loss(editor, walker)
    clock.moment = DUE
    with monkeypatch.context() as patched:
        patched.setattr(ReleaseStore, "add", away)
        run_jobs(app)
    services_of(app).publishing.publish()  # as the watch does
    assert (state_of(app), bool(shown(app).step("west"))) == (("waiting", ""), True)

    clock.moment = DUE + timedelta(minutes=1)
    run_jobs(app)

    assert shown(app).step("sunset")
    assert state_of(app) == ("published", "")
    assert number(app) == 2


@pytest.mark.usefixtures("walker")
def test_what_the_disk_does_not_take_at_the_moment_is_tried_again(app, editor, clock, monkeypatch):
    scheduled(editor)
    clock.moment = DUE
    with monkeypatch.context() as patched:
        patched.setattr(content_folder, "write", full)
        run_jobs(app)
    assert state_of(app) == ("waiting", "")

    clock.moment = DUE + timedelta(minutes=1)
    run_jobs(app)

    assert (state_of(app), shown(app).title) == (("published", ""), "새갈래")


@pytest.mark.usefixtures("walker")
@pytest.mark.parametrize("error", [OSError(28, "full"), RefusedError("busy")])
def test_what_the_disk_never_takes_has_failed_and_its_editors_are_told(
    app, editor, clock, monkeypatch, error
):
    def refused(*_args):
        raise error

    scheduled(editor)
    monkeypatch.setattr(content_folder, "write", refused)
    clock.moment = DUE
    for _ in range(MAX_ATTEMPTS):
        run_jobs(app)
        clock.moment += timedelta(hours=1)

    assert (state_of(app), shown(app).title) == (("failed", "unwritten"), "갈림길")
    assert (
        "디스크에 쓸 수 없어서"
        in soup_of(later(app).get("/editor")).select_one(".notice.stop").text
    )


@pytest.mark.usefixtures("walker")
def test_what_was_called_off_as_its_moment_came_is_not_written_into_the_folder(
    app, editor, folder, clock, monkeypatch
):
    scheduled(editor)
    [line] = services_of(app).schedules.shown()
    [handler] = [one for one in services_of(app).handlers if one.kind == "publish"]
    may_go_out = Reviews.may_go_out

    def called_off(*said):
        services_of(app).schedules.call_off(line.schedule.id, editor.staff_id)
        return may_go_out(*said)

    monkeypatch.setattr(Reviews, "may_go_out", called_off)
    clock.moment = DUE
    handler.run(line.schedule.id, 1, DUE)

    assert state_of(app) == ("called-off", "")
    assert "title: 갈림길" in (folder / "fork.yaml").read_text("utf-8")

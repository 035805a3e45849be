"""The admins' page of the jobs: what waits, runs and failed, and trying again what failed."""

from datetime import timedelta

import pytest
from conftest import soup_of, visited
from support.jobs import Recorder, failed_job, put, states
from support.people import post, services_of, staff_client

from wizard.errors import HandlerError
from wizard.korean.calendar import clock as real_clock
from wizard.services.job_handlers import Failed
from wizard.services.jobs import Jobs
from wizard.web.state_words import JOB_KIND


@pytest.fixture
def engine(app):
    return services_of(app).jobs.engine


@pytest.fixture
def browser(app):
    return staff_client(app, "admin")


def test_each_state_is_listed_with_its_count_and_nothing_is_shown_of_what_is_done(browser, engine):
    soup = visited(browser, "/staff/jobs")
    assert [tag.text for tag in soup.select("h2 .tag")] == ["0개"] * 3
    failed_job(engine)
    put(engine)
    desk = Jobs(engine)
    desk.take("me", {"small": Recorder.lease})
    put(engine, run_at=real_clock() + timedelta(days=1))

    soup = visited(browser, "/staff/jobs")

    assert [tag.text for tag in soup.select("h2 .tag")] == ["1개"] * 3
    said = [cell.text.split()[-1] for cell in soup.select("[data-label=언제]")]
    assert said == ["그만뒀어요", "있어요", "해요"]
    assert not soup.select(".notice.warn")


def test_a_failed_job_waits_again_after_one_press_and_a_second_says_so(browser, engine):
    job = failed_job(engine)
    soup = soup_of(browser.get("/staff/jobs"))
    [form] = soup.select("form[action$=reopening]")

    answer = post(browser, form["action"])

    assert (answer.status_code, answer.location) == (303, "/staff/jobs")
    assert states(engine)[job.subject][0] == "waiting"
    assert "다시 하게 했어요" in browser.get("/staff/jobs").text
    again = post(browser, form["action"])
    assert again.status_code == 409
    assert soup_of(again).select_one("[role=alert]").text.startswith("이미 다시 하고 있거나")
    assert post(browser, f"/staff/jobs/{'0' * 32}/reopening").status_code == 404


def test_what_nobody_runs_is_told(browser, engine):
    put(engine, run_at=real_clock() - timedelta(minutes=31))

    [notice] = soup_of(browser.get("/staff/jobs")).select(".notice.warn")

    assert "31분째 시작되지 않았어요" in notice.text
    answer = browser.get("/healthz").json
    assert answer["status"] == "degraded"
    assert (answer["jobs"]["waiting"], answer["jobs"]["oldest_s"] // 60) == (1, 31)


def test_an_error_is_told_in_words_or_by_its_name_and_never_more(browser, engine):
    failed_job(engine)
    put(engine)
    desk = Jobs(engine)
    desk.finish(desk.take("me", {"small": Recorder.lease}), Failed(HandlerError))

    told = {
        cell.span.text for cell in soup_of(browser.get("/staff/jobs")).select("[data-label=까닭]")
    }

    assert told == {"SealError", "프로그램에 문제가 있어요. 로그에 자세히 적혀 있어요"}


def test_every_kind_of_job_has_a_word(app):
    assert {handler.kind for handler in services_of(app).handlers} <= set(JOB_KIND)

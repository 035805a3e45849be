"""`python -m chaos`'s two scenarios of jobs in small."""

import sqlalchemy as sa

from chaos import job_crew, jobs
from chaos.deployment import Deployment, opened


def broken(figures):
    """Give the lines of those that are not as they should be."""
    assert figures
    return [str(figure) for figure in figures if not figure.is_sound]


def test_workers_and_those_who_want_are_killed_and_every_effect_is_there_once(
    database_url, tmp_path
):
    assert broken(jobs.kills("here", Deployment(tmp_path, database_url), 3)) == []


def test_two_processes_do_a_hundred_jobs_each_once(database_url, tmp_path):
    assert broken(jobs.crowd("here", Deployment(tmp_path, database_url), 2, 100)) == []


SPOILED = {
    "1 of nobody": sa.insert(job_crew.EFFECT).values(subject="0"),
    "1 done twice": sa.text(
        "insert into chaos_effect select * from chaos_effect where subject > '0' limit 1"
    ),
    "1 lost": sa.text("delete from chaos_effect where subject = (select min(subject) from job)"),
    "100 not done": sa.text("update job set state = 'waiting'"),
}


def test_what_would_break_the_promise_is_seen(tmp_path):
    deployment = Deployment(tmp_path)
    assert broken(jobs.crowd("here", deployment, 1, 100)) == []
    for told, spoil in SPOILED.items():
        with opened(deployment) as (engine, _), engine.begin() as connection:
            connection.execute(spoil)

        figure = jobs.seen("spoiled", deployment)

        assert not figure.is_sound
        assert told in figure.told

"""`wizard work`: does what waits, in a process of its own, and serves nothing."""

import signal

import click

from wizard.cli import deployment
from wizard.server import logs
from wizard.services.storage import EVERY_S
from wizard.web import background
from wizard.web.workers import job_runner
from wizard.web.workers.job_runner import JobRunner

STOP_S = 20.0
"""For so long a job that is under way may go on after the signal to end."""

ENDS = {signal.SIGTERM, signal.SIGINT}


@click.command()
@click.option("--once", is_flag=True, help="지금 할 수 있는 일을 다 하면 끝나요.")
def work(*, once: bool) -> None:
    """기다리는 일을 해요. 웹 서버는 열지 않아요. 여러 개를 함께 돌려도 돼요."""
    with deployment.services("work") as (settings, services):
        if once:
            runner = JobRunner.of(services)
            while not runner.round():
                pass
            return
        logs.configure(settings.watch.log)
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # for every thread: one is waited for here
        background.start("storage", EVERY_S, services.storage.probe)
        job_runner.start(services)
        click.echo("기다리는 일을 하고 있어요. 멈추려면 Ctrl+C를 누르세요.")
        signal.sigwait(ENDS)
        background.stop(STOP_S)
        services.machines.leave()

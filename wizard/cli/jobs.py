"""`wizard jobs`: what waits, runs and failed, for an operator."""

import click

from wizard.cli import deployment
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock, write_moment
from wizard.services.job_admin import SHOWN

STATES = {"waiting": "기다리는 중", "running": "하는 중", "failed": "못 한 일"}


@click.group()
def jobs() -> None:
    """뒤에서 하는 일을 살펴봐요."""


@jobs.command("list")
def list_jobs() -> None:
    """기다리는 일, 하는 일, 못 한 일을 적어요. 상태마다 50줄까지예요."""
    with deployment.services() as (_, services):
        standing = services.job_admin.standing()
        found = {state: services.job_admin.listed(state) for state in STATES}
    totals = (standing.waiting, standing.running, standing.failed)
    for (state, word), total in zip(STATES.items(), totals, strict=True):
        click.echo(f"{word} {total}개" + (f" (먼저 {SHOWN}개)" if total > SHOWN else ""))
        for job in found[state]:
            at = write_moment(job.finished_at or job.due_at, clock())
            told = f"  {job.id}  {job.kind}  {at}  {job.attempts}/{job.max_attempts}번"
            click.echo(f"{told}  {job.last_error}".rstrip())


@jobs.command("retry")
@click.argument("job_id")
def retry(job_id: str) -> None:
    """못 한 일을 다시 하게 해요."""
    with deployment.services() as (_, services):
        try:
            services.job_admin.reopen(job_id, "operator")
        except NotFoundError as error:
            raise click.ClickException("그런 일이 없어요.") from error
        except RefusedError as error:
            raise click.ClickException(str(error)) from error
    click.echo("다시 하게 했어요.")

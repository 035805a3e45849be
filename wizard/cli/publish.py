"""`wizard publish`, `wizard rollback` and `wizard releases`: what readers see, and the way back."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import click

from wizard.cli import deployment
from wizard.content.release import Release, changes
from wizard.content.source import OPERATOR
from wizard.errors import DatabaseError, NotFoundError, RefusedError
from wizard.korean.calendar import write_moment
from wizard.services.publishing import Publishing

SHOWN = 20


@click.command()
@click.option(
    "--withdraw",
    "withdrawn",
    multiple=True,
    metavar="MALL",
    help="파일을 지운 쇼핑몰을 정말로 빼요.",
)
@click.option(
    "--over",
    "over",
    multiple=True,
    metavar="MALL",
    help="다른 곳에서 펴낸 글이 있어도 이 폴더의 글로 펴내요.",
)
def publish(withdrawn: tuple[str, ...], over: tuple[str, ...]) -> None:
    """폴더의 안내를 지금 펴내요. 되돌려 둔 것도 다시 펴내요. 잘못된 파일은 예전 것이 그대로 보여요."""
    with _publishing() as publishing:
        for mall in withdrawn:
            _must_be_gone(publishing, mall)
        done = publishing.publish(OPERATOR, withdrawn, over)
    for fault in (fault for faults in done.faults.values() for fault in faults):
        click.echo(str(fault))
    what = ", ".join(done.changed)
    click.echo(
        f"{done.release.number}번으로 펴냈어요: {what}" if what else "새로 펴낼 것이 없어요."
    )
    sys.exit(1 if done.faults else 0)


@click.command()
@click.argument("number", type=int, default=0)
def rollback(number: int) -> None:
    """NUMBER번(안 적으면 바로 전)에 보이던 안내로 되돌려요. 파일은 그대로예요."""
    with _publishing() as publishing:
        done = publishing.roll_back(OPERATOR, number)
    release = done.release
    click.echo(
        f"{release.after}번으로 되돌렸어요 (새 번호 {release.number}): {', '.join(done.changed)}"
    )
    click.echo("한 번 더 하면 되돌린 것을 되돌려요. 고친 파일은 저장하면 다시 펴내요.")


@click.command()
def releases() -> None:
    """펴낸 것을 새것부터 보여 줘요: 번호, 때, 누가, 무엇이 바뀌었나."""
    with _publishing() as publishing:
        found = list(islice(publishing.release_store.releases(), SHOWN + 1))
    if not found:
        click.echo("아직 펴낸 것이 없어요.")
    for release, before in zip(found[:SHOWN], [*found[1:], None], strict=False):
        click.echo(_line(release, before))


def _line(release: Release, before: Release | None) -> str:
    if release.after:
        what = f"{release.after}번으로 되돌림"
    else:
        what = ", ".join(changes(before, release) if before else sorted(release.parts))
    return f"{release.number}  {write_moment(release.at)}  {release.by}  {what}"


def _must_be_gone(publishing: Publishing, mall: str) -> None:
    newest = publishing.release_store.newest()
    if newest is None or mall not in newest.parts:
        raise click.ClickException(f"{mall}은(는) 펴낸 적이 없어요.")
    if (publishing.folder / f"{mall}.yaml").exists():
        raise click.ClickException(f"{mall}.yaml 파일이 아직 있어요. 먼저 지워 주세요.")


@contextmanager
def _publishing() -> Iterator[Publishing]:
    """Open what publishes; what may go wrong is told in one line."""
    try:
        with deployment.services() as (settings, services):
            services.publishing.take_over(settings.notes)
            yield services.publishing
            if newest := services.publishing.release_store.newest():
                services.publishing.release_store.keep_local(newest)
    except NotFoundError as error:
        raise click.ClickException(
            "그런 번호가 없어요. `wizard releases`로 볼 수 있어요."
        ) from error
    except RefusedError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"적어 둘 수 없어요: {error.strerror}") from error
    except DatabaseError as error:
        raise click.ClickException(
            "데이터베이스에 적을 수 없어요. 열려 있는지 봐 주세요."
        ) from error

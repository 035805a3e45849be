"""`wizard publish`, `wizard rollback` and `wizard releases`: what readers see, and the way back."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import click

from wizard.cli import deployment
from wizard.content.release import Release, changes
from wizard.content.source import OPERATOR
from wizard.errors import DatabaseError, LossError, NotFoundError, RefusedError
from wizard.guide import effect_words
from wizard.guide.effects import ANY, Effects
from wizard.korean.calendar import clock, write_moment
from wizard.services.published import Published
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
@click.option(
    "--accept-loss",
    "accepted",
    multiple=True,
    metavar="MALL",
    help="판매자가 저장한 것을 잃더라도 이 안내를 펴내요. 무엇을 잃는지 먼저 보여 줘요.",
)
@click.option("--dry-run", is_flag=True, help="펴내지 않고 사람들에게 생길 일만 보여 줘요.")
def publish(
    withdrawn: tuple[str, ...], over: tuple[str, ...], accepted: tuple[str, ...], dry_run: bool
) -> None:
    """폴더의 안내를 지금 펴내요. 되돌려 둔 것도 다시 펴내요. 잘못된 파일은 예전 것이 그대로 보여요.

    펴내기 전에 그 안내를 쓰는 사람들에게 생길 일을 보여 줘요.
    """
    with _publishing() as publishing:
        for mall in withdrawn:
            _must_be_gone(publishing, mall)
        tell(publishing.pending(OPERATOR, withdrawn, over))
        if dry_run:
            return
        done = _published(publishing, withdrawn, over, accepted)
    for fault in (fault for faults in done.faults.values() for fault in faults):
        click.echo(str(fault))
    what = ", ".join(done.changed)
    click.echo(
        f"{done.release.number}번으로 펴냈어요: {what}" if what else "새로 펴낼 것이 없어요."
    )
    sys.exit(1 if done.faults else 0)


@click.command()
@click.argument("number", type=int, default=0)
@click.option(
    "--accept-loss",
    "accepted",
    multiple=True,
    metavar="MALL",
    help="판매자가 그 뒤에 저장한 것을 잃더라도 되돌려요.",
)
def rollback(number: int, accepted: tuple[str, ...]) -> None:
    """NUMBER번(안 적으면 바로 전)에 보이던 안내로 되돌려요. 파일은 그대로예요."""
    with _publishing() as publishing:
        if newest := publishing.release_store.newest():
            wanted = publishing.way_back(newest, number)
            tell(list(publishing.effects.between(newest, wanted.parts)))
        done = publishing.roll_back(OPERATOR, number, seen(accepted))
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


def seen(malls: Sequence[str]) -> dict[str, str]:
    """Give what the operator says may be lost."""
    return dict.fromkeys(malls, ANY)


def tell(found: Sequence[Effects]) -> None:
    """Tell what becomes of people, guide by guide, wherever there is anybody."""
    for one in found:
        if one.touches:
            click.echo(f"{one.mall}: {effect_words.summary(one)}")
        for step in one.steps:
            if step.is_gone or step.asked_again:
                click.echo(
                    f"  {step.step_id}: {effect_words.at_step(step)}. {effect_words.becomes(step)}"
                )
        for loss in one.lost:
            click.echo(f"  ! {effect_words.lost(loss)}. {effect_words.remedy(loss)}.")


def _line(release: Release, before: Release | None) -> str:
    if release.after:
        what = f"{release.after}번으로 되돌림"
    else:
        what = ", ".join(changes(before, release) if before else sorted(release.parts))
    return f"{release.number}  {write_moment(release.at, clock())}  {release.by}  {what}"


def _published(
    publishing: Publishing, withdrawn: Sequence[str], over: Sequence[str], accepted: Sequence[str]
) -> Published:
    """Publish; what would be withdrawn from under sellers is told in words of its own."""
    try:
        return publishing.publish(OPERATOR, withdrawn, over, seen(accepted))
    except LossError as error:
        message = f"판매자가 저장한 것을 잃어서 빼지 않았어요. 그래도 뺄 것이면 --accept-loss {error.mall}을 더해 주세요."
        raise click.ClickException(message) from error


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
    except LossError as error:
        message = f"판매자가 저장한 것을 잃어서 되돌리지 않았어요. 그래도 되돌릴 것이면 --accept-loss {error.mall}을 더해 주세요."
        raise click.ClickException(message) from error
    except RefusedError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"적어 둘 수 없어요: {error.strerror}") from error
    except DatabaseError as error:
        raise click.ClickException(
            "데이터베이스에 적을 수 없어요. 열려 있는지 봐 주세요."
        ) from error

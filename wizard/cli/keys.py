"""`wizard keys`: the keys that lock what sellers save."""

import sys

import click

from wizard.cli import deployment, environment
from wizard.crypto import key_file
from wizard.db.engine import reading
from wizard.db.queries import seals
from wizard.errors import KeysError
from wizard.services.key_rotation import rotate
from wizard.settings import Settings


@click.group()
def keys() -> None:
    """저장한 값을 잠그는 키를 돌봐요."""


@keys.command("new")
def new() -> None:
    """새 키를 만들어요. 옛 키는 옛 값을 열기 위해 남겨요."""
    settings = environment.settings()
    now = environment.now()
    try:
        deployment.ensure_keys_fit(settings)
        made = key_file.add(settings.keys, now) if settings.keys.exists() else None
        made = made or key_file.create(settings.keys, now)
    except KeysError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"새 키 {made.ring.active}를 {settings.keys}에 넣었어요. 지금 백업해 주세요.")
    click.echo("이어서 `wizard keys rotate`를 하면 저장된 값도 새 키로 다시 잠가요.")


@keys.command("rotate")
def rotate_all() -> None:
    """저장된 모든 값을 새 키로 다시 잠가요. 중간에 멈춰도 다시 하면 이어져요."""
    settings = environment.settings()
    engine = deployment.engine(settings)
    ring = deployment.ring(settings, engine)
    marks_all = key_file.load(settings.keys).marks_all
    done = rotate(engine, ring, marks_all=marks_all)
    if not marks_all and not done.unopened:
        _note_that_all_is_marked(settings)
    click.echo(f"값 {done.resealed}개를 {ring.active}로 다시 잠갔어요.")
    for account, field in done.unopened:
        click.echo(f"열 수 없어 그대로 둔 값: 계정 {account}의 {field}", err=True)
    sys.exit(1 if done.unopened else 0)


@keys.command("status")
def status() -> None:
    """키마다 몇 개의 값을 잠그고 있는지 보여 줘요."""
    settings = environment.settings()
    engine = deployment.engine(settings)
    ring = deployment.ring(settings, engine)
    with reading(engine) as connection:
        for key_id in ring.keys:
            mark = "지금 쓰는 키" if key_id == ring.active else "옛 키"
            click.echo(f"{key_id}  {mark}  값 {seals.count_sealed_by(connection, key_id)}개")


def _note_that_all_is_marked(settings: Settings) -> None:
    try:
        key_file.mark_all(settings.keys)
    except OSError:
        click.echo(
            f"{settings.keys}에 쓸 수 없어서, 잠그지 않은 값에 모두 표를 달았다고 적지 못했어요. "
            '파일에 "marks_all": true를 적어 주세요.',
            err=True,
        )

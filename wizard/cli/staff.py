"""What operators do about people: staff, sellers' data, the audit; and a crowd to try lists with."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from wizard.cli import deployment
from wizard.db import seed as db_seed
from wizard.db.vacuum import Traces
from wizard.errors import KeysError, NotFoundError, RefusedError
from wizard.services.container import Services
from wizard.services.erasure import USUAL_SHARE
from wizard.services.roles import Role
from wizard.services.staff_admin import SETUP_MINUTES
from wizard.settings import Settings


@click.group()
def staff() -> None:
    """담당자를 돌봐요."""


@staff.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option(
    "--password-stdin", is_flag=True, required=True, help="비밀번호를 표준 입력에서 읽어요."
)
def staff_add(email: str, role: str, *, password_stdin: bool) -> None:  # noqa: ARG001
    """담당자를 만들고, 인증 앱에 넣을 주소를 한 번 적어요."""
    password = sys.stdin.readline().rstrip("\r\n")
    with _desk() as (_, services):
        click.echo(services.staff.add(email, Role(role), password))


@staff.command("reset")
@click.argument("email")
def staff_reset(email: str) -> None:
    """담당자가 비밀번호와 인증 앱을 새로 정할 코드를 한 번 적어요. 예전 것은 바로 못 쓰게 돼요."""
    with _desk() as (_, services):
        try:
            code = services.staff_admin.reset_by_email(email)
        except NotFoundError as error:
            raise click.ClickException("그런 담당자가 없어요.") from error
    click.echo(code)
    click.echo(
        f"{SETUP_MINUTES}분 안에 /staff/setup 화면에 이 코드를 붙여 넣으면 돼요. 본인에게 직접 건네 주세요.",
        err=True,
    )


@click.group()
def audit() -> None:
    """기록을 살펴봐요."""


@audit.command("verify")
@click.option("--head", default="", help="전에 적어 둔 끝 값이 아직 있는지도 봐요.")
def audit_verify(head: str) -> None:
    """기록이 처음부터 끝까지 쓴 그대로인지 봐요. 아니면 처음 달라진 줄을 적고 1로 끝나요."""
    with _desk() as (_, services):
        verdict = services.audit.verify(head)
    if verdict.broken:
        click.echo(
            f"{verdict.count}줄까지는 그대로예요. 처음 달라진 곳: {verdict.broken}", err=True
        )
        sys.exit(1)
    click.echo(f"{verdict.count}줄이 모두 쓴 그대로예요. 끝 값: {verdict.head}")


@click.group()
def sellers() -> None:
    """판매자의 정보를 내보내거나 지워요."""


@sellers.command("export")
@click.argument("seller_id")
def sellers_export(seller_id: str) -> None:
    """판매자에 대해 갖고 있는 것을 모두 JSON으로 적어요. 잠근 값은 끝자리만 나와요."""
    with _desk() as (_, services):
        found = services.erasure.export(seller_id)
    click.echo(json.dumps(found, ensure_ascii=False, indent=1, default=str))


@sellers.command("delete")
@click.argument("seller_id")
@click.option("--yes", is_flag=True, help="묻지 않고 지워요.")
def sellers_delete(seller_id: str, *, yes: bool) -> None:
    """판매자를 지워요. 잠근 값까지 데이터베이스 파일에서 없애요."""
    if not yes:
        click.confirm("되돌릴 수 없어요. 지울까요?", abort=True)
    with _desk() as (_, services):
        traces = services.erasure.delete(seller_id)
    click.echo("지웠어요. 백업에는 남아 있을 수 있으니 백업도 기간에 맞춰 지워 주세요.")
    if traces is Traces.UNTIL_SWEPT:
        click.echo("데이터베이스 파일에 남은 흔적은 한가할 때 `wizard db sweep`으로 없애 주세요.")
    if traces is Traces.IN_USE:
        click.echo(
            "다른 곳에서 쓰는 중이라 파일을 다 비우지 못했어요. 한가할 때 `wizard db sweep`을 해 주세요.",
            err=True,
        )
        sys.exit(1)


@sellers.command("expire")
@click.option(
    "--share",
    type=click.IntRange(0, 100),
    default=USUAL_SHARE,
    show_default=True,
    help="한 번에 지워도 되는 판매자의 비율(%). 20명까지는 언제나 지워요.",
)
@click.option("--clock-is-right", is_flag=True, help="서버 시각을 확인했어요.")
def sellers_expire(share: int, *, clock_is_right: bool) -> None:
    """보관 기간(WIZARD_RETENTION_DAYS) 동안 아무 일도 없던 판매자를 지워요."""
    with _desk() as (settings, services):
        count = services.erasure.expire(settings.retention_days, share, trusts_clock=clock_is_right)
    click.echo(f"{settings.retention_days}일 동안 움직임이 없던 판매자 {count}명을 지웠어요.")


@click.command("seed")
@click.option("--sellers", "count", default=100_000, show_default=True)
@click.option("--runs", default=6, show_default=True, help="판매자 한 명의 쇼핑몰 수")
@click.option("--yes", is_flag=True, help="묻지 않고 넣어요.")
def seed(count: int, runs: int, *, yes: bool) -> None:
    """속도를 재려고 지어낸 판매자를 넣어요. 진짜 데이터가 있는 곳에서는 하지 않아요."""
    with _desk() as (_, services):
        if db_seed.has_sellers(services.accounts.engine):
            raise click.ClickException(
                "이미 판매자가 있어요. 빈 데이터베이스에서만 넣을 수 있어요."
            )
        if not yes:
            asked = services.accounts.engine.url
            click.confirm(f"{asked.host or 'SQLite'}의 {asked.database}에 넣을까요?", abort=True)
        made = db_seed.seed(services.accounts.engine, count, runs)
    click.echo(f"판매자 {made.sellers}명, 진행 {made.runs}개, 계정 {made.accounts}개를 넣었어요.")


@contextmanager
def _desk() -> Iterator[tuple[Settings, Services]]:
    """Open the services over the environment's database; what may go wrong is told in one line."""
    try:
        with deployment.services() as opened:
            yield opened
    except NotFoundError as error:
        raise click.ClickException("그런 판매자가 없어요.") from error
    except (KeysError, RefusedError) as error:
        raise click.ClickException(str(error)) from error

"""How it stands with the servers: what is wrong first, then machines, guides, work, limits, keys, data, settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from wizard.korean.calendar import write_moment
from wizard.services.overview import Overview
from wizard.services.roles import ADMIN_ROLES
from wizard.settings import Settings
from wizard.web.htmx import render
from wizard.web.staff.access import bp, only
from wizard.web.staff.server_concerns import concerns
from wizard.web.state import state

LOCKS = {
    "device": "담당자 한 사람의 브라우저",
    "pair": "한 네트워크에서 한 계정",
    "source": "한 네트워크",
    "account": "한 계정에 여러 곳에서",
}
"""What a lock after wrong tries at signing in is on."""

LIMITS = {
    "api": "API 토큰",
    "new firm": "새 사업자 시작",
    "same firm": "이미 있는 사업자라고 말하기",
    "save": "저장",
    "sign in": "들어오기",
    "help": "막혔어요",
    "reader": "손님의 막혔어요",
}
"""What all servers count together."""


@dataclass(frozen=True)
class Row:
    """What something is called, how it is, and what to do when that is bad."""

    name: str
    value: str
    advice: str = ""


DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@bp.get("/servers")
@only(ADMIN_ROLES)
def servers() -> Response:
    """Show how it stands with all servers, from what they have written down."""
    found = state()
    seen, storage = found.overviews.look(), found.services.storage
    stopped = len(found.services.webhook_admin.stopped())
    return render(
        "staff/servers.html",
        seen=seen,
        concerns=concerns(seen, storage.hindrance, storage.probe_s, stopped, _titles()),
        work=work(seen),
        held=held(seen),
        data=data(seen, storage.probe_s),
        here=found.services.machines.here,
        releases=found.overviews.last_releases(),
        names={row.id: row.email for row in found.services.staff.everybody()},
        switches=switches(found.settings),
    )


def _titles() -> dict[str, str]:
    return {mall: guide.title for mall, guide in state().catalog.guides.items()}


def work(seen: Overview) -> Sequence[Row]:
    """Say what is done in the background, and what is told to other systems."""
    failed = seen.deliveries.get("failed", 0)
    return [
        Row("기다리는 일", f"{seen.jobs.waiting:,}개", "늘기만 하면 wizard work를 더 돌려 주세요."),
        Row("하는 일", f"{seen.jobs.running:,}개"),
        Row("못 한 일", f"{seen.jobs.failed:,}개", "있으면 까닭을 보고 다시 해 보세요."),
        Row("알릴 일", f"{seen.untold:,}개", "늘기만 하면 자동 작업이 멈춘 거예요."),
        Row("못 보낸 알림", f"{failed:,}개", "있으면 웹훅에서 받는 곳을 봐 주세요."),
    ]


def held(seen: Overview) -> Sequence[Row]:
    """Say what is locked, and how many addresses are refused by a limit, at this moment."""
    locks = [Row(f"로그인: {LOCKS[kind]}", f"{count:,}곳") for kind, count in seen.locks.items()]
    limits = [
        Row(f"횟수: {LIMITS[name]}", f"주소 {count:,}개") for name, count in seen.refused.items()
    ]
    return [*locks, *limits]


def data(seen: Overview, probe_s: float) -> Sequence[Row]:
    """Say what the database is, and when it was last backed up."""
    database = seen.database
    other = "" if database.is_current else f" (이 프로그램은 {database.newest}번)"
    return [
        Row(
            "마지막 백업",
            write_moment(seen.last_backup, state().now()) if seen.last_backup else "없음",
            "이틀이 넘으면 백업이 저절로 되는지 봐 주세요.",
        ),
        Row("데이터베이스", f"{DATABASES[database.kind]} {database.version}"),
        Row(
            "크기",
            f"{database.size_bytes / 1e6:,.1f} MB",
            "디스크에 이만큼은 늘 비워 두세요. 차면 저장이 멈춰요.",
        ),
        Row(
            "표의 판",
            f"{database.revision or '없음'}번{other}",
            "프로그램의 것과 다르면 모든 서버를 같은 판으로 올려 주세요.",
        ),
        Row(
            "저장해 보는 데 걸린 시간",
            f"{probe_s * 1000:,.0f}밀리초" if probe_s else "아직 해 보지 않음",
            "1초가 넘으면 디스크나 데이터베이스가 바쁜 거예요.",
        ),
    ]


def switches(settings: Settings) -> Sequence[Row]:
    """Say in a word how what matters is set: never a value that somebody could use."""
    messages, watch = settings.messages, settings.watch
    proxies = f"{settings.proxies}대" if settings.proxies else "없음"
    registrar = {"staff": "담당자가 손으로", "api": "아임셀러 시스템이"}[settings.registration]
    return [
        Row("HTTPS", _switch(is_on=settings.https), "밖으로 열려 있으면 켜 주세요."),
        Row("앞에 둔 프록시", proxies, "앞에 서버가 있는데 ‘없음’이면 모두가 한 주소로 보여요."),
        Row("여는 이름을 정했는지", _switch(is_on=bool(settings.hosts))),
        Row("판매자가 스스로 시작하기", _switch(is_on=settings.self_start)),
        Row("아임셀러 등록", registrar),
        Row(
            "자동 작업을 이 서버에서",
            _switch(is_on=settings.runs_jobs),
            "꺼져 있으면 wizard work가 돌아야 해요.",
        ),
        Row("여러 서버가 함께 펴내기", _switch(is_on=settings.shared)),
        Row("이메일로 알리기", _switch(is_on=messages.smtp is not None)),
        Row("알림톡으로 알리기", _switch(is_on=messages.gateway is not None)),
        Row("수치(/metrics)", _switch(is_on=bool(watch.metrics_token))),
        Row("로그", {"text": "글", "json": "JSON"}[watch.log]),
        Row("판매자 보관 기간", f"{settings.retention_days:,}일"),
    ]


def _switch(*, is_on: bool) -> str:
    return "켜짐" if is_on else "꺼짐"

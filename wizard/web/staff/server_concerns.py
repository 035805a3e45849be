"""What is not as it should be with the servers, in plain words, and what to do about it; the worst first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from wizard.korean.calendar import write_moment
from wizard.korean.particles import Noun
from wizard.services.mall_breaker import OURS
from wizard.services.overview import Overview
from wizard.web.check_words import REASONS

STALE_BACKUP = timedelta(days=2)
SLOW_PROBE_S = 1.0
HINDRANCES = {
    "database": (
        "이 서버에서 저장할 수 없어요. 데이터베이스에 쓸 수 없어요.",
        "데이터베이스가 켜져 있는지, 디스크에 자리가 있는지 봐 주세요.",
    ),
    "disk": (
        "이 서버에서 저장할 수 없어요. 디스크에 파일을 쓸 수 없어요.",
        "데이터 폴더가 있는 디스크를 비우거나 늘려 주세요.",
    ),
    "keys": (
        "이 서버에서 저장할 수 없어요. 키 파일이 없거나 데이터베이스와 맞지 않아요.",
        "다른 서버나 따로 둔 곳에서 키 파일을 복사해 주세요. 다시 켜지 않아도 돼요.",
    ),
    "schema": (
        "다른 판의 프로그램이 데이터베이스의 표를 바꿨어요.",
        "이 서버도 같은 판으로 올려 주세요. 그때까지 저장은 돼요.",
    ),
}

MENDS = {
    "clock": "서버의 시각을 맞춰 주세요(NTP).",
    "contract": "wizard try로 물어보고, 쇼핑몰이 바뀌었으면 안내의 verify를 고쳐 주세요.",
    "control": "셀링툴의 키와 견줄 판매자(ESM_로 시작하는 설정)를 봐 주세요.",
    "egress": "프록시(EGRESS_PROXY)와 서버의 인터넷을 봐 주세요.",
    "egress_ip": "EGRESS_IP나 나가는 길을 바로잡아 주세요. 지금은 판매자에게 다른 IP를 알려 주고 있어요.",
    "settings": "설정에 적은 값을 봐 주세요.",
    "tls": "서버의 인증 기관 목록(ca-certificates)을 봐 주세요.",
}
"""What mends that a mall cannot be asked from here, by why."""
_GOES_ON = "그동안에도 저장은 되고, 풀리면 저절로 다시 물어봐요."


@dataclass(frozen=True)
class Concern:
    """One thing that somebody should look at.

    Attributes:
        said: what is so.
        advice: what to do.
        is_bad: whether sellers notice it, or soon will.
        page: the endpoint of the page where more of it stands; "" if it is this one.

    """

    said: str
    advice: str
    is_bad: bool = False
    page: str = ""


def concerns(
    seen: Overview,
    hindrance: str,
    probe_s: float,
    stopped: int,
    titles: Mapping[str, str] | None = None,
) -> list[Concern]:
    """List what somebody should look at, the worst first.

    Args:
        seen: how it stands.
        hindrance: why nothing can be saved at the server that answers, in a word; see `Storage`.
        probe_s: how long its last write to try took.
        stopped: endpoints of other systems to which nothing goes until somebody has looked.
        titles: what malls are called.

    """
    found = [
        *_of_saving(seen, hindrance, probe_s),
        *_of_machines(seen),
        *_of_work(seen, stopped),
        *_of_malls(seen, titles or {}),
        *_of_backups(seen),
        *_of_guessing(seen),
    ]
    return sorted(found, key=lambda concern: not concern.is_bad)


def _of_saving(seen: Overview, hindrance: str, probe_s: float) -> Iterator[Concern]:
    if hindrance in HINDRANCES:
        yield Concern(*HINDRANCES[hindrance], is_bad=True)
    lost = [key.id for key in seen.keys if key.is_used and not key.is_here]
    if lost:
        advice = "그 키가 든 키 파일을 다른 서버나 따로 둔 곳에서 복사해 주세요. 없으면 저장한 값을 열 수 없어요."
        yield Concern(f"쓰는 키가 이 서버에 없어요: {', '.join(lost)}", advice, is_bad=True)
    if probe_s > SLOW_PROBE_S:
        advice = "디스크나 데이터베이스가 바쁜지 봐 주세요. 판매자가 저장할 때 그만큼 기다려요."
        yield Concern(f"한 번 저장하는 데 {probe_s:.1f}초가 걸려요.", advice, is_bad=True)


def _of_machines(seen: Overview) -> Iterator[Concern]:
    alive = [one for one in seen.machines if one.is_alive]
    for gone in (one for one in seen.machines if not one.is_alive):
        advice = (
            "일부러 껐다면 그대로 두세요. 하루 뒤에 목록에서 없어져요. 아니면 그 서버를 켜 주세요."
        )
        yield Concern(f"{gone.host} 서버가 말없이 멈췄어요.", advice, is_bad=True)
    if len({one.version for one in alive}) > 1:
        yield Concern(
            "서버마다 프로그램의 판이 달라요.",
            "올리는 중이라면 끝까지 올려 주세요. 오래 섞어 두지 마세요.",
        )
    if len({number for one in alive if one.kind == "serve" for number in one.releases}) > 1:
        yield Concern(
            "서버마다 다른 안내를 보여 주고 있어요.",
            "막 펴냈다면 몇 초 뒤에 다시 봐 주세요. 그대로면 그 서버의 로그를 봐 주세요.",
        )


def _of_work(seen: Overview, stopped: int) -> Iterator[Concern]:
    if seen.jobs.is_late:
        yield Concern(
            f"할 일이 {seen.jobs.oldest_s // 60}분째 시작되지 않았어요.",
            "서버에서 wizard serve나 wizard work가 도는지 봐 주세요.",
            is_bad=True,
            page="staff.jobs",
        )
    if seen.jobs.failed:
        yield Concern(
            f"끝내 못 한 자동 작업이 {seen.jobs.failed}개 있어요.",
            "까닭을 보고 다시 해 보세요.",
            page="staff.jobs",
        )
    failed = seen.deliveries.get("failed", 0)
    if stopped or failed:
        yield Concern(
            f"다른 시스템에 알리지 못했어요. 멈춘 받는 곳 {stopped}개, 못 보낸 알림 {failed}개.",
            "받는 쪽을 고친 뒤 다시 보내 주세요.",
            page="staff.webhooks",
        )


def _of_malls(seen: Overview, titles: Mapping[str, str]) -> Iterator[Concern]:
    for one in seen.malls:
        mall = Noun(titles.get(one.mall, one.mall))
        if one.trouble in OURS and one.troubled_at:
            why = f"{REASONS[one.trouble]}{f', {one.seen_ip}' if one.seen_ip else ''}"
            since = write_moment(one.troubled_at, seen.at)
            said = f"{since}부터 {mall}에 우리 사정으로 물어보지 못해요 ({why})."
            yield Concern(said, f"{MENDS[one.trouble]} {_GOES_ON}", is_bad=True)
        elif one.open_until and one.open_until > seen.at:
            said = f"{mall:이} 답하지 않거나 막아서 {write_moment(one.open_until, seen.at)}까지 묻지 않아요."
            yield Concern(said, f"기다리면 돼요. {_GOES_ON}")


def _of_backups(seen: Overview) -> Iterator[Concern]:
    advice = "서버에서 wizard backup <폴더>를 하고, 날마다 저절로 하게 해 주세요."
    if seen.last_backup is None:
        yield Concern("아직 백업한 적이 없어요.", advice, is_bad=True)
    elif (age := seen.at - seen.last_backup) > STALE_BACKUP:
        yield Concern(f"마지막 백업이 {age.days}일 전이에요.", advice, is_bad=True)


def _of_guessing(seen: Overview) -> Iterator[Concern]:
    count = seen.locks.get("account", 0)
    if count:
        yield Concern(
            f"담당자 계정 {count}개에 여러 곳에서 틀린 비밀번호가 이어졌어요.",
            "본인이 한 일인지 물어보세요. 아니라면 그대로 두면 돼요. 시도가 점점 늦춰져요.",
            page="staff.people",
        )

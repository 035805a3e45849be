"""`wizard try`: one account's values at its mall, once; nothing is kept."""

import sys
from collections.abc import Mapping
from typing import NoReturn

import click

from wizard.cli import environment
from wizard.content import loader
from wizard.errors import GuideError
from wizard.guide.model import Guide
from wizard.malls.attempt import Attempt, Values
from wizard.malls.client import asking
from wizard.settings import Settings
from wizard.verdicts.judge import Verdict
from wizard.verdicts.own_store import OWN_STORE
from wizard.verdicts.probes import Verify


@click.command("try")
@click.argument("mall")
@click.option("--own-store", is_flag=True, hidden=True)
def try_(mall: str, *, own_store: bool) -> None:
    """쇼핑몰에 계정 하나를 한 번 물어봐요. 값은 물어볼 때만 쓰고 어디에도 남기지 않아요.

    물어보는 값을 하나씩 적어요. 없으면 비워 두고 Enter를 눌러요.
    """
    settings = environment.settings()
    if own_store:
        _tried(settings, OWN_STORE, _typed_for_own_store(settings, mall))
    guide = _guide(settings, mall)
    if guide.verify is None or guide.verify.none:
        why = guide.verify.none if guide.verify and guide.verify.none else "확인하는 방법이 없어요."
        raise click.ClickException(f"{guide.title}: {why}")
    _tried(settings, guide.verify, _typed(guide, guide.verify))


def _tried(settings: Settings, verify: Verify, typed: Mapping[str, str]) -> NoReturn:
    """Ask the mall once, tell what it said, and end by it."""
    values = Values(typed, settings.malls.own)
    verdict = Attempt(
        asking(settings.malls, environment.told_clock()), environment.told_clock()
    ).verdict(verify, values)
    _tell(verdict)
    sys.exit(0 if verdict.is_ok else 1)


def _guide(settings: Settings, mall: str) -> Guide:
    file = settings.guides / f"{mall}.yaml"
    if not mall.isalnum() or not file.is_file():
        raise click.ClickException(f"'{mall}' 안내가 없어요.")
    try:
        return loader.load(file)
    except GuideError as error:
        raise click.ClickException(f"안내를 읽을 수 없어요: {error.faults[0]}") from error


def _typed(guide: Guide, verify: Verify) -> dict[str, str]:
    """Ask for every value that some way needs; what is secret is not shown while it is typed."""
    form = guide.form("")
    needed = {name for way in verify.ways for one in way.needs() for name in one.field or ()}
    asked = {name: what for name, what in form.fields.items() if name in needed} if form else {}
    typed = {
        name: click.prompt(
            what.label, default="", show_default=False, hide_input=what.kind == "secret"
        )
        for name, what in asked.items()
    }
    return {name: value.strip() for name, value in typed.items()}


def _typed_for_own_store(settings: Settings, mall: str) -> dict[str, str]:
    """Ask for a store's own application, where the operator has said that this may be."""
    if mall != "smartstore" or not settings.malls.own_store:
        raise click.ClickException(
            "--own-store는 WIZARD_NAVER_OWN_STORE=1일 때 smartstore에서만 쓸 수 있어요."
        )
    typed = {
        "app_id": click.prompt("애플리케이션 ID", default="", show_default=False),
        "app_secret": click.prompt(
            "애플리케이션 시크릿", default="", show_default=False, hide_input=True
        ),
    }
    return {name: value.strip() for name, value in typed.items()}


def _tell(verdict: Verdict) -> None:
    parts = {
        "까닭": verdict.reason,
        "칸": verdict.field,
        "화면": verdict.step,
        "물음": verdict.probe,
    }
    click.echo(" · ".join([verdict.verdict, *(f"{k} {v}" for k, v in parts.items() if v)]))
    if verdict.seen_ip:
        click.echo(f"  쇼핑몰이 본 아임셀러 IP: {verdict.seen_ip}")
    for label, value in verdict.shown.items():
        click.echo(f"  {label}: {value}")

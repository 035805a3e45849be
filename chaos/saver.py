"""A process whose threads save one account after another, and write down each that was acknowledged."""

import multiprocessing
import os
import threading
import time
from itertools import count
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from uuid import uuid4

from chaos.deployment import Deployment, opened
from wizard.errors import DatabaseError
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.consents import Agreement
from wizard.services.container import Services

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(
    ["chaos.job_crew", "chaos.rotation", "chaos.saver", "chaos.webhook_crew"]
)

FIRM = NewSeller("한빛상회", "2208162517", "01012345678")
FIELDS = 3
AGAIN_S = 0.02
THREADS = 3
"""As many save at once, so that some wait for the disk while others commit."""


def start(deployment: Deployment, seller_id: str, acks: Path) -> ForkServerProcess:
    """Start one."""
    process = processes.Process(target=save_on, args=(deployment, seller_id, acks), daemon=True)
    process.start()
    return process


def save_on(deployment: Deployment, seller_id: str, acks: Path) -> None:
    """Save until killed; a save that the database did not take is tried again, as a seller would."""
    acked = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with opened(deployment) as (_, services):
        savers = [
            threading.Thread(target=_save, args=(services, seller_id, acked))
            for _ in range(THREADS)
        ]
        for saver in savers:
            saver.start()
        for saver in savers:
            saver.join()


def _save(services: Services, seller_id: str, acked: int) -> None:
    """Save for a seller who is known, and for a firm that begins with its form, by turns."""
    for turn in count():
        form = account()
        saved = _saved(services, form, seller_id if turn % 2 else _new_firm(form.form_token))
        os.write(acked, f"{saved} {form.form_token}\n".encode())


def _new_firm(token: str) -> NewSeller:
    return NewSeller("새상회", f"{int(token[:12], 16) % 10**10:010}", "01012345678", session=token)


def account() -> NewAccount:
    """Give an account that nobody has saved, with values that its token tells."""
    token = uuid4().hex
    values = values_for(token)
    return NewAccount(
        "keys",
        "form",
        "revision",
        {},
        token,
        values,
        frozenset(values),
        agreed=Agreement("1", "text", token),
    )


def values_for(token: str) -> dict[str, str]:
    """Give the values of the account of a form."""
    return {f"value_{number}": f"{token}-{number}" for number in range(FIELDS)}


def acknowledged(acks: Path) -> dict[str, dict[str, str]]:
    """Read what was acknowledged: account -> the values it must have."""
    lines = acks.read_text().splitlines() if acks.exists() else []
    return {name: values_for(token) for name, token in map(str.split, lines)}


def _saved(services: Services, form: NewAccount, seller: str | NewSeller) -> str:
    while True:
        try:
            return services.accounts.save(form, seller)[1]
        except DatabaseError:
            time.sleep(AGAIN_S)

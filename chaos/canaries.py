"""A secret that was saved, changed, refused and part of a crash stands nowhere in the clear."""

from base64 import b64encode
from pathlib import Path

from bench.browser import Answer, Browser
from bench.course import FIRM, Course, choose
from chaos import seller
from chaos.deployment import Deployment, opened, prepare, values_of
from chaos.failing_server import BREAK
from chaos.figure import Figure
from wizard.steps.fields import TextField

WAYS = {"saved": seller.SAVED, "changed": seller.SAVED, "refused": 422, "crashed": 500}
"""Each way that a secret goes, and how it is answered."""

CANARIES = {way: f"canary-{number}-{way}-5rXq" for number, way in enumerate(WAYS)}


def run(deployment: Deployment) -> list[Figure]:
    """Take a canary through each of them, and look for all in every file there is."""
    course = choose()
    with seller.server_of(prepare(deployment), module="chaos.failing_server") as server:
        answers = _sung(server.port, course, deployment)
    with opened(deployment) as (_, services):
        [values] = values_of(services).values()
    lines = (deployment.folder / "log").read_text("utf-8").splitlines()
    told = [line for line in lines if line.startswith('{"time": ')]
    counted = {file.suffix for file in files(deployment.folder) if "figures" in file.parts}
    found = sorted(file.name for file in files(deployment.folder) if holds(file.read_bytes()))
    shown = [way for way, answer in answers.items() if holds(answer.text.encode())]
    met = {way: answer.status for way, answer in answers.items()}
    return [
        Figure("canaries, answered", str(met), met == WAYS),
        Figure("canaries, opened", "as changed", CANARIES["changed"] in values.values()),
        Figure("canaries, shown in the clear", ", ".join(shown) or "nowhere", not shown),
        Figure("canaries, lines for programs", str(len(told)), len(told) >= len(WAYS)),
        Figure("canaries, files of figures", ", ".join(sorted(counted)), ".db" in counted),
        Figure("canaries, files in the clear", ", ".join(found) or "none", not found),
    ]


def files(folder: Path) -> list[Path]:
    """Give every file of the deployment, its log too."""
    return [file for file in folder.rglob("*") if file.is_file()]


def holds(held: bytes) -> bool:
    """Say whether a canary stands here, as it is or as anybody could read it."""
    return any(sign in held for canary in CANARIES.values() for sign in _signs(canary.encode()))


def _signs(canary: bytes) -> list[bytes]:
    packed = [b64encode(b" " * shift + canary)[4:-4] for shift in range(3)]
    return [canary, canary.hex().encode(), canary[::-1], *packed]


def _sung(port: int, course: Course, deployment: Deployment) -> dict[str, Answer]:
    """Take each canary its way."""
    secret, other = _fields(course)
    with Browser(port) as browser:
        path, data = seller.ready(browser, course, FIRM | course.values())
        saved = browser.post(path, data | {secret: CANARIES["saved"]})
        with opened(deployment) as (_, services):
            [account] = values_of(services)
        form = seller.form_in(browser.get(f"/accounts/{account}"))
        new = seller.as_shown(form) | {secret: CANARIES["changed"]}
        changed = browser.post(str(form["action"]), new)
        path, data = seller.ready(browser, course, course.values())
        refused = browser.post(path, data | {secret: CANARIES["refused"], other: ""})
        crashed = browser.post(path, data | {secret: CANARIES["crashed"]}, {BREAK: "1"})
    return dict(zip(WAYS, (saved, changed, refused, crashed), strict=True))


def _fields(course: Course) -> tuple[str, str]:
    """Give a secret that may be anything, and another value that must be there."""
    asked = course.form.asked(course.answers).items()
    texts = {name: field for name, field in asked if isinstance(field, TextField)}
    secret = next(n for n, field in texts.items() if field.kind == "secret" and not field.format)
    return secret, next(n for n, field in texts.items() if n != secret and not field.optional)

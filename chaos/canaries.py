"""A secret that was saved, changed, refused and part of a crash stands nowhere in the clear."""

from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

from bench.browser import Browser
from bench.course import Course, choose
from chaos import seller
from chaos.deployment import Deployment, opened, prepare, values_of
from chaos.failing_server import BREAK
from chaos.figure import Figure
from wizard.steps.fields import TextField

REFUSED, BROKEN = 422, 500
MADE_UP = "\x01 형식에 없는 값"


def run(deployment: Deployment) -> list[Figure]:
    """Take canaries through every way that a secret goes, and look for them in every file."""
    course = choose()
    name, canaries = planted(course)
    prepare(deployment)
    with seller.server_of(deployment, module="chaos.failing_server") as server:
        met = [_saved(server.port, course, name, canaries)]
    with opened(deployment) as (_, services):
        stored = {value for values in values_of(services).values() for value in values.values()}
    found = sorted({str(file) for file in files(deployment.folder) if holds(file, canaries)})
    ways = [seller.SAVED, seller.SAVED, REFUSED, BROKEN]
    return [
        Figure("canaries: saved, changed, refused, crashed", f"answered {met[0]}", met[0] == ways),
        Figure("the changed canary, opened", "there", canaries[1] in stored),
        Figure("files with a canary in the clear", ", ".join(found) or "none", not found),
    ]

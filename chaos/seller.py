"""A seller's browser at a server that something is being done to."""

import os
from contextlib import AbstractContextManager

from bs4 import Tag

from bench.browser import Answer, Browser, filled
from bench.course import FIRM, Course
from bench.servers import MeasureError, Server, serving
from chaos.deployment import Deployment

SAVED = 303


def server_of(
    deployment: Deployment, workers: int = 1, module: str = "bench.serve"
) -> AbstractContextManager[Server]:
    """Serve a deployment on the first core; its log is in its folder."""
    core = min(os.sched_getaffinity(0))
    env = {**deployment.env, "WIZARD_WORKERS": str(workers)}
    return serving("wizard", core, env, deployment.folder / "log", module)


def start(port: int, course: Course, values: dict[str, str]) -> dict[str, str]:
    """Start as a new firm by saving a first account; give the cookies it is known by."""
    with Browser(port) as browser:
        answer = browser.post(*ready(browser, course, FIRM | values))
        if answer.status != SAVED:
            raise MeasureError(f"a first save met {answer.status}")
        return browser.cookies


def ready(browser: Browser, course: Course, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Open the form and type the values in; give where it goes, and what."""
    form = form_in(browser.get(course.form_address))
    return str(form["action"]), filled(form, values) | {"action": "save"}


def form_in(answer: Answer) -> Tag:
    """Give the form of a page."""
    form = answer.soup.select_one("form#account")
    if form is None:
        raise MeasureError(f"no form in an answer of {answer.status}")
    return form


def as_shown(form: Tag) -> dict[str, str]:
    """Give what is posted by whoever changes nothing in a form."""
    ticked = [
        tag
        for tag in form.select("input[name]")
        if tag.get("type") not in {"radio", "checkbox"} or tag.has_attr("checked")
    ]
    return {str(tag["name"]): str(tag.get("value", "")) for tag in ticked} | {"action": "save"}

"""How long a seller waits from saving to the verdict, with the job runner of a served deployment."""

import time
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import Engine, create_engine

from bench.browser import Browser
from bench.course import Course
from bench.report import Figure
from bench.right_form import told, typed
from bench.servers import MeasureError, serving

WAITS, WAIT_AIM_MS = 30, 1000
PATIENCE_S = 20
SEE_OTHER = 303


def measure(course: Course, home: Path, core: int, env: dict[str, str]) -> Figure:
    """Save as a browser does, and look every few milliseconds for the verdict."""
    engine = create_engine(env["DATABASE_URL"])
    times_ms = []
    with serving("wizard", core, env, home / "tries.log") as server:
        for place in range(WAITS):
            with Browser(server.port) as browser:
                times_ms.append(_waited_ms(browser, course, place, engine))
    engine.dispose()
    p95 = quantiles(times_ms, n=20)[18]
    note = f"{WAITS} saves, median {median(times_ms):.0f}, most {max(times_ms):.0f}"
    return Figure("from a save to its verdict, p95", p95, "ms", WAIT_AIM_MS, note=note)


def _waited_ms(browser: Browser, course: Course, place: int, engine: Engine) -> float:
    answer = browser.get(course.form_address)
    for _ in range(2):  # where values look odd, they are insisted on
        data = typed(answer.text, course, place)
        started = time.perf_counter()
        answer = browser.post(course.form_address, data)
        if answer.status == SEE_OTHER:
            break
    else:
        raise MeasureError(f"a save met {answer.status}")
    while told(engine).get("OK", 0) <= place:
        if time.perf_counter() - started > PATIENCE_S:
            raise MeasureError(f"no verdict after {PATIENCE_S} s: {told(engine)}")
        time.sleep(0.005)
    return (time.perf_counter() - started) * 1000

"""Events under kill -9 and a receiver that fails at random: none is lost, none comes of nothing, the newest wins."""

from pathlib import Path
from random import Random

from chaos import webhook_crew
from chaos.deployment import Deployment, opened, prepare
from chaos.figure import Figure
from chaos.jobs import LONGEST_S, kill_at_work
from chaos.receiver import NAME, Received, receiving
from chaos.saver import FIRM
from chaos.webhook_crew import Post, Standing, live_on, start, tell_all, tell_on
from wizard.services.event_types import WANTED
from wizard.services.webhook_admin import Wish

POSTS = (tell_on, tell_on, live_on)


def kills(name: str, deployment: Deployment, count: int, seed: int = 1) -> list[Figure]:
    """Kill so many of those who act and those who tell, each at work; then let all be told."""
    chance = Random(seed)
    with opened(prepare(deployment)) as (_, services):
        seller_id = services.sellers.add(FIRM, "nobody")
        shown = services.webhook_admin.add(Wish(f"https://{NAME}/in", WANTED), "nobody")
    with receiving(shown.secret, deployment.folder, seed) as (receiver, malls):
        post = Post(deployment, malls, seller_id)
        marks = [deployment.folder / f"mark-{number}" for number in range(count + len(POSTS))]
        crew = [(start(act, post, mark), mark) for act, mark in zip(POSTS, marks, strict=False)]
        for mark in marks[len(POSTS) :]:
            place = chance.randrange(len(POSTS))
            kill_at_work(*crew[place], chance.uniform(0, LONGEST_S))
            crew[place] = start(POSTS[place], post, mark), mark
        for process, _ in crew:
            process.kill()
            process.join()
        tell_all(post, deployment.folder / "last")
    with opened(deployment) as (_, services):
        there = webhook_crew.standing(services)
    return [seen(f"events, {count} kills, {name}", deployment.folder, there, receiver.received)]


def seen(name: str, folder: Path, there: Standing, got: Received) -> Figure:
    """Compare what happened with what the receiver knows."""
    told = [line.split() for file in folder.glob("mark-*") for line in _lines(file)]
    lost_saves = sum(there.accounts.get(account, 0) < int(revision) for account, revision in told)
    lost = len(there.events - got.ids)
    strange = len(got.ids - there.events) + got.strange
    behind = sum(
        got.newest.get(account, (0, 0))[1] != revision
        for account, revision in there.accounts.items()
    )
    left = sum(state != "delivered" for state in there.states)
    said = (
        f"{len(told)} saves acknowledged, {lost_saves} lost; {len(there.events)} events, {lost} lost, "
        f"{strange} of nobody, {left} not delivered; {got.late} came late, {behind} accounts behind"
    )
    is_sound = bool(told) and not (lost_saves or lost or strange or behind or left)
    return Figure(name, said, is_sound)


def _lines(mark: Path) -> list[str]:
    """Give what a file acknowledges; the marks of who tells are dots."""
    return [line for line in mark.read_text().split("\n")[:-1] if line.strip(".")]

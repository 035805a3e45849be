"""What people do while each of their requests meets another machine, and what must come of it."""

import re
import time
from collections.abc import Sequence

import pyotp

from bench.browser import Answer, Browser
from bench.course import FIRM
from bench.servers import MeasureError
from chaos.deployment import opened, values_of
from chaos.facts import count_events, count_failures, count_sellers
from chaos.figure import Figure
from chaos.machines import FIRMS_AN_HOUR, Machine, Machines
from chaos.people import PASSWORD, Person, bare, expect, number_of, save
from chaos.seller import form_in
from wizard.services.account_inputs import NewSeller
from wizard.services.audit_events import Event
from wizard.services.roles import Role

ACE = NewSeller("에이스상사", "1234567891", "01098765432")
EVERYWHERE_S = 30.0
MOST_SCREENS = 40
LINKS = "main a[href^='/guides/']"


def walks(machines: Machines) -> Figure:
    """Walk a guide to a saved account, by pages and by parts of them, a machine a request; as by link."""
    with opened(machines.deployment) as (_, services):
        seller_id = services.sellers.add(ACE, "nobody")
        token = services.invitations.make(seller_id, "staff:nobody")
        plain = Person(machines.port, "127.0.2.1")
        smooth = Person(machines.port, "127.0.2.2")
        linked = Person(machines.port, "127.0.2.3")
        entered = linked.sends("/enter", token=token, digits=ACE.business_number[-5:])
        expect(entered, 303)
        _walk(plain, "plain", FIRM)
        _walk(smooth, "smooth", FIRM | {"seller_number": number_of(50)}, htmx=True)
        _walk(linked, "linked", {})
        names = sorted(values["login_id"] for values in values_of(services).values())
        mine = len(services.accounts.cards(seller_id))
    met = [len(person.met) for person in (plain, smooth, linked)]
    said = f"{names} saved, {mine} of the invited, by {met} machines"
    is_sound = names == ["linked", "plain", "smooth"] and mine == 1
    return Figure("walks that hop", said, is_sound and min(met) == len(machines.each))


def same_screens(machines: Machines) -> Figure:
    """Compare what each machine shows at every address of every way."""
    paths = _paths(machines.each[0])
    shown = [_screens(machine, paths) for machine in machines.each]
    others = [path for path in paths if len({screens[path] for screens in shown}) > 1]
    return Figure("the same screen on each machine", f"{len(paths)} compared, {others}", not others)


def publishing(machines: Machines) -> list[Figure]:
    """Change a guide in the folder of one machine, take it back on another: all show the same each time."""
    first, last = machines.each[0], machines.each[-1]
    file = first.guides / "keys.yaml"
    file.write_text(file.read_text("utf-8").replace("서버 주소를 적어요", "새 화면이에요"), "utf-8")
    published = _everywhere(machines.each, "새 화면이에요")
    with opened(last.deployment) as (_, services):
        services.publishing.roll_back("operator")
    rolled = _everywhere(machines.each, "서버 주소를 적어요")
    numbers = {_release(machine) for machine in machines.each}
    return [
        Figure(
            "published on one", f"shown by all after {published:.1f} s", published < EVERYWHERE_S
        ),
        Figure(
            "taken back on another", f"shown by all after {rolled:.1f} s", rolled < EVERYWHERE_S
        ),
        Figure("one order of releases", f"{numbers}", len(numbers) == 1),
    ]


def known(machines: Machines) -> Figure:
    """Ask who is at work: every machine tells it."""
    with opened(machines.deployment) as (_, services):
        found = services.machines.all()
    folders, alive = {one.folder for one in found}, [one for one in found if one.is_alive]
    said = f"{len(alive)} at work, with {len(folders)} folders, {[one.processes for one in alive]} processes"
    count = len(machines.each)
    return Figure("the machines know one another", said, len(alive) == len(folders) == count)


def lockout(machines: Machines) -> Figure:
    """Guess a member's password five times, each at another machine: the sixth is locked, its owner is not."""
    with opened(machines.deployment) as (_, services):
        uri = services.staff.add("kim@example.com", Role.ADMIN, PASSWORD)
        secret = pyotp.parse_uri(uri)
        assert isinstance(secret, pyotp.TOTP)
        stranger, owner = Person(machines.port, "127.0.2.4"), Person(machines.port, "127.0.2.5")

        def tried(person: Person, password: str) -> int:
            said = {"email": "kim@example.com", "password": password, "code": secret.now()}
            return person.sends("/staff/enter", **said).status

        wrong = [tried(stranger, "a wrong password") for _ in range(5)]
        locked, let_in = tried(stranger, PASSWORD), tried(owner, PASSWORD)
        events = count_events(services, Event.STAFF_LOCKED)
        failures = count_failures(services)
    said = (
        f"{wrong}, then {locked}; the owner elsewhere {let_in}; {events} locked, {failures} counted"
    )
    is_sound = wrong == [422] * 5 and (locked, let_in, events, failures) == (422, 303, 1, 5)
    return Figure("a lockout holds everywhere", said, is_sound and len(stranger.met) > 1)


def new_firms(machines: Machines) -> Figure:
    """Start firms from one address, each at another machine, until none may start."""
    with opened(machines.deployment) as (_, services):
        before = count_sellers(services)
        person = Person(machines.port, "127.0.2.6")
        statuses = []
        for number in range(FIRMS_AN_HOUR + 3):
            person.cookies = {}
            firm = FIRM | {"seller_name": f"상회 {number}", "seller_number": number_of(number)}
            statuses.append(save(person, f"firm-{number}", firm).status)
        made = count_sellers(services) - before
    said = f"{statuses}, {made} made"
    is_sound = statuses == [303] * FIRMS_AN_HOUR + [429] * 3 and made == FIRMS_AN_HOUR
    return Figure("new firms of one address", said, is_sound and len(person.met) > 1)


def shown_now(machines: Machines) -> dict[str, str]:
    """Give what every reader is shown: address -> page."""
    return _screens(machines.each[0], _paths(machines.each[0]))


def _walk(person: Person, name: str, firm: dict[str, str], *, htmx: bool = False) -> None:
    page = person.get("/guides/keys")
    for _ in range(9):
        onward = page.soup.select_one("a[rel=next]")
        if onward is None:
            break
        page = person.get(str(onward["href"]), htmx=htmx)
    expect(person.get(str(form_in(page)["action"])), 200)
    expect(save(person, name, firm, htmx=htmx), 200 if htmx else 303)
    last = person.get("/guides/keys/done?remit=deposit")
    if not last.soup.select_one("[data-account]"):
        raise MeasureError("the page after saving does not know the account")


def _paths(machine: Machine) -> list[str]:
    """Give the addresses that every reader may open: those that one page after the other leads to."""
    found = list[str]()
    ahead = ["/"]
    while ahead and len(found) < MOST_SCREENS:
        path = ahead.pop(0)
        page = _page(machine, path)
        if page.status != 200 or page.soup.select_one("form[method=post]"):
            continue
        found.append(path)
        links = [str(link["href"]).partition("#")[0] for link in page.soup.select(LINKS)]
        ahead += [one for one in dict.fromkeys(links) if one not in {*found, *ahead}]
    return found


def _page(machine: Machine, path: str) -> Answer:
    with Browser(machine.port) as browser:
        return browser.get(path)


def _screens(machine: Machine, paths: Sequence[str]) -> dict[str, str]:
    return {path: bare(_page(machine, path).text) for path in paths}


def _everywhere(machines: Sequence[Machine], words: str) -> float:
    """Wait until each machine shows these words; give the seconds."""
    since = time.monotonic()
    for machine in machines:
        while words not in _page(machine, "/guides/keys/place").text:
            if time.monotonic() - since > EVERYWHERE_S:
                return EVERYWHERE_S
            time.sleep(0.05)
    return time.monotonic() - since


def _release(machine: Machine) -> str:
    found = re.search(r'"release":\s*(\d+)', _page(machine, "/healthz").text)
    return found[1] if found else ""

"""Who is signed in where a screen is for somebody: a seller, and staff of each role."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp
from flask import Flask
from playwright.sync_api import Page

from gallery.checks import FIRM as TRIED_FIRM
from gallery.checks import leave_standings
from gallery.jobs import leave_some
from gallery.mismatches import MALL as DIFFERS
from gallery.mismatches import leave_mismatches
from gallery.registrations import FIRM as REGISTERING_FIRM
from gallery.registrations import leave_registrations
from gallery.reminders import leave_lines, leave_told
from gallery.resting import rest
from gallery.shots import Shot
from gallery.tokens import leave_tokens
from gallery.values import PASSWORD, RECOVERY, USUAL
from gallery.webhooks import leave_some as leave_endpoints
from wizard.errors import RefusedError
from wizard.guide.funnel import ON, SAVED, SHOWN, pace
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.container import Services
from wizard.services.roles import Role
from wizard.services.shown_screens import Mark
from wizard.steps import Credentials, Wait
from wizard.web.state import AppState

FIRM = NewSeller("에이스상사", "1234567891", "01098765432")
AGENCY = "interpark"
WAITED_AT = "11st"
ASKS = "[data-hx-trigger*=every], [data-hx-trigger*=delay]"
"""What asks by itself, without a press."""


@dataclass(frozen=True)
class Cast:
    """Cookies of everybody who signed in, and the ids that their addresses need."""

    app: Flask
    address: str
    cookies: dict[str, tuple[str, str]]
    ids: dict[str, str]

    def bring(self, page: Page, shot: Shot, now: Shot | None = None) -> None:
        """Bring a page into a shot's state, from the state that it is in now if that leads there.

        It rests then: what comes late would change it under the eyes of whoever looks.
        """
        if shot.after is None:
            self._arrive(page, shot)
        elif shot.after is not now:
            self.bring(page, shot.after)
        shot.act(page)
        rest(page)

    def _arrive(self, page: Page, shot: Shot) -> None:
        """Come to a shot's address, as a reader who is new here or as the one it is for."""
        if page.query_selector(ASKS):  # else what asks again learns that its reader has gone
            page.goto("about:blank")  # from here the next page comes at twice the cost
        page.context.clear_cookies()
        if shot.who:
            name, value = self.cookies[shot.who]
            page.context.add_cookies([{"name": name, "value": value, "url": self.address}])
        page.goto(shot.path.format(**self.ids))

    def sent(self, shot: Shot) -> str:
        """Give a screen that needs no hands as the server sends it."""
        client = self.app.test_client()
        if shot.who:
            name, value = self.cookies[shot.who]
            client.set_cookie(name, value)
        return client.get(shot.path.format(**self.ids)).text


def cast(app: Flask, address: str) -> Cast:
    """Let a firm in that saved an account and asked for its key, and one of each role."""
    app_state: AppState = app.extensions["wizard"]
    services = app_state.services
    services.storage.probe()
    seller = services.sellers.add(FIRM, "nobody")
    token = services.invitations.make(seller, "staff:nobody")
    session, _ = services.link_sign_in.sign_in(token, FIRM.business_number[-5:])
    request = _asked(app_state, seller)
    tried, accounts = leave_standings(app_state)
    token = services.invitations.make(tried, "staff:nobody")
    tried_session, _ = services.link_sign_in.sign_in(token, TRIED_FIRM.business_number[-5:])
    cookies = {"seller": ("seller", session), "tried": ("seller", tried_session)}
    for role in Role:
        cookies[role.value] = ("staff", _hired(services, role))
    [operator] = [row for row in services.staff.everybody() if row.role == Role.OPERATOR.value]
    services.request_handling.take(request, operator.id)
    registering, registrations = leave_registrations(app_state, operator.id)
    token = services.invitations.make(registering, "staff:nobody")
    session, _ = services.link_sign_in.sign_in(token, REGISTERING_FIRM.business_number[-5:])
    cookies["registering"] = ("seller", session)
    _waits(app_state, seller)
    _passed(app_state)
    leave_mismatches(services, app_state.catalog.revisions[DIFFERS], tried)
    leave_lines(services)
    leave_told(services, tried)
    leave_some(services.jobs)
    [support] = [row for row in services.staff.everybody() if row.role == Role.SUPPORT.value]
    new = _locked_and_new(services)
    ids = {"seller": seller, "request": request, "member": support.id, "new": new}
    ids["webhook"] = leave_endpoints(services)
    [admin] = [row for row in services.staff.everybody() if row.role == Role.ADMIN.value]
    ids["token"] = leave_tokens(services, admin.id)
    ids |= {"tried": tried, "refused": accounts["WRONG_KEY"]}
    return Cast(app, address, cookies, ids | registrations)


def _waits(app_state: AppState, seller: str) -> None:
    """Let a seller have stopped at the screen of a guide at which one waits."""
    guide = app_state.catalog.guides[WAITED_AT]
    [step] = [step for step in guide.steps if isinstance(step, Wait)]
    mark = Mark(WAITED_AT, app_state.catalog.revisions[WAITED_AT], step.id, {}, step.lasts)
    app_state.services.progress.marks.put(seller, mark)


def _locked_and_new(services: Services) -> str:
    """Let somebody's account be tried too often; give the id of a member who has still to set up."""
    for _ in range(5):
        with suppress(RefusedError):
            services.staff.sign_in(f"{Role.SUPPORT.value}@example.com", "wrong", "000000")
    services.staff.add("new@example.com", Role.SUPPORT, PASSWORD)
    [new] = [row for row in services.staff.everybody() if row.email == "new@example.com"]
    services.staff_admin.reset(new.id, "nobody")
    return str(new.id)


def _passed(app_state: AppState) -> None:
    """Let many readers have gone through a guide, fewer at each screen."""
    guide, metrics_buffer = app_state.catalog.guides["coupang"], app_state.metrics_buffer
    for place, step in enumerate(guide.steps):
        where = (guide.mall, app_state.catalog.revisions[guide.mall], step.id)
        for reader in range(120 - 13 * place):
            metrics_buffer.put(
                *where,
                SHOWN,
                *([] if step.ends or reader % (3 + place) == 0 else [ON]),
                pace(reader),
            )
    metrics_buffer.put(*where[:2], "removed-step", SHOWN)
    for form in (step for step in guide.steps if isinstance(step, Credentials)):
        for name in list(form.fields)[:3]:
            metrics_buffer.put(*where[:2], form.id, f"warned:{name}", f"refused:{name}", SAVED)
    metrics_buffer.bring()


def _asked(app_state: AppState, seller: str) -> str:
    """Save the account of a mall whose keys the staff issue, and ask for one."""
    guide = app_state.catalog.guides[AGENCY]
    [form] = [step for step in guide.steps if isinstance(step, Credentials)]
    values = {name: USUAL[name] for name in form.fields if name in USUAL}
    draft = NewAccount(
        mall=AGENCY,
        step_id=form.id,
        revision=app_state.catalog.revisions[AGENCY],
        answers={},
        form_token="gallery",  # noqa: S106
        values=values,
        asked=frozenset(values),
    )
    _, account = app_state.accounts.save(draft, seller)
    app_state.services.requests.ask(seller, account, "issuance")
    [request] = app_state.services.requests.of_seller(seller)
    return str(request.id)


def _hired(services: Services, role: Role) -> str:
    email = f"{role.value}@example.com"
    uri = services.staff.add(email, role, PASSWORD)
    found = re.search(r"secret=(\w+)", uri)
    code = pyotp.TOTP(found[1]).at(datetime.now(UTC)) if found else ""
    entered = services.staff.sign_in(email, PASSWORD, code)
    factors = services.own_account.factors
    with factors.engine.begin() as connection:
        factors.renew_recovery(connection, entered.staff_id, RECOVERY)
    return entered.token

"""`/api/v1`: what other programs may ask, each with a token of its own; decision 22.

It is an application beside the one that browsers see, over the same state: no cookie, session or
form of theirs counts here, and everything that fails, in the framework too, is told as a problem.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Flask
from werkzeug.routing import BaseConverter

from wizard.services.idempotency import Idempotency
from wizard.services.rate_limits import Limit
from wizard.services.repeated_forms import CURRENT
from wizard.web import request_id, security
from wizard.web.api import about, access, accounts, problems, registrations, sellers
from wizard.web.api.operations import bp
from wizard.web.limit_sync import SyncedLimiter
from wizard.web.state import AppState

__all__ = ["about", "accounts", "create_api", "registrations", "sellers"]

PREFIX = "/api"


def take_secret(api: Flask, secret: str) -> None:
    """Key what is kept of requests by another secret from now on: the key file came meanwhile."""
    found: ApiState = api.extensions["api"]
    api.secret_key = secret
    idempotency = replace(found.idempotency, secret=secret)
    api.extensions["api"] = replace(found, idempotency=idempotency)


class IdConverter(BaseConverter):
    """An id of ours in an address; anything else is no address."""

    regex = "[0-9a-f]{32}"


@dataclass(frozen=True)
class ApiState:
    """What only the API stands on.

    Attributes:
        limiter: how often one token may ask.
        idempotency: what was sent once.
        entry: gives the address at which a link is opened.

    """

    limiter: SyncedLimiter
    idempotency: Idempotency
    entry: Callable[[], str]


def create_api(app_state: AppState, secret: str, entry: Callable[[], str]) -> Flask:
    """Build the API over the state of an application.

    Args:
        app_state: what both stand on.
        secret: keys what is kept of requests.
        entry: gives the address at which a link is opened.

    """
    api, settings, services = Flask("wizard", static_folder=None), app_state.settings, app_state.services  # fmt: skip
    api.secret_key = secret
    api.url_map.strict_slashes = True
    api.url_map.merge_slashes = False
    api.url_map.converters["id"] = IdConverter
    api.extensions["wizard"] = app_state
    api.extensions["api"] = ApiState(
        limiter=SyncedLimiter.of(Limit("api", settings.api_limit), app_state.limit_sync),
        idempotency=Idempotency(services.sellers.engine, services.keys, secret, app_state.now),
        entry=entry,
    )
    request_id.register(api, is_behind_proxy=settings.proxies > 0)
    security.know_hosts(api, settings.known_hosts)
    security.protect_api(api, https=settings.https)
    api.after_request(access.tell_pace)
    api.teardown_request(lambda _error: CURRENT.set(None) and None)
    problems.register(api)
    api.register_blueprint(bp)
    api.register_blueprint(about.bp)
    return api

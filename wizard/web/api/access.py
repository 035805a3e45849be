"""Who asks: a program with a token, and nobody else; how often, and what it may."""

from flask import Response, current_app, g, request

from wizard.services.api_tokens import ApiTokens, Caller, Scope
from wizard.web.api.problems import ProblemError
from wizard.web.limit_sync import SyncedLimiter
from wizard.web.rate_limit import note_refusal, sealed_address
from wizard.web.state import state

REALM = 'Bearer realm="wizard"'
MAX_HEADER_CHARS = 200


def admit(scope: Scope) -> Caller:
    """Let a program in that may do this.

    Raises:
        ProblemError: it has no token of ours, may not do this, or asks too often.

    """
    caller = _caller()
    _pace(caller.id)
    if scope not in caller.scopes:
        lacks = f'{REALM}, error="insufficient_scope", scope="{scope.value}"'
        raise ProblemError("insufficient-scope", headers={"WWW-Authenticate": lacks})
    return caller


def tell_pace(response: Response) -> Response:
    """Say how often may be asked still. Source: draft-ietf-httpapi-ratelimit-headers-10."""
    if name := g.get("paced"):
        limiter = _limiter()
        standing = limiter.standing(name)
        rate = limiter.rate
        response.headers["RateLimit-Policy"] = f'"token";q={rate.count};w={rate.period_s}'
        response.headers["RateLimit"] = f'"token";r={standing.left};t={standing.rested_in_s}'
    return response


def _caller() -> Caller:
    said = request.headers.getlist("Authorization")
    scheme, _, token = (said[0] if len(said) == 1 else "").partition(" ")
    if scheme.lower() != "bearer":
        raise _unknown(REALM)
    tokens: ApiTokens = state().services.api_tokens
    found = tokens.caller(token.strip()) if len(token) <= MAX_HEADER_CHARS else None
    if found is None:
        raise _unknown(f'{REALM}, error="invalid_token"')
    g.caller = found
    return found


def _unknown(challenge: str) -> ProblemError:
    """Turn a stranger away; one who goes on guessing is made to wait."""
    _pace(sealed_address())
    return ProblemError("unauthorized", headers={"WWW-Authenticate": challenge})


def _pace(name: str) -> None:
    g.paced = name
    limiter = _limiter()
    if not limiter.allows(name):
        note_refusal(limiter.scope)
        wait = {"Retry-After": str(limiter.standing(name).next_in_s)}
        raise ProblemError("too-many-requests", headers=wait)


def _limiter() -> SyncedLimiter:
    found: SyncedLimiter = current_app.extensions["api"].limiter
    return found

"""What is said of personal data, for everybody to read: the notice, the policy, and each version of both."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort

from wizard.content.privacy import PrivacyText, coming
from wizard.web.htmx import render
from wizard.web.state import state

bp = Blueprint("privacy", __name__, url_prefix="/privacy")


@bp.get("")
def policy() -> Response:
    """Show the policy of today, with the versions before and to come."""
    texts = state().privacy
    return _policy(texts.policy(state().today))


@bp.get("/<int:version>")
def policy_version(version: int) -> Response:
    """Show one version of the policy."""
    return _policy(_version(state().privacy.policies, version))


@bp.get("/notice")
def notice() -> Response:
    """Show the notice of today, whole."""
    return _notice(state().notice)


@bp.get("/notice/<int:version>")
def notice_version(version: int) -> Response:
    """Show one version of the notice."""
    return _notice(_version(state().privacy.notices, version))


def _version(versions: Sequence[PrivacyText], number: int) -> PrivacyText:
    return next((one for one in versions if one.version == str(number)), None) or abort(404)


def _policy(shown: PrivacyText) -> Response:
    today, versions = state().today, state().privacy.policies
    now = state().privacy.policy(today)
    return _page(shown, now, versions, "privacy.policy_version")


def _notice(shown: PrivacyText) -> Response:
    return _page(shown, state().notice, state().privacy.notices, "privacy.notice_version")


def _page(
    shown: PrivacyText, now: PrivacyText, versions: Sequence[PrivacyText], at: str
) -> Response:
    later = coming(versions, state().today)
    return render(
        "privacy.html",
        shown=shown,
        now=now,
        later=later,
        others=[one for one in reversed(versions) if one is not shown and one not in later],
        at=at,
    )

"""A form that was read without a fault, made into what is saved."""

from collections.abc import Mapping

from flask import request

from wizard.forms import submission
from wizard.services.account_inputs import NewAccount
from wizard.services.account_views import UNSEEN, AccountCard
from wizard.steps.base import Answers
from wizard.web import consent, form_binding
from wizard.web.form.posted import Posted, form_of
from wizard.web.form_binding import FormBinding
from wizard.web.screen import Screen
from wizard.web.state import state


def new_account(
    screen: Screen, posted: Posted, drawn: FormBinding, card: AccountCard | None = None
) -> NewAccount:
    """Make of a faultless form what is saved, with the values that its seller uses again; `card` is what it replaces."""
    step, read = form_of(screen), posted.read
    guide = screen.guide
    return NewAccount(
        mall=guide.mall,
        step_id=step.id,
        revision=state().catalog.revisions[guide.mall],
        answers=_asked(screen, read.answers, card),
        form_token=form_binding.digest(drawn),
        values={**read.values, **posted.taken.values},
        asked=frozenset(read.values) - posted.cleared,
        open_names=frozenset(n for n in read.values if not step.fields[n].secret),
        is_open=guide.is_open,
        missing=read.put_off,
        expires_on=submission.expiry(step, _with_stored(read.values, card, posted.cleared)),
        agreed=consent.given(drawn),
    )


def _asked(screen: Screen, answers: Answers, card: AccountCard | None) -> Answers:
    """Leave out what only leads to the form of an account whose seller was never asked it."""
    if card is None:
        return answers
    said = card.answers.keys() | screen.step.questions().keys() | request.args.keys()
    return {name: options for name, options in answers.items() if name in said}


def _with_stored(
    values: Mapping[str, str], card: AccountCard | None, cleared: frozenset[str]
) -> dict[str, str]:
    """Fill the boxes left empty with what is stored in the open, and stays."""
    tails = card.tails if card else {}
    stored = {n: tail for n, tail in tails.items() if tail != UNSEEN and n not in cleared}
    return {name: value or stored.get(name, "") for name, value in values.items()}

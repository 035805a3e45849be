"""Keeps the account of a faultless form: a new one, one that completes an unfinished one, or none where it is there already."""

from contextlib import suppress

from flask import Response, flash

from wizard.errors import AlreadySubmittedError, NotFoundError, TooManyError, TooOftenError
from wizard.services.account_inputs import NewAccount, NewSeller
from wizard.services.consents import Agreement
from wizard.services.rate_limits import NEW_FIRMS
from wizard.web import consent, form_binding, sessions
from wizard.web.form import mismatch, page
from wizard.web.form.new_account import new_account
from wizard.web.form.posted import Posted
from wizard.web.form_binding import FormBinding
from wizard.web.rate_limit import note_refusal
from wizard.web.screen import Screen
from wizard.web.state import state

SAME_ACCOUNT = "똑같은 계정이 이미 저장돼 있어요. 두 번 저장하지 않고 하나만 두었어요."
COMPLETED = "먼저 저장해 두신 계정의 남은 칸을 채웠어요. 계정은 하나예요."
NOTHING_SAVED = "nothing saved"
"""What is said so stands in place of the banner that tells of an account being saved."""


def keep(screen: Screen, posted: Posted, drawn: FormBinding) -> Response | None:
    """Save a faultless form, or refuse what was saved before or is of nobody whom we know."""
    begins = form_binding.first_session(drawn)
    seller = sessions.seller(begins)
    form = new_account(screen, posted, drawn)
    try:
        _store(form, seller)
        consent.ask_anew()
    except AlreadySubmittedError:
        return mismatch.spent(screen, posted)
    except TooManyError:
        return page.show_again(screen, posted, None, 422, page.TOO_MANY_ACCOUNTS)
    except TooOftenError:
        note_refusal(NEW_FIRMS)
        return page.show_again(screen, posted, None, 429, page.TOO_MANY_FIRMS)
    except NotFoundError:
        sessions.forget_seller()
        return page.show_again(screen, posted, None, 422, page.WHO_AGAIN)
    if not isinstance(seller, str):  # a firm that starts with it has a session from now on
        sessions.sign_in("seller", begins)
    return None


def _store(form: NewAccount, seller: str | NewSeller) -> None:
    """Save an account that is not there yet; one that is there in part is completed."""
    accounts = state().accounts
    if not isinstance(seller, str):
        with state().services.together():
            accounts.save(form, seller)
            sessions.end_former("seller", seller.session)
        return
    before = accounts.found_before(form, seller, sessions.sees_from())
    if before.is_same:
        flash(SAME_ACCOUNT, NOTHING_SAVED)
        _keep_agreement(seller, form.agreed)
    elif not _complete(form, seller, before.completes):
        with state().services.progress.marks.brought(seller):
            accounts.save(form, seller)


def _complete(form: NewAccount, seller: str, unfinished: str) -> bool:
    """Complete the unfinished account that a form says the same of and more; say whether there was one."""
    with suppress(NotFoundError):  # deleted at this moment
        if unfinished:
            with state().services.progress.marks.brought(seller):
                state().accounts.replace(form, seller, unfinished)
            flash(COMPLETED)
            return True
    return False


def _keep_agreement(seller: str, agreed: Agreement | None) -> None:
    """Keep what was agreed to with an account that is stored already."""
    if agreed:
        state().services.consents.keep(seller, agreed)

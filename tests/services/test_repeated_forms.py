import pytest

from wizard.db.engine import writing
from wizard.errors import AlreadySubmittedError, NotFoundError
from wizard.services.repeated_forms import CURRENT, SentForm, spend


@pytest.fixture
def form():
    yield SentForm("digest", "seed")
    CURRENT.set(None)


def act(engine, form, fails=False):
    CURRENT.set(form)
    with writing(engine) as connection:
        spend(connection)
        if fails:
            raise NotFoundError


def test_who_was_refused_and_tries_again_hears_that_the_same_form_was_done_in_between(engine, form):
    with pytest.raises(NotFoundError):
        act(engine, form, fails=True)
    act(engine, SentForm(form.digest, form.seed))

    with pytest.raises(AlreadySubmittedError):
        act(engine, form)

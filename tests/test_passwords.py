"""What a password is stored as. Tests that only sign people in use cheaper ones: support/cheap."""

from importlib import util

from wizard.crypto import passwords


def as_served():
    """The room as the product opens it, which nothing in the tests has touched."""
    found = util.find_spec("wizard.crypto.passwords")
    fresh = util.module_from_spec(found)
    found.loader.exec_module(fresh)
    return fresh


def test_a_password_is_made_as_dear_as_the_law_has_it_and_known_again():
    fresh = as_served()
    stored = fresh.digest("correct horse battery")

    assert stored.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    assert fresh.NOBODY.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    assert fresh.matches(stored, "correct horse battery")
    assert passwords.matches(stored, "correct horse battery")
    assert not fresh.matches(stored, "correct horse")

"""A folder brings what was changed in it over what readers see, and nothing else."""

import pytest

from wizard.content.offer import Offer, Standing, offer, seen_after

FORK = "fork.yaml"


def offered(mine, shown, seen=None, **more):
    seen = {} if seen is None else {FORK: seen}
    standing = Standing({FORK: shown, "keys.yaml": "k"} if shown else {"keys.yaml": "k"}, seen, **more)  # fmt: skip
    found = offer({FORK: mine}, standing)
    return "taken" if found.taken else "left" if found.left else "same"


@pytest.mark.parametrize(
    ("mine", "shown", "seen", "more", "said"),
    [
        ("old", "old", "old", {}, "same"),
        ("new", "old", "old", {}, "taken"),
        ("old", "theirs", "old", {}, "same"),
        ("new", "theirs", "old", {}, "left"),
        ("theirs", "theirs", "old", {}, "same"),
        ("old", "theirs", None, {"known": {"old", "theirs"}}, "same"),
        ("new", "theirs", None, {"known": {"old", "theirs"}}, "taken"),
        ("new", None, None, {"known": {"old"}}, "taken"),
        ("old", None, "old", {"known": {"old"}}, "same"),
        ("old", None, None, {"known": {"old"}}, "same"),
        ("bad", "good", "bad", {"held": {"fork"}}, "same"),
        ("new", "good", "bad", {"held": {"fork"}}, "taken"),
        ("old", "good", "good", {"held": {"fork"}, "known": {"old", "good", "bad"}}, "same"),
        ("old", "good", "bad", {"held": {"fork"}, "known": {"old", "good", "bad"}}, "same"),
        ("bad", "good", "bad", {"held": {"fork"}, "by_operator": True}, "taken"),
        ("old", "theirs", "old", {"by_operator": True}, "same"),
        ("old", "theirs", "old", {"insists": {"fork"}}, "taken"),
        ("new", "theirs", "old", {"insists": {"fork"}}, "taken"),
    ],
    ids=[
        "nothing changed",
        "changed here",
        "changed elsewhere",
        "changed in both places",
        "changed to the same",
        "a new machine with an old folder",
        "a new machine with a new version's text",
        "a new guide",
        "withdrawn elsewhere",
        "withdrawn before this machine came",
        "rolled back",
        "another text after a rollback",
        "an older one after a rollback, on a machine that was in step",
        "an older one after a rollback, on the machine that had the newer one",
        "the operator wants the rolled back one again",
        "an operator whose folder is older",
        "the operator insists on the older one",
        "the operator insists on the changed one",
    ],
)
def test_what_becomes_of_a_file(mine, shown, seen, more, said):
    assert offered(mine, shown, seen, **more) == said


def test_everything_is_taken_before_anything_was_published():
    standing = Standing({}, {FORK: "old"}, known={"old"})

    assert offer({FORK: "old"}, standing) == Offer(frozenset({FORK}), frozenset())


def test_what_was_changed_in_both_places_is_told_until_it_agrees():
    standing = Standing({FORK: "theirs"}, {FORK: "old"})

    after = seen_after({FORK: "new"}, standing, frozenset(), {FORK: "theirs"})
    agreed = seen_after({FORK: "theirs"}, standing, frozenset(), {FORK: "theirs"})

    assert (after, agreed) == ({FORK: "old"}, {FORK: "theirs"})


def test_a_new_text_that_was_faulty_is_still_new_the_next_time():
    standing = Standing({"keys.yaml": "k"}, {})

    assert seen_after({FORK: "new"}, standing, {FORK}, standing.shown) == {}

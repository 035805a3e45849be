from wizard.errors import UnavailableError
from wizard.web.background import Rest
from wizard.web.workers import late_start


class Hasty(Rest):
    """A rest that is over at once; it counts how often it was taken."""

    rounds = 0

    def wait(self, _for_s):
        self.rounds += 1
        return not self.is_over


def test_what_the_start_left_undone_is_tried_until_it_is_done_and_no_longer():
    tries, rest = [], Hasty()

    def late():
        tries.append(1)
        if len(tries) < 3:
            raise UnavailableError("OperationalError")

    late_start.go_on(late, rest)

    assert (len(tries), rest.rounds) == (3, 3)


def test_a_process_that_ends_tries_no_more():
    rest = Hasty()
    rest.end()

    late_start.go_on(lambda: 1 / 0, rest)

    assert rest.rounds == 1

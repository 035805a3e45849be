import socket

import pytest

from wizard.egress.deadline import Deadline


def test_a_guarded_connection_is_cut_when_the_time_is_over():
    ours, theirs = socket.socketpair()
    with ours, theirs, Deadline(0.1) as deadline:
        deadline.guard(ours)

        assert ours.recv(1) == b""
        assert (deadline.has_cut, deadline.has_passed) == (True, True)


def test_a_connection_that_comes_late_is_cut_at_once():
    ours, theirs = socket.socketpair()
    with ours, theirs, Deadline(0) as deadline:
        deadline.guard(ours)

        assert ours.recv(1) == b""


def test_who_is_in_time_is_not_cut_afterwards():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with Deadline(30) as deadline:
            deadline.guard(ours)
        theirs.sendall(b"x")

        assert ours.recv(1) == b"x"
        assert not deadline.has_cut


def test_no_time_is_left_when_it_is_over():
    with Deadline(0) as deadline, pytest.raises(TimeoutError):
        deadline.left_s(5)
    with Deadline(30) as deadline:
        assert deadline.left_s(5) == 5

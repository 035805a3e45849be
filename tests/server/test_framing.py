import pytest

from wizard.server.framing import MAX_HEAD_BYTES, MAX_LINE_BYTES, Frame, frame

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"


@pytest.mark.parametrize(
    ("received", "found"),
    [
        (GET, Frame(len(GET))),
        (GET + GET, Frame(len(GET))),
        (POST, Frame(len(POST) + 5)),
        (POST + b"hello", Frame(len(POST) + 5)),
        (POST.replace(b"Content-L", b"cONTENT-l"), Frame(len(POST) + 5)),
    ],
    ids=["no body", "two at once", "body to come", "body there", "any case"],
)
def test_a_request_ends_where_its_head_says(received, found):
    assert frame(received, 0, 100) == found


@pytest.mark.parametrize("cut", range(1, len(POST)))
def test_a_head_is_waited_for_wherever_it_breaks_off(cut):
    assert frame(POST[:cut], 0, 100) is None
    assert frame(POST, cut, 100) == Frame(len(POST) + 5)


@pytest.mark.parametrize(
    "told",
    [b"101", b"9" * 18, b"9" * 5000, b"-1", b"+5", b"5, 5", b"x", b""],
    ids=["too much", "far too much", "no number", "below zero", "signed", "two", "word", "none"],
)
def test_the_head_goes_alone_and_ends_the_connection_if_its_body_is_not_to_be_waited_for(told):
    head = POST.replace(b"th: 5", b"th: " + told)

    assert frame(head + b"hello", 0, 100) == Frame(len(head), is_cut=True)


def test_two_lengths_are_left_to_the_parser_to_refuse():
    head = POST.replace(b"\r\n\r\n", b"\r\nContent-Length: 6\r\n\r\n")

    assert frame(head, 0, 100) == Frame(len(head), is_cut=True)


def test_a_body_of_no_told_length_is_refused():
    head = POST.replace(b"Content-Length: 5", b"Transfer-Encoding: chunked")

    assert frame(head, 0, 100).refusal == 411


@pytest.mark.parametrize(
    ("received", "code"),
    [
        (b"GET /" + b"a" * MAX_LINE_BYTES, 414),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * MAX_HEAD_BYTES, 431),
    ],
    ids=["address", "headers"],
)
def test_a_head_without_an_end_is_refused_when_it_is_too_long(received, code):
    found = frame(received, 0, 100)

    assert (found.refusal, found.is_cut) == (code, True)


def test_a_line_that_ends_as_no_line_of_http_is_not_waited_for():
    assert frame(b"GET / HTTP/1.1\nHost: a\n\n", 0, 100).is_cut


def test_a_client_that_waits_to_be_asked_for_its_body_is_asked():
    assert frame(POST.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"), 0, 100).expects

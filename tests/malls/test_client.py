"""What is sent, and what is given back."""

from datetime import timedelta

import pytest
from support.mall_server import (
    DATE,
    NAME,
    NOW,
    answer,
    client_of,
    listening,
    mall,
    saying,
    silent,
    way,
)

from wizard.errors import BadFormatError
from wizard.malls.client import MallClient
from wizard.malls.request import Request
from wizard.verdicts.answer import Answer, Failure

ASKED = Request("centers", "coupang", "GET", "/v5/x", "b=2&a=%7e~", {"Authorization": "CEA a, b"})


def lines(heard):
    return heard.decode("ascii").split("\r\n")


def test_a_request_goes_out_letter_by_letter_with_few_headers_of_ours(ca):
    with mall(saying(answer())) as server:
        client_of(way(server, ca)).ask(ASKED)

    first, *headers = lines(server.heard[0])
    assert first == "GET /v5/x?b=2&a=%7e~ HTTP/1.1"
    assert sorted(filter(None, headers)) == [
        "Accept-Encoding: identity",
        "Authorization: CEA a, b",
        "Connection: close",
        f"Host: {NAME}",
        "User-Agent: wizard/1",
    ]
    assert server.names == [NAME]


def test_a_body_goes_out_as_it_was_signed(ca):
    asked = Request("token", "coupang", "POST", "/token").with_body(b"a=1&b=%24", "text/plain")

    with mall(saying(answer())) as server:
        client_of(way(server, ca)).ask(asked)

    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert {"POST /token HTTP/1.1", "Content-Type: text/plain", "Content-Length: 9"} <= set(
        lines(head)
    )
    assert body == b"a=1&b=%24"


def test_an_answer_is_given_with_its_status_headers_and_bytes(ca):
    told = answer(b"\xb0\xa1", "Content-Type: text/xml;charset=euc-kr", status="500 Oops")

    with mall(saying(told)) as server:
        reply = client_of(way(server, ca)).ask(ASKED)

    headers = {"date": DATE, "content-length": "2", "content-type": "text/xml;charset=euc-kr"}
    assert reply.result == Answer(500, headers, b"\xb0\xa1")
    assert (reply.proxy_s, reply.skew_s, reply.is_clock_wrong) == (None, 0, False)


@pytest.mark.parametrize(
    "body",
    [
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
        b"\r\nabcde",
    ],
    ids=["in chunks", "until it closes"],
)
def test_a_body_may_come_without_its_length(ca, body):
    with mall(saying(b"HTTP/1.1 200 OK\r\n" + body)) as server:
        assert client_of(way(server, ca)).ask(ASKED).result.body == b"abcde"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_an_answer_and_is_not_followed(ca, status):
    with listening(silent) as elsewhere:
        leads = f"Location: http://127.0.0.1:{elsewhere.port}/"
        with mall(saying(answer(b"", leads, status=status))) as server:
            reply = client_of(way(server, ca)).ask(ASKED)

    assert reply.result.status == int(status[:3])
    assert (len(server.heard), elsewhere.heard) == (1, [])


def test_neither_netrc_nor_a_proxy_of_the_environment_has_a_say(ca, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text(f"machine {NAME}\nlogin planted\npassword planted\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    with listening(silent) as proxy, mall(saying(answer())) as server:
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        client_of(way(server, ca)).ask(ASKED)
        client_of(way(server, ca)).ask(Request("p", "coupang", "GET", "/"))

    assert proxy.heard == []
    assert "Authorization: CEA a, b" in lines(server.heard[0])
    assert not any(line.startswith("Authorization") for line in lines(server.heard[1]))


def test_a_cookie_is_neither_carried_nor_told(ca):
    with mall(saying(answer(b"{}", "Set-Cookie: planted=1; Path=/"))) as server:
        client = client_of(way(server, ca))
        replies = [client.ask(ASKED), client.ask(ASKED)]

    assert server.heard[0] == server.heard[1]
    assert b"Cookie" not in server.heard[1]
    assert all("set-cookie" not in reply.result.headers for reply in replies)


@pytest.mark.parametrize(
    ("by_s", "is_wrong"), [(0, False), (60, False), (61, True), (-61, True), (32_400, True)]
)
def test_a_clock_that_is_a_minute_off_is_noticed_even_on_a_refusal(ca, by_s, is_wrong):
    now = NOW + timedelta(seconds=by_s)

    with mall(saying(answer(status="401 No"))) as server:
        reply = MallClient(lambda _: way(server, ca), lambda: now).ask(ASKED)

    assert (reply.result.status, reply.skew_s, reply.is_clock_wrong) == (401, by_s, is_wrong)


@pytest.mark.parametrize("told", ["", "Date: yesterday"], ids=["none", "no date"])
def test_a_mall_that_does_not_tell_the_time_is_no_fault_of_our_clock(ca, told):
    said = f"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n{told}\r\n\r\n".replace(
        "\r\n\r\n\r\n", "\r\n\r\n"
    )

    with mall(saying(said.encode())) as server:
        reply = client_of(way(server, ca)).ask(ASKED)

    assert (reply.skew_s, reply.is_clock_wrong) == (None, False)


@pytest.mark.parametrize(
    "value",
    ["a\r\nX-More: 1", "a\nb", "a\0", "", " a", "a ", "키", "ａ", "a\x7f", "a\u200b", "x" * 9000],
    ids=[
        "CR LF",
        "LF",
        "NUL",
        "none",
        "before",
        "after",
        "Hangul",
        "wide",
        "DEL",
        "unseen",
        "long",
    ],
)
def test_a_header_that_cannot_be_sent_is_named_and_nothing_is_sent(ca, value):
    with mall(saying(answer())) as server, pytest.raises(BadFormatError) as refusal:
        client_of(way(server, ca)).ask(ASKED.with_headers({"X-Requested-By": value}))

    assert str(refusal.value) == "X-Requested-By cannot be sent"
    assert (refusal.value.__cause__, refusal.value.__context__) == (None, None)
    assert (server.heard, server.names) == ([], [])


@pytest.mark.parametrize("path", ["/a b", "/a\r\nHost: x", "/가"])
def test_a_path_that_cannot_be_sent_is_refused(ca, path):
    refused = pytest.raises(BadFormatError, match=r"^path cannot be sent$")
    with mall(saying(answer())) as server, refused:
        client_of(way(server, ca)).ask(Request("p", "coupang", "GET", path))

    assert server.names == []


@pytest.mark.parametrize(
    "name", ["Host", "accept-encoding", "Connection", "Cookie", "Content-Length", "User-Agent"]
)
def test_what_is_ours_to_set_is_not_a_guides(ca, name):
    with mall(saying(answer())) as server, pytest.raises(ValueError, match="ours to set"):
        client_of(way(server, ca)).ask(ASKED.with_headers({name: "x"}))

    assert server.names == []


def test_a_call_says_how_long_the_mall_took(ca):
    with mall(silent) as server:
        reply = client_of(way(server, ca), deadline_s=0.2).ask(ASKED)

    assert reply.result is Failure.DEADLINE
    assert (reply.proxy_s, reply.mall_s >= 0.2) == (None, True)

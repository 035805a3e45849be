"""Links judged without asking, and asked of a real server of our own."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from click.testing import CliRunner
from conftest import CONTENT
from support.commands import run_wizard
from support.small_guides import CONSTANTS, with_steps

from wizard.cli import main
from wizard.content.link_checker import FRESH_S, MAX_BYTES, PAUSE_S, LinkChecker, addresses, doubts
from wizard.lint.check import examine


class Pages(BaseHTTPRequestHandler):
    """Answers with the status that the path names; /301/x and /302/x lead to /x."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, _, rest = self.path.removeprefix("/").partition("/")
        if status == "loop":
            self.answer(302, "/loop")
        elif status in {"301", "302", "308"}:
            self.answer(int(status), f"/{rest}")
        elif status == "inside":
            self.answer(302, "http://10.0.0.1/")
        elif status == "nowhere":
            self.answer(302, "http://[")
        elif status == "large":
            self.answer(200)
            while self.server.sent < MAX_BYTES * 100:
                self.wfile.write(b"x" * 10_000)
                self.server.sent += 10_000
        else:
            self.answer(int(status))

    def answer(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.asked, server.sent = [], 0
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


class Clock:
    def __init__(self):
        self.at_s, self.slept = 1_800_000_000.0, []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at_s += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def asker(tmp_path, clock):
    return asking(tmp_path, clock)


def asking(folder, clock):
    """Make one that may ask our own server, but no other inside."""
    return LinkChecker(
        folder / "links.json", lambda: clock.at_s, clock.sleep, lambda host: host == "127.0.0.1"
    )


def at(host, path):
    return f"http://127.0.0.1:{host.server_port}/{path}"


def test_every_address_is_found_where_it_stands_but_a_value_to_copy():
    text = with_steps(
        "id: a\nkind: info\ntitle: 가\n"
        "say: '[여기](https://one.kr/a)와 https://two.kr/b.'\n"
        "where: {console: 나, url: 'https://three.kr'}\n"
        "enter: [{label: 주소, value: 'https://four.kr'}]"
    )
    reading = examine(text.encode(), "small.yaml", CONSTANTS)

    assert [(link.address, link.line) for link in addresses(reading, "small.yaml")] == [
        ("https://one.kr/a", 11),
        ("https://two.kr/b", 11),
        ("https://three.kr", 12),
    ]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://www.example.co.kr/a/b?c=1", []),
        ("http://example.com/a", ["https가 아니에요"]),
        ("https://user:pw@example.com/a", ["아이디나 비밀번호"]),
        ("https://localhost/a", ["우리 안에서만"]),
        ("https://192.168.0.1/a", ["우리 안에서만"]),
        ("https://bit.ly/abc", ["줄인 주소"]),
        ("https://example.com:8443/a", ["보통 쓰지 않는 문"]),
        ("https://example.com/a?utm_source=b", ["꼬리표"]),
        ("https://example.com:port/", ["주소로 읽을 수 없어요"]),
    ],
)
def test_an_address_alone_gives_to_doubt(address, told):
    found = list(doubts(address))

    assert len(found) == len(told)
    assert all(word in doubt for word, doubt in zip(told, found, strict=True))


def test_the_first_page_of_a_site_is_no_source():
    assert list(doubts("https://example.com/", is_source=True)) == [
        "출처가 첫 화면이에요. 그 글의 주소를 적어 주세요"
    ]
    assert list(doubts("https://example.com/")) == []


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("200", "ok"),
        ("302/200", "ok"),
        ("301/200", "moved"),
        ("308/302/200", "moved"),
        ("301/404", "gone"),
        ("404", "gone"),
        ("410", "gone"),
        ("403", "refused"),
        ("429", "refused"),
        ("500", "failed"),
        ("loop", "failed"),
        ("inside", "failed"),
    ],
)
def test_a_host_is_asked_and_its_answer_judged(host, asker, path, state):
    assert asker.ask(at(host, path)).state == state


def test_a_page_moved_for_good_tells_its_new_address(host, asker):
    assert asker.ask(at(host, "301/200")).told == at(host, "200")


def test_a_redirect_to_the_inside_is_not_followed(host, asker):
    assert asker.ask(at(host, "inside")).told == "우리 안의 주소로 돌려보내요"


def test_what_is_no_address_is_told_and_stops_nothing(host, asker):
    assert asker.ask(at(host, "nowhere")).state == "failed"
    assert asker.ask("http://[").state == "failed"


def test_a_host_inside_is_not_asked_at_all(host, tmp_path, clock):
    asker = LinkChecker(tmp_path / "links.json", lambda: clock.at_s, clock.sleep)

    assert asker.ask(at(host, "200")).state == "failed"
    assert host.asked == []


def test_a_host_that_is_not_there_fails(host, asker):
    host.shutdown()
    host.server_close()

    assert asker.ask(at(host, "200")).state == "failed"


def test_one_host_is_asked_with_a_pause_and_told_who_asks(host, asker, clock):
    for path in ("200", "404", "403"):
        asker.ask(at(host, path))

    assert clock.slept == [PAUSE_S, PAUSE_S]
    assert {agent for _, agent in host.asked} == {
        "wizard-links/1 (+link check of onboarding guides)"
    }


def test_a_large_page_is_not_read_to_its_end(host, asker):
    assert asker.ask(at(host, "large")).state == "ok"
    assert host.sent < MAX_BYTES * 50


def test_an_answer_is_kept_for_a_week_over_the_end_of_the_command(host, asker, tmp_path, clock):
    asker.ask(at(host, "200"))
    clock.at_s += FRESH_S - 1
    asking(tmp_path, clock).ask(at(host, "200"))
    fresh = len(host.asked)
    clock.at_s += 2
    asking(tmp_path, clock).ask(at(host, "200"))

    assert (fresh, len(host.asked)) == (1, 2)


def test_a_failure_is_asked_again_at_once(host, asker):
    asker.ask(at(host, "500"))
    asker.ask(at(host, "500"))

    assert len(host.asked) == 2


@pytest.mark.parametrize("kept", ["", "half{", "[]", '{"https://a.kr": {"odd": 1}}'])
def test_a_cache_that_cannot_be_read_is_made_anew(host, tmp_path, clock, kept):
    (tmp_path / "links.json").write_text(kept, "utf-8")

    assert asking(tmp_path, clock).ask(at(host, "200")).state == "ok"
    assert list(json.loads((tmp_path / "links.json").read_text("utf-8"))) == [at(host, "200")]


def test_links_lists_every_address_once_and_asks_nobody(monkeypatch, tmp_path):
    def refuse(*_args, **_kwargs):
        raise AssertionError

    monkeypatch.setattr(requests.Session, "get", refuse)
    monkeypatch.setenv("WIZARD_DATA", str(tmp_path))
    result = CliRunner().invoke(main, ["links", str(CONTENT)])

    listed = [line for line in result.output.splitlines() if not line.startswith(" ")]
    assert result.exit_code == 0
    assert len(listed) == len(set(listed)) > 10
    assert "https://wing.coupang.com" in listed
    assert list(tmp_path.iterdir()) == []


def test_links_asks_nobody_in_ci(tmp_path):
    env = {"CI": "true", "WIZARD_DATA": str(tmp_path)}
    result = run_wizard("links", "--online", CONTENT, env=env)

    assert result.returncode == 1
    assert "CI에서는" in result.stderr

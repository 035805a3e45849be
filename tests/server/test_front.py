"""`deploy/nginx.conf` as it is, with other ports and a certificate of the test's own, before the real application."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import CONTENT, prepared, settings_for
from support.mall_server import authority
from support.serving import free_port

from gallery.stage import served
from wizard.app import create_app

DEPLOY = Path(__file__).parents[2] / "deploy"
FRONT = (DEPLOY / "nginx.conf").read_text("utf-8")
MACHINES = (DEPLOY / "nginx-machines.conf").read_text("utf-8")
NAME = "wizard.example.com"
AROUND = """
daemon off; master_process off; worker_processes 1; pid {home}/pid; error_log {home}/errors;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/f;
    uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
    include {home}/wizard.conf;
}}
"""


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """nginx before the application: its ports in the open and by TLS, and its folder."""
    home = tmp_path_factory.mktemp("front")
    settings = settings_for(home, guides=CONTENT, https=True, proxies=1, hosts=frozenset({NAME}))
    app = create_app(prepared(settings))
    with served(app) as behind, nginx_before(behind.rpartition(":")[2], home) as ports:
        yield *ports, home
    app.extensions["wizard"].accounts.engine.dispose()


@contextmanager
def nginx_before(behind, home, front=FRONT):
    """Run nginx with the example, changed only in what every deployment has of its own: its ports."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert program, "nginx is not installed: run tools/machine"
    authority().issue_cert(NAME).private_key_and_cert_chain_pem.write_to_path(home / "pair.pem")
    ports = free_port(), free_port()
    text = "\n".join(line for line in front.splitlines() if "listen [::]" not in line)
    for port, ours in zip(("80", "443"), ports, strict=True):
        text = text.replace(f"listen {port}", f"listen 127.0.0.1:{ours}")
    for name in ("fullchain.pem", "privkey.pem"):
        text = text.replace(f"/etc/ssl/wizard/{name}", f"{home}/pair.pem")
    text = text.replace("/var/log/nginx/wizard.log", f"{home}/asked")
    (home / "wizard.conf").write_text(
        re.sub(r"(127|10)\.0\.0\.\d+:8000", f"127.0.0.1:{behind}", text), "utf-8"
    )
    (home / "nginx.conf").write_text(AROUND.format(home=home), "utf-8")
    with subprocess.Popen([program, "-c", home / "nginx.conf", "-e", home / "errors"]) as nginx:
        while not (home / "pid").exists():
            assert nginx.poll() is None, (home / "errors").read_text()
            time.sleep(0.01)
        yield ports
        nginx.terminate()


def asked(front, path, body=None, *, tls=True, name=NAME, **headers):
    """GET, or POST a body, by a name, as a browser does; give the answer and its text."""
    trust = ssl.create_default_context()
    authority().configure_trust(trust)
    with socket.create_connection(("127.0.0.1", front[tls]), 60) as line:
        asks = trust.wrap_socket(line, server_hostname=name) if tls else line
        with asks:
            connection = http.client.HTTPConnection(name)
            connection.sock = asks
            connection.request("POST" if body else "GET", path, body, headers)
            with connection.getresponse() as answer:
                text = answer.read().decode()
    return answer, text


def test_a_page_comes_by_tls_with_its_number_and_its_links_say_https(front):
    page, text = asked(front, "/enter?canary=typed", **{"X-Request-Id": "mine"})

    assert page.status == 200
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert len(page.headers["X-Request-Id"]) == 32  # nginx's own, not the client's
    assert "__Host-wizard" in page.headers["Set-Cookie"]
    assert "http://wizard" not in text
    assert "canary" not in (front[2] / "asked").read_text()


def test_in_the_open_a_page_is_led_to_tls_and_a_token_is_refused(front):
    led, _ = asked(front, "/guides/coupang?way=agency", tls=False)
    refused, _ = asked(front, "/api/v1/sellers", tls=False, Authorization="Bearer a")

    assert (led.status, led.headers["Location"]) == (
        308,
        f"https://{NAME}/guides/coupang?way=agency",
    )
    assert refused.status == 403


def test_by_another_name_nothing_is_answered(front):
    with pytest.raises(http.client.RemoteDisconnected):
        asked(front, "/", tls=False, name="other.example.com")
    with pytest.raises(ssl.SSLError):
        asked(front, "/", name="other.example.com")


def test_what_is_too_large_is_refused_in_korean_words(front):
    answer, text = asked(front, "/enter", b"a" * (2 << 20))

    assert answer.status == 413
    assert "보내 주신 내용이 너무 커요" in text


def test_the_name_that_a_client_says_it_comes_from_is_not_believed(front):
    asked(front, "/", **{"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4"})
    _, text = asked(front, "/enter", **{"X-Forwarded-Host": "evil.example"})

    assert "evil.example" not in text
    assert "1.2.3.4" not in (front[2] / "asked").read_text()


def test_while_nobody_is_behind_it_says_so_in_korean_words(tmp_path):
    with nginx_before(free_port(), tmp_path) as ports:
        answer, text = asked(ports, "/")

    assert answer.status == 502
    assert "1분 뒤에 다시" in text


def test_the_file_for_several_machines_takes_the_place_of_the_one_machine(tmp_path):
    others, count = re.subn(r"upstream wizard \{.*?\n\}\n", "", FRONT, flags=re.DOTALL)
    with nginx_before(free_port(), tmp_path, MACHINES + others) as ports:
        answer, text = asked(ports, "/")

    assert count == 1
    assert answer.status == 502
    assert "1분 뒤에 다시" in text

"""nginx before several machines, as `deploy/nginx-machines.conf` has it: each request goes to the next one."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.servers import PATIENCE_S, ROOT, MeasureError, free_port

EXAMPLE = ROOT / "deploy" / "nginx-machines.conf"
BY = "x-machine"
"""The header that says which machine answered, by its port."""

_SERVER = re.compile(r"^( *server )[\d.]+:8000( .*;)$", re.MULTILINE)
_AROUND = """
daemon off; master_process off; worker_processes 1; pid {home}/pid; error_log {home}/log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/f;
    uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
    include {home}/machines.conf;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://wizard;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-Host $host;
            add_header {by} $upstream_addr always;
        }}
    }}
}}
"""


def program() -> str | None:
    """Give nginx; None if it is not installed."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


@contextmanager
def before(ports: Sequence[int], home: Path) -> Iterator[int]:
    """Run nginx before machines on these ports; give its own."""
    nginx, port = program(), free_port()
    assert nginx, "nginx is not installed: run tools/machine"
    home.mkdir()
    others = iter(ports)
    machines = _SERVER.sub(
        lambda line: f"{line[1]}127.0.0.1:{next(others)}{line[2]}", EXAMPLE.read_text("utf-8")
    )
    (home / "machines.conf").write_text(machines, "utf-8")
    (home / "nginx.conf").write_text(_AROUND.format(home=home, port=port, by=BY), "utf-8")
    process = subprocess.Popen([nginx, "-c", home / "nginx.conf", "-p", home, "-e", home / "log"])
    try:
        _wait(process, home)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen[bytes], home: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while not (home / "pid").exists():
        if process.poll() is not None or time.monotonic() > until:
            raise MeasureError(f"nginx did not start:\n{(home / 'log').read_text()}")
        time.sleep(0.01)

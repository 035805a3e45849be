"""The WSGI server that `wizard serve` runs: gunicorn, threads in a few processes."""

import errno
import socket
from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from wizard.errors import SettingsError
from wizard.server import logs
from wizard.server.framing import MAX_LINE_BYTES
from wizard.server.worker import PatientWorker
from wizard.settings import Settings
from wizard.web import background

THREADS = 2
MAX_CLIENTS = 512
"""How many connections one process holds; where more come, those that wait longest are closed."""

UNBOUND = {
    errno.EADDRINUSE: "PORT: {port}번은 다른 프로그램이 쓰고 있어요. 그 프로그램을 멈추거나 다른 번호를 적어 주세요",
    errno.EACCES: "PORT: {port}번을 열 권한이 없어요. 1024 이상의 번호를 적어 주세요",
}
KEEP_ALIVE_S = 75
"""Longer than a proxy or a browser in front keeps its end, so that none asks on a line just closed."""


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, told in Python what its command line would be told."""

    def __init__(self, make: Callable[[], Flask], options: dict[str, Any]) -> None:
        self.make = make
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Take our options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build the application, once in each worker."""
        return self.make()


def ensure_free(host: str, port: int) -> None:
    """See to it that it can be listened there, as the server will in a moment.

    Raises:
        SettingsError: it cannot, and why.

    """
    name = host.strip("[]")
    try:
        [(family, kind, _, _, where), *_] = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        told = UNBOUND.get(
            error.errno or 0, f"HOST: {host}에서 열 수 없어요. 이 컴퓨터의 주소를 적어 주세요"
        )
        raise SettingsError(told.format(port=port)) from error


def run(make: Callable[[], Flask], settings: Settings, place: str = "") -> None:
    """Serve until told to stop; SIGHUP reads guides and keys anew, without a gap."""
    address = f"{settings.host}:{settings.port}"
    ensure_free(settings.host, settings.port)
    logs.configure(settings.watch.log)

    def ready(_server: object) -> None:
        click.echo(f"http://{address}{place} 에서 열렸어요. 멈추려면 Ctrl+C를 누르세요.")

    _Server(
        make,
        {
            "bind": address,
            "workers": settings.workers,
            "when_ready": ready,
            "logger_class": logs.SERVER_LOGGERS[settings.watch.log],
            **FIXED,
        },
    ).run()


def _end(_server: object, _worker: object) -> None:
    """Stop what goes on in the background of a worker, before its interpreter is taken down."""
    background.stop()


FIXED: dict[str, Any] = {
    "worker_class": PatientWorker,
    "threads": THREADS,
    "worker_connections": MAX_CLIENTS,
    "keepalive": KEEP_ALIVE_S,
    "loglevel": "warning",
    "limit_request_line": MAX_LINE_BYTES,
    "max_requests": 100_000,
    "max_requests_jitter": 10_000,
    "control_socket_disable": True,
    "forwarder_headers": "",  # no header says where the site lies or how it is reached:
    "forwarded_allow_ips": "",  # that is ProxyFix's, for as many proxies as the settings trust
    "secure_scheme_headers": {},
    "worker_exit": _end,
}
"""What no deployment chooses."""

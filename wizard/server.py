"""The WSGI server that `wizard serve` runs: gunicorn, threads in a few processes."""

from collections.abc import Callable
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from wizard.settings import Settings

THREADS = 2


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


def run(make: Callable[[], Flask], settings: Settings, place: str = "") -> None:
    """Serve until told to stop; SIGHUP reads guides and keys anew, without a gap."""
    address = f"{settings.host}:{settings.port}"

    def ready(_server: object) -> None:
        click.echo(f"http://{address}{place} 에서 열렸어요. 멈추려면 Ctrl+C를 누르세요.")

    _Server(
        make,
        {
            "bind": address,
            "workers": settings.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "when_ready": ready,
            "loglevel": "warning",
            "limit_request_line": 8190,
            "max_requests": 100_000,
            "max_requests_jitter": 10_000,
            "control_socket_disable": True,
        },
    ).run()

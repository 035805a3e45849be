"""The CDN that the pages name, on this machine: the browser asks it as it would ask the real one.

Pages that are routed through the test instead are kept in no cache and come slower, and windows
that a page opens are not routed at all.
"""

import ssl
import tempfile
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat as Private
from cryptography.hazmat.primitives.serialization import PublicFormat as Public
from cryptography.x509.oid import NameOID

from wizard.web.security import HTMX_URL

HTMX = Path(__file__).parents[1] / "node_modules/htmx.org/dist/htmx.min.js"
ASKED = urlsplit(HTMX_URL)


class _Cdn(BaseHTTPRequestHandler):
    """Answers with the very file that `integrity` names, and with nothing else."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # http.server's name
        body = HTMX.read_bytes() if self.path == ASKED.path else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def cdn() -> Iterator[list[str]]:
    """Serve it; give what a Chromium must be started with to find it and to trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Cdn)
    server.socket = _sealed(key).wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    spki = key.public_key().public_bytes(Encoding.DER, Public.SubjectPublicKeyInfo)
    with _answering(server) as port:
        yield [
            f"--host-resolver-rules=MAP {ASKED.netloc} 127.0.0.1:{port}",
            f"--ignore-certificate-errors-spki-list={b64encode(sha256(spki).digest()).decode()}",
        ]


@contextmanager
def cdn_proxy() -> Iterator[str]:
    """Serve it behind a proxy that leads nowhere else, for any browser: the proxy's host and port.

    The browser must be told to take certificates of nobody it knows.
    """
    tls = _sealed(ec.generate_private_key(ec.SECP256R1()))

    class _Proxy(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:  # http.server's name
            if self.path != f"{ASKED.netloc}:443":
                self.send_error(403)
                return
            self.send_response(200)
            self.end_headers()
            self.close_connection = True
            with suppress(OSError), tls.wrap_socket(self.connection, server_side=True) as line:
                _Cdn(line, self.client_address, self.server)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _answering(ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)) as port:
        yield f"127.0.0.1:{port}"


@contextmanager
def _answering(server: ThreadingHTTPServer) -> Iterator[int]:
    """Answer in threads of its own until the end: the port."""
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def _sealed(key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    """Give the server's side of TLS, with a certificate that lives as long as this run."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(key.private_bytes(Encoding.PEM, Private.PKCS8, NoEncryption()))
        file.write(_certificate(key).public_bytes(Encoding.PEM))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def _certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ASKED.netloc)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
    named = x509.SubjectAlternativeName([x509.DNSName(ASKED.netloc)])
    return made.add_extension(named, critical=False).sign(key, SHA256())

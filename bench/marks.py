"""Lighthouse's marks for the screens that most people meet, on a phone."""

import json
import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench.course import Course
from bench.report import Figure
from bench.servers import ROOT, MeasureError, serving

LIGHTHOUSE = ROOT / "bench/lighthouse/node_modules/lighthouse/cli/index.js"
HTMX = ROOT / "node_modules/htmx.org/dist/htmx.min.js"
CDN = "cdn.jsdelivr.net"
KINDS = ("performance", "accessibility", "best-practices", "seo")
AIM = 98


def measure(course: Course, home: Path, core: int, env: dict[str, str]) -> list[Figure]:
    """Ask Lighthouse about home, overview, a step and a form."""
    places = {
        "home": "/",
        "overview": f"/guides/{course.guide.mall}",
        "step": course.reading,
        "form": course.form_address,
    }
    figures = []
    with serving("wizard", core, env, home / "marks.log") as server, _cdn(home) as port:
        for name, place in places.items():
            marks = _ask(f"http://127.0.0.1:{server.port}{place}", port, home / f"{name}.json")
            figures += [
                Figure(f"Lighthouse, {name}, {kind}", marks[kind], "of 100", AIM, is_floor=True)
                for kind in KINDS
            ]
    return figures


def _ask(url: str, cdn_port: int, out: Path) -> dict[str, float]:
    """Run Lighthouse once, with its phone and slow line, and give its marks."""
    chrome = shutil.which("chromium") or shutil.which("google-chrome")
    flags = (
        "--headless=new --no-sandbox --ignore-certificate-errors "
        f'--host-resolver-rules="MAP {CDN} 127.0.0.1:{cdn_port}"'
    )
    command = ["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={out}"]
    command += [f"--only-categories={','.join(KINDS)}", f"--chrome-flags={flags}"]
    env = {**os.environ, "CHROME_PATH": str(chrome)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode or not out.exists():
        raise MeasureError(f"Lighthouse did not finish: {done.stderr[-800:]}")
    found = json.loads(out.read_text("utf-8"))["categories"]
    return {kind: found[kind]["score"] * 100 for kind in KINDS}


@contextmanager
def _cdn(home: Path) -> Iterator[int]:
    """Stand in for the CDN with the very file that `integrity` names: marks need no network."""
    body = HTMX.read_bytes()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(home))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()


def _certificate(home: Path) -> Path:
    """Write a key and a certificate for the CDN's name, good for a day, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CDN)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(CDN)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = home / "cdn.pem"
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + made.public_bytes(pem))
    return file

"""What other programs work out, to compare ours with."""

import json
import subprocess
from pathlib import Path

VECTORS = json.loads(
    (Path(__file__).parents[1] / "malls" / "signers" / "vectors.json").read_text("utf-8")
)
"""Signatures worked out beforehand: of the malls' own papers, and by other code."""


def hmac_by_node(key, message, encoding):
    """HMAC-SHA256 by Node's OpenSSL, as hex or base64url."""
    script = "const [k, m, e] = process.argv.slice(1); process.stdout.write(require('crypto').createHmac('sha256', k).update(m).digest(e))"
    return _said("node", "-e", script, key, message, encoding)


def bcrypt_by_libcrypt(password, salt):
    """A bcrypt hash by the C library's `crypt`, which Perl calls."""
    return _said("perl", "-e", "print crypt($ARGV[0], $ARGV[1])", password, salt)


def _said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout

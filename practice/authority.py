"""Certificates of practice: an authority that lives as long as a run, and whom only the product is told to trust."""

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Authority:
    """Who signs, and the file by which it is trusted."""

    ca: trustme.CA
    file: Path

    @classmethod
    def in_folder(cls, folder: Path) -> "Authority":
        """Make one, and write down its certificate; its key stays in memory."""
        ca = trustme.CA(organization_name="practice malls, no mall of the world")
        file = folder / "practice-ca.pem"
        ca.cert_pem.write_to_path(file)
        return cls(ca, file)

    def context(self, *names: str) -> ssl.SSLContext:
        """Give the server's side of TLS under these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.ca.issue_cert(*names).configure_cert(context)
        return context

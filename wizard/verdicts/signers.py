"""The ways to sign a request to a mall, and what each needs to be given by name."""

from collections.abc import Mapping
from typing import Literal

SignerName = Literal["header", "bearer", "cea-hmac", "bcrypt-token", "jwt", "soap-ticket"]
SIGNERS: Mapping[SignerName, frozenset[str]] = {
    "header": frozenset({"name", "value"}),
    "bearer": frozenset({"token"}),
    "cea-hmac": frozenset({"access_key", "secret_key"}),
    "bcrypt-token": frozenset({"client_id", "client_secret"}),
    "jwt": frozenset({"master_id", "secret_key", "domain", "site", "seller_id"}),
    "soap-ticket": frozenset({"operation", "ticket"}),
}
"""What each must be given. `wizard.malls.signers` has a module for each."""

OPTIONAL: Mapping[SignerName, frozenset[str]] = {"bcrypt-token": frozenset({"account_id"})}
"""What one may be given besides: with an account, an agency asks for a seller; without, a shop for itself."""

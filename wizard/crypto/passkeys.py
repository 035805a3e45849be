"""Passkeys: what a browser is asked to sign, and whether it did."""

from dataclasses import dataclass
from functools import cache
from types import ModuleType

from wizard.errors import PasskeyError

NAME = "아임셀러 연결 길잡이"
MAX_CHARS = 16_000
"""An answer of a browser is a few thousand characters long."""


@cache
def _library() -> ModuleType:
    """Give what knows passkeys, once somebody has one: 6 MB that most processes never need."""
    import webauthn  # noqa: PLC0415

    return webauthn


def _malformed() -> tuple[type[Exception], ...]:
    """Give what the library raises over an answer that is none."""
    own: type[Exception] = _library().helpers.exceptions.WebAuthnException
    return (own, ValueError, KeyError, TypeError, AttributeError, IndexError)


@dataclass(frozen=True)
class RelyingParty:
    """Where passkeys are made and used.

    Attributes:
        host: without a port: what a passkey belongs to (its RP id).
        origin: scheme, host and port, as the browser writes it.

    """

    host: str
    origin: str


@dataclass(frozen=True)
class Known:
    """A passkey as it is stored."""

    credential: str
    public_key: bytes
    signs: int


@dataclass(frozen=True)
class Signed:
    """A browser's answer, read and not yet believed."""

    credential: str
    challenge: bytes


def creation(
    site: RelyingParty, staff_id: str, email: str, challenge: bytes, known: list[str]
) -> str:
    """Write what a browser needs to make a passkey that this member has not got, as JSON."""
    library, structs = _library(), _library().helpers.structs
    options = library.generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_id=staff_id.encode(),
        user_name=email,
        challenge=challenge,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=library.base64url_to_bytes(credential))
            for credential in known
        ],
    )
    return str(library.options_to_json(options))


def request(site: RelyingParty, challenge: bytes) -> str:
    """Write what a browser needs to sign with a passkey, as JSON.

    It names no passkey, so that nobody learns who has one: the browser offers those it holds.
    """
    options = _library().generate_authentication_options(rp_id=site.host, challenge=challenge)
    return str(_library().options_to_json(options))


def signed(answer: str) -> Signed:
    """Read which challenge an answer was signed for, and with which passkey; believe nothing.

    Raises:
        PasskeyError: it is no answer of a browser.

    """
    try:
        read = _library().helpers.parse_authentication_credential_json(answer[:MAX_CHARS])
        client = _library().helpers.parse_client_data_json(read.response.client_data_json)
    except _malformed() as error:
        raise PasskeyError("not an answer of a passkey") from error
    return Signed(_library().helpers.bytes_to_base64url(read.raw_id), client.challenge)


def made_for(answer: str) -> bytes:
    """Read for which challenge a passkey was made; believe nothing.

    Raises:
        PasskeyError: it is no answer of a browser.

    """
    try:
        read = _library().helpers.parse_registration_credential_json(answer[:MAX_CHARS])
        client = _library().helpers.parse_client_data_json(read.response.client_data_json)
    except _malformed() as error:
        raise PasskeyError("not a new passkey") from error
    return bytes(client.challenge)


def made(site: RelyingParty, answer: str, challenge: bytes) -> Known:
    """Give the passkey that a browser made for a challenge of ours.

    Raises:
        PasskeyError: it was made elsewhere, for something else, or not at all.

    """
    try:
        found = _library().verify_registration_response(
            credential=answer[:MAX_CHARS],
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except _malformed() as error:
        raise PasskeyError("not a new passkey of ours") from error
    credential = _library().helpers.bytes_to_base64url(found.credential_id)
    return Known(credential, found.credential_public_key, found.sign_count)


def signs(site: RelyingParty, answer: str, challenge: bytes, known: Known) -> int:
    """Prove that a passkey signed a challenge of ours; return its counter.

    Raises:
        PasskeyError: it did not, or its counter went back: somebody copied it.

    """
    try:
        found = _library().verify_authentication_response(
            credential=answer[:MAX_CHARS],
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.signs,
        )
    except _malformed() as error:
        raise PasskeyError("not signed with this passkey") from error
    return int(found.new_sign_count)

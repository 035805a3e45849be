"""Sealing secrets: AES-256-GCM, a key for each record, bound to the place it stands in."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wizard.errors import SealError

KEY_BYTES = 32
NONCE_BYTES = 12
MAX_PLAINTEXT_BYTES = 4096
MAX_FILE_BYTES = 2_000_000
MOST_CIPHERS = 64
"""So many records' ciphers a ring keeps: a record's values are sealed and opened one after another."""
_IN_THE_OPEN = "in the open"


@dataclass(frozen=True)
class Keyring:
    """Named 32-byte keys; the first seals, any opens."""

    keys: Mapping[str, bytes] = field(repr=False)
    _ciphers: dict[tuple[str, str], AESGCM] = field(default_factory=dict, repr=False, compare=False)

    @property
    def active(self) -> str:
        """The id of the key that seals."""
        return next(iter(self.keys))

    def seal(self, plaintext: bytes, *place: str) -> str:
        """Encrypt `plaintext` so that it opens only with this ring, in this place.

        Args:
            plaintext: 0 to 4096 bytes: one credential field, not a file.
            place: every id of where the value stands; the first names the record, for which a key
                is derived. Authenticated, not stored: `open` must be given the same.

        Returns:
            ASCII "<key id>.<base64url of 12-byte nonce, ciphertext, 16-byte tag>".

        Raises:
            ValueError: `plaintext` is over 4096 bytes.

        Source: NIST SP 800-38D, 8.3 (random 96-bit nonces: at most 2**32 values under one key,
        here one record's); RFC 5869 for the derivation.

        """
        return self._seal(self._cipher(self.active, place), plaintext, place)

    def seal_file(self, content: bytes, *place: str) -> str:
        """Encrypt a whole file of at most 2,000,000 bytes, as `seal` does; it is one record by itself."""
        cipher = self._cipher(self.active, place)
        return self._seal(cipher, content, place, MAX_FILE_BYTES)

    def seal_fields(self, fields: Mapping[str, bytes], *place: str) -> dict[str, str]:
        """Encrypt each field of one record, as `seal` does with the field's name after `place`.

        The record's key is derived once.
        """
        cipher = self._cipher(self.active, place)
        return {name: self._seal(cipher, text, (*place, name)) for name, text in fields.items()}

    def open(self, sealed: str, *place: str) -> bytes:
        """Undo `seal`. `SealError` if the key is gone, or value or place was changed."""
        key_id, _, body = sealed.partition(".")
        try:
            raw = _decoded(body)
            cipher = self._cipher(key_id, place)
            return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bind(place))
        except (KeyError, ValueError, InvalidTag) as error:
            raise SealError(f"cannot open a value sealed with key {key_id[:40]!r}") from error

    def tag(self, value: str, *place: str) -> str:
        """Give the mark by which a value that is stored in the open is known to be ours, in its place.

        It is a seal over nothing, bound to the place and to a digest of the value.
        """
        return self.seal(b"", *place, _IN_THE_OPEN, sha256(value.encode()).hexdigest())

    def is_tagged(self, value: str, tag: str, *place: str) -> bool:
        """Say whether `tag` gave this mark to this value, in this place."""
        try:
            self.open(tag, *place, _IN_THE_OPEN, sha256(value.encode()).hexdigest())
        except SealError:
            return False
        return True

    def _seal(
        self,
        cipher: AESGCM,
        plaintext: bytes,
        place: tuple[str, ...],
        most_bytes: int = MAX_PLAINTEXT_BYTES,
    ) -> str:
        if len(plaintext) > most_bytes:
            raise ValueError(f"plaintext over {most_bytes} bytes")
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + cipher.encrypt(nonce, plaintext, _bind(place))
        return f"{self.active}.{urlsafe_b64encode(sealed).decode()}"

    def _cipher(self, key_id: str, place: tuple[str, ...]) -> AESGCM:
        """Give the cipher of a record; those of the last few are kept beside the keys that they are derived from."""
        known = self._ciphers.get((key_id, place[0]))
        if known is not None:
            return known
        record = f"wizard record {place[0]}".encode()
        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=record).derive(self.keys[key_id])
        if len(self._ciphers) >= MOST_CIPHERS:
            self._ciphers.clear()
        found = self._ciphers[key_id, place[0]] = AESGCM(derived)
        return found


def key_of(sealed: str) -> str:
    """Name the key that sealed a value."""
    return sealed.partition(".")[0]


def _decoded(body: str) -> bytes:
    """Read base64 that is written in the one way in which `seal` writes it."""
    raw = urlsafe_b64decode(body)
    if urlsafe_b64encode(raw).decode() != body:
        raise ValueError("not as it was written")
    return raw


def _bind(place: tuple[str, ...]) -> bytes:
    """Write a place so that no two places are written alike."""
    return b"".join(len(part.encode()).to_bytes(2, "big") + part.encode() for part in place)

"""The file that holds the keys: made once, readable by its owner only, never overwritten."""

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from wizard.crypto.sealing import KEY_BYTES, Keyring
from wizard.errors import KeysError
from wizard.private_files import make_folders

_MARKS = "marks_all"


@dataclass(frozen=True)
class Keys:
    """What the key file holds.

    Attributes:
        ring: the keys that seal what sellers save, newest first.
        session: the key that signs cookies; losing it only signs everybody out.
        marks_all: every value in the open was marked since this stands in the file, so that one
            without a mark was put there by somebody else.

    """

    ring: Keyring
    session: str = field(repr=False)
    marks_all: bool = True


def load(file: Path) -> Keys:
    """Read the keys.

    Raises:
        KeysError: the file is missing, or is not a key file.

    """
    try:
        data = json.loads(file.read_text(encoding="ascii"))
        keys = {item["id"]: b64decode(item["key"], validate=True) for item in data["seal"]}
        session, marks_all = str(data["session"]), data.get(_MARKS) is True
    except FileNotFoundError:
        raise KeysError(lost(file)) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysError(
            f"{file}: 읽을 수 있는 키 파일이 아니에요({type(error).__name__}). 백업해 둔 키 파일을 그 자리에 되돌려 주세요."
        ) from None
    if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise KeysError(
            f"{file}: 키가 없거나 {KEY_BYTES}바이트가 아닌 키가 있어요. 백업해 둔 키 파일을 되돌려 주세요."
        )
    return Keys(Keyring(keys), session, marks_all)


def lost(file: Path) -> str:
    """Say what to do about a key file that is not there."""
    return (
        f"{file}: 키 파일이 없어요. 다른 기계에 있는 것이나 백업해 둔 것을 그 자리에 복사해 주세요."
    )


def create(file: Path, now: datetime) -> Keys:
    """Make a new key file. `FileExistsError` if there is one: a key is never overwritten."""
    make_folders(file.parent)
    made = {"session": secrets.token_urlsafe(32), "seal": [_fresh(now)], _MARKS: True}
    _write(file, made, replace=False)
    return load(file)


def add(file: Path, now: datetime) -> Keys:
    """Put a new key first; the old ones stay, to open what they sealed."""
    load(file)
    data = json.loads(file.read_text(encoding="ascii"))
    data["seal"].insert(0, _fresh(now))
    _write(file, data, replace=True)
    return load(file)


def mark_all(file: Path) -> None:
    """Write down that every value in the open has its mark from now on."""
    data = json.loads(file.read_text(encoding="ascii"))
    _write(file, data | {_MARKS: True}, replace=True)


def _fresh(now: datetime) -> dict[str, str]:
    key = b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    return {"id": f"k{now:%Y%m%d}-{secrets.token_hex(3)}", "key": key}


def _write(file: Path, data: dict[str, object], *, replace: bool) -> None:
    """Write the file whole or not at all, for its owner only."""
    target = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(data, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    if replace:
        target.replace(file)
        return
    try:
        os.link(target, file)  # unlike a rename, never overwrites
    finally:
        target.unlink()

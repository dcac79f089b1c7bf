"""The secret key beside the database, and the keys derived from it.

Without the key the pool, the suggestions and the spent tickets and codes are useless, so the key
is never stored in the database nor in a backup of it.
"""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from survey_app.core.errors import KeyMissing

KEY_FILE = "secret.key"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """One key for each purpose, derived from the secret by HKDF-SHA-256."""

    secret: bytes = field(repr=False)

    def derive(self, purpose: str) -> bytes:
        """32 bytes that only the secret and `purpose` give."""
        return _derive(self.secret, purpose)

    def mac(self, purpose: str, *parts: bytes) -> bytes:
        """HMAC-SHA-256 of `parts`, each preceded by its length so that no two lists look alike."""
        message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self.derive(purpose), message, "sha256")

    @property
    def check(self) -> str:
        """What the database remembers of its key, to know a wrong one."""
        return self.mac("check").hex()


@lru_cache(maxsize=64)
def _derive(secret: bytes, purpose: str) -> bytes:
    """Remembered as long as the secret is: each form and each sheet asks for the same few."""
    info = b"survey-app " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=_LENGTH, salt=None, info=info).derive(secret)


def read_keys(instance: Path) -> Keys:
    """The keys of an instance folder; raises KeyMissing where there is no key of the right form."""
    path = instance / KEY_FILE
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise KeyMissing(str(path)) from error
    if len(secret) != _LENGTH:
        raise KeyMissing(str(path))
    return Keys(secret)


def new_key() -> Keys:
    """Keys of a fresh random secret, not yet kept anywhere."""
    return Keys(secrets.token_bytes(_LENGTH))


def make_keys(instance: Path) -> Keys:
    """A new key file, readable by its owner only; whoever calls has seen that there is none."""
    keys = new_key()
    _write(instance / KEY_FILE, keys)
    return keys


def stage_key(instance: Path, keys: Keys) -> None:
    """Write deliberately replaced keys beside the old file, before anything depends on them."""
    _write(instance / f"{KEY_FILE}.new", keys)


def install_staged_key(instance: Path) -> None:
    """Put staged keys in place; the file that was there is kept under another name."""
    path = instance / KEY_FILE
    if path.exists():
        path.replace(instance / f"{KEY_FILE}.replaced")
    (instance / f"{KEY_FILE}.new").replace(path)
    _sync_folder(instance)


def _write(path: Path, keys: Keys) -> None:
    """The whole key under its name, or nothing: a power cut leaves no half of one."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(keys.secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Let the disk keep the names in a folder; Windows, which cannot open one, keeps them by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

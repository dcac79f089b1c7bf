"""AES-256-GCM under a key outside the database."""

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey_app.core.errors import KeyWrong
from survey_app.storage.keys import Keys

_NONCE = 12


def seal(keys: Keys, purpose: str, where: str, plain: bytes) -> bytes:
    """`plain` sealed for one place: it cannot be opened at another `where` nor for another purpose."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(keys.derive(purpose)).encrypt(nonce, plain, where.encode())


def unseal(keys: Keys, purpose: str, where: str, sealed: bytes) -> bytes:
    """What `seal` was given; raises KeyWrong where the key, the place or the bytes differ."""
    try:
        return _cipher(keys.derive(purpose)).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], where.encode()
        )
    except InvalidTag as error:
        raise KeyWrong(where) from error


@lru_cache(maxsize=16)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)

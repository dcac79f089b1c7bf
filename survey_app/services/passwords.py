"""Passwords: argon2id hashes, the least length, and passwords for one time."""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from survey_app.core.errors import TooWeakPassword

LEAST_LENGTH = 12
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Characters that nobody mistakes for another when copying from paper."""


def hash_password(password: str) -> str:
    """The argon2id hash to keep; raises TooWeakPassword."""
    text = _one_form(password)
    if len(text) < LEAST_LENGTH:
        raise TooWeakPassword(LEAST_LENGTH)
    return PasswordHasher().hash(text)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the hashed one; with no hash, False after the same time."""
    spare = _spare_hash()
    try:
        PasswordHasher().verify(password_hash or spare, _one_form(password))
    except VerifyMismatchError:
        return False
    return password_hash is not None


def make_one_time_password() -> str:
    """Four groups of four readable characters: 79 random bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))


@cache
def _spare_hash() -> str:
    """What an unknown name's password is checked against, so that it takes as long as a known one's."""
    return PasswordHasher().hash(secrets.token_hex(16))


def _one_form(password: str) -> str:
    """A vowel below and a tone mark in one order, whichever order the keyboard sent them in."""
    return unicodedata.normalize("NFC", password)

"""Random identifiers: ids of things officers make, and link codes that fit a small QR."""

import secrets

from survey_app.core.admission import ALPHABET, LENGTH, write_code

LINK_CODE_LENGTH = 7


def new_id() -> str:
    """An id of 12 hexadecimal characters."""
    return secrets.token_hex(6)


def new_link_code() -> str:
    """A link code: 35 random bits, so that codes of one round are unrelated and not guessed."""
    return _random(LINK_CODE_LENGTH)


def new_admission_code() -> str:
    """An admission code: 60 random bits and a check character."""
    return write_code(_random(LENGTH))


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))

"""Admission codes: 12 Crockford base-32 characters and a check character, typed from paper."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_MISREAD = str.maketrans("OIL", "011", "- \t\u200b")


def check_character(body: str) -> str:
    """Luhn's check over base 32: finds any one wrong character and most swapped neighbours."""
    total = 0
    for place, char in enumerate(reversed(body)):
        value = ALPHABET.index(char) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def write_code(body: str) -> str:
    """The whole code for a body of 12 characters, without separators."""
    return body + check_character(body)


def group_code(code: str) -> str:
    """The code as printed: XXXX-XXXX-XXXXX."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def read_code(typed: str) -> str | None:
    """The code someone typed, in any case, with or without separators, O for 0, I or L for 1.

    None where it cannot be a code: wrong length, foreign characters or a check that fails.
    """
    code = typed.strip().upper().translate(_MISREAD)
    if len(code) != LENGTH + 1 or not set(code) <= set(ALPHABET):
        return None
    return code if write_code(code[:LENGTH]) == code else None

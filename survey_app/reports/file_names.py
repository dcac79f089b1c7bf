"""Names of the files that officers keep: Thai, and refused by no system."""

import re

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 80


def name_file(*parts: str, ending: str) -> str:
    """A file name of `parts`, such as โปสเตอร์_EIT_2565_เคาน์เตอร์บริการ.pdf; no system refuses it."""
    clean = ("-".join(_UNSAFE.sub(" ", part).split()).strip(".-") for part in parts)
    name = "_".join(part for part in clean if part)
    return f"{name[:_LONGEST]}.{ending}"

"""How much room Thai text takes: marks above and below have no width, and words break late."""

from math import ceil
from unicodedata import category

LINE = 24
"""Points that a line of TH Sarabun New 16 takes."""

TALLEST = 409
"""Points; Excel allows no more."""

_PER_CHARACTER = 1.1
"""Excel's width units for a character of TH Sarabun New 16, with room for lines that break early."""


def count_lines(text: str, width: float) -> int:
    """How many lines `text` takes in a column of `width` of Excel's units."""
    return sum(max(1, ceil(_width(line) / width)) for line in text.split("\n"))


def row_height(lines: int) -> float:
    """Points for a row of so many lines."""
    return min(LINE * max(lines, 1) + 2, TALLEST)


def _width(text: str) -> float:
    return sum(category(ch) not in ("Mn", "Cf") for ch in text) * _PER_CHARACTER

"""How wide a table's columns are: by their shares, but never so narrow that a short word breaks."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import floor
from unicodedata import category

from survey_app.reports.document import Cell, Link, Table
from survey_app.reports.docx.shapes import TEXT_WIDTH

_LETTER_WIDTH = 160
"""Twentieths of a point that a bold letter of body text takes, roughly."""
_CELL_MARGINS = 190
_LONGEST_WORD = 12
"""Letters of what counts as a word or a number; more is a Thai clause or an address, which break."""


def share_widths(table: Table) -> list[int]:
    """The width of each column in twentieths of a point; together they fill the text's width."""
    header = tuple(column.name for column in table.columns)
    needs = [_need_of(cells) for cells in zip(header, *table.rows, strict=True)]
    total = sum(column.width for column in table.columns)
    wishes = [Fraction(TEXT_WIDTH * column.width, total) for column in table.columns]
    if sum(needs) < TEXT_WIDTH:
        wishes = _meet_needs(wishes, needs)
    ends = accumulate(wishes, initial=Fraction(0))
    return [floor(end) - floor(start) for start, end in pairwise(ends)]


def _meet_needs(wishes: Sequence[Fraction], needs: Sequence[int]) -> list[Fraction]:
    """Widen what is narrower than its need, at the cost of what is wider, as far as that is."""
    spare = [max(wish - need, Fraction(0)) for wish, need in zip(wishes, needs, strict=True)]
    kept = Fraction(TEXT_WIDTH - sum(needs)) / sum(spare)
    return [need + slack * kept for need, slack in zip(needs, spare, strict=True)]


def _need_of(cells: Iterable[Cell]) -> int:
    """The room for the longest word or number of a column, its header among its cells."""
    parts = (part for cell in cells for part in parts_of(cell))
    words = (word for part in parts if isinstance(part, str) for word in part.split())
    lengths = (length for word in words if (length := _count_letters(word)) <= _LONGEST_WORD)
    return max(lengths, default=1) * _LETTER_WIDTH + _CELL_MARGINS


def parts_of(cell: Cell) -> tuple[str | Link, ...]:
    """The lines of a cell one below another; Word demands at least one."""
    return (cell if isinstance(cell, tuple) else (cell,)) or ("",)


def _count_letters(text: str) -> int:
    """How many letters stand side by side in `text`: vowels and marks above and below take no room."""
    return sum(category(letter) != "Mn" for letter in text)

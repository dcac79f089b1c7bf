"""About how many lines a table takes on A4, so that what is short is never torn between pages."""

from math import ceil

from survey_app.reports.document import Cell, Column, Link, Table

_TEXT_WIDTH = 80
"""Letters of a table on one line across the page, by a cautious count."""
_UNBROKEN_LINES = 15
"""What is up to this tall stays on one page; what is taller may run over to the next."""


def is_short_table(table: Table) -> bool:
    """Whether the table moves to the next page whole rather than begin at the foot of one."""
    header = tuple(column.name for column in table.columns)
    lines = sum(_count_lines(row, table.columns) for row in (header, *table.rows))
    return lines <= _UNBROKEN_LINES


def is_short_row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> bool:
    """Whether the row stays on one page."""
    return _count_lines(row, columns) <= _UNBROKEN_LINES


def lines_of(cell: Cell) -> tuple[str | Link, ...]:
    """The cell's texts and links, one below another."""
    return cell if isinstance(cell, tuple) else (cell,)


def _count_lines(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> int:
    """Lines of the tallest cell of `row`."""
    whole = sum(column.width for column in columns)
    return max(
        (
            _count_cell_lines(cell, max(1, _TEXT_WIDTH * column.width // whole))
            for cell, column in zip(row, columns, strict=True)
        ),
        default=0,
    )


def _count_cell_lines(cell: Cell, letters: int) -> int:
    """Lines of a cell that holds `letters` on each."""
    texts = (line if isinstance(line, str) else line.url for line in lines_of(cell))
    pieces = (piece for text in texts for piece in text.splitlines() or [""])
    return sum(max(1, ceil(len(piece) / letters)) for piece in pieces)

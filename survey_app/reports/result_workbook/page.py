"""A sheet while it is written, row by row from the top; it knows where each cell comes to stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from survey_app.reports.result_workbook.cells import WITHHELD, Address, Cell, Formula, fit_text
from survey_app.reports.result_workbook.style import NEUTRAL, Kind, Style, Tone
from survey_app.reports.result_workbook.widths import count_lines, row_height

_A4 = 9
_MOST_LINKS = 65_530
_LONGEST_FOOTER = 90
_FOOTER_FONT = '&"TH Sarabun New,Regular"&14'
_FIGURES = (Kind.COUNT, Kind.SCORE, Kind.EXACT, Kind.POINTS)
_CHECKS = ("number_stored_as_text", "formula_differs", "formula_range", "empty_cell_reference")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in Excel's units, what stands in it."""

    name: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass
class Page:
    """A sheet, its columns, and the next row that is free (counted from 0)."""

    name: str
    sheet: Worksheet
    style: Style
    columns: tuple[Column, ...]
    colour: str = NEUTRAL
    row: int = 0
    header: int | None = None
    links: int = 0
    is_frozen: bool = True
    filtered: tuple[int, int] | None = None
    is_portrait: bool = False
    papers: int = 0
    """How many sheets of paper it is shrunk to; 0 for as many as it takes."""

    def __post_init__(self) -> None:
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, column.width)
        self.sheet.set_tab_color(self.colour)
        self.sheet.hide_gridlines(2)

    def cell(self, row: int, column: int) -> str:
        """How a formula on this sheet names a cell."""
        return str(xl_rowcol_to_cell(row, column))

    def place(self, row: int, column: int) -> str:
        """How a formula on any sheet names a cell."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def write_title(self, title: str, subtitle: str) -> None:
        """The first two rows; they run over the columns to their right."""
        for text, tone, height in ((title, Tone.TITLE, 30), (subtitle, Tone.SUBTITLE, 24)):
            self.sheet.set_row(self.row, height)
            self._write(self.row, 0, text, Kind.TEXT, tone)
            self.row += 1

    def write_note(self, text: str, tone: Tone = Tone.NOTE) -> None:
        """A paragraph across all columns."""
        last, style = len(self.columns) - 1, self.style.of(Kind.TEXT, tone, self.colour)
        width = sum(column.width for column in self.columns)
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", style)
        self.sheet.write_string(self.row, 0, fit_text(text), style)
        self.sheet.set_row(self.row, row_height(count_lines(text, width)))
        self.row += 1

    def write_header(self, names: Sequence[str | None] | None = None) -> None:
        """The header of a table; the first one stays in view and repeats on paper."""
        words: Sequence[str | None] = names or [column.name for column in self.columns]
        for place, word in enumerate(words):
            kind = Kind.TEXT if self.columns[place].kind is Kind.TEXT else Kind.CENTRE
            self._write(self.row, place, word, kind, Tone.HEADER)
        self._fit_height(self.row, words)
        if self.header is None:
            self.header = self.row
        self.row += 1

    def write_row(
        self,
        cells: Sequence[Cell],
        tone: Tone = Tone.PLAIN,
        *,
        kinds: Sequence[Kind] = (),
        colour: str | None = None,
        at: int | None = None,
    ) -> int:
        """A row of a table, at the next free row or `at` one kept free; returns where it stands."""
        row = self.row if at is None else at
        for place, cell in enumerate(cells):
            kind = kinds[place] if place < len(kinds) else self.columns[place].kind
            self._write(row, place, cell, kind, tone, colour)
        self._fit_height(row, cells)
        if at is None:
            self.row += 1
        return row

    def skip(self, rows: int = 1) -> int:
        """Keep rows free; returns the first of them."""
        first, self.row = self.row, self.row + rows
        return first

    def _write(
        self, row: int, place: int, cell: Cell, kind: Kind, tone: Tone, colour: str | None = None
    ) -> None:
        style = self.style.of(_kind_of(cell, kind), tone, colour or self.colour)
        match cell:
            case Formula():
                self.sheet.write_formula(row, place, f"={cell.text}", style, cell.cached)
            case Address():
                self._write_address(row, place, cell, tone)
            case str():
                self.sheet.write_string(row, place, fit_text(cell), style)
            case int() | Decimal():
                self.sheet.write_number(row, place, cell, style)
            case None:
                self.sheet.write_blank(row, place, None, style)

    def _write_address(self, row: int, place: int, cell: Address, tone: Tone) -> None:
        words, links = fit_text(cell.url), cell.is_link and self.links < _MOST_LINKS
        if links:
            self.links += 1
            self.sheet.write_url(
                row, place, cell.url, self.style.of(Kind.LINK, tone, self.colour), words
            )
        else:
            style = self.style.of(Kind.TEXT, tone, self.colour)
            self.sheet.write_string(row, place, words, style)

    def _fit_height(self, row: int, cells: Sequence[Cell]) -> None:
        lines = [
            count_lines(text, column.width)
            for text, column in zip(map(_words, cells), self.columns, strict=False)
            if text
        ]
        self.sheet.set_row(row, row_height(max(lines, default=1)))

    def filter_rows(self) -> None:
        """Let readers filter the table from its header to the row written last."""
        if self.header is not None:
            self.filtered = self.header, max(self.row - 1, self.header + 1)

    def finish(self, footer: str) -> None:
        """Header in view and on every sheet of paper, filter, A4 with page numbers."""
        last = len(self.columns) - 1
        if self.header is not None and self.is_frozen:
            self.sheet.freeze_panes(self.header + 1, 0)
            self.sheet.repeat_rows(self.header)
        if self.filtered is not None:
            self.sheet.autofilter(self.filtered[0], 0, self.filtered[1], last)
        self.sheet.ignore_errors(dict.fromkeys(_CHECKS, f"A1:{self.cell(self.row + 1, last)}"))
        self._set_paper(footer)

    def _set_paper(self, footer: str) -> None:
        self.sheet.set_paper(_A4)
        if not self.is_portrait:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, self.papers)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        words = fit_text(footer)[:_LONGEST_FOOTER].replace("\n", " ").replace("&", "&&")
        self.sheet.set_footer(f"&L{_FOOTER_FONT} {words}&R{_FOOTER_FONT} หน้า &P จาก &N")


def _kind_of(cell: Cell, kind: Kind) -> Kind:
    """Words in a column of figures are set as words: withheld figures soft, others centred."""
    if cell == WITHHELD:
        return Kind.WITHHELD
    return Kind.CENTRE if _words(cell) and kind in _FIGURES else kind


def _words(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case Address():
            return cell.url
        case Formula(value=str() as words):
            return words
        case _:
            return ""

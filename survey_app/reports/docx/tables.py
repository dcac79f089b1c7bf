"""Tables: fixed widths, a header that repeats on every page, rows that stay whole where short."""

from dataclasses import dataclass

from survey_app.reports.document import Align, Cell, Column, Link, Table
from survey_app.reports.docx.addresses import write_address
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, element
from survey_app.reports.docx.paragraphs import write_paragraph, write_text
from survey_app.reports.docx.shapes import TEXT_WIDTH
from survey_app.reports.docx.table_styles import TABLE_STYLE
from survey_app.reports.docx.widths import parts_of, share_widths
from survey_app.reports.heights import is_short_row, is_short_table

_HEAD_FILL = "E4EBF2"
_ALIGNMENTS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row before it is written: its cells and how it stands."""

    cells: tuple[Cell, ...]
    bold: bool
    stays_whole: bool
    stays_with_next: bool


def write_table(draft: Draft, table: Table) -> Element:
    """`w:tbl` without its caption. Every row has a cell a column, or ValueError is raised."""
    widths = share_widths(table)
    grid = element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths))
    head = _write_head(table.columns, widths)
    rows = [_write_row(draft, row, table.columns, widths) for row in _place(table)]
    return element("w:tbl", _properties(), grid, head, *rows)


def _place(table: Table) -> list[_Row]:
    """The rows; those of a short table stay together, and totals with the row above them."""
    last, first_total = len(table.rows) - 1, len(table.rows) - table.totals
    first_kept = 0 if is_short_table(table) else first_total - 1
    return [
        _Row(
            cells,
            bold=number >= first_total,
            stays_whole=is_short_row(cells, table.columns),
            stays_with_next=number < last and (number == 0 or number >= first_kept),
        )
        for number, cells in enumerate(table.rows)
    ]


def _properties() -> Element:
    return element(
        "w:tblPr",
        element("w:tblStyle", val=TABLE_STYLE),
        element("w:tblW", w=str(TEXT_WIDTH), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0020", firstRow="1"),
    )


def _write_head(columns: tuple[Column, ...], widths: list[int]) -> Element:
    cells = []
    for column, width in zip(columns, widths, strict=True):
        cell = _wrap(width, write_paragraph("TableHead", write_text("TableHead", column.name)))
        cell[0].append(element("w:shd", val="clear", color="auto", fill=_HEAD_FILL))
        cell[0].append(element("w:vAlign", val="center"))
        cells.append(cell)
    properties = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))
    return element("w:tr", properties, *cells)


def _write_row(draft: Draft, row: _Row, columns: tuple[Column, ...], widths: list[int]) -> Element:
    cells = (
        _wrap(width, *_write_cell(draft, cell, row, column.align))
        for cell, column, width in zip(row.cells, columns, widths, strict=True)
    )
    whole = [element("w:trPr", element("w:cantSplit"))] if row.stays_whole else []
    return element("w:tr", *whole, *cells)


def _write_cell(draft: Draft, cell: Cell, row: _Row, align: Align) -> list[Element]:
    return [
        write_paragraph(
            "TableText",
            _write_part(draft, part, bold=row.bold),
            align=_ALIGNMENTS[align],
            keep_next=row.stays_with_next,
        )
        for part in parts_of(cell)
    ]


def _write_part(draft: Draft, part: str | Link, *, bold: bool) -> Element:
    if isinstance(part, Link):
        return write_address(draft, "TableText", part.url)
    return write_text("TableText", part, bold=bold)


def _wrap(width: int, *paragraphs: Element) -> Element:
    size = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
    return element("w:tc", size, *paragraphs)

"""A document as a PDF: tagged for screen readers, with bookmarks, Sarabun inside, and no time."""

from urllib.parse import quote

from survey_app.core.item_entry import is_address
from survey_app.core.thai import Digits, hold_numbers
from survey_app.reports.document import (
    Bullets,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    Link,
    Notice,
    Paragraph,
    Screenshot,
    Table,
    as_printed,
)
from survey_app.reports.drawing import Picture, draw_chart
from survey_app.reports.heights import is_short_row, is_short_table, lines_of
from survey_app.reports.numbering import NumberedBlock, list_contents, number_blocks
from survey_app.reports.typesetting import typeset

_LONGEST_TARGET = 8000
"""Characters that typst accepts in a link's target."""
_SHORT_PARAGRAPH = 100
"""Letters of a paragraph that only leads to what follows it, such as a list's first line."""


def write_pdf(document: Document) -> bytes:
    """The document on A4: cover, contents where there are many headings, then its blocks with numbered pages.

    The same document makes the same bytes. Raises `typst.TypstError` for an emblem that is no picture.
    """
    document = as_printed(document)
    images = {
        figure.name: draw_chart(figure.chart, Picture.SVG, document.digits)
        for figure in document.figures
    }
    images |= {shot.name: shot.content for shot in document.screenshots}
    if document.cover.emblem:
        images["emblem"] = document.cover.emblem
    return typeset("report.typ", _compose(document), images)


def _compose(document: Document) -> dict[str, object]:
    """Everything the template prints."""
    blocks = number_blocks(document)
    return {
        **_compose_cover(document.cover),
        "thai_digits": document.digits is Digits.THAI,
        "contents": bool(list_contents(blocks)),
        "blocks": [_compose_block(numbered) for numbered in blocks],
    }


def _compose_cover(cover: Cover) -> dict[str, object]:
    return {
        "title": cover.title,
        "agency": cover.agency,
        "place": cover.place,
        "year": cover.year,
        "month": cover.month,
        "note": cover.note,
        "emblem": cover.emblem is not None,
    }


def _compose_block(numbered: NumberedBlock) -> dict[str, object]:
    match numbered.block:
        case Heading(text=text):
            return {"kind": "heading", "text": text, "depth": numbered.depth}
        case Paragraph(text=text):
            texts = [hold_numbers(line) for line in text.splitlines()]
            return {"kind": "paragraph", "texts": texts, "short": len(text) <= _SHORT_PARAGRAPH}
        case Notice(text=text):
            return {"kind": "notice", "text": hold_numbers(text)}
        case Bullets(items=items, numbered=ordered):
            return {"kind": "bullets", "items": list(map(hold_numbers, items)), "ordered": ordered}
        case Table() as table:
            return {"kind": "table", "label": numbered.label, **_compose_table(table)}
        case Figure() | Screenshot() as block:
            kind = "screenshot" if isinstance(block, Screenshot) else "figure"
            words = {"caption": block.caption, "alt": block.alt or block.caption}
            return {"kind": kind, "label": numbered.label, "name": block.name, **words}


def _compose_table(table: Table) -> dict[str, object]:
    first_total = len(table.rows) - table.totals
    return {
        "caption": table.caption,
        "whole": is_short_table(table),
        "columns": [
            {"name": column.name, "width": column.width, "align": column.align.value}
            for column in table.columns
        ],
        "rows": [
            {
                "cells": [_list_lines(cell) for cell in row],
                "total": position >= first_total,
                "whole": is_short_row(row, table.columns),
            }
            for position, row in enumerate(table.rows)
        ],
    }


def _list_lines(cell: Cell) -> list[dict[str, str]]:
    return [_compose_line(line) for line in lines_of(cell)]


def _compose_line(line: str | Link) -> dict[str, str]:
    if isinstance(line, str):
        return {"text": line}
    target = _write_target(line.url)
    fits = is_address(line.url) and len(target) <= _LONGEST_TARGET
    return {"text": line.url, "target": target} if fits else {"text": line.url}


def _write_target(url: str) -> str:
    """`url` in the ASCII that a PDF keeps its links in."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")

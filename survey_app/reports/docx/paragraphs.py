"""Paragraphs and runs: every run carries its font, size and language, whatever its style says."""

import re
from dataclasses import replace

from survey_app.reports.docx.elements import Element, clean, element, text_element
from survey_app.reports.docx.fonts import Look, run_properties
from survey_app.reports.docx.styles import look_of

_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_PIECE = re.compile(r"[\n\t]|[^\n\t]+")


def write_paragraph(
    style: str,
    *content: Element,
    align: str | None = None,
    keep_next: bool = False,
    numbering: int | None = None,
    after: int | None = None,
) -> Element:
    """`w:p` in the paragraph style of that key; `numbering` makes it an item of that list.

    `after` is the space below it in twentieths of a point, where it differs from the style's.
    """
    properties = element("w:pPr", element("w:pStyle", val=style))
    if keep_next:
        properties.append(element("w:keepNext"))
    if numbering is not None:
        level, list_ = element("w:ilvl", val="0"), element("w:numId", val=str(numbering))
        properties.append(element("w:numPr", level, list_))
    if after is not None:
        properties.append(element("w:spacing", after=str(after)))
    if align:
        properties.append(element("w:jc", val=align))
    return element("w:p", properties, *content)


def write_text(style: str, text: str, *, bold: bool = False) -> Element:
    """A run of text in the letters of a paragraph style; `bold` makes it heavier than they are."""
    look = look_of(style)
    return write_run(replace(look, bold=True) if bold else look, text)


def write_run(look: Look, text: str, character_style: str | None = None) -> Element:
    """`w:r` with `text`: its line feeds as line breaks, its tabs as tabs."""
    pieces = (_write_piece(piece) for piece in _PIECE.findall(clean(text)))
    return element("w:r", run_properties(look, character_style), *pieces)


def split_paragraphs(text: str) -> list[str]:
    """`text` parted at its empty lines; one that is empty stays one empty paragraph."""
    return _EMPTY_LINES.split(clean(text).strip("\n"))


def _write_piece(piece: str) -> Element:
    match piece:
        case "\n":
            return element("w:br")
        case "\t":
            return element("w:tab")
        case _:
            return text_element("w:t", piece)

"""A document before it is drawn: composed once, in Thai, and drawn as HTML, DOCX and PDF.

Blocks hold finished text: figures are already formatted, and what may not be shown is already
said to be withheld. A renderer decides how a block looks and never what it says.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from survey_app.core.thai import Digits, hold_repetitions, official_digits
from survey_app.reports.charts import Chart, rewrite_texts


class Align(StrEnum):
    """Where the text of a table's column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `key` is unique in its document and never shown."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one with a `key` is prose that an officer may replace, others are computed."""

    text: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader must not overlook: a shortfall, something withheld."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `numbered` where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A web address inside a table's cell; renderers make it work where `url` is http or https."""

    url: str


Cell = str | Link | tuple[str | Link, ...]
"""A cell of a table; a tuple is drawn as one line below another."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its share of the table's width, where its text stands."""

    name: str
    width: int = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; its header repeats on every page. `totals` rows are emphasised."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a caption; `alt` says in words what it shows. `name` is unique, for file names."""

    name: str
    caption: str
    alt: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A page as a browser shows it, a PNG, with a caption; `alt` says in words what it shows.

    `name` is unique among figures and screenshots, which are counted together.
    """

    name: str
    caption: str
    alt: str
    content: bytes

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, which a PNG says in its first chunk."""
        width, height = struct.unpack(">II", self.content[16:24])
        return width, height


Block = Heading | Paragraph | Notice | Bullets | Table | Figure | Screenshot


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what it is, whose, for which year, from when; `emblem` is a PNG."""

    title: str
    agency: str
    place: str
    year: str
    month: str
    note: str
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; captions are numbered by renderers, tables and figures each from 1."""

    cover: Cover
    blocks: tuple[Block, ...]
    digits: Digits = Digits.ARABIC

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All charts, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))

    @property
    def screenshots(self) -> tuple[Screenshot, ...]:
        """All pictures of pages, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Screenshot))


def as_printed(document: Document) -> Document:
    """`document` as renderers print it: its numbers in its digits, and no line begun by ๆ.

    Addresses stay as they are.
    """
    write = _WRITE[document.digits]
    return replace(
        document,
        cover=_rewrite_cover(document.cover, write),
        blocks=tuple(_rewrite(block, write) for block in document.blocks),
    )


_Write = Callable[[str], str]
_WRITE: dict[Digits, _Write] = {
    Digits.ARABIC: hold_repetitions,
    Digits.THAI: lambda text: hold_repetitions(official_digits(text)),
}


def _rewrite_cover(cover: Cover, write: _Write) -> Cover:
    return replace(
        cover,
        title=write(cover.title),
        agency=write(cover.agency),
        place=write(cover.place),
        year=write(cover.year),
        month=write(cover.month),
        note=write(cover.note),
    )


def _rewrite(block: Block, write: _Write) -> Block:
    match block:
        case Heading() | Paragraph() | Notice():
            return replace(block, text=write(block.text))
        case Bullets():
            return replace(block, items=tuple(map(write, block.items)))
        case Table():
            columns = tuple(replace(c, name=write(c.name)) for c in block.columns)
            rows = tuple(tuple(_rewrite_cell(cell, write) for cell in row) for row in block.rows)
            return replace(block, caption=write(block.caption), columns=columns, rows=rows)
        case Figure():
            chart = rewrite_texts(block.chart, write)
            caption, alt = write(block.caption), write(block.alt)
            return replace(block, caption=caption, alt=alt, chart=chart)
        case Screenshot():
            return replace(block, caption=write(block.caption), alt=write(block.alt))


def _rewrite_cell(cell: Cell, write: _Write) -> Cell:
    match cell:
        case str():
            return write(cell)
        case Link():
            return cell
        case _:
            return tuple(part if isinstance(part, Link) else write(part) for part in cell)

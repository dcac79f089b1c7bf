"""A document before it is drawn: composed once, in Thai, and drawn as HTML, DOCX and PDF.

Blocks hold finished text: figures are already formatted, and what may not be shown is already
said to be withheld. A renderer decides how a block looks and never what it says.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from survey_app.core.thai import Digits, official_digits
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


Block = Heading | Paragraph | Notice | Bullets | Table | Figure


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


def with_digits(document: Document) -> Document:
    """`document` with its numbers written as its `digits` say, everywhere but in addresses."""
    if document.digits is Digits.ARABIC:
        return document
    return replace(
        document,
        cover=_rewrite_cover(document.cover),
        blocks=tuple(_rewrite(block) for block in document.blocks),
    )


def _rewrite_cover(cover: Cover) -> Cover:
    return replace(
        cover,
        title=official_digits(cover.title),
        agency=official_digits(cover.agency),
        place=official_digits(cover.place),
        year=official_digits(cover.year),
        month=official_digits(cover.month),
        note=official_digits(cover.note),
    )


def _rewrite(block: Block) -> Block:
    match block:
        case Heading() | Paragraph() | Notice():
            return replace(block, text=official_digits(block.text))
        case Bullets():
            return replace(block, items=tuple(map(official_digits, block.items)))
        case Table():
            columns = tuple(replace(c, name=official_digits(c.name)) for c in block.columns)
            rows = tuple(tuple(map(_rewrite_cell, row)) for row in block.rows)
            return replace(
                block, caption=official_digits(block.caption), columns=columns, rows=rows
            )
        case Figure():
            chart = rewrite_texts(block.chart, official_digits)
            return replace(
                block,
                caption=official_digits(block.caption),
                alt=official_digits(block.alt),
                chart=chart,
            )


def _rewrite_cell(cell: Cell) -> Cell:
    match cell:
        case str():
            return official_digits(cell)
        case Link():
            return cell
        case _:
            return tuple(part if isinstance(part, Link) else official_digits(part) for part in cell)

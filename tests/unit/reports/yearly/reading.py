"""Reading a composed document: all its words, its parts by heading, its figures."""

import re
from collections.abc import Iterator

from survey_app.reports.charts import ChangeBars, Chart, Radar, RankedBars, TrendLines, YearBars
from survey_app.reports.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
)

NUMBER = re.compile(r"\d[\d,]*\.\d+")


def texts_of(document: Document) -> list[str]:
    """Every string of a document but the addresses of its links."""
    cover = document.cover
    first = (cover.title, cover.agency, cover.place, cover.year, cover.month, cover.note)
    return [*first, *(text for block in document.blocks for text in texts_in(block))]


def texts_in(block: Block) -> Iterator[str]:
    """Every string of a block, those drawn in its chart among them."""
    match block:
        case Heading() | Paragraph() | Notice():
            yield block.text
        case Bullets():
            yield from block.items
        case Table():
            yield block.caption
            yield from (column.name for column in block.columns)
            yield from (text for row in block.rows for cell in row for text in _cell(cell))
        case Figure():
            yield from (block.caption, block.alt)
            yield from _chart(block.chart)


def _cell(cell: Cell) -> Iterator[str]:
    parts = cell if isinstance(cell, tuple) else (cell,)
    yield from (part for part in parts if not isinstance(part, Link))


def _chart(chart: Chart) -> Iterator[str]:
    match chart:
        case RankedBars() | ChangeBars():
            for bar in chart.bars:
                yield from (bar.label, bar.printed, f"{bar.value:.2f}")
        case Radar() | TrendLines() | YearBars():
            yield from chart.labels
            series = (chart.series,) if isinstance(chart, YearBars) else chart.series
            for line in series:
                yield from (line.name, *line.printed, *(f"{value:.2f}" for value in line.values))


def section(document: Document, key: str) -> tuple[Block, ...]:
    """The blocks under the heading `key`, to the next heading of its level or above."""
    found: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            level = level or (block.level if block.key == key else 0)
        if level:
            found.append(block)
    assert found, f"no heading {key}"
    return tuple(found)


def words(*blocks: Block) -> str:
    """All words of these blocks, with plain spaces."""
    return "\n".join(text for block in blocks for text in texts_in(block)).replace("\u00a0", " ")


def tables(*blocks: Block) -> list[Table]:
    """The tables among these blocks."""
    return [block for block in blocks if isinstance(block, Table)]


def bullets(*blocks: Block) -> list[str]:
    """The items of all lists among these blocks, with plain spaces."""
    items = (item for block in blocks if isinstance(block, Bullets) for item in block.items)
    return [item.replace("\u00a0", " ") for item in items]


def numbers(document: Document) -> set[str]:
    """Every number with decimals anywhere in a document."""
    return {found for text in texts_of(document) for found in NUMBER.findall(text)}

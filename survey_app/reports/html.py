"""A document as HTML: one file that needs nothing beside it, or its blocks alone for a page."""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from survey_app.core.item_entry import is_address
from survey_app.core.thai import Digits, hold_numbers
from survey_app.reports.document import (
    Bullets,
    Column,
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
from survey_app.reports.heights import lines_of
from survey_app.reports.numbering import list_contents, number_blocks

_BREAKS = re.compile(r"[^/.?&=_-]{0,15}[/.?&=_-]{1,4}|[^/.?&=_-]{1,16}")
"""Pieces of an address: up to a mark that a line may end at, at most sixteen letters."""
_NOT_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""What HTML has no way of writing: control characters, non-characters, halves of pairs."""
_FONTS = {
    (script, weight): f"sarabun-{script}-{weight}-normal.woff2"
    for weight in (400, 700)
    for script in ("thai", "latin")
}


def write_html(document: Document) -> bytes:
    """The document as one file in UTF-8: cover, contents, blocks, styles, fonts and charts.

    It asks nothing of any network, which its own policy also forbids, holds no script, and prints
    on A4 with the cover on a page of its own. The same document makes the same bytes.
    """
    document = as_printed(document)
    blocks = number_blocks(document)
    page = _templates().get_template("report.html")
    return page.render(
        document=document,
        blocks=blocks,
        contents=list_contents(blocks),
        figure_source=lambda figure: _embed(figure, document.digits),
        emblem=_data_uri("image/png", document.cover.emblem) if document.cover.emblem else None,
        stylesheet=Markup(stylesheet()),  # noqa: S704  # our own file
        fonts=_list_fonts(),
        digits_class=_digits_class(document),
    ).encode(errors="replace")


def render_blocks(
    document: Document, figure_source: Callable[[Figure | Screenshot], str]
) -> Markup:
    """The document's blocks for a page of the site, without cover, contents, styles or scripts.

    `figure_source` gives the address of a figure's picture. A heading of level 1 is an h2; each has
    the id that its `numbering` anchor says, such as section-result. No element carries a style, as
    the site's policy demands; `stylesheet()` says how these classes look:

    - `report` holds everything; beside it `report-thai-digits` numbers lists in Thai;
    - `report-notice` is a boxed notice, `report-list` a list;
    - `report-table` is the box in which a wide table scrolls; `report-columns-4` its number of
      columns; `report-share-35` a column's share of the width in percent, in steps of five;
      `report-centre` and `report-right` where its text stands; `report-total` a row of totals;
      `report-line` one line of a cell that has several;
    - `report-figure` is a chart with its caption, `report-chart` the box in which it scrolls;
    - `report-screenshot` is likewise the box of a page's picture, which opens whole when pressed;
    - `report-label` is what a caption starts with, such as ตารางที่ 1, and `report-caption` what
      stays in sight while a table scrolls.
    """
    document = as_printed(document)
    blocks = _templates().get_template("blocks.html").module
    body = blocks.draw_blocks(number_blocks(document), figure_source)  # type: ignore[attr-defined]  # a macro
    return Markup('<div class="report{}">{}</div>').format(_digits_class(document), body)


@cache
def stylesheet() -> str:
    """The CSS of all classes that `render_blocks` and `write_html` use, for screen and paper."""
    return files("survey_app.reports").joinpath("report.css").read_text("utf-8")


def split_address(url: str) -> tuple[str, ...]:
    """`url` in the pieces that a line may end after."""
    return tuple(_BREAKS.findall(url))


def _digits_class(document: Document) -> str:
    return " report-thai-digits" if document.digits is Digits.THAI else ""


@cache
def _templates() -> Environment:
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=PackageLoader("survey_app.reports"),
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_write,
    )
    made.filters |= {
        "hold": hold_numbers,
        "lines": lines_of,
        "share": _share_of,
        "pieces": split_address,
    }
    made.tests |= {
        "heading": lambda block: isinstance(block, Heading),
        "paragraph": lambda block: isinstance(block, Paragraph),
        "notice": lambda block: isinstance(block, Notice),
        "bullets": lambda block: isinstance(block, Bullets),
        "table": lambda block: isinstance(block, Table),
        "figure": lambda block: isinstance(block, Figure),
        "screenshot": lambda block: isinstance(block, Screenshot),
        "link": lambda line: isinstance(line, Link) and is_address(line.url),
        "address": lambda line: isinstance(line, Link),
    }
    return made


def _write(value: object) -> object:
    """What is printed, without what HTML cannot hold; markup stays as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _NOT_HTML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def _share_of(column: Column, columns: tuple[Column, ...]) -> int:
    """The column's share of the table's width in percent, in steps of five."""
    whole = sum(other.width for other in columns)
    return max(5, 5 * round(20 * column.width / whole))


def _embed(figure: Figure | Screenshot, digits: Digits) -> str:
    if isinstance(figure, Screenshot):
        return _data_uri("image/png", figure.content)
    return _data_uri("image/svg+xml", draw_chart(figure.chart, Picture.SVG, digits))


def _data_uri(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


@cache
def _list_fonts() -> tuple[tuple[str, int, str], ...]:
    """Script, weight and file of each font that a report carries with it."""
    folder = files("survey_app").joinpath("fonts")
    return tuple(
        (script, weight, _data_uri("font/woff2", folder.joinpath(name).read_bytes()))
        for (script, weight), name in _FONTS.items()
    )

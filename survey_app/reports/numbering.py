"""What a document's blocks are called: numbers before captions, depths and anchors of headings.

Counted here once, so that table 7 of the PDF is table 7 of the DOCX and of the page.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from survey_app.core.thai import Digits, thai_digits
from survey_app.reports.document import Block, Document, Figure, Heading, Screenshot, Table

_LEAST_FOR_CONTENTS = 6
"""Headings from which on a reader looks for contents; fewer are seen at a glance."""
_FIT_FOR_ANCHOR = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class NumberedBlock:
    """A block in its place.

    `label` is what a caption starts with, such as ตารางที่ 1, in the document's digits; `depth` is
    a heading's level in the outline, where none is skipped; `anchor` is unique in its document.
    Each is empty or 0 where a block has none.
    """

    block: Block
    label: str = ""
    depth: int = 0
    anchor: str = ""


def number_blocks(document: Document) -> tuple[NumberedBlock, ...]:
    """All blocks of `document` in order, tables and pictures each counted from 1."""
    return tuple(_number(document))


def list_contents(blocks: Iterable[NumberedBlock]) -> tuple[NumberedBlock, ...]:
    """The headings that a table of contents lists; none where they are too few to need one."""
    headings = tuple(numbered for numbered in blocks if numbered.depth)
    return headings if len(headings) >= _LEAST_FOR_CONTENTS else ()


def _number(document: Document) -> Iterator[NumberedBlock]:
    tables, figures, headings = count(1), count(1), count(1)
    depth, anchors = 0, set[str]()
    for block in document.blocks:
        match block:
            case Table():
                number = next(tables)
                label = f"ตารางที่ {_write(number, document.digits)}"
                yield NumberedBlock(block, label, anchor=f"table-{number}")
            case Figure() | Screenshot():
                number = next(figures)
                label = f"ภาพที่ {_write(number, document.digits)}"
                yield NumberedBlock(block, label, anchor=f"figure-{number}")
            case Heading():
                depth = min(block.level, depth + 1)
                anchor = _anchor_of(block, next(headings), anchors)
                anchors.add(anchor)
                yield NumberedBlock(block, depth=depth, anchor=anchor)
            case _:
                yield NumberedBlock(block)


def _write(number: int, digits: Digits) -> str:
    return thai_digits(str(number)) if digits is Digits.THAI else str(number)


def _anchor_of(heading: Heading, number: int, taken: set[str]) -> str:
    """The heading's key where it can stand in an address, else its place among the headings."""
    anchor = f"section-{heading.key}"
    fits = _FIT_FOR_ANCHOR.fullmatch(heading.key) is not None
    return anchor if fits and anchor not in taken else f"heading-{number}"

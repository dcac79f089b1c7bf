"""A document as renderers print it: digits, and lines that do not begin with ๆ."""

from dataclasses import replace
from decimal import Decimal

import pytest

from survey_app.core.thai import Digits
from survey_app.reports.charts import Bar, ChangeBars
from survey_app.reports.document import (
    Block,
    Bullets,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
    as_printed,
)

ADDRESS = "https://town.example/2564/ต่าง ๆ"


def made(text: str, digits: Digits) -> Document:
    """A document that holds `text` wherever it can hold any, and an address in a table."""
    bar = Bar(text, Decimal(1), text, "IIT")
    blocks: tuple[Block, ...] = (
        Heading(1, text, "key-1"),
        Paragraph(text),
        Notice(text),
        Bullets((text,)),
        Table(text, (Column(text),), ((text,), ((text, Link(ADDRESS)),), (Link(ADDRESS),))),
        Figure("name-1", text, text, ChangeBars((bar,))),
    )
    return Document(Cover(text, text, text, text, text, text), blocks, digits)


@pytest.mark.parametrize(
    ("digits", "printed"),
    [(Digits.ARABIC, "รอบ 2 อื่น\u00a0ๆ o1"), (Digits.THAI, "รอบ ๒ อื่น\u00a0ๆ o1")],
)
def test_every_text_is_printed_in_its_digits_and_begins_no_line_with_a_repetition(
    digits: Digits, printed: str
) -> None:
    assert as_printed(made("รอบ 2 อื่น ๆ o1", digits)) == made(printed, digits)


def test_what_was_printed_is_printed_the_same_again() -> None:
    once = as_printed(made("รอบ 2 อื่น ๆ", Digits.THAI))
    assert as_printed(once) == once
    assert as_printed(replace(once, digits=Digits.ARABIC)).blocks == once.blocks

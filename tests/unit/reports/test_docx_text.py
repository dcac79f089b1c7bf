"""Any text in any place of a document gives a Word file that opens again and says the same."""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.thai import Digits
from survey_app.reports.charts import Radar
from survey_app.reports.document import (
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
)
from survey_app.reports.docx import write_docx
from tests.unit.reports.word_file import WordFile, read_text, value

ODD = st.sampled_from(["\x00", "\x0b", "\x1b", "\ud800", "\udfff", "\ufffe", "\uffff", "\x85"])
SPECIAL = st.sampled_from(
    [*"<>&\"'=+-@\r\n\t{}%\\", "]]>", "&#0;", "{{x}}", "\u2028", "\u202e", "๑1"]
)
TEXTS = st.lists(st.one_of(st.text(st.characters()), ODD, SPECIAL), max_size=6).map("".join)
"""Any text at all, with halves of pairs, control characters and what means something in XML."""


def reads_as(text: str) -> str:
    """`text` as XML 1.0 can hold it, without the white space that paragraphs and breaks take."""
    held = (sign for sign in text if _is_held(ord(sign)))
    return re.sub(r"[ \t\n\r]", "", "".join(held))


def _is_held(code: int) -> bool:
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return code in {9, 10, 13} or any(first <= code <= last for first, last in ranges)


def compose(texts: list[str]) -> Document:
    """A document that holds each of twelve texts in another place."""
    (title, agency, place, heading, prose, notice, item, step, caption, name, cell, url) = texts
    return Document(
        Cover(title, agency, place, "", "", ""),
        (
            Heading(1, heading, "a"),
            Paragraph(prose),
            Notice(notice),
            Bullets((item,)),
            Bullets((step,), numbered=True),
            Table(caption, (Column(name), Column("ข")), ((cell, (Link(url), Link(cell))),)),
        ),
    )


def texts_of(texts: list[str]) -> Iterator[str]:
    """The twelve texts in the order in which the file holds them, with what stands around them."""
    (title, agency, place, heading, prose, notice, item, step, caption, name, cell, url) = texts
    yield from (title, agency, place, heading, prose, notice, item, step)
    yield from ("ตารางที่1", caption, name, "ข", cell, url, cell)


@given(st.lists(TEXTS, min_size=12, max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_text_stands_in_the_file_as_it_was(texts: list[str]) -> None:
    file = WordFile(write_docx(compose(texts)))
    read = "".join(read_text(p) for p in file.body.xpath(".//w:p[not(ancestor::w:sdt)]"))
    assert reads_as(read) == reads_as("".join(texts_of(texts)))
    assert len(file.opened.tables) == 1


@given(st.lists(TEXTS, min_size=12, max_size=12))
@settings(max_examples=20, deadline=None)
def test_any_text_can_be_set_in_thai_digits(texts: list[str]) -> None:
    document = compose(texts)
    assert WordFile(write_docx(Document(document.cover, document.blocks, Digits.THAI))).opened


@given(TEXTS, TEXTS)
@settings(max_examples=10, deadline=None)
def test_any_text_can_describe_a_picture(caption: str, alt: str) -> None:
    figure = Figure("a", caption, alt, Radar((), ()))
    file = WordFile(write_docx(Document(Cover("ก", "ข", "", "", "", ""), (figure,))))
    described = value(file.body, ".//wp:docPr", "descr")
    assert reads_as(described or "") == reads_as(alt)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_a_target_is_always_ascii_without_spaces(text: str) -> None:
    cell = Table("ก", (Column("ก"),), ((Link(f"http://x.th/{text}"),),))
    file = WordFile(write_docx(Document(Cover("ก", "ข", "", "", "", ""), (cell,))))
    for target in file.targets("hyperlink").values():
        assert re.fullmatch(r"http://x\.th/[!-~]*", target)

"""The PDF is read back as a reader of paper, of a screen, or with a screen reader meets it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from survey_app.core.thai import Digits
from survey_app.reports.document import (
    Bullets,
    Column,
    Document,
    Figure,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
    as_printed,
)
from survey_app.reports.numbering import number_blocks
from survey_app.reports.pdf import write_pdf
from tests.documents import LONG_ADDRESS, long_document
from tests.unit.reports.conftest import join_words

_TOP, _BOTTOM = 70.8, 56.6
"""The margins in points, where the running head and the page's number stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element of the tagged structure: its role and the words that stand for a picture."""

    role: str
    alt: str


@dataclass(frozen=True)
class Printed:
    """A PDF opened for reading."""

    file: bytes
    pdf: pypdfium2.PdfDocument

    def __len__(self) -> int:
        return len(self.pdf)

    def read_body(self, number: int) -> str:
        """The words between the margins, each Thai cluster once."""
        page = self.pdf[number]
        text = page.get_textpage().get_text_bounded(
            bottom=_BOTTOM, top=page.get_height() - _TOP, errors="ignore"
        )
        return join_words(text)

    def read_foot(self, number: int) -> str:
        return join_words(self.pdf[number].get_textpage().get_text_bounded(top=_BOTTOM))

    def read_head(self, number: int) -> str:
        page = self.pdf[number]
        return join_words(page.get_textpage().get_text_bounded(bottom=page.get_height() - _TOP))

    @property
    def body(self) -> str:
        """All pages between their margins, after the cover and any table of contents."""
        return "".join(self.pages)

    @property
    def pages(self) -> list[str]:
        """Each of those pages."""
        first = 2 if self.read_body(1).startswith("สารบัญ") else 1
        return [self.read_body(number) for number in range(first, len(self))]

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        return [(entry.level + 1, entry.get_title()) for entry in self.pdf.get_toc()]

    @property
    def targets(self) -> set[str]:
        """Every web address that a click leads to."""
        return {target for page in self.pdf for target in _list_targets(self.pdf, page)}

    @property
    def structure(self) -> list[Part]:
        return [part for page in self.pdf for part in _list_parts(page)]


def _list_targets(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    position, link = pdfium.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0)
        if length:
            buffer = pdfium.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(pdf, action, buffer, length)
            yield buffer.value.decode()


def _list_parts(page: pypdfium2.PdfPage) -> Iterator[Part]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    pdfium.FPDF_StructTree_Close(tree)


def _walk(element: Any) -> Iterator[Part]:
    if not element:
        return
    role = _read(pdfium.FPDF_StructElement_GetType, element)
    yield Part(role, _read(pdfium.FPDF_StructElement_GetAltText, element))
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, number))


def _read(ask: Callable[..., int], element: Any) -> str:
    buffer = pdfium.create_string_buffer(ask(element, None, 0) or 2)
    ask(element, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le").rstrip("\0")


@pytest.fixture(scope="module")
def emblem_of_agency() -> bytes:
    return _paint("#f3d27a")


def _paint(colour: str) -> bytes:
    from io import BytesIO  # noqa: PLC0415

    file = BytesIO()
    Image.new("RGB", (40, 40), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module", params=list(Digits))
def document(request: pytest.FixtureRequest, emblem_of_agency: bytes) -> Document:
    return long_document(request.param, emblem_of_agency)


@pytest.fixture(scope="module")
def printed(document: Document) -> Iterator[Printed]:
    file = write_pdf(document)
    with pypdfium2.PdfDocument(file) as pdf:
        yield Printed(file, pdf)


def _list_texts(document: Document) -> Iterator[str]:
    """Every text of the blocks in reading order, a caption before its table, after its picture."""
    for numbered in number_blocks(as_printed(document)):
        match numbered.block:
            case Heading(text=text) | Paragraph(text=text) | Notice(text=text):
                yield text
            case Bullets(items=items):
                yield from items
            case Table() as table:
                yield f"{numbered.label} {table.caption}"
                yield from (column.name for column in table.columns)
                yield from _list_cells(table)
            case Figure(caption=caption):
                yield f"{numbered.label} {caption}"


def _list_cells(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            lines = cell if isinstance(cell, tuple) else (cell,)
            yield from (line.url if isinstance(line, Link) else line for line in lines)


def test_every_text_stands_in_the_file_in_order(document: Document, printed: Printed) -> None:
    body, position = printed.body, 0
    for text in _list_texts(document):
        wanted = join_words(text)
        found = body.find(wanted, position)
        assert found >= 0, f"{text!r} is not after {body[max(0, position - 80) : position]!r}"
        position = found + len(wanted)


def test_cover_says_all_of_it_and_has_neither_head_nor_number(
    document: Document, printed: Printed
) -> None:
    cover = as_printed(document).cover
    page = printed.read_body(0)
    for words in (cover.title, cover.agency, cover.place, cover.year, cover.month, cover.note):
        assert join_words(words) in page
    assert printed.read_head(0) == printed.read_foot(0) == ""


def test_pages_after_the_cover_are_numbered_from_one(document: Document, printed: Printed) -> None:
    assert len(printed) > 8
    digits = "๐๑๒๓๔๕๖๗๘๙" if document.digits is Digits.THAI else "0123456789"
    for number in range(1, len(printed)):
        assert printed.read_foot(number) == "".join(digits[int(d)] for d in str(number))
        assert join_words(as_printed(document).cover.title) in printed.read_head(number)


def test_paper_is_a4_with_official_margins(printed: Printed) -> None:
    for number, page in enumerate(printed.pdf):
        assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
        left, right = _span(page)
        assert left >= 3 / 2.54 * 72 - 1, number
        assert right <= page.get_width() - 2 / 2.54 * 72 + 1, number


def _span(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """How far left and right any character stands, in points."""
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    seen = [box for box in boxes if box[2] > box[0]]
    return min(box[0] for box in seen), max(box[2] for box in seen)


def test_bookmarks_are_the_headings(document: Document, printed: Printed) -> None:
    headings = [b for b in as_printed(document).blocks if isinstance(b, Heading)]
    assert printed.bookmarks == [(heading.level, heading.text) for heading in headings]


def test_table_of_contents_gives_each_heading_its_page(
    document: Document, printed: Printed
) -> None:
    contents = printed.read_body(1)
    assert contents.startswith("สารบัญ")
    for entry in printed.pdf.get_toc():
        page = entry.get_dest().get_index()
        assert f"{join_words(entry.get_title())}.." in contents
        after = contents.split(f"{join_words(entry.get_title())}..", 1)[1].lstrip(".")
        assert after.startswith(printed.read_foot(page))


def test_a_file_of_few_headings_has_no_table_of_contents() -> None:
    blocks = tuple(Heading(1, f"บทที่ {number}", f"{number}") for number in range(5))
    file = write_pdf(replace(long_document(), blocks=blocks))
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) == 2
        assert Printed(file, pdf).read_foot(1) == "1"
        assert len(Printed(file, pdf).bookmarks) == 5


def test_header_rows_repeat_on_every_page_of_a_table(document: Document, printed: Printed) -> None:
    for table in (b for b in as_printed(document).blocks if isinstance(b, Table)):
        header = join_words("".join(column.name for column in table.columns))
        caption = join_words(table.caption)
        first = next(n for n in range(2, len(printed)) if caption in printed.read_body(n))
        pages = [n for n in range(first, len(printed)) if header in printed.read_body(n)]
        assert pages == list(range(first, first + len(pages)))
        rows_in_sight = "".join(printed.read_body(n) for n in pages)
        assert all(join_words(cell) in rows_in_sight for cell in _list_cells(table))
    assert len(pages) > 2


def test_thai_digits_leave_no_arabic_ones_but_in_codes_and_addresses(printed: Printed) -> None:
    thai = write_pdf(long_document(Digits.THAI))
    with pypdfium2.PdfDocument(thai) as pdf:
        pages = [Printed(thai, pdf).read_body(number) for number in range(2, 6)]
    assert "ตารางที่๑" in "".join(pages)
    assert not any(digit in page for page in pages for digit in "0123456789")


def test_every_web_address_can_be_clicked(document: Document, printed: Printed) -> None:
    wanted = {text for text in _list_texts(document) if text.startswith("https://")}
    assert LONG_ADDRESS in wanted
    assert printed.targets == wanted


def test_only_web_addresses_become_links() -> None:
    addresses = (
        "javascript:alert(1)", "file:///etc/passwd", "ftp://a.go.th", "https://", "www.a.go.th",
        "https://www.a.go.th/ข้อมูล?q=(1)", f"https://a.go.th/{'x' * 9000}",
    )  # fmt: skip
    rows = tuple((Link(address),) for address in addresses)
    document = replace(long_document(), blocks=(Table("ที่อยู่", (Column("ที่อยู่"),), rows),))
    file = write_pdf(document)
    with pypdfium2.PdfDocument(file) as pdf:
        thai = "%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5"
        assert Printed(file, pdf).targets == {f"https://www.a.go.th/{thai}?q=(1)"}


def test_structure_has_headings_tables_and_pictures_in_words(
    document: Document, printed: Printed
) -> None:
    roles = [part.role for part in printed.structure]
    blocks = as_printed(document).blocks
    assert [role for role in roles if role in ("H1", "H2", "H3")][1:] == [
        f"H{block.level}" for block in blocks if isinstance(block, Heading)
    ]
    assert {"TOC", "TOCI", "Table", "TH", "TD", "Caption", "L", "LI", "Link"} <= set(roles)
    alts = [part.alt for part in printed.structure if part.role == "Figure" and part.alt]
    assert alts == [
        f"ตราสัญลักษณ์ {document.cover.agency}",
        *(block.alt for block in blocks if isinstance(block, Figure)),
    ]


def test_file_claims_the_standard_and_is_thai_titled_and_timeless(
    document: Document, printed: Printed
) -> None:
    facts = printed.pdf.get_metadata_dict()
    assert document.cover.agency in facts["Title"]
    assert facts["CreationDate"] == facts["ModDate"] == ""
    assert b"/Lang(th)" in printed.file
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed.file


def test_only_sarabun_is_used_and_embedded(printed: Printed, open_pages: Any) -> None:
    fonts = {font for page in open_pages(printed.file) for font in page.fonts}
    assert fonts == {("Sarabun", True)}


def test_same_document_makes_the_same_bytes(document: Document, printed: Printed) -> None:
    assert write_pdf(document) == printed.file


def test_levels_that_skip_still_make_a_file_that_claims_the_standard() -> None:
    blocks = (Heading(2, "หัวข้อ", "a"), Heading(1, "บท", "b"), Heading(3, "ข้อย่อย", "c"))
    assert b"<pdfuaid:part>1" in write_pdf(replace(long_document(), blocks=blocks))


def test_a_row_taller_than_a_page_runs_over_and_loses_nothing() -> None:
    words = tuple(f"ย่อหน้าที่ {number} {'ก' * 60}" for number in range(1, 80))
    table = Table("ยาว", (Column("ที่"), Column("รายละเอียด", 3)), (("1", words), ("2", "จบ")))
    file = write_pdf(replace(long_document(), blocks=(table,)))
    with pypdfium2.PdfDocument(file) as pdf:
        body = Printed(file, pdf).body
    assert all(join_words(line)[:18] in body for line in words)
    assert body.endswith("2จบ")


def test_a_short_table_is_never_torn_between_pages() -> None:
    columns, rows = (Column("ที่"), Column("รายการ", 4)), tuple((f"{n}", "ข้อ") for n in range(10))
    blocks = [
        block
        for number in range(14)
        for block in (
            *(Paragraph(f"ย่อหน้า {number}") for _ in range(number % 5)),
            Table("สั้น", columns, (*rows, ("จบ", f"ตาราง {number}"))),
        )
    ]
    file = write_pdf(replace(long_document(), blocks=tuple(blocks)))
    with pypdfium2.PdfDocument(file) as pdf:
        pages = Printed(file, pdf).pages
    assert [page.count("ตารางที่") for page in pages] == [page.count("จบ") for page in pages]
    assert sum(page.count("จบ") for page in pages) == 14


def test_words_that_lead_to_a_list_never_end_a_page() -> None:
    blocks = [
        block
        for number in range(40)
        for block in (
            *(Paragraph("ย่อหน้า") for _ in range(number % 7)),
            Paragraph("มีข้อต่อไปนี้"),
            Bullets(("ก", "ข")),
        )
    ]
    file = write_pdf(replace(long_document(), blocks=tuple(blocks)))
    with pypdfium2.PdfDocument(file) as pdf:
        pages = Printed(file, pdf).pages
    assert len(pages) > 5
    assert not any(page.endswith("มีข้อต่อไปนี้") for page in pages)


def test_a_word_without_spaces_stays_inside_the_margins() -> None:
    word = "0123456789abcdef" * 12
    table = Table("ลายนิ้วมือ", (Column("ชื่อ", 4), Column("ค่า")), ((word, Link(LONG_ADDRESS)),))
    file = write_pdf(replace(long_document(), blocks=(Paragraph(word), table)))
    with pypdfium2.PdfDocument(file) as pdf:
        assert all(_span(page)[1] <= page.get_width() - 2 / 2.54 * 72 + 1 for page in pdf)
        assert Printed(file, pdf).body.count(word) == 2


@pytest.mark.parametrize("emblem", [None, b"\x89PNG no picture"])
def test_emblem_is_a_picture_or_absent(emblem: bytes | None) -> None:
    document = replace(long_document(emblem=emblem), blocks=())
    if emblem is None:
        assert write_pdf(document)
    else:
        with pytest.raises(Exception, match="image"):
            write_pdf(document)


_ODD = st.sampled_from([
    "#strong[x]", "$x$", r"\ *b* _i_ `c` <l> @r", "= บท", "- ข้อ", "// หมาย", '"q"', "[x]", "{x}",
    "\x00\x07\x1b", "\ud800", "مرحبا", "မြန်မာ", "🙂👩‍👩‍👧", "ก็่้๊๋ำำ", "a\r\nb\u2028c", " ", "",
    "\u202e", "\u200b", "https://a.go.th/#x", "x" * 300,
])  # fmt: skip
_TEXTS = _ODD | st.text(max_size=60) | st.builds(lambda a, b: a + b, _ODD, st.text(max_size=20))


@settings(max_examples=40, deadline=None)
@given(st.lists(_TEXTS, min_size=12, max_size=12), st.sampled_from(Digits))
def test_any_text_is_text(texts: list[str], digits: Digits) -> None:
    a, b, c, d, e, f, g, h, i, j, k, m = texts
    whole = long_document()
    cover = replace(whole.cover, title=a, agency=b, place=c, year=d, month=e, note=f)
    table = Table(
        g, (Column(h, 2), Column(i)), ((j, (k, Link(m))), (Link(a), b), ("", "")), totals=1
    )
    blocks = (
        Heading(1, a, b), Heading(3, c, d), Paragraph(e), Notice(f), Bullets((g, h)), table,
        Bullets((), numbered=True),
    )  # fmt: skip
    file = write_pdf(Document(cover, blocks, digits))
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) >= 2


@pytest.mark.parametrize("text", ["", "\x00\u202e", '#rect() "', "🙂"])
def test_a_chart_may_say_anything(text: str) -> None:
    document = long_document()
    chart = replace(document.figures[1], caption=text, alt=text)
    assert write_pdf(replace(document, blocks=(chart,))).startswith(b"%PDF")


def test_markup_is_printed_as_it_was_written() -> None:
    markup = r'#strong[x] $y$ *z* "q" \ <b> @ref // ไม่หาย'
    blocks = (Paragraph(markup), Notice(markup), Bullets((markup,)))
    file = write_pdf(replace(long_document(), blocks=blocks))
    with pypdfium2.PdfDocument(file) as pdf:
        assert Printed(file, pdf).body.count(join_words(markup)) == 3

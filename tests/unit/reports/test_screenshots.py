"""A page's picture stands in every format, captioned among the charts, and in words."""

from io import BytesIO

import pypdfium2
from PIL import Image

from survey_app.core.thai import Digits
from survey_app.reports.document import Cover, Document, Heading, Screenshot
from survey_app.reports.docx import write_docx
from survey_app.reports.html import render_blocks, write_html
from survey_app.reports.numbering import number_blocks
from survey_app.reports.pdf import write_pdf
from tests.documents import long_document
from tests.unit.reports.word_file import WordFile


def png(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("P", (width, height)).save(out, "PNG")
    return out.getvalue()


WIDE = Screenshot("wide", "หน้ารอบปี 2565", "รายการของรอบ 3 ข้อ", png(720, 300))
TALL = Screenshot("tall", "หน้าบนโทรศัพท์", "หน้าเดียวยาวลงมา", png(300, 3000))
COVER = Cover("คู่มือ", "เทศบาลตำบลทดสอบ", "", "", "", "")
DOCUMENT = Document(COVER, (Heading(1, "ภาพ", "pictures"), WIDE, TALL))


def test_charts_and_screenshots_are_counted_together():
    blocks = (*long_document().figures, WIDE)
    labels = [one.label for one in number_blocks(Document(COVER, blocks))]
    assert labels == [f"ภาพที่ {number}" for number in range(1, len(blocks) + 1)]


def test_a_page_shows_it_by_an_address_of_its_own_and_at_its_size():
    html = render_blocks(DOCUMENT, lambda shot: f"/pictures/{shot.name}.png")
    assert '<a class="report-screenshot" href="/pictures/wide.png">' in html
    assert 'alt="รายการของรอบ 3 ข้อ" width="720" height="300"' in html


def test_a_file_of_its_own_carries_it():
    assert write_html(DOCUMENT).count(b'src="data:image/png;base64,') == 2


def test_a_pdf_keeps_it_on_the_page():
    document = pypdfium2.PdfDocument(write_pdf(DOCUMENT))
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    drawn = [one.get_bounds() for page in document for one in page.get_objects(filter=kinds)]
    assert len(drawn) == 2
    assert all(right <= 595 and top <= 842 for _, _, right, top in drawn)
    document.close()


def test_word_has_it_with_its_words():
    body = WordFile(write_docx(DOCUMENT)).body
    described = [one.get("descr") for one in body.findall(".//wp:docPr", body.nsmap)]
    assert described == [WIDE.alt, TALL.alt]


def test_its_words_take_the_digits_of_the_document():
    document = Document(COVER, (WIDE,), Digits.THAI)
    html = render_blocks(document, lambda shot: shot.name)
    assert "หน้ารอบปี ๒๕๖๕" in html
    assert "รายการของรอบ ๓ ข้อ" in html

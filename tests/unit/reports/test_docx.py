"""The Word file as officers and Word meet it, read from its XML."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from survey_app.core.thai import Digits, thai_digits
from survey_app.reports.charts import Bar, RankedBars
from survey_app.reports.document import (
    Align,
    Block,
    Bullets,
    Cell,
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
from survey_app.reports.docx import write_docx
from survey_app.reports.drawing import Picture, draw_chart
from tests.unit.reports.word_file import WordFile, read_text, value

FONT = "TH Sarabun New"
COVER = Cover(
    title="รายงานการวิเคราะห์ผลการประเมิน",
    agency="เทศบาลตำบลบ้านฆ้อง",
    place="อำเภอโพธาราม จังหวัดราชบุรี",
    year="ปีงบประมาณ พ.ศ. 2564",
    month="กันยายน 2564",
    note="จัดทำจากผลที่ปิดรอบแล้ว",
)
CHART = RankedBars((Bar("การใช้อำนาจ", Decimal(80), "80.00", "IIT"),), Decimal(85), "เป้าหมาย 85")
SCORES = Table(
    "คะแนนรายตัวชี้วัด",
    (Column("ตัวชี้วัด", 5), Column("แบบ", 1, Align.CENTRE), Column("คะแนน", 2, Align.RIGHT)),
    (("การใช้อำนาจ", "IIT", "80.00"), ("การใช้งบประมาณ", "IIT", "75.50"), ("รวม", "", "77.75")),
    totals=1,
)
ADDRESSES = Table(
    "ที่อยู่ของข้อมูล",
    (Column("ข้อ"), Column("ที่อยู่", 4)),
    (
        ("o1", Link("https://bankhong.go.th/o1?page=2")),
        ("o2", ("อ้างถึง", Link("http://bankhong.go.th/รายงาน ปี.pdf"), Link("ftp://x.th/a"))),
        ("o3", ()),
    ),
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, "ผลการประเมิน ปี 2564", "result"),
    Paragraph("ย่อหน้าแรก 59.46 คะแนน\nบรรทัดสอง\n\n \nย่อหน้าถัดมา"),
    Notice("ผู้ตอบมี 12 คน คะแนนรายข้อจึงไม่แสดง"),
    Heading(2, "รายตัวชี้วัด", "indicators"),
    SCORES,
    Figure("ranking", "คะแนนเรียงลำดับ", "แผนภูมิแท่ง การใช้อำนาจ 80.00", CHART),
    Heading(3, "ขั้นตอน", "steps"),
    Bullets(("หนึ่ง", "สอง"), numbered=True),
    Bullets(("จุด",)),
    Bullets(("สาม",), numbered=True),
    ADDRESSES,
    Paragraph("=1+1"),
    *(Heading(1, f"ภาคผนวก {letter}", letter) for letter in "กขค"),
)
WHOLE = Document(COVER, BLOCKS)
STYLES = "Normal", "BodyText", "TableText", "TableHead", "ListBullet", "ListNumber", "Notice"


@pytest.fixture(scope="module")
def whole() -> WordFile:
    return WordFile(write_docx(WHOLE))


@pytest.fixture(scope="module")
def thai() -> WordFile:
    return WordFile(write_docx(replace(WHOLE, digits=Digits.THAI)))


def write(*blocks: Block) -> WordFile:
    return WordFile(write_docx(Document(COVER, blocks)))


def expected_texts(document: Document) -> Iterator[str]:
    """What a reader reads outside the contents, in order, by the document model alone."""
    counts = {Table: 0, Figure: 0}
    cover = document.cover
    yield from (cover.title, cover.year, cover.agency, cover.place, cover.month, cover.note)
    for block in document.blocks:
        if isinstance(block, Table | Figure):
            counts[type(block)] += 1
            number = str(counts[type(block)])
            shown = thai_digits(number) if document.digits is Digits.THAI else number
            label = "ตารางที่" if isinstance(block, Table) else "ภาพที่"
            yield f"{label} {shown} {block.caption}"
        match block:
            case Heading() | Notice():
                yield block.text
            case Paragraph():
                yield from block.text.split("\n\n \n")
            case Bullets():
                yield from block.items
            case Table():
                yield from (column.name for column in block.columns)
                yield from (line for row in block.rows for cell in row for line in lines_of(cell))


def lines_of(cell: Cell) -> list[str]:
    parts = cell if isinstance(cell, tuple) else (cell,)
    return [text for part in parts if (text := part.url if isinstance(part, Link) else part)]


@pytest.mark.parametrize("digits", Digits)
def test_every_text_stands_in_the_file_in_order(
    digits: Digits, whole: WordFile, thai: WordFile
) -> None:
    document = as_printed(replace(WHOLE, digits=digits))
    file = thai if digits is Digits.THAI else whole
    assert file.outside_contents == list(expected_texts(document))


def test_python_docx_opens_it_and_finds_headings_and_tables(whole: WordFile) -> None:
    opened = whole.opened
    found = [(p.style.name, p.text) for p in opened.paragraphs if p.style.name[:7] == "Heading"]
    assert found == [
        ("Heading 1", "ผลการประเมิน ปี 2564"),
        ("Heading 2", "รายตัวชี้วัด"),
        ("Heading 3", "ขั้นตอน"),
        *(("Heading 1", f"ภาคผนวก {letter}") for letter in "กขค"),
    ]
    assert [table.cell(1, 0).text for table in opened.tables] == ["การใช้อำนาจ", "o1"]


class TestLetters:
    def check(self, properties: Any) -> None:
        fonts = properties.find(qn("w:rFonts"))
        kinds = "ascii", "hAnsi", "eastAsia", "cs"
        assert [fonts.get(qn(f"w:{kind}")) for kind in kinds] == [FONT] * 4
        assert value(properties, "w:sz") == value(properties, "w:szCs") is not None
        assert value(properties, "w:b") == value(properties, "w:bCs") is not None
        assert value(properties, "w:lang") == "en-US"
        assert value(properties, "w:lang", "w:bidi") == "th-TH"

    def test_every_run_names_font_size_weight_and_language_for_thai(self, whole: WordFile) -> None:
        runs = [run for text in whole.texts for run in text.xpath(".//w:r")]
        assert len(runs) > 80
        for run in runs:
            self.check(run.find(qn("w:rPr")))

    def test_so_do_defaults_lists_and_every_style_of_text(self, whole: WordFile) -> None:
        styles = whole.xml("styles")
        kinds = styles.xpath("w:style[@w:type='paragraph']")
        properties = styles.xpath(".//w:rPr") + whole.xml("numbering").xpath(".//w:rPr")
        for each in properties:
            self.check(each)
        assert all(kind.find(qn("w:rPr")) is not None for kind in kinds)
        assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:szCs") == "32"

    @pytest.mark.parametrize("style", STYLES)
    def test_running_text_is_of_16_points(self, style: str, whole: WordFile) -> None:
        sizes = whole.xml("styles").xpath(f"w:style[@w:styleId='{style}']/w:rPr/w:szCs/@w:val")
        used = whole.body.xpath(f".//w:p[w:pPr/w:pStyle/@w:val='{style}']//w:szCs/@w:val")
        assert set(sizes + used) == {"32"}

    def test_every_style_in_use_is_defined(self, whole: WordFile) -> None:
        used = whole.body.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")
        assert set(used) <= set(whole.xml("styles").xpath("w:style/@w:styleId"))

    def test_the_font_has_stand_ins_where_it_is_not_installed(self, whole: WordFile) -> None:
        (font,) = whole.xml("fontTable")
        (others,) = font.iter(qn("w:altName"))
        assert font.get(qn("w:name")) == FONT
        assert "TH SarabunPSK" in others.get(qn("w:val"))


class TestContents:
    def test_the_field_takes_headings_of_three_levels_and_word_fills_it(
        self, whole: WordFile
    ) -> None:
        assert whole.fields("document")[6][0] == r'TOC \o "1-3" \h \z \u'
        assert value(whole.xml("settings"), "w:updateFields") == "true"

    def test_until_then_every_heading_stands_there_and_leads_to_its_place(
        self, whole: WordFile
    ) -> None:
        entries = whole.body.xpath(".//w:sdt//w:hyperlink")
        names = [entry.get(qn("w:anchor")) for entry in entries]
        read = [read_text(entry).rstrip("\t") for entry in entries]
        marked = whole.body.xpath(".//w:p[w:bookmarkStart]")
        assert read == [b.text for b in WHOLE.blocks if isinstance(b, Heading)]
        assert names == [value(p, "w:bookmarkStart", "w:name") for p in marked]
        assert read == [read_text(p) for p in marked]
        assert whole.fields("document")[:6] == [(rf"PAGEREF {name} \h", "") for name in names]

    @pytest.mark.parametrize("headings", [0, 5])
    def test_a_document_of_few_headings_has_none_and_word_asks_nothing(self, headings: int) -> None:
        file = write(*(Heading(1, "ก", f"{n}") for n in range(headings)), Paragraph("ข้อความ"))
        assert not file.body.xpath(".//w:sdt")
        assert not file.xml("settings").xpath("w:updateFields")
        assert value(file.body, "w:sectPr/w:pgNumType", "w:start") == "1"


class TestPages:
    def test_all_pages_are_a4_with_an_officers_margins(self, whole: WordFile) -> None:
        sections = whole.opened.sections
        assert len(sections) == 3
        for section in sections:
            assert section.page_width.cm == pytest.approx(21, abs=0.01)
            assert section.page_height.cm == pytest.approx(29.7, abs=0.01)
            sides = section.left_margin, section.right_margin, section.top_margin
            assert [side.cm for side in sides] == pytest.approx([3, 2, 2.5], abs=0.01)
            assert section.bottom_margin.cm == pytest.approx(2, abs=0.01)

    def test_the_cover_alone_has_neither_header_nor_page_number(self, whole: WordFile) -> None:
        cover, *others = whole.body.xpath(".//w:sectPr")
        edges = "w:headerReference | w:footerReference"
        assert not cover.xpath(edges)
        assert [len(section.xpath(edges)) for section in others] == [2, 2]
        starts = [value(section, "w:pgNumType", "w:start") for section in others]
        assert starts == ["1", None]

    def test_header_and_footer_say_title_agency_and_page(self, whole: WordFile) -> None:
        assert read_text(whole.xml("header1")) == COVER.title
        assert read_text(whole.xml("footer1")) == f"{COVER.agency}\tหน้า 1"
        assert whole.fields("footer1") == [(r"PAGE \* ARABIC", "1")]

    def test_a_long_title_stays_on_the_line_of_the_header(self) -> None:
        cover = replace(COVER, title="ยาว\n" * 200)
        header = read_text(WordFile(write_docx(Document(cover, ()))).xml("header1"))
        assert len(header) <= 101
        assert header.endswith("…")

    def test_the_emblem_stands_on_the_cover_and_says_what_it_is(self, emblem: bytes) -> None:
        file = WordFile(write_docx(Document(replace(COVER, emblem=emblem), ())))
        first = file.body.xpath("w:p")[0]
        assert value(first, ".//wp:docPr", "descr") == "ตราสัญลักษณ์ของเทศบาลตำบลบ้านฆ้อง"
        assert file.parts["word/media/image1.png"] == emblem


class TestCaptions:
    def test_they_are_numbered_by_fields_each_kind_from_one(self, whole: WordFile) -> None:
        numbered = [field for field in whole.fields("document") if field[0].startswith("SEQ")]
        assert numbered == [
            (r"SEQ ตารางที่ \* ARABIC", "1"),
            (r"SEQ ภาพที่ \* ARABIC", "1"),
            (r"SEQ ตารางที่ \* ARABIC", "2"),
        ]

    def test_a_caption_stays_with_its_table_below_or_chart_above(self, whole: WordFile) -> None:
        for table in whole.body.xpath("w:tbl"):
            caption = table.getprevious()
            assert read_text(caption).startswith("ตารางที่")
            assert caption.xpath("w:pPr/w:keepNext")
        (picture,) = whole.body.xpath("w:p[.//w:drawing]")
        style = "w:style[@w:styleId='Picture']/w:pPr/w:keepNext"
        assert value(picture, "w:pPr/w:pStyle") == "Picture"
        assert whole.xml("styles").xpath(style)
        assert read_text(picture.getnext()) == "ภาพที่ 1 คะแนนเรียงลำดับ"
        assert value(picture.getnext(), "w:pPr/w:jc") == "center"


class TestThaiDigits:
    def test_fields_lists_and_pages_count_in_thai_too(self, thai: WordFile) -> None:
        assert thai.fields("footer1") == [(r"PAGE \* THAIARABIC", "๑")]
        numbered = [field for field in thai.fields("document") if field[0].startswith("SEQ")]
        assert numbered[2] == (r"SEQ ตารางที่ \* THAIARABIC", "๒")
        assert thai.xml("numbering").xpath(".//w:numFmt/@w:val") == ["bullet", "thaiNumbers"]
        assert thai.body.xpath(".//w:pgNumType/@w:fmt") == ["thaiNumbers"] * 2

    def test_the_chart_is_drawn_with_them_its_scale_too(self, thai: WordFile) -> None:
        (figure,) = as_printed(replace(WHOLE, digits=Digits.THAI)).figures
        drawn = draw_chart(figure.chart, Picture.PNG, Digits.THAI)
        assert thai.parts["word/media/image1.png"] == drawn

    def test_addresses_keep_theirs(self, thai: WordFile) -> None:
        assert "https://bankhong.go.th/o1?page=2" in thai.targets("hyperlink").values()


class TestTables:
    def test_every_header_row_repeats_and_no_short_row_is_parted(self, whole: WordFile) -> None:
        tables = whole.body.xpath(".//w:tbl")
        assert [len(table.xpath("w:tr[w:trPr/w:tblHeader]")) for table in tables] == [1, 1]
        assert all(table.xpath("w:tr")[0].xpath("w:trPr/w:tblHeader") for table in tables)
        assert all(row.xpath("w:trPr/w:cantSplit") for row in whole.body.xpath(".//w:tr"))

    def test_a_row_of_half_a_page_may_be_parted(self) -> None:
        file = write(Table("ก", (Column("ก"),), (("ยาวมาก " * 300,), ("สั้น",))))
        whole_rows = [bool(r.xpath("w:trPr/w:cantSplit")) for r in file.body.xpath(".//w:tr")]
        assert whole_rows == [True, False, True]

    def test_columns_are_fixed_and_fill_the_width_by_their_shares(self) -> None:
        columns = (Column("ก", 1), Column("ข", 2), Column("ค", 5))
        file = write(Table("ก", columns, (("1", "2", "3"),)))
        widths = [int(width) for width in file.body.xpath(".//w:gridCol/@w:w")]
        assert widths == [1134, 2268, 5670]
        assert file.body.xpath(".//w:tr[2]/w:tc/w:tcPr/w:tcW/@w:w") == ["1134", "2268", "5670"]
        assert value(file.body, ".//w:tblLayout", "w:type") == "fixed"

    def test_a_narrow_column_still_holds_the_word_at_its_head(self) -> None:
        file = write(Table("ก", (Column("เปลี่ยนแปลง"), Column("ชื่อ", 30)), (("1", "ก"),)))
        narrow, wide = (int(width) for width in file.body.xpath(".//w:gridCol/@w:w"))
        assert narrow >= 9 * 150
        assert narrow + wide == 9072

    def test_a_narrow_column_still_holds_the_numbers_below_one_another_in_its_cells(self) -> None:
        row = (("100.00%", "50.00%"), "ก")
        file = write(Table("ก", (Column("ก"), Column("ชื่อ", 30)), (row,)))
        assert int(file.body.xpath(".//w:gridCol/@w:w")[0]) >= 7 * 150

    def test_more_columns_than_the_page_can_hold_share_it(self) -> None:
        columns = tuple(Column(f"หัวตาราง{n}", n) for n in range(1, 20))
        widths = write(Table("ก", columns, (("1",) * 19,))).body.xpath(".//w:gridCol/@w:w")
        assert sum(map(int, widths)) == 9072
        assert int(widths[-1]) > int(widths[0])

    def test_text_stands_where_its_column_says_and_totals_are_bold(self, whole: WordFile) -> None:
        rows = whole.body.xpath("w:tbl[1]/w:tr")
        assert rows[1].xpath(".//w:jc/@w:val") == ["left", "center", "right"]
        bold = [set(row.xpath(".//w:rPr/w:bCs/@w:val")) for row in rows]
        assert bold == [{"1"}, {"0"}, {"0"}, {"1"}]

    def test_a_short_table_stays_whole_and_a_long_one_breaks_between_rows(self) -> None:
        rows = tuple((str(n), "ก") for n in range(40))
        columns = (Column("ที่"), Column("ชื่อ"))
        long = write(Table("ก", columns, rows, totals=1)).body.xpath(".//w:tr")
        short = write(Table("ก", columns, rows[:10])).body.xpath(".//w:tr")
        kept = [bool(row.xpath(".//w:keepNext")) for row in long]
        assert [n for n, stays in enumerate(kept) if stays] == [1, 39]
        assert [bool(r.xpath(".//w:keepNext")) for r in short[1:]] == [True] * 9 + [False]

    def test_a_row_without_a_cell_a_column_is_refused(self) -> None:
        with pytest.raises(ValueError, match="shorter"):
            write(Table("ก", (Column("ก"), Column("ข")), (("1",),)))


class TestAddresses:
    def test_web_addresses_work_and_read_as_they_were_typed(self, whole: WordFile) -> None:
        links = whole.body.xpath(".//w:tbl//w:hyperlink")
        targets = whole.targets("hyperlink")
        assert {read_text(link): targets[link.get(qn("r:id"))] for link in links} == {
            "https://bankhong.go.th/o1?page=2": "https://bankhong.go.th/o1?page=2",
            "http://bankhong.go.th/รายงาน ปี.pdf": "http://bankhong.go.th/"
            "%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99%20%E0%B8%9B%E0%B8%B5.pdf",
        }

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "ftp://bankhong.go.th/a",
            "file:///etc/passwd",
            "\\\\server\\share",
            "bankhong.go.th",
            "http://",
            "http://[::1",
            "http://[::1]/",
            "http://a b.th/",
            "http://x.th:port/",
            "https://bank@evil.th/",
            "http://" + "ก" * 70 + ".th/",
            "https://x.th/" + "a" * 2_000,
            "",
        ],
    )
    def test_anything_else_is_plain_text(self, url: str) -> None:
        file = write(Table("ก", (Column("ที่อยู่"),), ((Link(url),),)))
        assert not file.targets("hyperlink")
        assert file.opened.tables[0].cell(1, 0).text == url

    @pytest.mark.parametrize(
        ("url", "target"),
        [
            ("HTTPS://BANKHONG.go.th/A", "https://bankhong.go.th/A"),
            ("http://เทศบาล.ไทย/", "http://xn--o3cg7ak5c9d.xn--o3cw4h/"),
            ("http://x.th:8080/100%/a%20b", "http://x.th:8080/100%25/a%20b"),
            ("http://x.th/a#b#c[d]", "http://x.th/a#b%23c%5Bd%5D"),
            ('http://x.th/"<>\\^`{|}', "http://x.th/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ],
    )
    def test_a_target_is_written_as_word_demands(self, url: str, target: str) -> None:
        file = write(Table("ก", (Column("ที่อยู่"),), ((Link(url),),)))
        assert list(file.targets("hyperlink").values()) == [target]


class TestBlocks:
    def test_a_line_feed_breaks_the_line_and_an_empty_line_the_paragraph(
        self, whole: WordFile
    ) -> None:
        first = "ย่อหน้าแรก 59.46 คะแนน\nบรรทัดสอง"
        assert whole.said("BodyText") == [first, "ย่อหน้าถัดมา", "=1+1"]

    def test_a_notice_stands_in_a_coloured_box(self, whole: WordFile) -> None:
        style = whole.xml("styles").xpath("w:style[@w:styleId='Notice']/w:pPr")[0]
        assert len(style.xpath("w:pBdr/*")) == 4
        assert value(style, "w:shd", "w:fill") == "FFF4D6"
        assert whole.said("Notice") == ["ผู้ตอบมี 12 คน คะแนนรายข้อจึงไม่แสดง"]

    def test_word_numbers_the_lists_and_each_starts_from_one(self, whole: WordFile) -> None:
        items = whole.paragraphs("ListNumber")
        lists = [value(item, "w:pPr/w:numPr/w:numId") for item in items]
        assert lists == ["1", "1", "3"]
        numbering = whole.xml("numbering")
        assert numbering.xpath("w:num/w:abstractNumId/@w:val") == ["1", "0", "1"]
        assert numbering.xpath(".//w:startOverride/@w:val") == ["1"] * 3

    def test_a_paragraph_stays_on_the_page_of_the_list_it_leads_to(self) -> None:
        file = write(Paragraph("ก\n\nดังนี้"), Bullets(("ข้อ",)), Paragraph("จบ"))
        kept = [bool(p.xpath("w:pPr/w:keepNext")) for p in file.paragraphs("BodyText")]
        assert kept == [False, True, False]

    def test_words_and_caption_stay_on_the_page_of_the_table_they_lead_to(self) -> None:
        file = write(Heading(1, "ก", "a"), Paragraph("ตามตาราง"), SCORES, Paragraph("จบ"))
        kept = [bool(p.xpath("w:pPr/w:keepNext")) for p in file.paragraphs("BodyText")]
        assert kept == [True, False]
        assert all(p.xpath("w:pPr/w:keepNext") for p in file.paragraphs("Caption"))

    def test_a_chart_fills_the_width_and_says_what_it_shows(self, whole: WordFile) -> None:
        (inline,) = whole.body.xpath(".//wp:inline")
        assert inline.extent.cx == Cm(16)
        assert value(inline, "wp:docPr", "descr") == "แผนภูมิแท่ง การใช้อำนาจ 80.00"
        assert value(inline, "wp:docPr", "title") == "คะแนนเรียงลำดับ"
        assert whole.parts["word/media/image1.png"].startswith(b"\x89PNG")

    def test_headings_stay_with_what_follows_and_no_line_stands_alone(
        self, whole: WordFile
    ) -> None:
        styles = whole.xml("styles")
        for level in (1, 2, 3):
            shape = styles.xpath(f"w:style[@w:styleId='Heading{level}']/w:pPr")[0]
            assert shape.xpath("w:keepNext")
            assert value(shape, "w:outlineLvl") == str(level - 1)
            assert value(shape.getparent(), "w:next") == "BodyText"
        kept = styles.xpath("w:style[@w:type='paragraph']/w:pPr/w:widowControl")
        assert len(kept) == len(styles.xpath("w:style[@w:type='paragraph']"))


class TestFile:
    def test_the_same_document_gives_the_same_bytes(self, whole: WordFile) -> None:
        assert write_docx(WHOLE) == whole.content

    def test_no_time_and_no_person_stands_in_it(self, whole: WordFile) -> None:
        with ZipFile(BytesIO(whole.content)) as file:
            assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = whole.opened.core_properties
        assert properties.title == COVER.title
        assert properties.subject == f"{COVER.agency} {COVER.year}"
        assert properties.author == COVER.agency
        assert properties.language == "th-TH"
        assert properties.last_modified_by == ""
        core = whole.parts["docProps/core.xml"]
        assert not any(word in core for word in (b"created", b"modified", b"Modified"))

    def test_nothing_of_the_librarys_template_comes_with_it(self, whole: WordFile) -> None:
        assert set(whole.parts) == {
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/header1.xml",
            "word/media/image1.png",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        }
        written = b"".join(part for name, part in whole.parts.items() if name.endswith("xml"))
        strange = (b"Calibri", b"Cambria", b"python-docx", b"MS ", b"asciiTheme")
        assert not any(word in written for word in strange)

    def test_word_treats_it_as_a_new_file_in_thai(self, whole: WordFile) -> None:
        settings = whole.xml("settings")
        mode = "w:compat/w:compatSetting[@w:name='compatibilityMode']"
        assert value(settings, mode) == "15"
        assert value(settings, "w:themeFontLang", "w:bidi") == "th-TH"

    def test_numbers_that_must_be_unique_are(self) -> None:
        figure = Figure("a", "ก", "ข", CHART)
        heading = Heading(1, "ก", "a")
        file = write(heading, figure, heading, figure, Bullets(("ก",)), Bullets(("ก",)))
        for path in ("wp:docPr/@id", "w:bookmarkStart/@w:id", "w:bookmarkStart/@w:name"):
            found = file.body.xpath(f".//{path}")
            assert len(found) == len(set(found)) == 2
        assert sorted(file.xml("numbering").xpath("w:num/@w:numId")) == ["1", "2"]

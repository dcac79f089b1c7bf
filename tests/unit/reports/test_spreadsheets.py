"""Table files: what is written is read back, and a file made to do harm is refused with a sentence."""

import contextlib
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.core.errors import BadFile
from survey_app.reports import spreadsheets, workbook_guard
from survey_app.reports.spreadsheets import (
    MOST_BYTES,
    MOST_ROWS,
    Column,
    Sheet,
    read_table,
    write_csv,
    write_xlsx,
)

HEADER = ("code", "answer")
COLUMNS = (Column("code"), Column("answer", choices=("มี", "ไม่มี"), help="มีหรือไม่มี"))
SHEET_XML = "xl/worksheets/sheet1.xml"


def rows_of(name: str, content: bytes, **options) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, dict(row.cells)) for row in read_table(name, content, **options)]


def problems_of(name: str, content: bytes, **options) -> tuple[str, ...]:
    with pytest.raises(BadFile) as refused:
        read_table(name, content, **options)
    assert refused.value.name == name
    return refused.value.problems


def workbook(*rows: tuple[str, ...]) -> bytes:
    return write_xlsx([Sheet("OIT", COLUMNS, rows)])


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


@pytest.mark.parametrize(
    ("text", "held"),
    [("<r>&</r>", " <r>&</r>"), ("<r><t>x</t></r>", " <r><t>x</t></r>"), ("a\x00\x1bb", "ab")],
)
def test_text_that_would_break_the_file_is_written_harmless(text, held):
    """XlsxWriter copies a text from <r> to </r> into the file as it is."""
    assert rows_of("a.xlsx", workbook((text, "มี")))[0][1]["code"] == held


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_is_read_in_every_encoding_and_delimiter_excel_writes(self, encoding, delimiter):
        text = f"Code{delimiter}answer\r\no1{delimiter}ไม่มี\r\n"
        found = rows_of("ก.csv", text.encode(encoding))
        assert found == [(2, {"code": "o1", "answer": "ไม่มี"})]

    def test_lines_are_those_of_the_file_though_a_cell_spans_several(self):
        found = rows_of("a.csv", b'code,answer\no1,"a\nb\nc"\n\n,\no2,d\n')
        assert found == [
            (2, {"code": "o1", "answer": "a\nb\nc"}),
            (7, {"code": "o2", "answer": "d"}),
        ]

    def test_short_row_has_empty_cells_and_missing_column_is_told_apart(self):
        row = read_table("a.csv", b"code,answer\no1\n")[0]
        assert row["answer"] == ""
        assert row["owner"] == ""
        assert "answer" in row
        assert "owner" not in row

    def test_formulas_are_neutralised_by_an_apostrophe_that_reading_removes(self):
        cells = ["=1+1", "+66", "-1", "@SUM(A1)", "'=1", "'quoted'", "\tx", "ปกติ"]
        written = write_csv([["code"], *[[cell] for cell in cells]])
        lines = written.decode("utf-8-sig").splitlines()
        assert lines[1:5] == ["'=1+1", "'+66", "'-1", "'@SUM(A1)"]
        assert [row["code"] for row in read_table("a.csv", written)] == cells

    def test_starts_with_the_mark_excel_needs_for_thai(self):
        assert write_csv([["ก"]]).startswith(b"\xef\xbb\xbf")

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "ไฟล์ว่างเปล่า"),
            (b"\n\n,,\n", "ไฟล์ว่างเปล่า"),
            ("code,answer\no1,มี".encode("utf-16"), "UTF-8"),
            ("code,answer\no1,x".encode("utf-16-le"), "UTF-8"),
            (bytes(range(256)), "UTF-8"),
            (b'code,answer\no1,"never closed\n', "บรรทัดที่ 2"),
            (b'code,answer\no1,a\no2,"a"b\n', "บรรทัดที่ 3"),
            (b"code,answer\no1,a,b\n", "บรรทัดที่ 2"),
            (b"code,answer,code\n", "คอลัมน์ code ซ้ำกัน"),
            (b"code\no1\n", "ไม่มีคอลัมน์ answer"),
            (b"code,answer,colour\n", "ไม่รู้จักคอลัมน์ colour"),
            (b"code,answer" + b"," * 10_000 + b"\n", "เกิน 100 คอลัมน์"),
            (b"code,answer\n" + b"o1,x\n" * (MOST_ROWS + 1), "เกิน 5000 บรรทัด"),
            (b"\n" * 100_000, "เกิน 5000 บรรทัด"),
            (b"x" * (MOST_BYTES + 1), "เกิน 5 เมกะไบต์"),
            (b"code,answer\no1," + b"x" * 200_000, "บรรทัดที่ 2"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel รุ่นเก่า"),
        ],
    )
    def test_file_that_cannot_be_used_is_refused_with_a_sentence(self, content, sentence):
        problems = problems_of("a.csv", content, required=HEADER, optional=())
        assert sentence in problems[0]

    def test_largest_number_of_rows_is_still_read(self):
        assert len(read_table("a.csv", b"code,answer\n" + b"o1,x\n" * MOST_ROWS)) == MOST_ROWS

    @given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
    def test_any_text_survives(self, cells):
        written = write_csv([["code"], *[[f"{cell}."] for cell in cells]])
        assert [row["code"] for row in read_table("a.csv", written)] == [f"{c}." for c in cells]


class TestXlsx:
    def test_what_is_written_is_read_back_with_row_numbers(self):
        found = rows_of("ก.xlsx", workbook(("o1", "มี"), ("", ""), ("o2", "บรรทัดหนึ่ง\nบรรทัดสอง")))
        assert found == [
            (2, {"code": "o1", "answer": "มี"}),
            (4, {"code": "o2", "answer": "บรรทัดหนึ่ง\nบรรทัดสอง"}),
        ]

    def test_is_recognised_by_its_content_whatever_its_name(self):
        assert rows_of("a.csv", workbook(("o1", "มี")))[0][0] == 2

    def test_text_is_never_a_formula_or_a_link(self):
        cells = ["=1+1", "+66", "@SUM(A1)", "https://a.example", "100", "_x0041_", "<b>&amp;"]
        written = workbook(*[(cell, "") for cell in cells])
        sheet = part_of(written, SHEET_XML)
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet
        assert [row["code"] for row in read_table("a.xlsx", written)] == cells

    def test_header_stays_in_view_and_choices_are_offered(self):
        written = workbook(("o1", ""))
        sheet = part_of(written, SHEET_XML).decode()
        assert 'state="frozen"' in sheet
        assert '"มี,ไม่มี"' in sheet
        assert "มีหรือไม่มี" in part_of(written, "xl/comments1.xml").decode()

    def test_same_rows_give_the_same_bytes(self):
        assert workbook(("o1", "มี")) == workbook(("o1", "มี"))

    def test_numbers_and_days_are_read_as_a_person_types_them(self):
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["code", "score", "due_on"])
            page.write_row(1, 0, ["o1", 100])
            page.write_datetime(
                1, 2, date(2021, 3, 31), book.add_format({"num_format": "d/m/yyyy"})
            )
        assert rows_of("a.xlsx", out.getvalue()) == [
            (2, {"code": "o1", "score": "100", "due_on": "2021-03-31"})
        ]

    def test_too_long_a_cell_is_not_dropped_silently(self):
        with pytest.raises(ValueError, match="row 1"):
            workbook(("x" * 40_000, ""))


class TestHostileXlsx:
    def test_truncated_archives_are_refused(self):
        whole = workbook(("o1", "มี"))
        for length in (2, 4, 30, len(whole) // 2, len(whole) - 1):
            assert "เสียหาย" in problems_of("a.xlsx", whole[:length])[0]

    def test_csv_named_xlsx_is_refused(self):
        assert "เสียหาย" in problems_of("a.xlsx", b"code,answer\no1,x\n")[0]

    def test_archive_that_swells_is_refused_by_what_it_says(self):
        bomb = with_part(workbook(), SHEET_XML, b" " * (21 * 1024 * 1024))
        assert len(bomb) < 100_000
        assert "มากเกินกว่าที่รับได้" in problems_of("a.xlsx", bomb)[0]

    def test_archive_that_lies_about_its_size_is_refused(self):
        honest = with_part(workbook(), SHEET_XML, b" " * (21 * 1024 * 1024))
        size = (21 * 1024 * 1024).to_bytes(4, "little")
        lying = honest.replace(size, (1000).to_bytes(4, "little"))
        assert lying != honest
        assert "เสียหาย" in problems_of("a.xlsx", lying)[0]

    def test_many_parts_are_refused(self):
        out = io.BytesIO(workbook())
        with zipfile.ZipFile(out, "a") as archive:
            for n in range(workbook_guard.MOST_PARTS):
                archive.writestr(f"xl/{n}.xml", b"<a/>")
        assert "มากเกินกว่าที่รับได้" in problems_of("a.xlsx", out.getvalue())[0]

    @pytest.mark.parametrize("place", ["A1048576", "XFD1", "XFD1048576"])
    def test_one_cell_at_the_far_corner_is_refused(self, place):
        sheet = part_of(workbook(("o1", "มี")), SHEET_XML)
        far = f'<row r="9"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
        hostile = with_part(workbook(("o1", "มี")), SHEET_XML, sheet.replace(b"</sheetData>", far))
        assert "มากเกินกว่าที่รับได้" in problems_of("a.xlsx", hostile)[0]

    def test_row_without_cells_at_the_far_end_is_harmless(self):
        whole = workbook(("o1", "มี"))
        sheet = part_of(whole, SHEET_XML)
        far = b'<row r="1048576" ht="12.8"/></sheetData>'
        assert rows_of("a.xlsx", with_part(whole, SHEET_XML, sheet.replace(b"</sheetData>", far)))

    def test_ten_thousand_columns_are_refused(self):
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            book.add_worksheet().write_row(0, 0, ["x"] * 10_000)
        assert "มากเกินกว่าที่รับได้" in problems_of("a.xlsx", out.getvalue())[0]

    def test_more_rows_than_allowed_are_refused(self):
        many = workbook(*[("o1", "x")] * (MOST_ROWS + 1))
        assert "มากเกินกว่าที่รับได้" in problems_of("a.xlsx", many)[0]

    def test_document_type_with_entities_is_refused(self):
        sheet = part_of(workbook(("o1", "มี")), SHEET_XML)
        entity = b'<!DOCTYPE a [<!ENTITY e "boom">]>'
        hostile = with_part(workbook(), SHEET_XML, sheet.replace(b"?>", b"?>" + entity, 1))
        assert "เสียหาย" in problems_of("a.xlsx", hostile)[0]

    def test_archive_without_a_workbook_is_refused(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("readme.txt", "hello")
        assert "เสียหาย" in problems_of("a.xlsx", out.getvalue())[0]

    def test_formula_is_read_as_its_value_never_run(self):
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["code", "answer"])
            page.write_formula(1, 0, '=HYPERLINK("https://evil.example")', None, "o1")
        assert rows_of("a.xlsx", out.getvalue())[0][1]["code"] == "o1"

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_any_damage_is_refused_or_read(self, data):
        whole = workbook(("o1", "มี"), ("o2", "ไม่มี"))
        name = data.draw(st.sampled_from(zipfile.ZipFile(io.BytesIO(whole)).namelist()))
        part = bytearray(part_of(whole, name))
        for place in data.draw(st.lists(st.integers(0, len(part) - 1), min_size=1, max_size=6)):
            part[place] = data.draw(st.integers(0, 255))
        with contextlib.suppress(BadFile):
            read_table("a.xlsx", with_part(whole, name, bytes(part)))


def test_limits_of_the_guard_are_those_of_the_reader():
    assert workbook_guard.MOST_UNPACKED == 20 * 1024 * 1024
    assert spreadsheets.MOST_BYTES == 5 * 1024 * 1024

"""Table files as officers exchange them: XLSX and CSV bytes to rows of text cells, and back.

What comes in is not trusted: sizes are measured before anything is unpacked, and a file that cannot
be read is refused with a Thai sentence for the person who made it. What goes out holds text only,
never a formula.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from survey_app.core.errors import BadFile
from survey_app.reports.workbook_guard import UnsafeWorkbook, open_sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
_DELIMITERS = ",;\t"
_MOST_DELIMITERS = 20_000
"""In one line; more than any cell of prose has, and few enough to be split."""
_LONGEST_CELL = 32_767
"""Characters; Excel itself holds no more in a cell."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""What a spreadsheet takes for a formula, or what we wrote to keep it from doing so."""

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row under the header: its line in the file, and its cells as text by column name."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column, empty where the file has no such column."""
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        """Whether the file has that column."""
        return column in self.cells


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be written: its name, width in characters, help at its header, allowed values."""

    name: str
    width: int = 20
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written: a header row that stays in view, and rows of text."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Cells]
    frozen_columns: int = 0


def read_table(
    file_name: str,
    content: bytes,
    *,
    required: Iterable[str] = (),
    optional: Iterable[str] | None = None,
) -> list[TableRow]:
    """The rows of a CSV file, or of an XLSX file's first sheet, by the names in its header row.

    Empty rows are left out. Raises BadFile for a file that is too large, damaged or of another kind,
    and for a header without the `required` columns, with a column twice, or, where `optional` is
    given, with a column that is neither.
    """
    if len(content) > MOST_BYTES:
        raise BadFile(file_name, (f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1024 // 1024} เมกะไบต์",))
    lines = _read_lines(file_name, content)
    _, header = next(lines, (0, ()))
    names = [name.strip().lower() for name in header]
    _check_header(file_name, names, set(required), None if optional is None else set(optional))
    return _name_cells(file_name, names, lines)


def _read_lines(file_name: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    """Non-empty rows with their line in the file."""
    if content.startswith(_OLD_EXCEL):
        sentence = "ไฟล์เป็น Excel รุ่นเก่าหรือมีรหัสผ่าน ให้บันทึกใหม่เป็น .xlsx ที่ไม่มีรหัสผ่าน"
        raise BadFile(file_name, (sentence,))
    is_workbook = content.startswith(_ZIP) or PurePath(file_name).suffix.lower() == ".xlsx"
    read = _read_xlsx if is_workbook else _read_csv
    for found, (line, cells) in enumerate(read(file_name, content), start=-1):
        if found >= MOST_ROWS:
            raise BadFile(file_name, (f"ไฟล์มีข้อมูลเกิน {MOST_ROWS} บรรทัด",))
        if len(cells) > MOST_COLUMNS:
            raise BadFile(file_name, (f"บรรทัดที่ {line} มีเกิน {MOST_COLUMNS} คอลัมน์",))
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise BadFile(file_name, (f"บรรทัดที่ {line} มีข้อความยาวเกินกว่าที่รับได้",))
        if any(cell.strip() for cell in cells):
            yield line, cells


def _read_csv(file_name: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    text = _decode(file_name, content)
    delimiter = _delimiter_of(text)
    lines = _check_widths(file_name, StringIO(text, newline=""), delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_without_apostrophe(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        sentence = f"บรรทัดที่ {line} อ่านไม่ได้ ให้ตรวจเครื่องหมายคำพูดว่าเปิดและปิดครบ"
        raise BadFile(file_name, (sentence,)) from error


def _check_widths(file_name: str, lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines; raises BadFile for one of so many cells that splitting it would fill the memory."""
    for number, line in enumerate(lines, start=1):
        if line.count(delimiter) > _MOST_DELIMITERS:
            raise BadFile(file_name, (f"บรรทัดที่ {number} มีเกิน {MOST_COLUMNS} คอลัมน์",))
        yield line


def _decode(file_name: str, content: bytes) -> str:
    """UTF-8 with or without its mark, else the Thai Windows code page of older Excel."""
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadFile(file_name, ("อ่านตัวอักษรในไฟล์ไม่ได้ ให้บันทึกเป็น CSV แบบ UTF-8",))


def _delimiter_of(text: str) -> str:
    """The delimiter that stands most often in the header row."""
    header = next((line for line in StringIO(text) if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _read_xlsx(file_name: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    try:
        rows = open_sheet(content, MOST_ROWS + 1, MOST_COLUMNS)
    except UnsafeWorkbook as error:
        raise BadFile(file_name, (error.sentence,)) from error
    for line, cells in rows:
        yield line, [_as_text(cell) for cell in cells]


def _as_text(cell: object) -> str:
    """A cell as a person would type it; whole numbers without a fraction, days as ISO dates."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")


def _check_header(
    file_name: str, names: list[str], required: set[str], optional: set[str] | None
) -> None:
    named = [name for name in names if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    unknown = [] if optional is None else sorted(set(named) - required - optional)
    problems = [f"ไม่มีคอลัมน์ {name} ในบรรทัดหัวตาราง" for name in sorted(required - set(named))]
    problems += [f"คอลัมน์ {name} ซ้ำกัน" for name in twice]
    problems += [f"ไม่รู้จักคอลัมน์ {name[:40]}" for name in unknown]
    if not named:
        problems = ["ไฟล์ว่างเปล่า ต้องมีบรรทัดหัวตารางและข้อมูล"]
    if problems:
        raise BadFile(file_name, tuple(problems))


def _name_cells(
    file_name: str, names: list[str], lines: Iterator[tuple[int, Cells]]
) -> list[TableRow]:
    rows, problems = [], []
    for line, cells in lines:
        if any(cell.strip() for cell in cells[len(names) :]):
            problems.append(f"บรรทัดที่ {line} มีข้อมูลเกินจำนวนคอลัมน์ของหัวตาราง")
        whole = [*cells, *[""] * (len(names) - len(cells))]
        rows.append(TableRow(line, {n: c for n, c in zip(names, whole, strict=False) if n}))
    if problems:
        raise BadFile(file_name, tuple(problems))
    return rows


def write_csv(rows: Iterable[Cells]) -> bytes:
    """Rows, the header first, as CSV in UTF-8 with its mark, which Excel needs for Thai.

    A text that a spreadsheet would take for a formula gets an apostrophe, which `read_table` removes.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([_with_apostrophe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _with_apostrophe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _without_apostrophe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # XlsxWriter wants no zone; the same rows give the same bytes
FONT = {"font_name": "TH Sarabun New", "font_size": 16, "valign": "top"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """`text` as a cell may hold it: no control characters, and nothing that XlsxWriter takes for XML.

    A text from `<r>` to `</r>` would be copied into the file unescaped, and could break it.
    """
    clean = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f" {clean}" if clean.startswith("<r>") and clean.endswith("</r>") else clean


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets; every cell is text."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # loaded when writing

    out = BytesIO()
    with Workbook(out, OPTIONS) as workbook:
        workbook.set_properties({"created": MADE})
        header = workbook.add_format(
            {**FONT, "bold": True, "bg_color": "#DCE6F1", "bottom": 1, "num_format": "@"}
        )
        body = workbook.add_format({**FONT, "text_wrap": True, "num_format": "@"})
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, header, body)
    return out.getvalue()


def _write_sheet(
    page: "Worksheet",
    sheet: Sheet,
    header: "Format",
    body: "Format",
) -> None:
    last = max(len(sheet.rows), 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, body)
        page.write_string(0, place, column.name, header)
        if column.help:
            page.write_comment(0, place, column.help, {"font_size": 12, "x_scale": 2})
        if column.choices:
            page.data_validation(1, place, last, place, _choices(column))
    for line, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            if page.write_string(line, place, clean_text(cell), body):
                raise ValueError(f"a cell in row {line} is too long for a workbook")
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    page.freeze_panes(1, sheet.frozen_columns)


def _choices(column: Column) -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(column.choices),
        "ignore_blank": True,
        "error_title": "ค่านี้ใช้ไม่ได้",
        "error_message": f"เลือกได้เฉพาะ {' / '.join(column.choices)} หรือเว้นว่าง",
    }

"""Opening an XLSX file that nobody vouches for: measured, unpacked within limits, then parsed.

A few kilobytes of ZIP can swell to gigabytes, and one cell at the far corner of a sheet makes a
parser reserve room for seventeen thousand million. So every part is unpacked by us up to a limit,
its elements are counted and its cells' places looked up, and only what passed is packed again for
the parser.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 500
MOST_ELEMENTS = 500_000
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAMAGED = "เปิดไฟล์ .xlsx ไม่ได้ ไฟล์อาจเสียหายหรือไม่ใช่ไฟล์ Excel"
_TOO_LARGE = "ไฟล์ .xlsx มีข้อมูลมากเกินกว่าที่รับได้"


@dataclass(eq=False)
class UnsafeWorkbook(Exception):
    """A workbook that is damaged, too large, or made to do harm; the sentence says so in Thai."""

    sentence: str


def open_sheet(
    content: bytes, most_rows: int, most_columns: int
) -> Iterator[tuple[int, Sequence[object]]]:
    """The rows of the first sheet with their numbers; raises UnsafeWorkbook before giving any."""
    parts = _unpack(content)
    for part in parts.values():
        _Scan(most_rows, most_columns).read(part)
    rows = _parse(_pack(parts))
    return enumerate(rows, start=1)


def _unpack(content: bytes) -> dict[str, bytes]:
    """The XML parts, each within what is left of the limit, whatever the archive says of itself."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_sizes(archive.infolist())
            return _read_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnsafeWorkbook(_DAMAGED) from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) >= MOST_UNPACKED:
        raise UnsafeWorkbook(_TOO_LARGE)
    if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
        raise UnsafeWorkbook(_DAMAGED)


def _read_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                found = part.read(left)
            left -= len(found)
            parts[member.filename] = found
        if left <= 0:
            raise UnsafeWorkbook(_TOO_LARGE)
    return parts


def _pack(parts: dict[str, bytes]) -> BytesIO:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    out.seek(0)
    return out


@dataclass
class _Scan:
    """One pass over an XML part: no document type, and no cell with content beyond the limits."""

    most_rows: int
    most_columns: int
    row: int = field(default=0, init=False)
    column: int = field(default=0, init=False)
    elements: int = field(default=0, init=False)

    def read(self, part: bytes) -> None:
        """Raise UnsafeWorkbook for a part that is no plain XML or holds too much.

        It is read as UTF-8, as the next parser reads it. What has two bytes a character would show
        the two parsers different things; it cannot be written without NUL.
        """
        if b"\0" in part:
            raise UnsafeWorkbook(_DAMAGED)
        parser = expat.ParserCreate(encoding="utf-8")
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = self._start
        try:
            parser.Parse(part, True)  # noqa: FBT003  # the parser takes no name for "this is all"
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnsafeWorkbook(_DAMAGED) from error

    def _refuse_document_type(self, *_declared: object) -> None:
        raise UnsafeWorkbook(_DAMAGED)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS or _announces_too_much(attributes):
            raise UnsafeWorkbook(_TOO_LARGE)
        match name.rpartition(":")[2]:
            case "row":
                stated = attributes.get("r", "")
                self.row = int(stated) if stated.isdecimal() else self.row + 1
                self.column = 0
            case "c":
                self._enter_cell(attributes.get("r", ""))
            case "v" | "is" | "f" if self._outside():
                raise UnsafeWorkbook(_TOO_LARGE)

    def _enter_cell(self, stated: str) -> None:
        self.column += 1
        if stated:
            self._move_to(stated)

    def _move_to(self, stated: str) -> None:
        place = _CELL.fullmatch(stated.upper())
        if place is None:
            raise UnsafeWorkbook(_DAMAGED)
        self.column = 0
        for letter in place[1]:
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(place[2])

    def _outside(self) -> bool:
        return self.row > self.most_rows or self.column > self.most_columns


def _announces_too_much(attributes: dict[str, str]) -> bool:
    """Whether an element says it holds more than we read: a parser makes room before it looks.

    A hundred gigabytes asked for that way do not fail: they end the process.
    """
    told = (attributes.get(name, "") for name in ("count", "uniqueCount"))
    return any(_is_beyond(number.strip()) for number in told)


def _is_beyond(number: str) -> bool:
    digits = number.lstrip("+0")
    return digits.isdecimal() and (len(digits) > 9 or int(digits) > MOST_ELEMENTS)


def _parse(archive: BytesIO) -> list[list[object]]:
    try:
        with CalamineWorkbook.from_filelike(archive) as workbook:
            sheet = workbook.get_sheet_by_index(0)
            return [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise UnsafeWorkbook(_DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the parser's own crash, no Exception
            raise UnsafeWorkbook(_DAMAGED) from error
        raise

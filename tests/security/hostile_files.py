"""Table files made to do harm: by what they say they are, by their size, by what is in them.

Each is made of a file that would be accepted, so that its harm is not hidden behind a missing column.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE - 4096
"""As much as an upload takes, with room for the form around it."""


@dataclass(frozen=True)
class Good:
    """A workbook that is accepted, and the same table as lines of cells."""

    workbook: bytes
    header: tuple[str, ...]
    row: tuple[str, ...]

    def csv(self, *rows: tuple[str, ...], delimiter: str = ",") -> str:
        """The table as CSV, with `rows` in place of its row."""
        lines = (self.header, *(rows or (self.row,)))
        return "".join(delimiter.join(line) + "\r\n" for line in lines)


Make = Callable[[Good], bytes]


def list_files(good: Good) -> Iterator[tuple[str, str, bytes]]:
    """What each file is, the name it is sent under, its bytes."""
    for name, make in _TEXTS.items():
        yield name, f"{name.replace(' ', '-')}.csv", make(good)
    for name, make in _WORKBOOKS.items():
        yield name, f"{name.replace(' ', '-')}.xlsx", make(good)
    for place, name in enumerate(NAMES):
        content = good.workbook if place % 2 else good.csv().encode()
        yield f"named {name[:20]!r}", name, content[:-1] if place % 3 else content


NAMES = (
    "", ".", "..", "../../../../etc/passwd", "..\\..\\secret.key", "/etc/passwd", "a\0b.csv", "CON",
    "ก" * 300 + ".xlsx", "=cmd|'/c calc'!A1.csv", "<script>alert(1)</script>.csv", "a\r\nX: y.csv",
    "\u202excod.exe", "a.csv.exe", "%2e%2e%2f.xlsx", '"; filename="b.csv', "x" * 3000,
)  # fmt: skip


def _cells(good: Good, value: str) -> str:
    """The row with one value in every cell but the first."""
    return good.csv((good.row[0], *[value] * (len(good.row) - 1)))


_TEXTS: dict[str, Make] = {
    "empty": lambda _good: b"",
    "only a byte order mark": lambda _good: b"\xef\xbb\xbf",
    "UTF-16 little endian": lambda good: good.csv().encode("utf-16"),
    "UTF-16 without a mark": lambda good: good.csv().encode("utf-16-be"),
    "UTF-32": lambda good: good.csv().encode("utf-32"),
    "UTF-7": lambda good: good.csv().encode("utf-7"),
    "Thai of Windows": lambda good: good.csv().encode("cp874", "replace"),
    "overlong UTF-8": lambda good: good.csv().encode() + b"\xc0\xaf\xe0\x80\xaf",
    "surrogates": lambda good: good.csv().encode() + b"\xed\xa0\x80",
    "NUL": lambda good: good.csv().encode() + b"\0,\0\r\n",
    "random bytes": lambda _good: bytes((n * 7919 + n // 251) % 256 for n in range(20_000)),
    "quote never closed": lambda good: good.csv().encode() + b'"' + b"x" * 300_000,
    "quotes only": lambda _good: b'"' * LARGEST,
    "commas only": lambda _good: b"," * LARGEST,
    "line ends only": lambda _good: b"\n" * LARGEST,
    "carriage returns only": lambda _good: b"\r" * LARGEST,
    "a million columns": lambda good: (",".join(good.header) + ",x" * 1_000_000).encode(),
    "a hundred thousand rows": lambda good: (good.csv() + "x,y\r\n" * 100_000).encode(),
    "one cell of five megabytes": lambda good: _cells(good, "x" * MEGABYTE).encode()[:LARGEST],
    "formulas": lambda good: _cells(good, '=HYPERLINK("https://evil.example")').encode(),
    "formula of commands": lambda good: _cells(good, "@SUM(1)*cmd|'/c calc'!A1").encode(),
    "huge numbers": lambda good: _cells(good, "9" * 5000).encode(),
    "numbers that are none": lambda good: _cells(good, "1e999").encode(),
    "not a number": lambda good: _cells(good, "NaN").encode(),
    "days that are none": lambda good: _cells(good, "31/02/2564").encode(),
    "days of no calendar": lambda good: _cells(good, "1/1/999999999999").encode(),
    "header twice": lambda good: (",".join(good.header * 2) + "\n").encode(),
    "header with NUL": lambda good: good.csv().encode().replace(b",", b"\0,", 1),
    "line of a spreadsheet": lambda good: ("sep=;\r\n" + good.csv(delimiter=";")).encode(),
    "the same row often": lambda good: good.csv(*[good.row] * 4_000).encode(),
    "marks over marks": lambda good: _cells(good, "ก" + "\u0e49" * 5_000).encode(),
    "JSON": lambda _good: b"[" * 100_000,
    "HTML": lambda _good: b"<html><table><tr><td>code</td></tr></table></html>",
}


def _with(good: Good, parts: dict[str, bytes], *, without: str = "") -> bytes:
    """The workbook with parts replaced or added, or one left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good.workbook)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts and name != without:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def _part(good: Good, name: str = SHEET) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good.workbook)) as archive:
        return archive.read(name)


def _with_cells(good: Good, cells: bytes) -> bytes:
    """The workbook with more in its sheet."""
    sheet = _part(good).replace(b"</sheetData>", cells + b"</sheetData>")
    return _with(good, {SHEET: sheet})


def _with_head(good: Good, head: bytes) -> bytes:
    """The workbook whose sheet begins with a document type."""
    return _with(good, {SHEET: _part(good).replace(b"?>", b"?>" + head, 1)})


def _with_relation(good: Good, target: str, mode: str = "") -> bytes:
    name = "xl/_rels/workbook.xml.rels"
    there = _part(good, name).replace(b"worksheets/sheet1.xml", target.encode())
    return _with(good, {name: there.replace(b'.xml"/>', f'.xml"{mode}/>'.encode())})


_LAUGHS = b"<!DOCTYPE a [" + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)


def _bomb(good: Good, megabytes: int) -> bytes:
    """A part that swells: a thousandth of it lies in the file."""
    out = io.BytesIO(good.workbook)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/media/image1.xml", "w", force_zip64=True) as part:
            for _n in range(megabytes):
                part.write(b" " * MEGABYTE)
    return out.getvalue()


def _lying_bomb(good: Good) -> bytes:
    """The same, but the archive says that it is small."""
    return _bomb(good, 200).replace(struct.pack("<L", 200 * MEGABYTE), struct.pack("<L", 900))


def _two_faced(_good: Good) -> bytes:
    """Harmless to who reads it as UTF-16, and a hundred gigabytes to who reads it as UTF-8."""
    harm = b'<sst uniqueCount="4294967295"><si/></sst>'
    hidden = harm + b" " * (len(harm) % 2)
    return "\ufeff<a>".encode("utf-16-be") + hidden + "</a>".encode("utf-16-be")


def _overlapping(good: Good) -> bytes:
    """Many members that all point at the same bytes, as the smallest bombs do."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packed.compress(b"<a/>" * (MEGABYTE // 4)) + packed.flush()
    crc, size = zlib.crc32(b"<a/>" * (MEGABYTE // 4)), MEGABYTE
    head = struct.pack("<4sHHHHHLLLHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(kernel), size, 1, 0)
    body, entries = head + b"a" + kernel, b""
    for n in range(60):
        name = f"{n}.xml".encode()
        entries += struct.pack(
            "<4sHHHHHHLLLHHHHHLL", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(kernel), size,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name  # fmt: skip
    end = struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, 60, 60, len(entries), len(body), 0)
    return body + entries + end


def _nested(good: Good) -> bytes:
    content = good.workbook
    for n in range(30):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{n}.zip", content)
        content = out.getvalue()
    return content


def _many_parts(good: Good) -> bytes:
    return _with(good, {f"xl/x{n}.xml": b"<a/>" for n in range(3_000)})


def _compressed_as(kind: int) -> Make:
    def make(good: Good) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", kind) as archive:
            archive.writestr(SHEET, _part(good))
        return out.getvalue()

    return make


def _encrypted(good: Good) -> bytes:
    """Members marked as encrypted."""
    content = bytearray(good.workbook)
    for mark, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def _symlink(good: Good) -> bytes:
    out = io.BytesIO(good.workbook)
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/worksheets/sheet2.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../../../tmp/evil.xml", "<a/>")
        archive.writestr("/tmp/evil.xml", "<a/>")
    return out.getvalue()


def _cell(place: str, inner: str, kind: str = "") -> bytes:
    return f'<row r="3"><c r="{place}"{kind}>{inner}</c></row>'.encode()


_WORKBOOKS: dict[str, Make] = {
    "only the first bytes": lambda good: good.workbook[:40],
    "cut in half": lambda good: good.workbook[: len(good.workbook) // 2],
    "without its end": lambda good: good.workbook[:-5],
    "bytes changed": lambda good: good.workbook[:200] + b"\xff" * 40 + good.workbook[240:],
    "bytes before": lambda good: b"MZ" * 500 + good.workbook,
    "bytes after": lambda good: good.workbook + b"\0" * 100_000,
    "old Excel": lambda _good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000,
    "text named a workbook": lambda good: good.csv().encode(),
    "an empty archive": lambda _good: b"PK\5\6" + b"\0" * 18,
    "a bomb of 300 megabytes": lambda good: _bomb(good, 300),
    "a bomb that lies": _lying_bomb,
    "overlapping members": _overlapping,
    "archives in archives": _nested,
    "three thousand parts": _many_parts,
    "bzip2": _compressed_as(zipfile.ZIP_BZIP2),
    "lzma": _compressed_as(zipfile.ZIP_LZMA),
    "encrypted members": _encrypted,
    "links and paths outside": _symlink,
    "a million laughs": lambda good: _with_head(good, _LAUGHS + b"]>"),
    "an entity from a file": lambda good: _with_head(
        good, b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    ),
    "a document type elsewhere": lambda good: _with_head(
        good, b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'
    ),
    "a sheet in UTF-16": lambda good: _with(
        good, {SHEET: _part(good).decode().replace("UTF-8", "UTF-16").encode("utf-16")}
    ),
    "a sheet that is no XML": lambda good: _with(good, {SHEET: b"<worksheet><sheetData>"}),
    "a sheet of deep nesting": lambda good: _with(
        good, {SHEET: b"<worksheet>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</worksheet>"}
    ),
    "a million elements": lambda good: _with_cells(good, b"<row/>" * 1_000_000),
    "an attribute of megabytes": lambda good: _with_cells(
        good, b'<row r="3" x="' + b"y" * 10 * MEGABYTE + b'"/>'
    ),
    "a cell of megabytes": lambda good: _with_cells(
        good, _cell("A3", "<is><t>" + "x" * 10 * MEGABYTE + "</t></is>", ' t="inlineStr"')
    ),
    "a cell far down": lambda good: _with_cells(good, _cell("A1048576", "<v>1</v>")),
    "a cell far right": lambda good: _with_cells(good, _cell("XFD3", "<v>1</v>")),
    "a cell beyond all": lambda good: _with_cells(good, _cell("ZZZZZZZ99999999999", "<v>1</v>")),
    "a place of no meaning": lambda good: _with_cells(good, _cell("-1A", "<v>1</v>")),
    "a row without end": lambda good: _with_cells(good, b'<row r="' + b"9" * 5000 + b'"/>'),
    "a row below nought": lambda good: _with_cells(good, b'<row r="-5"><c><v>1</v></c></row>'),
    "a string that is not there": lambda good: _with_cells(
        good, _cell("A3", "<v>99999999</v>", ' t="s"')
    ),
    "a style that is not there": lambda good: _with_cells(
        good, _cell("A3", "<v>1</v>", ' s="99999999"')
    ),
    "a number of no size": lambda good: _with_cells(good, _cell("A3", "<v>1e400</v>")),
    "no number": lambda good: _with_cells(good, _cell("A3", "<v>NaN</v>")),
    "an error": lambda good: _with_cells(good, _cell("A3", "<v>#REF!</v>", ' t="e"')),
    "a day": lambda good: _with_cells(good, _cell("A3", "<v>2021-13-45</v>", ' t="d"')),
    "a formula": lambda good: _with_cells(
        good, _cell("A3", "<f>WEBSERVICE(&quot;http://127.0.0.1:9&quot;)</f><v>1</v>")
    ),
    "a formula of a thousand brackets": lambda good: _with_cells(
        good, _cell("A3", "<f>" + "(" * 100_000 + "</f><v>1</v>")
    ),
    "merged beyond all": lambda good: _with(
        good,
        {
            SHEET: _part(good).replace(
                b"</sheetData>",
                b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            )
        },
    ),
    "a size that lies": lambda good: _with(
        good, {SHEET: _part(good).replace(b"<dimension ref=", b'<dimension ref="A1:XFD1048576" x=')}
    ),
    "no sheet": lambda good: _with(good, {}, without=SHEET),
    "no workbook": lambda good: _with(good, {}, without="xl/workbook.xml"),
    "no strings": lambda good: _with(good, {}, without="xl/sharedStrings.xml"),
    "no types": lambda good: _with(good, {}, without="[Content_Types].xml"),
    "no relations": lambda good: _with(good, {}, without="xl/_rels/workbook.xml.rels"),
    "a relation to a path": lambda good: _with_relation(good, "../../../../etc/passwd"),
    "a relation to an address": lambda good: _with_relation(
        good, "http://127.0.0.1:9/sheet.xml", ' TargetMode="External"'
    ),
    "a relation to itself": lambda good: _with_relation(good, "../xl/workbook.xml"),
    "strings that are broken": lambda good: _with(
        good, {"xl/sharedStrings.xml": b'<sst count="4294967295" uniqueCount="4294967295"/>'}
    ),
    "strings of two faces": lambda good: _with(good, {"xl/sharedStrings.xml": _two_faced(good)}),
    "styles without end": lambda good: _with(
        good,
        {"xl/styles.xml": b'<styleSheet><cellXfs count="99999999999"><xf/></cellXfs></styleSheet>'},
    ),
    "styles that are broken": lambda good: _with(good, {"xl/styles.xml": b"<styleSheet><xf"}),
    "macros": lambda good: _with(good, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 1000}),
    "a pivot of megabytes": lambda good: _with(
        good, {"xl/pivotCache/a.xml": b"<a>" + b"<b/>" * 400_000 + b"</a>"}
    ),
}

"""What files and pages say, read by parsers that are not ours, and what must not be in them."""

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pypdfium2
from python_calamine import CalamineWorkbook

from tests.security.hostile_town import ELEMENT

_LEADING = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset"}
_SAFE = ("http://", "https://", "/", "#", "?", "tel:", "otpauth:")
_PICTURE = re.compile(r"data:image/(png|svg\+xml);base64,([A-Za-z0-9+/=]+)")
_DATA = {"application/json", "application/ld+json"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == ELEMENT or ELEMENT in held:
            self.faults.append(f"element {tag} {held}")
        if tag == "script" and "src" not in held and held.get("type") not in _DATA:
            self.faults.append("a script within the page")
        if tag in ("iframe", "object", "embed", "base", "foreignobject"):
            self.faults.append(f"element {tag}")
        for name, value in held.items():
            if name.startswith("on") or name == "srcdoc":
                self.faults.append(f"{name} on {tag}")
            if name in _LEADING and value and not (_is_safe(value) or _is_picture(tag, value)):
                self.faults.append(f"{tag} leads to {value[:60]}")
            self.texts.append(value)

    def handle_comment(self, data: str) -> None:
        if "<" in data or ELEMENT in data:
            self.faults.append("markup in a comment")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _is_picture(tag: str, address: str) -> bool:
    """Whether it is a picture within the page, which shows and never runs."""
    found = _PICTURE.fullmatch(address)
    if tag != "img" or found is None:
        return False
    content = base64.b64decode(found[2])
    return content.startswith(b"\x89PNG") or not read_svg(content)[1]


def _is_safe(address: str) -> bool:
    return address.startswith(_SAFE) or ":" not in address.partition("/")[0]


def read_html(content: str) -> tuple[str, list[str]]:
    """The text of a page, its attributes too, and what came out as markup that should not have."""
    page = _Page()
    page.feed(content)
    return squeeze("\n".join(page.texts)), page.faults


def read_svg(content: bytes) -> tuple[str, list[str]]:
    """The same of a drawing, which must be well-formed."""
    root = ET.fromstring(content)
    faults = [
        f"{node.tag} {name}"
        for node in root.iter()
        for name, value in node.attrib.items()
        if name.lower().startswith("on") or "javascript:" in value.lower()
    ]
    bad = ("script", "foreignObject", ELEMENT)
    faults += [node.tag for node in root.iter() if str(node.tag).rpartition("}")[2] in bad]
    return squeeze(" ".join(root.itertext())), faults


def read_csv(content: bytes) -> tuple[str, list[str]]:
    """The cells, and those a spreadsheet would take for a formula."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    cells = [cell for row in rows for cell in row]
    widths = {len(row) for row in rows}
    faults = [cell[:40] for cell in cells if is_formula(cell)]
    return squeeze("\n".join(map(_bare, cells))), faults + ([] if len(widths) == 1 else ["widths"])


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet reckons with a text instead of showing it; a bare number is one."""
    return bool(re.match(r"[=+\-@\t\r\n\0]", cell)) and not re.fullmatch(r"[+-]?[0-9.,]+", cell)


def _bare(cell: str) -> str:
    return cell.removeprefix("'")


def _well_formed(content: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Every XML part of an office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert not name.startswith("/"), name
            assert ".." not in name, name
            if name.endswith((".xml", ".rels", ".vml")):
                yield name, ET.fromstring(archive.read(name))


def read_xlsx(content: bytes) -> tuple[str, list[str]]:
    """The cells of a workbook, and formulas, links and parts that lead outside."""
    faults = list(_outward(content))
    for name, root in _well_formed(content):
        for node in root.iter():
            tag = str(node.tag).rpartition("}")[2]
            if tag == "f" and name.startswith("xl/worksheets/") and not _is_ours(node.text or ""):
                faults.append(f"{name}: formula {node.text}")
            if tag in ("ddeLink", "oleLink", "externalReference"):
                faults.append(f"{name}: {tag}")
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        rows = [
            row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
        ]
    return squeeze("\n".join(str(cell) for row in rows for cell in row)), faults


_REMARK = re.compile(r"\"[ก-๙ ]*\"|'[^'!]*'!")
_RECKONING = re.compile(
    r"(?:(?:ROUND|AND|IF|ISNUMBER|AVERAGE|RANK|MAX|MIN|INDEX|MATCH|SUM|SUMPRODUCT|COUNT|_xlfn\.STDEV\.S)\("
    r"|\$?[A-Z]{1,3}\$?[0-9]+|[0-9.]+|[-+*/(),:<>= ])*"
)


def _is_ours(formula: str) -> bool:
    """Whether a formula only reckons with cells, as the report's own do: nobody typed a part of it."""
    return bool(_RECKONING.fullmatch(_REMARK.sub("", formula)))


def read_docx(content: bytes) -> tuple[str, list[str]]:
    """The text of a document, and fields that fetch or run something."""
    faults, texts = list(_outward(content)), []
    for name, root in _well_formed(content):
        for paragraph in root.iter(f"{_WORD}p"):
            texts.append("".join(one.text or "" for one in paragraph.iter(f"{_WORD}t")))
        for node in root.iter(f"{_WORD}instrText"):
            if not re.match(r"\s*(TOC|PAGE|PAGEREF|NUMPAGES|SEQ|REF|STYLEREF)\b", node.text or ""):
                faults.append(f"{name}: field {node.text}")
    return squeeze("\n".join(texts)), faults


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _outward(content: bytes) -> Iterator[str]:
    """Relations of an office file that lead anywhere but to a page of the web."""
    for name, root in _well_formed(content):
        for node in root.iter():
            outside = node.attrib.get("TargetMode") == "External"
            target = node.attrib.get("Target", "")
            if outside and not target.startswith(("http://", "https://")):
                yield f"{name}: {target}"
            if "vba" in target.lower() or "ole" in target.lower():
                yield f"{name}: {target}"


def read_pdf(content: bytes) -> tuple[str, list[str]]:
    """The text of a PDF, and actions that would run when it opens."""
    document = pypdfium2.PdfDocument(content)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    signs = (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/AA")
    return text, [str(sign) for sign in signs if re.search(re.escape(sign) + rb"\b", content)]


def read_json(content: bytes) -> tuple[str, list[str]]:
    """The texts of a JSON file."""
    return squeeze("\n".join(_texts_of(json.loads(content)))), []


def _texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _texts_of(part)


def squeeze(text: str) -> str:
    """The text with single spaces, as a reader sees it."""
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").split())

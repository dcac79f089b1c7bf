"""A DOCX read back as what stands in it: its parts, paragraphs, runs and fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_SHOWN = {qn("w:t"), qn("w:tab"), qn("w:br")}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n"}


def value(node: Any, path: str, attribute: str = "w:val") -> str | None:
    """The attribute of the one element at that path below `node`; None where there is none."""
    found = node.xpath(path)
    assert len(found) <= 1
    return found[0].get(qn(attribute) if ":" in attribute else attribute) if found else None


def read_text(node: Any) -> str:
    """The text that shows, with its tabs and line breaks."""
    shown = (part for part in node.iter() if part.tag in _SHOWN)
    return "".join(_SIGNS.get(part.tag) or part.text or "" for part in shown if not _is_stop(part))


def _is_stop(part: Any) -> bool:
    """Whether a w:tab is where a tab goes to, in a paragraph's properties."""
    return bool(part.getparent().tag == qn("w:tabs"))


@dataclass(frozen=True)
class WordFile:
    content: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with ZipFile(BytesIO(self.content)) as file:
            return {name: file.read(name) for name in file.namelist()}

    @cached_property
    def opened(self) -> Any:
        """The file as python-docx opens it."""
        return docx.Document(BytesIO(self.content))

    def xml(self, name: str) -> Any:
        return parse_xml(self.parts[f"word/{name}.xml"])

    @cached_property
    def body(self) -> Any:
        return self.xml("document")[0]

    @property
    def texts(self) -> Iterator[Any]:
        """The parts in which text stands: the document itself, header and footer."""
        names = [name for name in self.parts if re.search(r"word/(document|header|footer)", name)]
        return (parse_xml(self.parts[name]) for name in names)

    def paragraphs(self, style: str) -> list[Any]:
        found: list[Any] = self.body.xpath(f".//w:p[w:pPr/w:pStyle/@w:val='{style}']")
        return found

    def said(self, style: str) -> list[str]:
        return [read_text(paragraph) for paragraph in self.paragraphs(style)]

    @property
    def outside_contents(self) -> list[str]:
        """All paragraphs but those of the table of contents, in order, empty ones left out."""
        found = self.body.xpath(".//w:p[not(ancestor::w:sdt)]")
        return [text for text in map(read_text, found) if text]

    def fields(self, name: str) -> list[tuple[str, str]]:
        """Every field of a part that begins with that name: its instruction and what it shows."""
        found: list[tuple[str, str]] = []
        open_: list[list[str]] = []
        for part in self.xml(name).iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
            kind = part.get(qn("w:fldCharType"))
            if kind == "begin":
                open_.append(["", ""])
            elif kind == "end":
                instruction, shown = open_.pop()
                found.append((instruction.strip(), shown))
            elif part.tag == qn("w:instrText"):
                open_[-1][0] += part.text
            elif open_ and part.tag == qn("w:t"):
                open_[-1][1] += part.text
        assert not open_
        return found

    def targets(self, kind: str) -> dict[str, str]:
        """The relations of the document of that kind: key and target."""
        relations = parse_xml(self.parts["word/_rels/document.xml.rels"])
        return {
            one.get("Id"): one.get("Target")
            for one in relations
            if one.get("Type").endswith(f"/{kind}")
        }

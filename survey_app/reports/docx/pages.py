"""Pages: A4 with an officer's margins; from the contents on a header, and a footer with numbers."""

from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart

from survey_app.core.thai import Digits
from survey_app.reports.document import Cover
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, element
from survey_app.reports.docx.fields import number_switch, write_field
from survey_app.reports.docx.paragraphs import write_paragraph, write_text
from survey_app.reports.docx.styles import look_of

_SIZE = {"w": "11906", "h": "16838"}
_MARGINS = {"top": "1417", "right": "1134", "bottom": "1134", "left": "1701"}
"""Twentieths of a point: 2.5 cm at the top, 2 cm right and below, 3 cm left for the binding."""
_EDGES = {"header": "709", "footer": "567", "gutter": "0"}
_LONGEST_TITLE = 100
_FORMATS = {Digits.ARABIC: "decimal", Digits.THAI: "thaiNumbers"}


@dataclass(frozen=True, slots=True)
class Edges:
    """The header and the footer of pages, by their relations in the file."""

    header: str
    footer: str


def write_edges(draft: Draft, cover: Cover) -> Edges:
    """Put the header, a short title, and the footer, agency and page number, into the file."""
    title = write_paragraph("Header", write_text("Header", _shorten(cover.title)))
    number = write_field(
        look_of("Footer"), f"PAGE {number_switch(draft.digits)}", draft.write_number(1)
    )
    agency = write_text("Footer", f"{_shorten(cover.agency)}\tหน้า ")
    return Edges(
        header=_relate(draft, HeaderPart.new(draft.package), RELATIONSHIP_TYPE.HEADER, title),
        footer=_relate(
            draft,
            FooterPart.new(draft.package),
            RELATIONSHIP_TYPE.FOOTER,
            write_paragraph("Footer", agency, *number),
        ),
    )


def end_section(section: Element) -> Element:
    """A low, empty paragraph that ends a section."""
    ending = write_paragraph("AfterTable")
    ending[0].append(section)
    return ending


def write_cover_section() -> Element:
    """`w:sectPr` of the cover, which bears nothing but its text."""
    return element("w:sectPr", *_page())


def write_section(draft: Draft, edges: Edges, *, starts_count: bool) -> Element:
    """`w:sectPr` of pages with header and footer; the one that `starts_count` begins on page 1."""
    start = {"start": "1"} if starts_count else {}
    number = element("w:pgNumType", fmt=_FORMATS[draft.digits], **start)
    header = element("w:headerReference", type="default")
    footer = element("w:footerReference", type="default")
    header.set(qn("r:id"), edges.header)
    footer.set(qn("r:id"), edges.footer)
    return element("w:sectPr", header, footer, *_page(), number)


def _page() -> tuple[Element, Element]:
    return element("w:pgSz", **_SIZE), element("w:pgMar", **_MARGINS, **_EDGES)


def _relate(draft: Draft, part: XmlPart, kind: str, paragraph: Element) -> str:
    for old in list(part.element):
        part.element.remove(old)
    part.element.append(paragraph)
    return draft.part.relate_to(part, kind)


def _shorten(text: str) -> str:
    """`text` on one line of at most a hundred characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE]}…"

"""The table of contents: a field that Word fills, filled beforehand with the headings.

Only Word knows on which page a heading falls. `w:updateFields` in the settings has it ask, when the
file is first opened for editing, whether to update the fields; after "yes" all page numbers are
there. The other way, a field marked dirty, brings the same question and in some versions of Word the
page number 1 in every entry. No way avoids the question, and a report with no page numbers, or with
guessed ones, would be worse than a question. Until then, and after "no", every entry stands there
without a number and leads to its heading: previews show the contents, and nothing that is untrue.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, element
from survey_app.reports.docx.fields import close_field, open_field, write_bookmark, write_field
from survey_app.reports.docx.paragraphs import write_paragraph, write_run, write_text
from survey_app.reports.docx.shapes import TEXT_WIDTH
from survey_app.reports.docx.styles import look_of

TITLE = "สารบัญ"
_INSTRUCTION = r'TOC \o "1-3" \h \z \u'
_TITLE_STYLE = "TOCHeading"


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the contents list it: its depth in the outline, 1 to 3, and its text."""

    depth: int
    text: str


def write_heading(draft: Draft, heading: Entry) -> Element:
    """A heading under a bookmark, for the table of contents to lead to."""
    style = f"Heading{heading.depth}"
    number = next(draft.headings)
    content = write_bookmark(number, _name_bookmark(number), write_text(style, heading.text))
    return write_paragraph(style, *content)


def write_contents(headings: Iterable[Entry]) -> Element:
    """The table of contents, in the frame by which Word offers to update it."""
    title = write_paragraph(_TITLE_STYLE, write_text(_TITLE_STYLE, TITLE))
    entries = [_write_entry(number, heading) for number, heading in enumerate(headings, start=1)]
    _start_field(entries[0])
    end = write_paragraph("Normal", close_field(look_of("Normal")))
    gallery = element("w:docPartGallery", val="Table of Contents")
    kind = element("w:docPartObj", gallery, element("w:docPartUnique"))
    return element("w:sdt", element("w:sdtPr", kind), element("w:sdtContent", title, *entries, end))


def _write_entry(number: int, heading: Entry) -> Element:
    style = f"TOC{heading.depth}"
    look = look_of(style)
    name = _name_bookmark(number)
    text = " ".join(heading.text.split())
    page = write_field(look, rf"PAGEREF {name} \h", "")
    link = element("w:hyperlink", write_run(look, f"{text}\t"), *page, anchor=name, history="1")
    entry = write_paragraph(style, link)
    entry[0].append(_lead_nowhere())
    return entry


def _start_field(entry: Element) -> None:
    """Open the field at the start of the first entry, after the properties of its paragraph."""
    runs = open_field(look_of("TOC1"), _INSTRUCTION)
    for place, run in enumerate(runs, start=1):
        entry.insert(place, run)


def _name_bookmark(number: int) -> str:
    return f"_Toc{number:09}"


def _lead_nowhere() -> Element:
    """Dots that lead to no number would look like a fault; Word draws them with the numbers."""
    return element("w:tabs", element("w:tab", val="right", leader="none", pos=str(TEXT_WIDTH)))

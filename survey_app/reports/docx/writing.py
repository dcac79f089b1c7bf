"""The whole Word file: what stands in it, one block after the other."""

from collections.abc import Iterator
from itertools import zip_longest

from survey_app.reports.document import (
    Bullets,
    Cover,
    Document,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Screenshot,
    Table,
    as_printed,
)
from survey_app.reports.docx.captions import write_figure_caption, write_table_caption
from survey_app.reports.docx.contents import Entry, write_contents, write_heading
from survey_app.reports.docx.cover import write_cover
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element
from survey_app.reports.docx.files import pack, start_draft
from survey_app.reports.docx.lists import write_list
from survey_app.reports.docx.pages import (
    end_section,
    write_cover_section,
    write_edges,
    write_section,
)
from survey_app.reports.docx.paragraphs import split_paragraphs, write_paragraph, write_text
from survey_app.reports.docx.pictures import write_figure, write_screenshot
from survey_app.reports.docx.tables import write_table
from survey_app.reports.numbering import NumberedBlock, list_contents, number_blocks


def write(document: Document) -> bytes:
    """What `write_docx` promises."""
    document = as_printed(document)
    blocks = number_blocks(document)
    draft = start_draft(document)
    _write_front(draft, document.cover, blocks)
    for numbered, following in zip_longest(blocks, blocks[1:]):
        leads = following is not None and isinstance(following.block, Bullets | Table)
        draft.add(*_write_block(draft, numbered, leads=leads))
    return pack(draft)


def _write_front(draft: Draft, cover: Cover, blocks: tuple[NumberedBlock, ...]) -> None:
    """The cover, the contents where there are many headings, and the pages that both stand on."""
    edges = write_edges(draft, cover)
    draft.add(*write_cover(draft, cover), end_section(write_cover_section()))
    listed = list_contents(blocks)
    entries = [Entry(n.depth, n.block.text) for n in listed if isinstance(n.block, Heading)]
    if entries:
        first = write_section(draft, edges, starts_count=True)
        draft.add(write_contents(entries), end_section(first))
    draft.end_with(write_section(draft, edges, starts_count=not entries))


def _write_block(draft: Draft, numbered: NumberedBlock, *, leads: bool) -> Iterator[Element]:
    label = numbered.label
    match block := numbered.block:
        case Heading():
            yield write_heading(draft, Entry(numbered.depth, block.text))
        case Paragraph():
            yield from _write_prose("BodyText", block.text, keep_next=leads)
        case Notice():
            yield from _write_prose("Notice", block.text)
        case Bullets():
            yield from write_list(draft, block)
        case Table():
            yield write_table_caption(label, block.caption, draft.digits)
            yield write_table(draft, block)
            yield write_paragraph("AfterTable")
        case Figure():
            yield write_figure(draft, block)
            yield write_figure_caption(label, block.caption, draft.digits)
        case Screenshot():
            yield write_screenshot(draft, block)
            yield write_figure_caption(label, block.caption, draft.digits)


def _write_prose(style: str, text: str, *, keep_next: bool = False) -> Iterator[Element]:
    """Paragraphs; `keep_next` keeps the last of them on the page of what it leads to."""
    *parts, last = split_paragraphs(text)
    for part in parts:
        yield write_paragraph(style, write_text(style, part))
    yield write_paragraph(style, write_text(style, last), keep_next=keep_next)

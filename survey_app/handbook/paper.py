"""The handbook on paper: all chapters as one PDF, and one chapter as a document for a page."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from survey_app.handbook.chapters import Chapter, list_chapters
from survey_app.reports.document import Block, Cover, Document, Heading, Paragraph
from survey_app.reports.pdf import write_pdf

TITLE = "คู่มือเจ้าหน้าที่"
_COVER = Cover(
    title=TITLE,
    agency="ระบบประเมินคุณธรรมและความโปร่งใส (ITA) ด้วยตนเอง",
    place="สำหรับเทศบาลและองค์กรปกครองส่วนท้องถิ่น",
    year="เปิดรอบ ติดตาม ปิดรอบ ทำรายงาน",
    month="",
    note="คู่มือนี้มากับโปรแกรม และอ่านบนหน้าเว็บได้ที่เมนู “คู่มือ”",
)


@cache
def print_handbook() -> bytes:
    """All chapters as a PDF; the same for everybody, so it is made once."""
    blocks = tuple(block for chapter in list_chapters() for block in _bind(chapter))
    return write_pdf(Document(_COVER, blocks))


def compose_chapter(chapter: Chapter) -> Document:
    """One chapter without its title and lead, which a page shows itself."""
    return Document(_COVER, chapter.blocks)


def _bind(chapter: Chapter) -> Iterator[Block]:
    """The chapter's blocks below its title, a level deeper, with keys that no other chapter has."""
    yield Heading(1, f"บทที่ {chapter.no} {chapter.title}", chapter.id)
    yield Paragraph(chapter.lead)
    for block in chapter.blocks:
        if isinstance(block, Heading):
            yield replace(block, level=block.level + 1, key=f"{chapter.id}-{block.key}")
        else:
            yield block

"""What the page of the report shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask_babel import lazy_gettext as _

from survey_app.reports.yearly import Prose
from survey_app.services.report import ReportForm
from survey_app.services.report_editing import version_of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in its field: what is typed there, and what stood there when it was read."""

    key: str
    heading: str
    ours: str
    text: str
    seen: str
    changed: bool
    error: str = ""
    overtaken_by: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent for a paragraph and could not be kept, and why."""

    key: str
    text: str
    error: str
    overtaken_by: str = ""


FORMS = (
    (
        ReportForm.DOCX,
        _("Word (DOCX)"),
        _("แก้ไขและพิมพ์ต่อได้ เมื่อ Word ถามให้ปรับปรุงเขตข้อมูล ตอบ “ใช่” เพื่อใส่เลขหน้าในสารบัญ"),
    ),
    (ReportForm.PDF, "PDF", _("พร้อมพิมพ์หรือส่งต่อ")),
    (ReportForm.HTML, _("หน้าเว็บ (HTML)"), _("เปิดอ่านบนโทรศัพท์หรือนำขึ้นเว็บไซต์")),
    (ReportForm.XLSX, _("Excel (XLSX)"), _("มีสูตรให้ตรวจสอบการคำนวณ")),
    (ReportForm.CSV, "CSV", _("คะแนนทุกข้อเป็นตาราง")),
    (ReportForm.JSON, "JSON", _("สำหรับโปรแกรมอื่น")),
)
"""Each format with its name and what it is good for."""


def compose_paragraphs(
    prose: tuple[Prose, ...], typed: Typed | None = None
) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """The paragraphs by heading, in the order of the report."""
    fields = (_field(one, typed if typed and typed.key == one.key else None) for one in prose)
    for heading, group in groupby(fields, lambda field: field.heading):
        yield heading, tuple(group)


def _field(prose: Prose, typed: Typed | None) -> Paragraph:
    return Paragraph(
        key=prose.key,
        heading=prose.heading,
        ours=prose.ours,
        text=typed.text if typed else prose.now,
        seen=version_of(prose),
        changed=prose.now != prose.ours,
        error=typed.error if typed else "",
        overtaken_by=typed.overtaken_by if typed else "",
    )

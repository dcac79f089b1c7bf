"""Captions, numbered by fields, so that Word renumbers them when a table or chart comes or goes.

The sequences are named after their labels, as Word names those of captions it inserts itself: one
that an officer inserts under the same label carries on the count.
"""

from survey_app.core.thai import Digits
from survey_app.reports.docx.elements import Element
from survey_app.reports.docx.fields import number_switch, write_field
from survey_app.reports.docx.paragraphs import write_paragraph, write_text
from survey_app.reports.docx.styles import look_of

_STYLE = "Caption"


def write_table_caption(label: str, caption: str, digits: Digits) -> Element:
    """The caption above a table, on the page of its first rows; `label` is such as ตารางที่ 1."""
    return write_paragraph(_STYLE, *_write_caption(label, caption, digits), keep_next=True)


def write_figure_caption(label: str, caption: str, digits: Digits) -> Element:
    """The caption below a chart, in the middle like the chart; `label` is such as ภาพที่ 1."""
    return write_paragraph(_STYLE, *_write_caption(label, caption, digits), align="center")


def _write_caption(label: str, caption: str, digits: Digits) -> tuple[Element, ...]:
    kind, _, number = label.rpartition(" ")
    field = write_field(look_of(_STYLE), f"SEQ {kind} {number_switch(digits)}", number)
    return write_text(_STYLE, f"{kind} ", bold=True), *field, write_text(_STYLE, f" {caption}")

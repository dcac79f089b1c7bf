"""Pictures: charts and pages at the text's width and the agency's emblem, each with what it shows in words."""

from io import BytesIO

from docx.oxml.shape import CT_Inline
from docx.shared import Cm

from survey_app.reports.document import Figure, Screenshot
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element, clean, element
from survey_app.reports.docx.fonts import run_properties
from survey_app.reports.docx.paragraphs import write_paragraph
from survey_app.reports.docx.styles import look_of
from survey_app.reports.drawing import Picture, draw_chart

_CHART_WIDTH = Cm(16)
_TALLEST_CHART = Cm(20)
"""What leaves room on its page for the caption and a heading."""
_EMBLEM_HEIGHT = Cm(3.5)


def write_figure(draft: Draft, figure: Figure) -> Element:
    """A chart as a paragraph, on the page of the caption below it."""
    return _write_wide(draft, figure, draw_chart(figure.chart, Picture.PNG, draft.digits))


def write_screenshot(draft: Draft, shot: Screenshot) -> Element:
    """A page's picture as a paragraph, on the page of the caption below it."""
    return _write_wide(draft, shot, shot.content)


def write_emblem(draft: Draft, emblem: bytes, agency: str) -> Element:
    """The emblem of an agency in the middle of the line."""
    inline = draft.part.new_pic_inline(BytesIO(emblem), height=_EMBLEM_HEIGHT)
    words = f"ตราสัญลักษณ์ของ{agency}"
    return _write_picture(draft, "CoverEmblem", inline, title=words, words=words)


def _write_wide(draft: Draft, block: Figure | Screenshot, png: bytes) -> Element:
    """A picture as wide as the text, but never too tall for its page."""
    inline = draft.part.new_pic_inline(BytesIO(png), width=_CHART_WIDTH)
    if inline.extent.cy > _TALLEST_CHART:
        inline = draft.part.new_pic_inline(BytesIO(png), height=_TALLEST_CHART)
    return _write_picture(draft, "Picture", inline, title=block.caption, words=block.alt)


def _write_picture(
    draft: Draft, style: str, inline: CT_Inline, *, title: str, words: str
) -> Element:
    """A picture with its alternative text; only a number names it, so that no file name is told."""
    number = str(next(draft.pictures))
    about = {"id": number, "name": f"ภาพ {number}", "title": clean(title), "descr": clean(words)}
    for name, value in about.items():
        inline.docPr.set(name, value)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    drawing = element("w:drawing", inline)
    return write_paragraph(style, element("w:r", run_properties(look_of(style)), drawing))

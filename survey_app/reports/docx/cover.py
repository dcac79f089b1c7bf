"""The cover: everything in the middle of its own page, which has no header and no page number."""

from survey_app.reports.document import Cover
from survey_app.reports.docx.drafts import Draft
from survey_app.reports.docx.elements import Element
from survey_app.reports.docx.paragraphs import write_paragraph, write_text
from survey_app.reports.docx.pictures import write_emblem


def write_cover(draft: Draft, cover: Cover) -> list[Element]:
    """The paragraphs of the cover, from the emblem down to the note; what is empty is left out."""
    emblem = [write_emblem(draft, cover.emblem, cover.agency)] if cover.emblem else []
    lines = {
        "CoverTitle": cover.title,
        "CoverYear": cover.year,
        "CoverAgency": cover.agency,
        "CoverPlace": cover.place,
        "CoverMonth": cover.month,
        "CoverNote": cover.note,
    }
    return emblem + [
        write_paragraph(style, write_text(style, text)) for style, text in lines.items() if text
    ]

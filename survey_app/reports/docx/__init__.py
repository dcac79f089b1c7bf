"""A document as a Word file (DOCX) that officers of a Thai municipality open, edit and print.

Its text is set in TH Sarabun New, 16 points, Latin and Thai alike; its headings, captions, lists,
contents and page numbers are Word's own, so that editing keeps them right. Text is data: nothing
that stands in a document can break the file or do anything in it.

python-docx is loaded with the first file: a server that writes none neither waits nor pays for it.
"""

from survey_app.reports.document import Document


def write_docx(document: Document) -> bytes:
    """The file: cover, contents where there are many headings, blocks. The same document gives the same bytes.

    Raises ValueError for a table whose row has not one cell a column.
    """
    from survey_app.reports.docx.writing import write  # noqa: PLC0415  # loaded when writing

    return write(document)

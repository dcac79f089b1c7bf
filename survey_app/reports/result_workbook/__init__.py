"""A closed round's result as a workbook for officers and for auditors who recompute everything.

Every score is a live formula down to the points and answers of each question, beside the official
figure and a check. Only what has passed `core/disclosure.py` is known here: where a figure is
withheld the cell says so, and no formula that would need it is written.

XlsxWriter is loaded with the first workbook: a server that writes none does not wait for it.
"""

from survey_app.core.disclosure import ShownResult
from survey_app.core.questionnaire import Edition
from survey_app.core.years import YearFigures


def write_workbook(
    shown: ShownResult, edition: Edition, years: tuple[YearFigures, ...] = ()
) -> bytes:
    """The workbook as an XLSX file; the same result and years give the same bytes.

    `years` stand beside this round's, which may be among them.
    """
    from survey_app.reports.result_workbook.writing import write  # noqa: PLC0415  # when writing

    return write(shown, edition, years)

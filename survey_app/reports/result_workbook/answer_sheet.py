"""The sheet จำนวนคำตอบ: how often each option was chosen, where that may be shown."""

from survey_app.core.disclosure import ShownSurvey
from survey_app.core.questionnaire import Question, Questionnaire
from survey_app.core.questionnaire.form import Row
from survey_app.reports.result_workbook.cells import WITHHELD, Cell, Formula
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.style import COLOURS, Kind
from survey_app.reports.result_workbook.survey_sheet import Read

ANSWER_COLUMNS = (
    Column("แบบ", 8, Kind.CENTRE),
    Column("ข้อ", 8, Kind.CENTRE),
    Column("ข้อย่อย", 10, Kind.CENTRE),
    Column("ข้อความ", 70),
    Column("ตัวเลือก", 28),
    Column("คะแนนของตัวเลือก", 15, Kind.COUNT),
    Column("ผู้เลือก (คน)", 20, Kind.COUNT),
    Column("คะแนน × ผู้เลือก", 20, Kind.COUNT),
)
_SCORE, _COUNT = 5, 6


def write_answers(
    page: Page, forms: tuple[tuple[ShownSurvey, Questionnaire], ...], read: Read
) -> None:
    """One row an option; the options of a withheld row all say so."""
    page.write_header()
    for survey, form in forms:
        counts = {row.code: row.counts for row in survey.rows}
        for question in form.questions:
            for row in question.rows:
                _write_options(page, survey, question, row, counts[row.code], read)
    page.filter_rows()


def _write_options(
    page: Page,
    survey: ShownSurvey,
    question: Question,
    row: Row,
    counts: tuple[int, ...] | None,
    read: Read,
) -> None:
    text, colour = read(row.text or question.text), COLOURS[survey.instrument]
    for place, option in enumerate(row.options):
        count: tuple[Cell, Cell] = (WITHHELD, WITHHELD)
        if counts is not None:
            score, chosen = (page.cell(page.row, column) for column in (_SCORE, _COUNT))
            count = (counts[place], Formula(f"{score}*{chosen}", option.score * counts[place]))
        lead = (survey.instrument, question.code, row.code, text, read(option.label), option.score)
        page.write_row((*lead, *count), colour=colour)

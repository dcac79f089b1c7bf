"""The sheet ข้อมูลผู้ตอบ: who answered, question by question and never crossed."""

from fractions import Fraction

from survey_app.core.disclosure import ShownCategory, ShownSurvey
from survey_app.core.questionnaire import ProfileQuestion, Questionnaire
from survey_app.core.scoring import hundredths
from survey_app.reports.result_workbook.cells import WITHHELD, Formula
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.scores import round_formula
from survey_app.reports.result_workbook.style import Kind
from survey_app.reports.result_workbook.survey_sheet import Read

PROFILE_COLUMNS = (
    Column("แบบ", 8, Kind.CENTRE),
    Column("คำถาม", 44),
    Column("กลุ่มคำตอบ", 64),
    Column("จำนวน (คน)", 24, Kind.COUNT),
    Column("ร้อยละ", 24, Kind.SCORE),
)
_COUNT = 3


def write_profile(
    page: Page, forms: tuple[tuple[ShownSurvey, Questionnaire], ...], read: Read
) -> None:
    """One row a group of neighbouring answers; a withheld question is one row that says so."""
    page.write_header()
    for survey, form in forms:
        asked = {question.code: question for question in form.profile}
        for question in survey.profile:
            _write_question(page, survey, asked[question.code], question.categories, read)
    page.filter_rows()


def _write_question(
    page: Page,
    survey: ShownSurvey,
    asked: ProfileQuestion,
    categories: tuple[ShownCategory, ...] | None,
    read: Read,
) -> None:
    lead = survey.instrument, read(asked.text)
    if categories is None:
        page.write_row((*lead, WITHHELD, WITHHELD, WITHHELD))
        return
    first, people = page.row, sum(part.n for part in categories)
    last = first + len(categories) - 1
    whole = f"SUM({page.cell(first, _COUNT)}:{page.cell(last, _COUNT)})"
    for part in categories:
        label = " หรือ ".join(read(asked.options[place].label) for place in part.options)
        share = round_formula(f"{page.cell(page.row, _COUNT)}/{whole}*100")
        percent = hundredths(Fraction(part.n * 100, people))
        page.write_row((*lead, label, part.n, Formula(share, percent)))

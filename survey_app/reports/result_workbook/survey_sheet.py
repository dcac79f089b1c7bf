"""The sheets IIT and EIT: every question's points and answers, up to the instrument's score."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from survey_app.core.disclosure import ShownIndicator, ShownQuestion, ShownSurvey
from survey_app.core.questionnaire import Questionnaire, Text
from survey_app.reports.result_workbook.cells import WITHHELD, Cell, Formula
from survey_app.reports.result_workbook.page import Column, Page
from survey_app.reports.result_workbook.scores import (
    SCORE_COLUMNS,
    Scored,
    Step,
    mean_step,
    write_scored,
)
from survey_app.reports.result_workbook.style import Kind, Tone

Read = Callable[[Text], str]

SURVEY_COLUMNS = (
    Column("ระดับ", 14),
    Column("รหัส", 9, Kind.CENTRE),
    Column("ข้อคำถามหรือตัวชี้วัด", 64),
    Column("คะแนนรวมของผู้ตอบ", 20, Kind.POINTS),
    Column("ผู้ตอบ (คน)", 15, Kind.COUNT),
    *SCORE_COLUMNS,
)
_POINTS, _ANSWERS = 3, 4


@dataclass(frozen=True, slots=True)
class InstrumentScores:
    """Where an instrument's scores stand: its own, and its indicators' by number."""

    whole: Scored
    indicators: Mapping[int, Scored]


def write_survey(
    page: Page, survey: ShownSurvey, form: Questionnaire, name: str, read: Read
) -> InstrumentScores:
    """Questions under each other, each indicator under its questions, the instrument at the end."""
    texts = {question.code: read(question.text) for question in form.questions}
    page.write_header()
    indicators = {part.no: _write_indicator(page, part, texts) for part in survey.indicators}
    step = mean_step(tuple(indicators.values()), survey.score)
    lead = ("เครื่องมือ", survey.instrument, name, None, survey.respondents)
    whole = write_scored(page, lead, step, Tone.WHOLE)
    page.filter_rows()
    return InstrumentScores(whole, indicators)


def _write_indicator(page: Page, part: ShownIndicator, texts: Mapping[str, str]) -> Scored:
    questions = tuple(_write_question(page, q, texts[q.code]) for q in part.questions)
    lead = ("ตัวชี้วัด", str(part.no), part.name, None, None)
    return write_scored(page, lead, mean_step(questions, part.score), Tone.GROUP)


def _write_question(page: Page, question: ShownQuestion, text: str) -> Scored:
    lead: tuple[Cell, ...] = ("ข้อคำถาม", question.code, text)
    if question.points is None or question.answers is None:
        step = Step(None, None, question.score)
        return write_scored(page, (*lead, WITHHELD, WITHHELD), step)
    points, answers = (page.cell(page.row, column) for column in (_POINTS, _ANSWERS))
    exact = Fraction(question.points) / question.answers
    step = Step(f"{points}/{answers}", exact, question.score)
    return write_scored(page, (*lead, _points(question.points), question.answers), step)


def _points(exact: str) -> Cell:
    """Points as a whole number, or as the division that gives them."""
    value = Fraction(exact)
    whole = value.denominator == 1
    return int(value) if whole else Formula(f"{value.numerator}/{value.denominator}", value)

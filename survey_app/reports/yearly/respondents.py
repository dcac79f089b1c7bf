"""Who answered: one question at a time, as far as `core/disclosure.py` lets it be shown."""

from survey_app.core import thresholds
from survey_app.core.disclosure import ShownProfile, ShownSurvey
from survey_app.core.questionnaire import ProfileQuestion
from survey_app.reports.document import Align, Block, Column, Heading, Notice, Paragraph, Table
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count, write_share
from survey_app.reports.yearly.withheld import HIDDEN, write_respondents

_RESPONDENTS = (
    "ข้อมูลทั่วไปแสดงทีละเรื่อง ไม่จำแนกไขว้กันและไม่เชื่อมกับคำตอบ กลุ่มที่มีผู้ตอบน้อยรวมไว้กับกลุ่มข้างเคียง เพื่อไม่ให้รู้ว่าใครเป็นผู้ตอบ"
    " ข้อมูลนี้ช่วยให้เห็นว่าผลการประเมินสะท้อนความเห็นของคนกลุ่มใด"
)


def compose_respondents(findings: Findings) -> tuple[Block, ...]:
    """The profile of both surveys' respondents."""
    parts = (block for survey in findings.surveys for block in _compose_survey(findings, survey))
    return (Paragraph(_RESPONDENTS, "respondents"), *parts)


def _compose_survey(findings: Findings, survey: ShownSurvey) -> tuple[Block, ...]:
    instrument, least = survey.instrument, thresholds.FOR_COUNTS
    heading = Heading(2, f"ผู้ตอบ{findings.instrument(instrument)}", f"respondents-{instrument}")
    if survey.respondents < least:
        why = f"{write_respondents(survey)} น้อยกว่า {least} คน จึงไม่แสดงข้อมูลทั่วไปของผู้ตอบ"
        return (heading, Notice(why))
    return (heading, _tabulate(findings, survey))


def _tabulate(findings: Findings, survey: ShownSurvey) -> Table:
    profile = findings.edition.questionnaire(survey.instrument).profile
    asked = {question.code: question for question in profile}
    rows = tuple(row for part in survey.profile for row in _rows(findings, asked[part.code], part))
    columns = (
        Column("คำถาม", 7),
        Column("กลุ่มคำตอบ", 10),
        Column("จำนวน (คน)", 4, Align.RIGHT),
        Column("ร้อยละ", 3, Align.RIGHT),
    )
    many = write_count(survey.respondents)
    return Table(f"ข้อมูลทั่วไปของผู้ตอบแบบ {survey.instrument} จำนวน {many} คน", columns, rows)


def _rows(
    findings: Findings, asked: ProfileQuestion, shown: ShownProfile
) -> tuple[tuple[str, str, str, str], ...]:
    text = findings.read(asked.text)
    if shown.categories is None:
        return ((text, "ไม่แสดง เพราะแบ่งกลุ่มแล้วมีผู้ตอบน้อยเกินไป", HIDDEN, HIDDEN),)
    labels = tuple(findings.read(option.label) for option in asked.options)
    whole = sum(category.n for category in shown.categories)
    return tuple(
        (
            text,
            " / ".join(labels[place] for place in category.options),
            write_count(category.n),
            write_share(category.n, whole),
        )
        for category in shown.categories
    )

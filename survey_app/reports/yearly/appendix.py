"""The appendix: every question's score, every disclosure item, and what the result must be read with."""

from survey_app.core.decimals import write_points
from survey_app.core.disclosure import ShownIndicator, ShownQuestion, ShownSurvey
from survey_app.core.result import ItemResult, SubIndicatorResult
from survey_app.reports.document import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Link,
    Paragraph,
    Table,
)
from survey_app.reports.remarks import THAI, RemarkLine, word_remarks
from survey_app.reports.yearly.causes import (
    name_sub_indicator,
    title_item,
    write_answer,
    write_question,
)
from survey_app.reports.yearly.cover import SELF_ASSESSED
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count, write_score
from survey_app.reports.yearly.withheld import HIDDEN, withhold_scores


def compose_questions(findings: Findings) -> tuple[Block, ...]:
    """Every question's points, answers and score, per indicator."""
    how = "คะแนนของข้อคำถาม คือ แต้มรวมหารด้วยจำนวนผู้ตอบ ข้อที่มีข้อย่อยคิดแต้มของผู้ตอบแต่ละคนจากค่าเฉลี่ยของข้อย่อย"
    parts = (block for survey in findings.surveys for block in _compose_survey(findings, survey))
    return (Paragraph(how), *parts)


def _compose_survey(findings: Findings, survey: ShownSurvey) -> tuple[Block, ...]:
    instrument = survey.instrument
    heading = Heading(2, findings.instrument(instrument), f"questions-{instrument}")
    if survey.withheld or survey.indicators_withheld:
        return (heading, *withhold_scores(survey))
    return (heading, *(_tabulate_questions(findings, part) for part in survey.indicators))


def _tabulate_questions(findings: Findings, part: ShownIndicator) -> Table:
    columns = (
        Column("รหัส", 2),
        Column("ข้อคำถาม", 13),
        Column("แต้มรวม", 4, Align.RIGHT),
        Column("ผู้ตอบ", 3, Align.RIGHT),
        Column("คะแนน", 3, Align.RIGHT),
    )
    rows = tuple(_question_row(findings, question) for question in part.questions)
    score = HIDDEN if part.score is None else write_score(part.score)
    total = ("", "คะแนนของตัวชี้วัด", "", "", score)
    return Table(f"คะแนนรายข้อ {findings.title(part.no)}", columns, (*rows, total), totals=1)


def _question_row(findings: Findings, question: ShownQuestion) -> tuple[Cell, ...]:
    text = write_question(findings, question.code)
    if question.score is None or question.points is None or question.answers is None:
        return question.code, text, HIDDEN, HIDDEN, HIDDEN
    points, answers = write_points(question.points), write_count(question.answers)
    return question.code, text, points, answers, write_score(question.score)


def compose_items(findings: Findings) -> tuple[Block, ...]:
    """Every disclosure item with its answer, score and addresses, per sub-indicator."""
    subs = (sub for part in findings.shown.oit.indicators for sub in part.sub_indicators)
    how = "คะแนนของตัวชี้วัดย่อย คือ ค่าเฉลี่ยของทุกรายการในตัวชี้วัดย่อยนั้น"
    return (Paragraph(how), *(_tabulate_items(findings, sub) for sub in subs))


def _tabulate_items(findings: Findings, sub: SubIndicatorResult) -> Table:
    columns = (
        Column("รหัส", 2),
        Column("รายการ", 8),
        Column("คำตอบ", 3),
        Column("คะแนน", 3, Align.RIGHT),
        Column("ที่อยู่เว็บไซต์และตำแหน่งที่พบ", 11),
    )
    rows = tuple(_item_row(findings, item) for item in sub.items)
    total = ("", "คะแนนของตัวชี้วัดย่อย", "", write_score(sub.score), "")
    name = name_sub_indicator(findings, sub.code)
    caption = f"รายการข้อมูล ตัวชี้วัดย่อยที่ {sub.code} {name}"
    return Table(caption, columns, (*rows, total), totals=1)


def _item_row(findings: Findings, item: ItemResult) -> tuple[Cell, ...]:
    score = str(item.counted) if _is_judged(item) else "0 (ยังไม่ได้ให้คะแนน)"
    where = (*map(Link, item.urls), *((item.note,) if item.note else ()))
    return item.code, title_item(findings, item.code), write_answer(item), score, where or "ไม่ได้ระบุ"


def _is_judged(item: ItemResult) -> bool:
    return item.present is False or item.score is not None


def compose_remarks(findings: Findings) -> tuple[Block, ...]:
    """The remarks of the result, its fingerprint, and what it is not."""
    return (
        Bullets((*map(_write_remark, word_remarks(findings.shown, THAI)), *_say_wording(findings))),
        Paragraph(
            f"รายงานนี้จัดทำจาก{SELF_ASSESSED} ตัวเลขคะแนนคำนวณจากผลที่บันทึกไว้เมื่อปิดรอบ ซึ่งแก้ไขไม่ได้"
            " รหัสยืนยันผลต่อไปนี้คำนวณจากผลทั้งฉบับ หากผลถูกแก้ไข รหัสจะไม่ตรง"
        ),
        Paragraph(f"รหัสยืนยันผล {findings.shown.fingerprint}"),
    )


def _write_remark(line: RemarkLine) -> str:
    return f"{line.sentence} เหตุผล: {line.reason}" if line.reason else line.sentence


def _say_wording(findings: Findings) -> tuple[str, ...]:
    """Whose words respondents read, and what no file tells."""
    forms = (findings.edition.iit, findings.edition.eit)
    ours = any(form.wording == "project" for form in forms)
    wording = "ถ้อยคำในแบบสอบถามเป็นของระบบที่ใช้ประเมิน ไม่ใช่ถ้อยคำทางการของปีนั้น"
    return (*((wording,) if ours else ()), "รายงานนี้มีแต่ผลรวม ไม่มีคำตอบของคนใดคนหนึ่ง")

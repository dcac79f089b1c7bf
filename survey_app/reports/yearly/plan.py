"""Measures: the plan of the coming fiscal year, and last year's beside how its indicators moved."""

from collections.abc import Iterable

from survey_app.core.measures import Measure
from survey_app.core.questionnaire.advice import SuggestedMeasure
from survey_app.reports.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from survey_app.reports.follow_up.words import FOLLOW_UP_WORDS, STATUS_WORDS
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_score
from survey_app.reports.yearly.standing import write_fiscal_year, write_position
from survey_app.reports.yearly.withheld import HIDDEN

_PLAN = (
    "มาตรการต่อไปนี้กำหนดขึ้นจากผลการวิเคราะห์ในรายงานฉบับนี้ ผู้รับผิดชอบควรบันทึกความก้าวหน้าตามรอบที่กำหนด"
    " เพื่อให้ผู้บริหารติดตามได้ และใช้เป็นหลักฐานของการประเมินในปีถัดไป"
)
_SUGGESTED = (
    "ข้อเสนอในตารางเป็นจุดเริ่มต้นสำหรับการพิจารณา ยังไม่ใช่มาตรการที่หน่วยงานกำหนด หน่วยงานควรเลือก ปรับ หรือเพิ่มเติมให้เหมาะกับภารกิจ"
    " บุคลากร และงบประมาณ แล้วกำหนดผู้รับผิดชอบและระยะเวลาให้ชัดเจน"
)
_CAUTION = (
    "การเปลี่ยนแปลงของคะแนนอาจเกิดจากหลายสาเหตุ จึงไม่ควรสรุปจากคะแนนเพียงอย่างเดียวว่ามาตรการได้ผลหรือไม่ได้ผล"
    " ควรพิจารณาประกอบกับรายงานความก้าวหน้าและความเห็นของผู้ที่เกี่ยวข้อง"
)
_COLUMNS = (
    Column("มาตรการ", 9),
    Column("วิธีดำเนินการ", 13),
    Column("ผู้รับผิดชอบ", 7),
    Column("ระยะเวลา", 6),
    Column("การติดตามผล", 5),
)


def compose_plan(findings: Findings) -> tuple[Block, ...]:
    """The coming year's measures, or what is suggested while none has been set."""
    year = write_fiscal_year(findings.shown.fiscal_year + 1)
    heading = Heading(2, f"มาตรการสำหรับ{year}", "plan")
    plan = findings.matter.plan
    if not plan:
        unset = Notice(f"หน่วยงานยังไม่ได้กำหนดมาตรการสำหรับ{year}")
        return (heading, unset, *_compose_suggested(findings))
    rows = tuple(_row(findings, measure) for measure in plan)
    return (heading, Paragraph(_PLAN, "plan"), Table(f"มาตรการสำหรับ{year}", _COLUMNS, rows))


def _row(findings: Findings, measure: Measure) -> tuple[Cell, ...]:
    title = (measure.title, f"({findings.title(measure.indicator)})")
    steps = _number(measure.steps)
    return title, steps, measure.owner, measure.period, FOLLOW_UP_WORDS[measure.follow_up]


def _number(steps: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{place}. {step}" for place, step in enumerate(steps, start=1))


def _compose_suggested(findings: Findings) -> tuple[Block, ...]:
    numbers = sorted((*findings.to_develop, *findings.to_mend))
    rows = tuple(
        _suggest(findings, no, measure)
        for no in numbers
        if no in findings.advice
        for measure in findings.advice[no].measures
    )
    if not rows:
        return (Paragraph("ไม่มีมาตรการที่เสนอแนะ เพราะไม่มีตัวชี้วัดที่ควรพัฒนาหรือควรปรับปรุงแก้ไข"),)
    caption = "มาตรการที่เสนอแนะเพื่อประกอบการพิจารณา"
    return (Paragraph(_SUGGESTED, "plan.suggested"), Table(caption, _COLUMNS, rows))


def _suggest(findings: Findings, no: int, measure: SuggestedMeasure) -> tuple[Cell, ...]:
    read = findings.read
    title = (read(measure.title), f"({findings.title(no)})")
    steps = _number(map(read, measure.steps))
    return title, steps, read(measure.owner), read(measure.period), read(measure.follow_up)


def compose_last_plan(findings: Findings) -> tuple[Block, ...]:
    """The measures that were meant for this year, each beside its indicator's movement."""
    year = write_fiscal_year(findings.shown.fiscal_year)
    heading = Heading(2, f"มาตรการของ{year} กับผลการประเมิน", "last-plan")
    if not findings.matter.last_plan:
        return (heading, Paragraph(f"ไม่มีมาตรการของ{year} ที่บันทึกไว้ในระบบ"))
    columns = (
        Column("มาตรการ", 7),
        Column("สถานะ", 4),
        Column("ตัวชี้วัด", 6),
        Column("คะแนน", 3, Align.RIGHT),
        Column("ระดับและทิศทาง", 8),
    )
    rows = tuple(_beside(findings, measure) for measure in findings.matter.last_plan)
    table = Table(f"มาตรการของ{year} กับการเปลี่ยนแปลงของตัวชี้วัด", columns, rows)
    return (heading, table, Paragraph(_CAUTION, "last-plan"))


def _beside(findings: Findings, measure: Measure) -> tuple[Cell, ...]:
    movement = findings.movements.get(measure.indicator)
    known = (
        (HIDDEN, HIDDEN)
        if movement is None
        else (write_score(movement.score), write_position(findings, movement))
    )
    return measure.title, STATUS_WORDS[measure.status], findings.label(measure.indicator), *known

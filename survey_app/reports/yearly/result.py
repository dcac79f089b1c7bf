"""The result: total and level, and the three instruments."""

from survey_app.core.disclosure import ShownSurvey
from survey_app.core.thai import thai_date
from survey_app.reports.document import Align, Block, Column, Heading, Paragraph, Table
from survey_app.reports.yearly.cover import SELF_ASSESSED
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count, write_mark, write_score
from survey_app.reports.yearly.standing import write_fiscal_year
from survey_app.reports.yearly.withheld import HIDDEN, caution, withhold_scores, withhold_total

_PASSED = (
    "คะแนนรวมถึงเกณฑ์เป้าหมายแล้ว งานต่อไปคือการรักษามาตรฐานนี้ไว้ โดยไม่ละเลยตัวชี้วัดที่คะแนนลดลงหรือยังต่ำกว่าเกณฑ์ เพราะคะแนนรวม"
    "ที่สูงอาจบดบังจุดอ่อนของบางเรื่อง"
)
_NOT_PASSED = (
    "คะแนนรวมยังไม่ถึงเกณฑ์เป้าหมาย หน่วยงานจึงควรจัดลำดับเรื่องที่จะแก้ไข โดยพิจารณาข้อคำถามและรายการข้อมูลที่ได้คะแนนต่ำ"
    "ประกอบกับข้อเท็จจริงของหน่วยงาน และเริ่มจากเรื่องที่แก้ไขได้เองภายในปีงบประมาณ"
)
_NO_TOTAL = (
    "รายงานนี้ไม่แสดงคะแนนรวมเพราะมีผู้ตอบน้อย จึงยังสรุปภาพรวมไม่ได้ หน่วยงานควรพิจารณาผลเท่าที่แสดง"
    " และวางแผนการเก็บข้อมูลในปีถัดไปให้มีผู้ตอบครบตามจำนวนขั้นต่ำ"
)


def compose_result(findings: Findings) -> tuple[Block, ...]:
    """Total and level, and the scores of the instruments."""
    return (
        Heading(2, "คะแนนรวมและระดับ", "total"),
        *caution(findings),
        Paragraph(say_total(findings)),
        _tabulate_total(findings),
        Paragraph(
            f"ผลนี้เป็น{SELF_ASSESSED} หน่วยงานปิดรอบการประเมินเมื่อวันที่ {thai_date(findings.matter.closed_on)}"
        ),
        Heading(2, "คะแนนของแต่ละแบบ", "instrument-scores"),
        *withhold_scores(*findings.surveys),
        _tabulate_instruments(findings),
    )


def comment_result(findings: Findings) -> tuple[Block, ...]:
    """Our prose on the result as a whole."""
    texts = {True: _PASSED, False: _NOT_PASSED, None: _NO_TOTAL}
    return (
        Heading(2, "ข้อสังเกตต่อผลการประเมิน", "comment"),
        Paragraph(texts[findings.shown.passed], "result"),
    )


def say_total(findings: Findings) -> str:
    """Total, level and the pass mark in a sentence, or why there is none."""
    shown, year = findings.shown, write_fiscal_year(findings.shown.fiscal_year)
    if shown.total is None:
        return f"{findings.matter.agency}ประเมินตนเองประจำ{year} แต่รายงานนี้{withhold_total(findings)}"
    total = write_score(shown.total)
    return (
        f"{findings.matter.agency}ประเมินตนเองประจำ{year} ได้คะแนนรวม {total} คะแนน จาก 100 คะแนน"
        f" อยู่ในระดับ {shown.level} {_say_passed(findings)}"
    )


def _say_passed(findings: Findings) -> str:
    total, mark = findings.shown.total, findings.marks.pass_
    if total is None:
        return HIDDEN
    goal = f"เกณฑ์เป้าหมาย {write_mark(mark)} คะแนน"
    if total < mark:
        return f"ยังไม่ถึง{goal} โดยต่ำกว่าเกณฑ์ {write_score(mark - total)} คะแนน"
    more = f" โดยสูงกว่าเกณฑ์ {write_score(total - mark)} คะแนน" if total > mark else " พอดี"
    return f"ถึง{goal}{more}"


def _tabulate_total(findings: Findings) -> Table:
    shown = findings.shown
    rows = (
        ("คะแนนรวม", HIDDEN if shown.total is None else write_score(shown.total)),
        ("ระดับ", shown.level or HIDDEN),
        ("ผลเทียบกับเกณฑ์เป้าหมาย", _say_passed(findings)),
    )
    return Table("คะแนนรวมและระดับ", (Column("รายการ", 2), Column("ผล", 4)), rows)


def _tabulate_instruments(findings: Findings) -> Table:
    weights, oit = findings.edition.scheme.weights, findings.shown.oit
    items = write_count(len(findings.edition.oit.items))
    surveys = tuple(
        (
            findings.instrument(survey.instrument),
            HIDDEN if survey.score is None else write_score(survey.score),
            str(getattr(weights, survey.instrument)),
            _say_sample(survey),
        )
        for survey in findings.surveys
    )
    disclosed = (findings.instrument("OIT"), write_score(oit.score), str(weights.OIT))
    columns = (
        Column("แบบ", 8),
        Column("คะแนน", 3, Align.RIGHT),
        Column("น้ำหนัก (ร้อยละ)", 5, Align.RIGHT),
        Column("ผู้ตอบหรือรายการ", 8),
    )
    return Table("คะแนนของแต่ละแบบ", columns, (*surveys, (*disclosed, f"{items} รายการ")))


def _say_sample(survey: ShownSurvey) -> str:
    respondents, least = write_count(survey.respondents), write_count(survey.minimum)
    return (
        f"ผู้ตอบ {respondents} คน จากผู้มีสิทธิตอบ {write_count(survey.population)} คน (ขั้นต่ำ {least} คน)"
    )

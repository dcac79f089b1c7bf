"""What is withheld, said in words with its reason, and what a reader must not overlook."""

from survey_app.core import thresholds
from survey_app.core.disclosure import ShownSurvey
from survey_app.reports.document import Notice
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count

HIDDEN = "ไม่แสดง"
"""What stands where a figure is withheld; never 0, never nothing."""
_COARSE = "แสดงเฉพาะคะแนนของแบบดังกล่าว ไม่แสดงคะแนนรายตัวชี้วัดและรายข้อ"


def write_respondents(survey: ShownSurvey) -> str:
    """How many answered, as a clause."""
    if survey.respondents == 0:
        return f"แบบ {survey.instrument} ไม่มีผู้ตอบ"
    return f"แบบ {survey.instrument} มีผู้ตอบ {write_count(survey.respondents)} คน"


def withhold_scores(*surveys: ShownSurvey) -> tuple[Notice, ...]:
    """What is withheld of the surveys' scores and why; nothing where all of it is shown."""
    empty = [survey for survey in surveys if not survey.respondents]
    few = [survey for survey in surveys if survey.respondents and survey.withheld]
    coarse = [s for s in surveys if not s.withheld and s.indicators_withheld]
    said = (
        *(f"{write_respondents(survey)} จึงไม่มีคะแนนของแบบนี้" for survey in empty),
        *_say_few(few, thresholds.FOR_SCORE, "ไม่แสดงคะแนนใดของแบบดังกล่าว"),
        *_say_few(coarse, thresholds.FOR_INDICATORS, _COARSE),
    )
    return tuple(map(Notice, said))


def _say_few(surveys: list[ShownSurvey], least: int, what: str) -> tuple[str, ...]:
    if not surveys:
        return ()
    who = " และ".join(map(write_respondents, surveys))
    return (f"{who} ซึ่งน้อยกว่า {least} คน จึง{what} เพราะอาจทำให้รู้ว่าใครตอบอย่างไร",)


def say_empty(findings: Findings) -> str:
    """That a group has no indicator, as far as that can be said."""
    if findings.withheld:
        return "ไม่มีตัวชี้วัดในกลุ่มนี้ เท่าที่แสดงคะแนนได้"
    return "ไม่มีตัวชี้วัดในกลุ่มนี้"


def withhold_total(findings: Findings) -> str:
    """Why there is no total, as a sentence."""
    few = " และ".join(f"แบบ {survey.instrument}" for survey in findings.surveys if survey.withheld)
    return (
        f"ไม่แสดงคะแนนรวม ระดับ และผลเทียบกับเกณฑ์เป้าหมาย เพราะ{few} มีผู้ตอบน้อยกว่า"
        f" {thresholds.FOR_SCORE} คน จึงไม่มีคะแนนให้นำมารวม"
    )


def withhold_ranking(findings: Findings) -> tuple[Notice, ...]:
    """That nothing is ranked or averaged; nothing where every indicator's score is shown."""
    if findings.shown.statistics is not None:
        return ()
    hidden = write_count(len(findings.withheld))
    return (
        Notice(
            f"มีตัวชี้วัดที่ไม่แสดงคะแนน {hidden} ตัวชี้วัด จึงไม่จัดอันดับ ไม่แสดงแผนภูมิ ตัวชี้วัดสูงสุดและต่ำสุด"
            " ค่าเฉลี่ย และส่วนเบี่ยงเบนมาตรฐาน"
        ),
    )


def caution(findings: Findings) -> tuple[Notice, ...]:
    """Shortfalls that are said wherever the result is: too few respondents, items never scored."""
    short = tuple(_warn_short(survey) for survey in findings.surveys if survey.under_minimum)
    return (*short, *_warn_unscored(findings.shown.oit.unscored))


def _warn_short(survey: ShownSurvey) -> Notice:
    minimum = write_count(survey.minimum)
    return Notice(
        f"{write_respondents(survey)} ต่ำกว่าจำนวนขั้นต่ำ {minimum} คน โปรดดูเหตุผลในหมายเหตุของผลการประเมินท้ายรายงาน"
    )


def _warn_unscored(items: int) -> tuple[Notice, ...]:
    if not items:
        return ()
    return (
        Notice(
            f"แบบ OIT มีรายการที่ยังไม่ได้ให้คะแนน {write_count(items)} รายการ จึงคิดเป็น 0 คะแนน"
            " โปรดดูเหตุผลในหมายเหตุของผลการประเมินท้ายรายงาน"
        ),
    )

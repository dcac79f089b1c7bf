"""What to develop (rose and still under the mark) and what to mend (fell), down to the questions.

The questions shown are those below their indicator's own score, lowest first: they are the ones
that pull its mean down; where all are equal, all are shown. Of OIT every item without full score is
shown, under its sub-indicator, the lowest sub-indicator first.
"""

from survey_app.core.analysis import Direction, Movement
from survey_app.core.questionnaire import Instrument
from survey_app.reports.document import Block, Bullets, Heading, Paragraph
from survey_app.reports.yearly.causes import tabulate_causes
from survey_app.reports.yearly.findings import Findings
from survey_app.reports.yearly.numbers import write_count, write_score
from survey_app.reports.yearly.standing import (
    write_direction,
    write_fiscal_year,
    write_strength_mark,
)
from survey_app.reports.yearly.withheld import say_empty, withhold_scores

_DEVELOP = "ประเด็นที่ควรพัฒนาเป็นเรื่องที่มีทิศทางดีหรือยังไม่ทราบทิศทาง แต่ระดับยังไม่ถึงเกณฑ์ หน่วยงานควรต่อยอดสิ่งที่ทำอยู่ให้ครอบคลุมเรื่องที่ยังได้คะแนนต่ำ"
_MEND = (
    "ประเด็นที่ควรปรับปรุงแก้ไขเป็นเรื่องที่คะแนนลดลงจากปีก่อน ไม่ว่าระดับจะถึงเกณฑ์หรือไม่"
    " หน่วยงานควรหาสาเหตุว่ามีสิ่งใดเปลี่ยนไปจากเดิม แล้วกำหนดมาตรการให้ตรงกับสาเหตุนั้น"
)
_LEADS = {
    (
        Direction.UP,
        False,
    ): "คะแนนของตัวชี้วัดนี้ดีขึ้นแล้วแต่ยังไม่ถึงเกณฑ์ จึงควรทำสิ่งที่ได้ผลต่อไป และเสริมในเรื่องที่ยังได้คะแนนต่ำ",
    (
        Direction.NEW,
        False,
    ): "คะแนนของตัวชี้วัดนี้ต่ำกว่าเกณฑ์ และไม่มีคะแนนปีก่อนให้ดูทิศทาง จึงควรเริ่มแก้ไขและติดตามผลในปีถัดไป",
    (
        Direction.DOWN,
        True,
    ): "คะแนนของตัวชี้วัดนี้ยังถึงเกณฑ์แต่ลดลงจากปีก่อน จึงควรหาสาเหตุแต่เนิ่น ๆ เพื่อรักษาระดับที่ดีไว้",
    (Direction.DOWN, False): "คะแนนของตัวชี้วัดนี้ต่ำกว่าเกณฑ์และยังลดลงจากปีก่อน จึงควรแก้ไขเป็นลำดับต้น ๆ",
}
_WAYS: dict[Instrument, str] = {
    "IIT": "ผลนี้มาจากการรับรู้ของผู้ที่ทำงานในหน่วยงาน การแก้ไขควรเริ่มจากการรับฟังความเห็นของบุคลากรโดยรวม และไม่สืบหาว่าใครเป็นผู้ตอบ",
    "EIT": "ผลนี้มาจากการรับรู้ของผู้ที่มาติดต่อ การแก้ไขควรให้ผู้รับบริการเห็นผลได้จริง ทั้งที่จุดบริการและในช่องทางสื่อสารของหน่วยงาน",
    "OIT": "ผลนี้มาจากการตรวจข้อมูลบนเว็บไซต์ของหน่วยงาน การแก้ไขควรเริ่มจากการมอบหมายผู้รับผิดชอบแต่ละรายการ แล้วเผยแพร่ให้ครบถ้วน เป็นปัจจุบัน และเปิดดูได้",
}


def compose_development(findings: Findings) -> tuple[Block, ...]:
    """Both lists, each indicator with its causes, our comment, and the edition's advice."""
    return (
        *withhold_scores(*findings.surveys),
        Paragraph(_say_rule()),
        Heading(2, "ประเด็นที่ควรพัฒนา", "develop"),
        *_compose_list(findings, "develop", findings.to_develop, _DEVELOP),
        Heading(2, "ประเด็นที่ควรปรับปรุงแก้ไข", "mend"),
        *_compose_mend(findings),
    )


def _say_rule() -> str:
    return (
        "ข้อคำถามที่นำมาแสดงคือข้อที่ได้คะแนนต่ำกว่าคะแนนของตัวชี้วัดนั้น เรียงจากต่ำไปสูง ส่วนแบบ OIT แสดงทุกรายการที่ยังไม่ได้คะแนนเต็ม"
        " แยกตามตัวชี้วัดย่อย เริ่มจากตัวชี้วัดย่อยที่ได้คะแนนต่ำสุด คะแนนที่สูงหมายถึงผลที่ดีทุกข้อและทุกรายการ"
        " รวมทั้งข้อที่ถามถึงการกระทำที่ไม่เหมาะสม ซึ่งคำตอบว่าไม่มีหรือมีน้อยจะได้คะแนนสูง"
    )


def _compose_mend(findings: Findings) -> tuple[Block, ...]:
    if findings.before is None:
        return (Paragraph("ไม่มีผลปีก่อนที่นำมาเปรียบเทียบได้ จึงไม่อาจระบุตัวชี้วัดที่คะแนนลดลง"),)
    return _compose_list(findings, "mend", findings.to_mend, _MEND)


def _compose_list(
    findings: Findings, key: str, numbers: tuple[int, ...], introduction: str
) -> tuple[Block, ...]:
    if not numbers:
        return (Paragraph(say_empty(findings)),)
    many = Paragraph(f"ประเด็นในกลุ่มนี้มาจาก {write_count(len(numbers))} ตัวชี้วัด ดังนี้")
    parts = (block for no in numbers for block in _compose_indicator(findings, key, no))
    return (Paragraph(introduction, key), many, *parts)


def _compose_indicator(findings: Findings, key: str, no: int) -> tuple[Block, ...]:
    movement, instrument = findings.movements[no], findings.instruments[no]
    lead = _LEADS[movement.direction, movement.reaches_mark]
    return (
        Heading(3, f"{findings.title(no)} ({instrument})", f"{key}-{no}"),
        Paragraph(_say_standing(findings, movement)),
        *tabulate_causes(findings, no),
        Paragraph(f"{lead} {_WAYS[instrument]}", f"{key}.i{no}"),
        *_advise(findings, no),
    )


def _say_standing(findings: Findings, movement: Movement) -> str:
    instrument = findings.instrument(findings.instruments[movement.no])
    score, mark = write_score(movement.score), write_strength_mark(findings)
    level = "ถึง" if movement.reaches_mark else "ต่ำกว่า"
    moved = write_direction(findings, movement)
    return (
        f"วัดด้วย{instrument} ได้ {score} คะแนน {level}{mark}{moved}{_say_earlier(findings, movement)}"
    )


def _say_earlier(findings: Findings, movement: Movement) -> str:
    if findings.before is None or movement.before is None:
        return ""
    year = write_fiscal_year(findings.before.fiscal_year)
    return f" จาก {write_score(movement.before)} คะแนนใน{year}"


def _advise(findings: Findings, no: int) -> tuple[Block, ...]:
    """What to look into and the suggested measures by title; nothing where the edition has none."""
    advice = findings.advice.get(no)
    if advice is None:
        return ()
    return (
        Paragraph("ประเด็นที่ควรตรวจสอบข้อเท็จจริง ได้แก่"),
        Bullets(tuple(map(findings.read, advice.issues))),
        Paragraph("มาตรการที่เสนอแนะ ได้แก่"),
        Bullets(tuple(findings.read(measure.title) for measure in advice.measures)),
    )

"""What respondents suggested, as far as an officer chose it and enough people wrote."""

from survey_app.core import thresholds
from survey_app.core.questionnaire import SurveyInstrument
from survey_app.core.questionnaire.edition import SURVEY_INSTRUMENTS
from survey_app.reports.document import Block, Bullets, Heading, Notice, Paragraph
from survey_app.reports.yearly.findings import Findings

_SUGGESTIONS = (
    "ข้อเสนอแนะต่อไปนี้เป็นถ้อยคำของผู้ตอบ ซึ่งเจ้าหน้าที่คัดเลือกมาเพื่อประกอบการพิจารณา ลำดับที่แสดงไม่ใช่ลำดับที่ส่ง และไม่เชื่อมกับคำตอบข้อใด"
    " ขอให้ผู้อ่านพิจารณาเนื้อหา และไม่สืบหาว่าใครเป็นผู้เขียน"
)


def compose_suggestions(findings: Findings) -> tuple[Block, ...]:
    """The chosen suggestions of both surveys."""
    chosen = any(findings.matter.suggestions.values())
    introduction = (Paragraph(_SUGGESTIONS, "suggestions"),) if chosen else ()
    parts = (block for name in SURVEY_INSTRUMENTS for block in _compose_survey(findings, name))
    return (*introduction, *parts)


def _compose_survey(findings: Findings, instrument: SurveyInstrument) -> tuple[Block, ...]:
    name = findings.instrument(instrument)
    heading = Heading(2, f"ข้อเสนอแนะจากผู้ตอบ{name}", f"suggestions-{instrument}")
    texts = findings.matter.suggestions.get(instrument, ())
    if texts is None:
        least = thresholds.FOR_TEXTS
        why = f"ไม่แสดงข้อเสนอแนะ เพราะมีข้อเสนอแนะน้อยกว่า {least} ข้อ ซึ่งอาจทำให้รู้ว่าใครเขียน"
        return (heading, Notice(why))
    if not texts:
        return (heading, Paragraph("ไม่มีข้อเสนอแนะจากแบบนี้ที่คัดเลือกมาแสดงในรายงานฉบับนี้"))
    return (heading, Bullets(tuple(" ".join(text.split()) for text in texts)))

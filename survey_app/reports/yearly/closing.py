"""The closing words of the report."""

from survey_app.reports.document import Block, Heading, Paragraph
from survey_app.reports.yearly.findings import Findings

_CLOSING = (
    "ผลการประเมินเป็นจุดเริ่มต้นของการปรับปรุงงาน หน่วยงานควรเสนอรายงานฉบับนี้ต่อผู้บริหาร แจ้งผลให้บุคลากรทุกส่วนงานทราบ"
    " และเผยแพร่ต่อประชาชน จากนั้นจึงติดตามมาตรการตามรอบที่กำหนด และนำผลที่เกิดขึ้นไปประกอบการวิเคราะห์ในปีถัดไป\n\n"
    "{agency}ขอขอบคุณบุคลากร ประชาชน และผู้มาติดต่อทุกท่านที่สละเวลาตอบแบบสอบถาม"
)


def compose_closing(findings: Findings) -> tuple[Block, ...]:
    """What happens with the report now, and thanks."""
    words = _CLOSING.format(agency=findings.matter.agency)
    return (Heading(1, "บทส่งท้าย", "closing"), Paragraph(words, "closing"))

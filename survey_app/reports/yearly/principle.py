"""Why there is an assessment, what the report is for, and how respondents are protected."""

from survey_app.core import thresholds
from survey_app.reports.document import Block, Heading, Paragraph
from survey_app.reports.yearly.findings import Findings

_PRINCIPLE = (
    "{title} หรือที่เรียกโดยย่อว่า ITA ตั้งอยู่บนหลักการที่ว่า หน่วยงานของรัฐต้องพร้อมตรวจสอบตนเองและพร้อมให้ประชาชนตรวจสอบ"
    " การประเมินจึงรับฟังทั้งผู้ที่ทำงานอยู่ในหน่วยงานและผู้ที่มาติดต่อหรือรับบริการ แล้วพิจารณาประกอบกับข้อมูลที่หน่วยงานเปิดเผย"
    "ต่อสาธารณะ เพื่อให้เห็นการทำงานของหน่วยงานครบทุกด้าน\n\n"
    "ผลการประเมินมิได้มีไว้เพื่อตำหนิหน่วยงานหรือบุคคลใด แต่มีไว้เพื่อบอกว่าเรื่องใดทำได้ดีและควรรักษาไว้"
    " เรื่องใดยังเป็นจุดอ่อนและควรแก้ไขก่อน เมื่อวัดด้วยวิธีเดียวกันทุกปี หน่วยงานย่อมเห็นได้ว่าสิ่งที่แก้ไขไปแล้วได้ผลเพียงใด"
)
_AIMS = (
    "รายงานฉบับนี้จัดทำขึ้นเพื่อเสนอผลการประเมินของหน่วยงานครบทุกตัวชี้วัดเท่าที่แสดงได้ เปรียบเทียบกับปีก่อนหากมีข้อมูล"
    " ชี้ให้เห็นข้อคำถามและรายการข้อมูลที่ทำให้คะแนนต่ำ และเสนอแนวทางสำหรับกำหนดมาตรการส่งเสริมคุณธรรม"
    "และความโปร่งใสของปีงบประมาณถัดไป"
)
_ANONYMITY = (
    "ผู้ตอบทุกคนตอบโดยไม่ต้องแจ้งชื่อ ระบบไม่มีหน้าหรือไฟล์ใดที่แสดงคำตอบเป็นรายคน เมื่อปิดรอบแล้วคงเหลือเฉพาะจำนวนที่รวมกันแล้ว"
    " ตัวเลขใดมาจากผู้ตอบจำนวนน้อยจนอาจทำให้รู้ว่าใครตอบอย่างไร รายงานจะไม่แสดงตัวเลขนั้นและระบุไว้ว่าไม่แสดง"
    " ขอให้ผู้อ่านใช้ผลการประเมินเพื่อแก้ไขงาน และไม่สืบหาว่าผู้ใดเป็นผู้ตอบ"
)


def compose_principle(findings: Findings) -> tuple[Block, ...]:
    """The principle of the assessment, the aims of the report, and what it never shows."""
    title = findings.read(findings.edition.scheme.title)
    return (
        Heading(2, "หลักการของการประเมิน", "principle"),
        Paragraph(_PRINCIPLE.format(title=title), "principle"),
        Heading(2, "วัตถุประสงค์ของรายงาน", "aims"),
        Paragraph(_AIMS, "aims"),
        Heading(2, "การคุ้มครองผู้ตอบ", "anonymity"),
        Paragraph(_ANONYMITY, "anonymity"),
        Paragraph(_say_thresholds()),
    )


def _say_thresholds() -> str:
    return (
        f"แบบ IIT และแบบ EIT แสดงคะแนนเมื่อมีผู้ตอบตั้งแต่ {thresholds.FOR_SCORE} คนขึ้นไป"
        f" แสดงคะแนนรายตัวชี้วัดและรายข้อเมื่อมีผู้ตอบตั้งแต่ {thresholds.FOR_INDICATORS} คนขึ้นไป"
        f" แสดงข้อมูลทั่วไปของผู้ตอบเมื่อมีผู้ตอบตั้งแต่ {thresholds.FOR_COUNTS} คนขึ้นไป"
        f" และแสดงข้อเสนอแนะเมื่อมีข้อเสนอแนะตั้งแต่ {thresholds.FOR_TEXTS} ข้อขึ้นไป"
    )
